"""Records that the tests of this folder write down."""

from collections.abc import Callable

import pytest

from sampai.web.people.models import User
from sampai.web.people.roles import Role
from sampai.web.records.models import Record
from sampai.web.records.services import add_record


@pytest.fixture
def add(regency, sari) -> Callable[..., Record]:
    """Write a record down, as Sari does."""

    def write(table: str, values: dict[str, object]) -> Record:
        return add_record(regency, table, values, by=sari, reason="first")

    return write


@pytest.fixture
def rini(seat) -> User:
    """Pemda."""
    return seat("rini", Role.PEMDA)
