"""Replans of the coast, each with one thing gone wrong.

T0001 leaves the depot on H-3 at 05.23 with everything: the beach village's
goods for the trailhead, then both villages and the hub. T0002 and T0003 carry
one box each along the beach on H-2 at 05.39; T0006 and T0007 fetch the boxes
of the two villages on the night of the vote.
"""

from itertools import pairwise

import polars as pl
import pytest

from tests.simulation.replan.coastline import (
    REST,
    TABLES,
    closure,
    coast,
    holding,
    state,
    vehicle,
)

BEFORE = "24 04:00"
EVENING = "24 18:00"


def rows(frame, *trip_ids):
    return frame.filter(pl.col("trip_id").is_in(trip_ids))


def trip(made, trip_id):
    return made.plan.trips.row(
        by_predicate=pl.col("trip_id") == trip_id, named=True
    )


def done(made):
    return set(made.changes.select("change", "trip_id").iter_rows())


def local(moment):
    return f"{moment.astimezone(coast().context.horizon.zone):%d %H:%M:%S}"


def same(made, held):
    old = held.operation
    return all(
        getattr(made.plan, name).equals(getattr(old, name)) for name in TABLES
    ) and all(getattr(made, name).equals(getattr(old, name)) for name in REST)


@pytest.mark.parametrize("at", [BEFORE, "24 06:00", EVENING, "28 09:30"])
def test_nothing_changes_when_all_is_well(at):
    held = coast()
    made = held.replan(state(at))
    assert same(made, held)
    assert made.changes.is_empty()


def test_nothing_changes_when_all_has_departed():
    """The road that is shut is one that nobody rides any more."""
    held = coast()
    shut = closure("DEPOT", "HUB", "29 10:00", "30 10:00")
    made = held.replan(state("29 10:00", closures=[shut]))
    assert same(made, held)


def test_a_closure_elsewhere_changes_nothing():
    held = coast()
    shut = closure("V.NEAR", "V.FAR", EVENING, "27 12:00")
    assert same(held.replan(state(EVENING, closures=[shut])), held)


def test_a_short_closure_only_puts_a_trip_off():
    """The pickup waits at the depot, not on the way: waiting is paid.

    The back road is open, but the wait is shorter than the trip itself.
    """
    held = coast()
    shut = closure("DEPOT", "HUB", "24 05:00", "24 07:00")
    made = held.replan(state(BEFORE, closures=[shut]))
    assert done(made) == {("retimed", "T0001")}
    assert local(trip(made, "T0001")["depart_at"]) == "24 07:00:00"
    assert set(made.changes["cause"]) == {"closure"}
    assert set(made.changes["why"]) == {"closed: DEPOT-HUB trunk: banjir"}
    assert rows(made.plan.trips, "T0002", "T0015").equals(
        rows(held.operation.trips, "T0002", "T0015")
    )


def test_a_long_closure_is_gone_around():
    """Back road: 40 km at 40 km/h is an hour to the far village."""
    held = coast()
    shut = closure("DEPOT", "HUB", "24 05:00", "24 15:00")
    made = held.replan(state(BEFORE, closures=[shut]))
    assert done(made) == {("rerouted", "T0001")}
    own = rows(made.plan.passages, "T0001")
    assert {"DEPOT", "V.FAR"} in [
        {start, end} for start, end in own.select("from_id", "to_id").rows()
    ]
    assert {"DEPOT", "HUB"} not in [
        {start, end} for start, end in own.select("from_id", "to_id").rows()
    ]


def test_without_a_way_around_the_trip_waits_for_the_road():
    held = coast(detour=False)
    shut = closure("DEPOT", "HUB", "24 05:00", "24 15:00")
    made = held.replan(state(BEFORE, closures=[shut]))
    assert done(made) == {("retimed", "T0001")}
    assert local(trip(made, "T0001")["depart_at"]) == "24 15:00:00"


def test_a_road_shut_for_a_day_moves_the_trip_and_what_follows_it():
    """The motorcycles of H-2 find no goods before the evening of H-2.

    They ride on H-1, after the stage: an exception, as the tps still have
    their goods before they are due.
    """
    held = coast(detour=False)
    shut = closure("DEPOT", "HUB", "24 05:00", "25 12:00")
    made = held.replan(state(BEFORE, closures=[shut]))
    assert made.unserved.is_empty()
    assert trip(made, "T0001")["day"] == -2
    assert {trip(made, name)["day"] for name in ("T0002", "T0003")} == {-1}
    late = made.exceptions.filter(rule="hand_over_due")
    assert late["subject_id"].to_list() == ["B.001"]
    assert set(made.changes["cause"]) == {"closure", "knock_on"}


def test_a_road_shut_for_good_leaves_the_tps_named_with_the_leg():
    held = coast(detour=False)
    shut = closure("DEPOT", "HUB", "24 05:00", "30 12:00")
    made = held.replan(state(BEFORE, closures=[shut]))
    assert set(made.unserved["tps_id"]) == {"B.001", "F.001", "N.001"}
    assert set(made.unserved["reason"]) == {"closed: DEPOT-HUB trunk: banjir"}
    assert set(made.unserved["remedy"]) == {
        "open_the_leg_or_lend_a_vehicle_beyond_it"
    }
    assert made.plan.trips.is_empty()
    assert made.last_mile.is_empty()


def test_a_trip_on_its_way_stays_as_it_is_and_is_told_to_be_late():
    """It left at 05.23; the road home is shut at 06 until noon."""
    held = coast(detour=False)
    shut = closure("HUB", "DEPOT", "24 06:00", "24 12:00")
    made = held.replan(state("24 06:00", closures=[shut]))
    assert done(made) == {("kept_late", "T0001")}
    for name in TABLES:
        assert getattr(made.plan, name).equals(getattr(held.operation, name))
    (row,) = made.changes.iter_rows(named=True)
    assert row["tps_id"] is None
    assert local(row["after_at"]) == "24 12:18:00"


def test_a_broken_vehicle_gives_its_trip_to_another_at_the_same_time():
    held = coast()
    broken = vehicle("pickup", 1, "DEPOT", BEFORE, usable=False)
    made = held.replan(state(BEFORE, vehicles_now=[broken]))
    assert ("other_vehicle", "T0001") in done(made)
    assert trip(made, "T0001")["vehicle"] == "2"
    assert trip(made, "T0001") | {"vehicle": "1"} == trip_before("T0001")
    assert "1" not in set(
        made.plan.trips.filter(vehicle_type="pickup")["vehicle"]
    )
    moved = made.changes.filter(trip_id="T0001")
    assert set(moved["vehicle_before"]) == {"pickup-1"}
    assert set(moved["vehicle_after"]) == {"pickup-2"}
    assert set(moved["why"]) == {"unusable: pickup 1"}


def trip_before(trip_id):
    return coast().operation.trips.row(
        by_predicate=pl.col("trip_id") == trip_id, named=True
    )


def test_a_late_vehicle_begins_when_it_is_free():
    held = coast()
    late = vehicle("pickup", 1, "DEPOT", "24 06:00")
    made = held.replan(state(BEFORE, vehicles_now=[late]))
    assert done(made) == {("retimed", "T0001")}
    assert local(trip(made, "T0001")["load_at"]) == "24 06:00:00"
    assert set(made.changes["why"]) == {"late: pickup 1"}
    assert set(made.changes["tps_id"]) == {"B.001", "F.001", "N.001"}


def test_a_vehicle_elsewhere_comes_empty_first():
    """From the hub to the depot is 12 km, 18 minutes."""
    held = coast()
    there = vehicle("pickup", 1, "HUB", BEFORE)
    made = held.replan(state(BEFORE, vehicles_now=[there]))
    (empty,) = made.plan.trips.filter(
        ~pl.col("trip_id").is_in(held.operation.trips["trip_id"].implode())
    ).iter_rows(named=True)
    assert (empty["purpose"], empty["origin_id"]) == ("reposition", "HUB")
    assert empty["trip_id"] == "R1124-0400-01"
    assert empty["return_at"] <= trip(made, "T0001")["load_at"]


def test_goods_left_behind_are_brought_by_a_trip_of_their_own():
    held = coast()
    left = holding("N.001", "DEPOT")
    made = held.replan(state(EVENING, holdings=[left]))
    assert done(made) == {("new_trip", "R1124-1800-01")}
    (load,) = rows(made.plan.loads, "R1124-1800-01").iter_rows(named=True)
    assert (load["tps_id"], load["board_id"]) == ("N.001", "DEPOT")
    assert load["place_id"] == "V.NEAR"
    assert made.unserved.is_empty()
    assert set(made.changes["cause"]) == {"goods"}


def test_goods_left_short_of_the_beach_go_the_whole_chain():
    held = coast()
    left = holding("B.001", "DEPOT")
    made = held.replan(state(EVENING, holdings=[left]))
    own = made.plan.loads.filter(
        ~pl.col("trip_id").is_in(held.operation.trips["trip_id"].implode())
        | pl.col("trip_id").is_in(["T0002", "T0003"]),
        tps_id="B.001",
    )
    at_beach = own.filter(place_id="V.BEACH")
    assert at_beach.select(pl.col("boxes", "booths", "bags").sum()).row(0) == (
        2,
        4,
        1,
    )
    assert made.unserved.is_empty()


def test_goods_that_are_lost_leave_the_rest_on_its_way():
    """One of four booths is gone: what is there is brought all the same."""
    held = coast()
    made = held.replan(
        state(BEFORE, holdings=[holding("N.001", "DEPOT", 2, 3, 1)])
    )
    (row,) = made.unserved.iter_rows(named=True)
    assert (row["tps_id"], row["reason"]) == ("N.001", "goods_missing")
    (load,) = (
        rows(made.plan.loads, "T0001")
        .filter(tps_id="N.001")
        .iter_rows(named=True)
    )
    assert (load["boxes"], load["booths"], load["bags"]) == (2, 3, 1)
    assert "N.001" in set(made.last_mile["tps_id"])


def test_a_trip_broken_off_is_carried_on_from_where_it_stands():
    """At 05.30 nothing has been handed over: all of it lies at the hub."""
    held = coast()
    broken = vehicle("pickup", 1, "HUB", "24 06:00", usable=False)
    made = held.replan(state("24 05:30", vehicles_now=[broken]))
    assert rows(made.plan.trips, "T0001").equals(
        rows(held.operation.trips, "T0001")
    )
    fresh = made.plan.loads.filter(
        pl.col("trip_id").str.starts_with("R"), board_id="HUB"
    )
    assert {"B.001", "F.001", "N.001"} <= set(fresh["tps_id"])
    assert made.unserved.is_empty()


def test_the_tide_pocket_waits_for_the_next_tide():
    """The beach is shut for the morning of H-2, so the motorcycles wait."""
    held = coast()
    shut = closure("TRAIL", "V.BEACH", EVENING, "25 12:00")
    made = held.replan(state(EVENING, closures=[shut]))
    assert made.unserved.is_empty()
    beach = rows(made.plan.passages, "T0002", "T0003")
    assert beach["enter_at"].min() >= shut["to_at"]
    windows = held.context.windows
    for row in beach.iter_rows(named=True):
        enter_s = held.context.horizon.second(row["enter_at"])
        leave_s = held.context.horizon.second(row["leave_at"])
        assert any(
            windows.passable(leg, enter_s, leave_s - enter_s)
            for leg in windows.spans
        )


def test_without_motorcycles_the_beach_village_is_named():
    held = coast()
    gone = [
        vehicle("trail_motorcycle", n, "TRAIL", EVENING, usable=False)
        for n in (1, 2, 3, 4)
    ]
    made = held.replan(state(EVENING, vehicles_now=gone))
    assert set(made.unserved["tps_id"]) == {"B.001"}
    assert "B.001" not in set(made.last_mile["tps_id"])
    back = made.plan.loads.filter(tps_id="B.001", board_id="V.BEACH")
    assert back.is_empty()


def test_boxes_come_back_when_the_night_trip_has_lost_its_pickup():
    held = coast()
    broken = vehicle("pickup", 1, "DEPOT", "27 15:00", usable=False)
    made = held.replan(state("27 15:00", vehicles_now=[broken]))
    assert made.unserved.is_empty()
    assert trip(made, "T0007")["vehicle"] != "1"
    assert made.exceptions.equals(held.operation.exceptions)


def test_a_second_replan_never_takes_an_id_again():
    held = coast()
    left = holding("N.001", "DEPOT")
    first = held.replan(state(EVENING, holdings=[left]))
    gone = vehicle("pickup", 1, "DEPOT", EVENING, usable=False)
    second = held.replan(
        state(EVENING, holdings=[left], vehicles_now=[gone]),
        held.after(first),
    )
    ids = [*second.plan.trips["trip_id"]]
    assert len(ids) == len(set(ids))
    assert "R1124-1800-01" in ids


@pytest.mark.parametrize(
    ("pickup_l", "until"), [(450, "24 07:30"), (250, "24 08:40")]
)
def test_a_trip_put_off_beyond_the_start_of_the_next_is_waited_for(
    pickup_l, until
):
    """
    With small pickups one pickup goes several times on H-3.

    Of 450 litres: T0001 to the trailhead waits until 06.53, when T0002 to
    the villages was to begin. Of 250: T0002 would wait until 09.39, past
    T0003 at 08.11, and T0004 begins then.
    """
    held = coast(detour=False, pickup_l=pickup_l)
    shut = closure("HUB", "TRAIL", "24 03:00", until)
    made = held.replan(state(BEFORE, closures=[shut]))
    assert made.unserved.is_empty()
    assert done(made)
    for _, own in made.plan.trips.sort("load_at", "return_at").group_by(
        "vehicle_type", "vehicle", maintain_order=True
    ):
        for before, after in pairwise(own.iter_rows(named=True)):
            assert before["return_at"] <= after["load_at"]
            assert before["end_id"] == after["origin_id"]
