"""Whatever has gone wrong, some things hold of the plan that comes of it."""

from datetime import timedelta
from itertools import pairwise

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.simulation.replan.coastline import (
    REST,
    TABLES,
    closure,
    coast,
    holding,
    state,
    vehicle,
)

LEGS = (
    ("DEPOT", "HUB"),
    ("HUB", "V.NEAR"),
    ("HUB", "V.FAR"),
    ("HUB", "TRAIL"),
    ("TRAIL", "V.BEACH"),
    ("DEPOT", "V.FAR"),
)
MOMENTS = (
    *("24 03:00", "24 05:10", "24 05:30", "24 06:30", "24 07:50"),
    *("24 20:00", "25 05:45", "25 07:20", "26 09:00"),
    *("27 12:00", "27 17:00", "27 18:00", "28 09:10", "29 06:10"),
)
PLACES = {
    "pickup": ("DEPOT", "HUB", "V.NEAR", "V.FAR", "TRAIL"),
    "trail_motorcycle": ("TRAIL", "V.BEACH"),
}


def plus(moment: str, hours: int) -> str:
    day, clock = moment.split()
    hour, minute = map(int, clock.split(":"))
    total = timedelta(days=int(day), hours=hour + hours, minutes=minute)
    left = total.seconds
    return f"{total.days:02d} {left // 3600:02d}:{left % 3600 // 60:02d}"


@st.composite
def states(draw, legs=LEGS):
    at = draw(st.sampled_from(MOMENTS))
    closures = [
        closure(*leg, plus(at, begins), plus(at, begins + lasts))
        for leg, begins, lasts in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(legs),
                    st.sampled_from((0, 1, 12)),
                    st.sampled_from((1, 5, 24, 100)),
                ),
                max_size=2,
                unique_by=lambda one: one[0],
            )
        )
    ]
    vehicles = [
        vehicle(
            kind,
            number,
            draw(st.sampled_from(PLACES[kind])),
            plus(at, draw(st.sampled_from((0, 2, 20)))),
            usable=draw(st.booleans()),
        )
        for kind, number in draw(
            st.lists(
                st.tuples(st.sampled_from(sorted(PLACES)), st.integers(1, 3)),
                max_size=2,
                unique=True,
            )
        )
    ]
    held = [
        holding(tps_id, draw(st.sampled_from(PLACES["pickup"])))
        for tps_id in draw(
            st.lists(
                st.sampled_from(("N.001", "F.001", "B.001")),
                max_size=1,
            )
        )
    ]
    return state(at, closures=closures, vehicles_now=vehicles, holdings=held)


@given(now=states())
def test_a_replan_is_sound_whatever_has_happened(now):
    check(coast(), now)


@given(now=states(LEGS[:-1]))
def test_a_replan_is_sound_where_there_is_no_way_around(now):
    check(coast(detour=False), now)


@given(now=states(LEGS[:-1]))
def test_a_replan_is_sound_where_a_vehicle_goes_several_times(now):
    check(coast(detour=False, pickup_l=250), now)


@given(now=states())
def test_a_replan_is_sound_with_two_trips_and_a_way_around(now):
    check(coast(pickup_l=450), now)


def check(held, now):
    made = held.replan(now)
    gone = held.operation.trips.filter(pl.col("depart_at") <= now.at)
    departed_stay(held, made, gone["trip_id"].to_list())
    nobody_is_in_two_places(held, made, now, gone)
    legs_are_open(made, now, gone["trip_id"].to_list())
    everyone_is_served_or_named(held, made)
    goods_never_appear(made, now, gone["trip_id"].to_list())
    again = held.replan(now, held.after(made))
    for name in TABLES:
        assert getattr(again.plan, name).equals(getattr(made.plan, name))
    for name in REST:
        assert getattr(again, name).equals(getattr(made, name))
    assert set(again.changes["change"]) <= {"kept_late"}


def departed_stay(held, made, gone):
    for name in TABLES:
        before, after = getattr(held.operation, name), getattr(made.plan, name)
        own = pl.col("trip_id").is_in(gone)
        assert after.filter(own).equals(before.filter(own))


def nobody_is_in_two_places(held, made, now, gone):
    """Of what is still to come; what has departed may be late."""
    fresh = made.plan.trips.join(gone, on="trip_id", how="anti")
    for (kind, number), own in fresh.sort("load_at", "return_at").group_by(
        "vehicle_type", "vehicle", maintain_order=True
    ):
        rows = list(own.iter_rows(named=True))
        assert rows[0]["origin_id"] == place_of(held, now, gone, kind, number)
        assert rows[-1]["end_id"] == held.context.fleet[kind].base_id
        for before, after in pairwise(rows):
            assert before["return_at"] <= after["load_at"]
            assert before["end_id"] == after["origin_id"]


def place_of(held, now, gone, kind, number):
    """Where a vehicle is told to be, was brought by its trips, or at home."""
    own = gone.filter(vehicle_type=kind, vehicle=number).sort("load_at")
    told = now.vehicles_now.filter(vehicle_type=kind, vehicle=number)
    leaving = own.tail(1).filter(depart_at=now.at)
    if told.height and not leaving.height:
        return told["place_id"][0]
    if own.height:
        return own["end_id"][-1]
    return held.context.fleet[kind].base_id


def legs_are_open(made, now, gone):
    shut = [
        ({row["from_id"], row["to_id"]}, row["from_at"], row["to_at"])
        for row in now.closures.iter_rows(named=True)
    ]
    rides = made.plan.passages.filter(~pl.col("trip_id").is_in(gone))
    for row in rides.iter_rows(named=True):
        ends = {row["from_id"], row["to_id"]}
        assert not any(
            ends == closed
            and row["enter_at"] < until
            and row["leave_at"] > since
            for closed, since, until in shut
        )


def everyone_is_served_or_named(held, made):
    """A row of unserved, or a last mile that is walked in time."""
    named = set(made.unserved["tps_id"])
    due = held.context.horizon.moment(held.context.due_s("village_to_tps"))
    walked = made.last_mile.filter(stage="village_to_tps")
    for tps_id in held.context.dataset.tps["tps_id"]:
        own = walked.filter(tps_id=tps_id)
        assert own.height or tps_id in named
        if own.height:
            assert own["arrive_at"][0] <= due


def goods_never_appear(made, now, gone):
    """Goods board where they were brought, or where they were at first.

    Goods that the state tells of may lie anywhere; so may those that were
    on a vehicle which has broken down.
    """
    told = set(now.holdings["tps_id"])
    if now.vehicles_now.height:
        return
    loads = made.plan.loads.join(
        made.plan.trips.select("trip_id", "stage", "load_at", "return_at"),
        on="trip_id",
    )
    for out, starts in (
        (True, {"DEPOT"}),
        (False, {"V.NEAR", "V.FAR", "V.BEACH"}),
    ):
        stages = (
            ("depot_to_hub", "hub_to_village")
            if out
            else ("village_to_hub", "hub_to_depot")
        )
        own = loads.filter(
            pl.col("stage").is_in(stages),
            pl.col("tps_id").is_not_null(),
            ~pl.col("tps_id").is_in([*told]),
        )
        for (tps_id, place_id), rows in own.group_by("tps_id", "board_id"):
            if place_id in starts:
                continue
            brought = own.filter(tps_id=tps_id, place_id=place_id)
            assert brought["boxes"].sum() >= rows["boxes"].sum()
            first = rows["load_at"].min()
            if not set(brought["trip_id"]) & set(gone):
                assert brought["load_at"].min() < first
