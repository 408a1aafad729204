"""
Every address by role and territory: who may enter.

The table is doors.csv beside this file; a new address without a line in it
fails. To add lines, run

    SAMPAI_DOORS=write pytest tests/web/people/test_every_door.py

which appends a line for each address that has none, with what the site
answers now: READ them, for they become what is right. A line that has
changed is deleted first. An address with a part that is not in `things`
needs a word there; an address that only takes a form needs its name in
`ACTS`. The words: enter (also where what was sent has faults), login (asked
to sign in), refuse (403), empty (404: nothing there that they may know of).
"""

import csv
import os
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.jobs.models import Job
from sampai.web.people.inviting import invite
from sampai.web.people.models import User
from sampai.web.people.roles import CHANGES, OVERSIGHT, PERMISSIONS, Role
from sampai.web.people.services import make_token
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import rows_for
from sampai.web.plans.services import approve, publish
from tests.web.people.walking import Door, every_door, knock

TABLE = Path(__file__).with_name("doors.csv")
WRITES = os.environ.get("SAMPAI_DOORS") == "write"
SEATED = [role.value for role in Role if role != Role.PUBLIC]
WHO = ["anonymous", "tono", *SEATED]
KEY = ["name", "method", "where"]
HERE, ELSEWHERE, OTHER_PLACE = "own", "other regency", "other place"
# Parts of an address that lie in a territory within the regency.
PLACES = frozenset({"tps_id", "trip_id", "place_id", "village_id", "hub_id"})
# Addresses that take a form and show none.
ACTS = frozenset(
    {
        "account_token_revoke",
        "datasets:check",
        "datasets:mend",
        "datasets:take",
        "demo:enter",
        "jobs:again",
        "jobs:cancel",
        "people:close_glass",
        "people:revoke",
        "plans:approve",
        "plans:papers_start",
        "plans:prices_start",
        "plans:publish",
        "records:final",
        "records:take",
        "set_language",
        "set_theme",
        "supplies:packing_start",
    }
)
Row = dict[str, str]


def table() -> dict[tuple[str, ...], Row]:
    """Read doors.csv."""
    if not TABLE.exists():
        return {}
    with TABLE.open(newline="") as file:
        rows = csv.DictReader(line for line in file if line[0] != "#")
        return {tuple(row[key] for key in KEY): row for row in rows}


def lines_of(door: Door) -> list[tuple[str, str, str]]:
    """Say which lines an address must have."""
    act = "POST" if door.name in ACTS else "GET"
    if not door.parts or "regency" not in door.parts:
        places = [""]
    else:
        places = [HERE, ELSEWHERE]
        if PLACES & set(door.parts):
            places.append(OTHER_PLACE)
    return list(product([door.name], door.methods or (act,), places))


@pytest.fixture
def published(plan: Plan, sari: User) -> Plan:
    """The quick plan, published."""
    approve(plan, by=sari, name="Sari", reason="tested")
    publish(plan, by=sari, name="Sari", reason="tested")
    plan.refresh_from_db()
    return plan


CAST = {
    "kpu": "sari",
    "ppk": "budi",
    "kpps": "dewi",
    "bawaslu": "ratih",
    "polres": "joko",
    "tono": "tono",
}


@pytest.fixture
def sessions(
    request: pytest.FixtureRequest,
    seat: Callable[..., User],
    client_of: Callable[[User], Client],
    home: str,
    tps_id: str,
    vehicle: str,
) -> dict[str, str | None]:
    """
    Sessions of someone of each role, all in the district of Budi.

    The driver drives the trip that carries for the TPS of Dewi.
    """
    users = {who: request.getfixturevalue(name) for who, name in CAST.items()}
    for role, place_id in (
        ("pps", home),
        ("pkd", home),
        ("witness", tps_id),
        ("driver", vehicle),
        ("pemda", ""),
        ("observer", ""),
    ):
        users[role] = seat(role, Role(role), place_id)
    return {"anonymous": None} | {
        who: client_of(user).cookies["sessionid"].value
        for who, user in users.items()
    }


@pytest.fixture
def vehicle(published: Plan, tps_id: str) -> str:
    """Of the first trip that carries for Dewi."""
    loads = rows_for(published, "loads").filter(tps_id=tps_id)
    trip_id = loads.first().trip_id
    trip = rows_for(published, "trips").get(trip_id=trip_id)
    return f"{trip.vehicle_type}:{trip.vehicle}"


@pytest.fixture
def home(dataset: Any, tps_id: str) -> str:
    """Village of Dewi's TPS."""
    return str(dataset.tps.filter(tps_id=tps_id)["village_id"][0])


@pytest.fixture
def things(regency: Regency, sari: User, dewi: User) -> dict[str, Any]:
    """What is there besides the plan, by the part of an address."""
    Regency.objects.create(code="elsewhere", name="Elsewhere")
    offer = invite(regency, role="driver", place_id="", by=sari)
    token, _ = make_token(sari, regency, name="t", scopes=[], days=1)
    job = Job.objects.create(
        regency=regency,
        kind="plan",
        title="t",
        by=sari,
        made_at=timezone.now(),
    )
    return {
        "regency": regency.code,
        "job": job.pk,
        "seat": dewi.seats.get().pk,
        "invitation": offer.invitation.pk,
        "token": token.pk,
        "secret": offer.secret,
        # Records: a list that is there, a line and a person that are not.
        "slug": "gudang",
        "line": UUID(int=0),
        "upload": UUID(int=0),
        "person_id": "nobody",
        "form": "csv",
        "language": "id",
        "name": "nothing.pdf",
        "table": "tps",
        "key": "k",
        "uidb36": "1",
        "pk": 1,
        "rest": "nowhere",
    }


@pytest.fixture
def inside(
    things: dict[str, Any],
    published: Plan,
    tps_id: str,
    home: str,
    hub_id: str,
) -> dict[str, Any]:
    """Parts of addresses that lie in the territory of everyone."""
    loads = rows_for(published, "loads")
    return things | {
        "number": published.number,
        "tps_id": tps_id,
        "place_id": home,
        "village_id": home,
        "hub_id": hub_id,
        "trip_id": loads.filter(tps_id=tps_id).first().trip_id,
    }


@pytest.fixture
def outside(
    published: Plan, tps_id: str, hub_id: str, dataset: Any
) -> dict[str, Any]:
    """Parts of addresses that lie in another district."""
    near = dataset.places.filter(parent_id=hub_id)["place_id"].to_list()
    far = dataset.tps.filter(~dataset.tps["village_id"].is_in(near))[0]
    village = far["village_id"][0]
    parents = dataset.places.filter(place_id=village)["parent_id"]
    return {
        "tps_id": far["tps_id"][0],
        "place_id": village,
        "village_id": village,
        "hub_id": parents[0],
        "trip_id": _far_trip(published, tps_id, far["tps_id"][0]),
    }


@pytest.fixture
def address(
    inside: dict[str, Any], outside: dict[str, Any]
) -> Callable[[Door, str], str]:
    """Write an address, within a territory or outside."""

    def write(door: Door, where: str) -> str:
        held = dict(inside)
        if where == ELSEWHERE:
            held["regency"] = "elsewhere"
        if where == OTHER_PLACE:
            held |= outside
        # A table of data unless the call is of another kind.
        if door.name == "api:plan_table":
            held["table"] = "trips"
        if "record" in door.name:
            held["table"] = "stores"
        missing = set(door.parts) - held.keys()
        assert not missing, f"{door.name}: say in `things` what {missing} is"
        return reverse(
            door.name, kwargs={part: held[part] for part in door.parts}
        )

    return write


def _far_trip(plan: Plan, tps_id: str, far: str) -> str:
    """Find a trip for a far TPS, with no vehicle that comes to the near."""
    loads, trips = rows_for(plan, "loads"), rows_for(plan, "trips")
    near = trips.filter(
        trip_id__in=loads.filter(tps_id=tps_id).values("trip_id")
    )
    here = set(near.values_list("vehicle_type", "vehicle"))
    carrying = loads.filter(tps_id=far).values("trip_id")
    return next(
        trip.trip_id
        for trip in trips.filter(trip_id__in=carrying).order_by("-trip_id")
        if (trip.vehicle_type, trip.vehicle) not in here
    )


def test_every_address_has_its_lines():
    if WRITES:
        pytest.skip("lines are being written")
    doors, known = every_door(), table()
    wanted = {line for door in doors.values() for line in lines_of(door)}
    missing = sorted(wanted - known.keys())
    assert not missing, "no line in doors.csv; see the top of this file"
    gone = sorted({key[0] for key in known} - doors.keys())
    assert not gone, "lines of addresses that are no more"


def test_doors_open_as_the_table_says(
    sessions: dict[str, str | None],
    address: Callable[[Door, str], str],
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level("CRITICAL")
    doors, known = every_door(), table()
    keys = {key for door in doors.values() for key in lines_of(door)}
    if not WRITES:
        # What has no line is told by the test above.
        keys &= known.keys()
    wrong, written = [], []
    for key in sorted(keys | known.keys()):
        name, method, where = key
        url = address(doors[name], where)
        heard = {
            who: knock(session, method, url)
            for who, session in sessions.items()
        }
        expected = known.get(key)
        if expected is None:
            written.append(dict(zip(KEY, key, strict=True)) | heard)
        else:
            wrong += _differences(key, expected, heard)
    if WRITES:
        _write([*known.values(), *written])
    assert not wrong


def _differences(key: tuple[str, ...], expected: Row, heard: Row) -> list[Any]:
    return [
        (*key, who, expected[who], word)
        for who, word in heard.items()
        if word != expected[who]
    ]


def _write(rows: list[Row]) -> None:
    top = (
        "# Who may enter where. How to add lines: test_every_door.py, its"
        " first lines.\n"
    )
    rows.sort(key=lambda row: [row[key] for key in KEY])
    with TABLE.open("w", newline="") as file:
        file.write(top)
        writer = csv.DictWriter(
            file, [*KEY, *WHO], lineterminator="\n", extrasaction="raise"
        )
        writer.writeheader()
        writer.writerows(rows)


def test_the_table_opens_no_door_that_the_permissions_shut():
    doors = every_door()
    for (name, _, where), row in table().items():
        permission = doors[name].permission
        if not permission or Role.PUBLIC in PERMISSIONS[permission]:
            continue
        assert row["anonymous"] == "login", name
        if permission == "account.use":
            continue
        for role in SEATED:
            if where == ELSEWHERE or role not in PERMISSIONS[permission]:
                assert row[role] in {"refuse", "empty"}, (name, role)
        assert row["tono"] in {"refuse", "empty"}, name


def test_oversight_enters_no_door_that_changes():
    doors = every_door()
    for (name, method, where), row in table().items():
        if doors[name].permission in CHANGES:
            for role in OVERSIGHT - {Role.PUBLIC}:
                assert row[role] != "enter", (name, method, where, role)


def test_every_line_speaks_the_four_words():
    words = {"enter", "login", "refuse", "empty"}
    for key, row in table().items():
        assert {row[who] for who in WHO} <= words, key
