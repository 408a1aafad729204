"""The cast and the regency that the tests of the site share."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sampai.operation.chance import Chance
from sampai.operation.service import plan_operation
from sampai.tables import (
    Dataset,
    Operation,
    packaged_dataset,
    read_dataset,
)
from sampai.web.datasets.models import Regency
from sampai.web.datasets.services import add_edition
from sampai.web.people.models import Seat, User
from sampai.web.people.roles import Role
from sampai.web.plans.models import Plan
from sampai.web.plans.services import add_plan

CODE = "pesisir-barat-2024"
SeatMaker = Callable[..., User]


@pytest.fixture(autouse=True)
def _own_files(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> Iterator[None]:
    """Uploads of a test stay in the test's folder."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return


@pytest.fixture(autouse=True)
def _own_counts() -> None:
    """Attempts to sign in are counted anew in each test."""
    cache.clear()


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The packaged dataset, checked."""
    return read_dataset(packaged_dataset(CODE))


@pytest.fixture(scope="session")
def operation(dataset: Dataset) -> Operation:
    """A quick plan with few scenarios."""
    return plan_operation(dataset, iterations=5, chance=Chance(scenarios=50))


@pytest.fixture
def regency(db: None, dataset: Dataset) -> Regency:  # noqa: ARG001 (opens the database)
    """Pesisir Barat with its first edition in force."""
    regency = Regency.objects.create(code=CODE, name="Pesisir Barat")
    add_edition(regency, dataset, by=None, reason="first")
    return regency


@pytest.fixture
def plan(regency: Regency, operation: Operation) -> Plan:
    """A draft of the quick plan."""
    return add_plan(regency.current, operation, name="Quick", by=None)


@pytest.fixture
def seat(regency: Regency) -> SeatMaker:
    """Make a user with a role for a territory."""

    def make(name: str, role: Role, place_id: str = "") -> User:
        user = User.objects.create_user(name)
        Seat.objects.create(
            user=user,
            role=role,
            regency=regency,
            place_id=place_id,
            begins_at=timezone.now() - timedelta(days=1),
        )
        return user

    return make


@pytest.fixture
def hub_id(dataset: Dataset) -> str:
    """District whose PPK is Budi."""
    places = dataset.places
    return str(places.filter(kind="hub")["place_id"][0])


@pytest.fixture
def tps_id(dataset: Dataset, hub_id: str) -> str:
    """TPS of Dewi, in the district of Budi."""
    villages = dataset.places.filter(parent_id=hub_id)["place_id"]
    tps = dataset.tps
    return str(tps.filter(tps["village_id"].is_in(villages))["tps_id"][0])


@pytest.fixture
def sari(seat: SeatMaker) -> User:
    """KPU."""
    return seat("sari", Role.KPU)


@pytest.fixture
def budi(seat: SeatMaker, hub_id: str) -> User:
    """PPK."""
    return seat("budi", Role.PPK, hub_id)


@pytest.fixture
def dewi(seat: SeatMaker, tps_id: str) -> User:
    """KPPS."""
    return seat("dewi", Role.KPPS, tps_id)


@pytest.fixture
def ratih(seat: SeatMaker) -> User:
    """Bawaslu."""
    return seat("ratih", Role.BAWASLU)


@pytest.fixture
def joko(seat: SeatMaker) -> User:
    """Polres."""
    return seat("joko", Role.POLRES)


@pytest.fixture
def tono(db: None) -> User:  # noqa: ARG001 (opens the database)
    """May see nothing."""
    return User.objects.create_user("tono")


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """Sign someone in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(
            user, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return sign_in
