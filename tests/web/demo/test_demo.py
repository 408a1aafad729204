"""The demo: seeded once, entered by one click from this machine alone."""

from pathlib import Path

import pytest
from django.test import Client

from sampai.documents.operation_files import write_operation
from sampai.tables import Dataset, Operation
from sampai.tables.record_schemas import CRITERIA
from sampai.web.demo.cast import CAST
from sampai.web.demo.services import CODE, seed_demo
from sampai.web.people.models import Seat, User
from sampai.web.plans.models import Plan, PlanState

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, dataset: Dataset, operation: Operation) -> Path:
    """The quick plan as `sampai plan` writes it."""
    write_operation(dataset, operation, tmp_path / "plan")
    return tmp_path / "plan"


def test_seeding_twice_is_seeding_once(dataset: Dataset, folder: Path):
    first = seed_demo(dataset, folder)
    assert seed_demo(dataset, folder) == first
    assert Plan.objects.count() == 1
    assert Seat.objects.count() == len(CAST)
    first.refresh_from_db()
    assert first.state == PlanState.PUBLISHED
    assert first.regency.current.number == 1


def test_every_kind_of_record_has_an_example(dataset: Dataset, folder: Path):
    seed_demo(dataset, folder)
    client = Client()
    client.post("/demo/masuk/", {"username": "sari"})
    for slug, rows in (
        ("gudang", 1),
        ("pemeriksaan", 2 * len(CRITERIA)),
        ("petugas", 4),
        ("saluran", 12 + 4),
        ("permintaan", 2),
    ):
        answer = client.get(f"/r/{CODE}/catatan/{slug}/unduh.csv")
        lines = answer.getvalue().decode("utf-8-sig").splitlines()
        assert len(lines) == rows + 1, slug


def test_everyone_of_the_cast_sees_a_page(
    client: Client, dataset: Dataset, folder: Path
):
    seed_demo(dataset, folder)
    for player in CAST:
        answer = client.post("/demo/masuk/", {"username": player.username})
        assert answer.headers["Location"] == "/"
        home = client.get("/", follow=True)
        assert home.redirect_chain == [(f"/r/{CODE}/", 302)], player.username
        assert home.status_code == 200, player.username


def test_the_first_page_of_the_demo_is_the_role_picker(client: Client):
    assert client.get("/").headers["Location"] == "/demo/"
    assert b'value="sari"' in client.get("/demo/").content


def test_nobody_outside_the_cast_is_signed_in(client: Client):
    User.objects.create_user("tono")
    for name in ("tono", "nobody", ""):
        answer = client.post("/demo/masuk/", {"username": name})
        assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["10.0.0.7", "192.168.1.2", "", "::2"])
def test_another_machine_finds_no_role_picker(client: Client, address: str):
    for answer in (
        client.get("/demo/", REMOTE_ADDR=address),
        client.post("/demo/masuk/", {"username": "sari"}, REMOTE_ADDR=address),
    ):
        assert answer.status_code == 404


def test_outside_the_demo_the_picker_is_shut(
    client: Client, settings: pytest.FixtureRequest
):
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
