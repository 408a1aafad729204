"""Timed trips as tables, as the contract has them."""

from datetime import UTC, datetime

import pytest

from sampai.planning.plan import PlanTables, TimedTrip
from sampai.planning.timing import Clock
from tests.planning.coast import HORIZON, at, coast, draft
from tests.planning.pieces import lot


def made(*drafts, **changes):
    context = coast(**changes)
    clock = Clock(context.rules, context.calm)
    trips = [TimedTrip(draft=d, times=clock.run(d)) for d in drafts]
    tables = PlanTables(HORIZON, context.network, dict(context.fleet))
    return tables.make(trips)


def local(hour, minute=0):
    """A moment of the 24th of November, three days before the vote."""
    return datetime(2024, 11, 24, hour - 7, minute, tzinfo=UTC)


TO_V = draft("D", "V", "D", load_at_s=at(-3, 8))


def test_a_trip_is_one_row():
    """30 km at 10, 54 minutes at 100: 300 and 90."""
    [row] = made(TO_V, lorry={"escort": 2}).trips.to_dicts()
    assert row == {
        "trip_id": "T0001",
        "stage": "hub_to_village",
        "purpose": "carry",
        "day": -3,
        "vehicle_type": "lorry",
        "vehicle": "1",
        "origin_id": "D",
        "load_at": local(8),
        "depart_at": local(8, 12),
        "end_id": "D",
        "return_at": local(8, 54),
        "distance_m": 30_000,
        "cost_idr": 390,
        "boxes": 2,
        "volume_l": 20.0,
        "mass_kg": 8.0,
        "police": 2,
    }


def test_a_stop_tells_its_moments():
    [row] = made(TO_V).stops.to_dicts()
    assert row == {
        "trip_id": "T0001",
        "seq": 1,
        "place_id": "V",
        "arrive_at": local(8, 27),
        "start_at": local(8, 27),
        "depart_at": local(8, 39),
    }


def test_every_leg_is_a_passage_to_its_stop_and_the_last_run_home():
    rows = made(TO_V).passages.select(
        "seq", "part", "from_id", "to_id", "surface"
    )
    assert rows.rows() == [
        (1, 1, "D", "H", "road"),
        (1, 2, "H", "V", "road"),
        (2, 1, "V", "H", "road"),
        (2, 2, "H", "D", "road"),
    ]


def test_an_empty_run_has_no_stops_and_no_police():
    plan = made(draft("D", "G", goods=[]), lorry={"escort": 2})
    assert plan.trips["police"].to_list() == [0]
    assert plan.trips["purpose"].to_list() == ["reposition"]
    assert plan.stops.is_empty()
    assert plan.loads.is_empty()
    assert plan.passages.height == 2


def test_parts_that_travel_together_are_one_load():
    goods = [(lot("T1", 1, 0, 0), 0, 1), (lot("T1", 1, 2, 1), 0, 1)]
    [row] = made(draft("D", "V", "D", goods=goods)).loads.to_dicts()
    assert row == {
        "trip_id": "T0001",
        "tps_id": "T1",
        "for_place_id": None,
        "board_id": "D",
        "place_id": "V",
        "boxes": 2,
        "booths": 2,
        "bags": 1,
        "volume_l": 27.0,
        "mass_kg": 13.0,
    }


def test_a_district_s_load_names_its_hub():
    goods = [(lot(for_place_id="H", boxes=2, booths=0, bags=0), 0, 1)]
    [row] = made(draft("D", "H", "D", goods=goods)).loads.to_dicts()
    assert (row["tps_id"], row["for_place_id"]) == (None, "H")


@pytest.mark.parametrize("turned", [False, True])
def test_trips_are_numbered_by_their_start(turned):
    early = draft("D", "V", "D", load_at_s=at(-3, 7), vehicle=2)
    pair = [TO_V, early][:: -1 if turned else 1]
    plan = made(*pair)
    assert plan.trips.select("trip_id", "vehicle").rows() == [
        ("T0001", "2"),
        ("T0002", "1"),
    ]
