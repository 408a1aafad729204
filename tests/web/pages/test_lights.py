"""The lights of oversight say what is recorded, and no more."""

from datetime import timedelta

import pytest

from sampai.web.datasets.models import Regency
from sampai.web.pages.lights import lights
from sampai.web.pages.standing import GOOD, NONE, WARN
from sampai.web.people.models import User
from sampai.web.records.services import add_record
from tests.web.records.rows import AT, inspection, store


@pytest.fixture
def write(regency: Regency, sari: User):
    """Write a record down."""

    def add(table: str, values: dict[str, object]) -> None:
        add_record(regency, table, values, by=sari, reason="")

    return add


def storage(regency: Regency) -> tuple[str, str]:
    """Tone and text of the third light."""
    card = lights(regency, None)[2]
    return card.tone, card.text


def test_without_a_store_nothing_is_known(regency):
    assert storage(regency)[0] == NONE


def test_a_store_that_nobody_has_looked_at_is_named(regency, write):
    write("stores", store("DEPOT"))
    tone, text = storage(regency)
    assert tone == WARN
    assert text.startswith("1 ")


def test_only_the_last_inspection_counts(regency, write):
    write("stores", store("DEPOT"))
    write("inspections", inspection(ok=False))
    assert storage(regency)[0] == WARN
    write("inspections", inspection(at=AT + timedelta(days=2)))
    assert storage(regency)[0] == GOOD


def test_each_store_is_judged_by_its_own_last_inspection(regency, write):
    for name, ok, days in (("S1", False, 0), ("S2", True, 5)):
        write("stores", store("DEPOT", store_id=name))
        at = AT + timedelta(days=days)
        write("inspections", inspection(store_id=name, ok=ok, at=at))
    assert storage(regency)[0] == WARN
