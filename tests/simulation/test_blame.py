"""Who is charged with a delay, by arithmetic."""

from datetime import time
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.simulation.blame import MOST_TRACED, Cause, find_blame
from sampai.simulation.running import Run, run_plan
from tests.simulation.coasts import coasts
from tests.simulation.shore import (
    LEGS,
    at,
    dataset,
    draft,
    ensemble,
    plan,
    run_of,
    shore,
)

LEG = {f"{a}{b}": row for row, (a, b, *_) in enumerate(LEGS)}
# A lorry loads a box in eleven minutes, at eight.
OFF = 8 + 11 / 60


def closed_until(
    *hubs: str, due: int = 13, seas: bool = False, **hour: float
) -> Any:
    """
    Close surfaces of districts every day from midnight to an hour.

    Every day is heavy there, and wet roads are as fast as dry ones. What is
    due at the tps is due at an hour of the eve, the day of all trips.
    """
    rows: Any = {("closure_start", "surface"): (0, 0)}
    rows |= {
        ("closure_length", name): (hours, 0) for name, hours in hour.items()
    }
    data = dataset(
        climate=dict.fromkeys(hubs, (1.0, 1.0, 0.0)),
        closed_prob=dict.fromkeys(hour, 1.0),
        hazards=rows,
    )
    own = pl.col("stage") == "village_to_tps"
    data.stages = data.stages.with_columns(
        pl.when(own).then(time(due)).otherwise("due").alias("due"),
    )
    data.surfaces = data.surfaces.with_columns(wet_speed_factor=pl.lit(1.0))
    if seas:
        rain = pl.col("surface") == "sea"
        data.surfaces = data.surfaces.with_columns(
            closed_by=pl.when(rain).then(pl.lit("rain")).otherwise("closed_by")
        )
    return data


def blame_of(data: Any, make: Any, scenarios: int = 3) -> Any:
    context = shore(data)
    run = run_of(context, *make(context))
    drawn = ensemble(data, scenarios)
    return find_blame(run, drawn, run_plan(run, drawn))


def lane_to_w(context: Any) -> list[Any]:
    """From the depot at eight over two roads and a lane to W."""
    return [
        draft(
            context,
            *("D", "W", "D"),
            goods=[("T3", 0, 1)],
            load_at_s=at(-1, 8),
        )
    ]


def to_the_island(boat_at: float) -> Any:
    """A lorry to the landing, and a boat that is to load at an hour."""

    def make(context: Any) -> list[Any]:
        return [
            draft(
                context,
                *("D", "L", "D"),
                goods=[("T5", 0, 1)],
                load_at_s=at(-1, 8),
            ),
            draft(
                context,
                *("L", "I", "L"),
                goods=[("T5", 0, 1)],
                vehicle_type="boat",
                load_at_s=at(-1, boat_at),
            ),
        ]

    return make


def test_one_closed_leg_is_charged_with_all():
    """The lane from V to W opens at noon, when its goods are due."""
    found = blame_of(closed_until("H", lane=12, due=12), lane_to_w)
    assert list(found) == ["T3"]
    assert found["T3"].shares == {Cause(kind="shut", leg=LEG["VW"]): 1}
    assert (found["T3"].late, found["T3"].traced) == (3, 3)


def test_two_legs_that_add_as_much_share_it():
    """
    The road opens two hours after the lorry comes to it. From there to the
    lane it rides 25 minutes; the lane opens four hours after it should have
    come, so it waits two hours more.
    """
    hours = {"road": OFF + 2, "lane": OFF + 25 / 60 + 4}
    found = blame_of(closed_until("H", **hours), lane_to_w)
    shares = found["T3"].shares
    assert set(shares) == {
        Cause(kind="shut", leg=LEG["DH"]),
        Cause(kind="shut", leg=LEG["VW"]),
    }
    assert list(shares.values()) == pytest.approx([0.5, 0.5], abs=1e-4)


def test_a_feeder_s_leg_is_charged_with_what_waits_for_it():
    """The lorry's lane to the landing is closed; the boat waits for it."""
    found = blame_of(closed_until("K", lane=12), to_the_island(9))
    assert found["T5"].shares == {Cause(kind="shut", leg=LEG["KL"]): 1}


def test_waiting_that_was_planned_takes_up_part_of_a_delay():
    """
    The road makes the lorry two hours late. Its goods are handed over at
    the landing at 8.42 in fair weather and the boat loads at 9.42, so one
    hour is left of the two; the sea opens an hour after the boat comes to
    it. Without the slack the road would have two thirds.
    """
    ready = OFF + 20 / 60 + 11 / 60
    hours = {"road": OFF + 2, "sea": ready + 1 + 11 / 60 + 2}
    data = closed_until("K", seas=True, **hours)
    shares = blame_of(data, to_the_island(ready + 1))["T5"].shares
    assert shares == pytest.approx(
        {
            Cause(kind="shut", leg=LEG["DK"]): 0.5,
            Cause(kind="shut", leg=LEG["LI"]): 0.5,
        },
        abs=1e-3,
    )


def test_slack_that_takes_up_a_whole_delay_leaves_no_blame():
    """The road's two hours are over before the boat loads."""
    ready = OFF + 20 / 60 + 11 / 60
    hours = {"road": OFF + 2, "sea": 15.0}
    data = closed_until("K", seas=True, **hours)
    shares = blame_of(data, to_the_island(ready + 2.5))["T5"].shares
    assert shares == {Cause(kind="shut", leg=LEG["LI"]): 1}


def test_the_leg_of_a_vehicle_s_earlier_trip_is_charged():
    """
    The lorry first goes to K, whose road opens at noon; only then it takes
    the goods of W, on roads that are always open.
    """

    def make(context: Any) -> list[Any]:
        return [
            draft(
                context,
                *("D", "K", "D"),
                goods=[("K", 0, 1)],
                load_at_s=at(-1, 8),
            ),
            draft(
                context,
                *("D", "W", "D"),
                goods=[("T3", 0, 1)],
                load_at_s=at(-1, 9.5),
            ),
        ]

    found = blame_of(closed_until("K", road=12), make)
    assert found["T3"].shares == {Cause(kind="shut", leg=LEG["DK"]): 1}


def test_of_two_loads_the_later_one_is_to_blame():
    """T3's boxes come on two lorries; the one by D is on time."""

    def make(context: Any) -> list[Any]:
        return [
            draft(
                context,
                *("G", "H", "H"),
                goods=[("T3", 0, 1)],
                stage="depot_to_hub",
                load_at_s=at(-1, 7),
            ),
            draft(
                context,
                *("K", "D", "H", "H"),
                goods=[("T3", 0, 2)],
                stage="depot_to_hub",
                vehicle=2,
                load_at_s=at(-1, 7),
            ),
            draft(
                context,
                *("H", "W", "W"),
                goods=[("T3", 0, 1)],
                boxes=2,
                vehicle=3,
                load_at_s=at(-1, 9),
            ),
        ]

    found = blame_of(closed_until("K", road=12), make)
    assert found["T3"].shares == {Cause(kind="shut", leg=LEG["DK"]): 1}


def test_a_slow_ride_is_charged_to_its_legs_by_their_length():
    """At half the pace the 10, 5 and 5 minutes of riding last twice."""
    data = closed_until("H", due=9)
    rows = {
        ("leg_speed", "trip"): (0.5, 0.0),
        ("closure_start", "surface"): (0, 0),
    }
    data.hazards = dataset(hazards=rows).hazards
    shares = blame_of(data, lane_to_w)["T3"].shares
    assert shares == pytest.approx(
        {
            Cause(kind="slow", leg=LEG["DH"]): 0.5,
            Cause(kind="slow", leg=LEG["HV"]): 0.25,
            Cause(kind="slow", leg=LEG["VW"]): 0.25,
        },
        abs=1e-3,
    )


def test_a_late_release_is_no_leg_s_fault():
    data = closed_until(due=9)
    rows = {("stage_release_delay", "origin"): (20.0 * 3600, None)}
    data.hazards = dataset(hazards=rows).hazards
    found = blame_of(data, lane_to_w, 50)["T3"]
    assert found.shares[Cause(kind="loading")] > 0.5
    assert not any(cause.kind == "shut" for cause in found.shares)


def test_who_is_never_late_or_never_served_is_not_named():
    """T1 comes the day before, T4 has no trip at all, T3 is late."""

    def make(context: Any) -> list[Any]:
        return [
            draft(context, *"DVD", vehicle=2, load_at_s=at(-2, 8)),
            *lane_to_w(context),
        ]

    found = blame_of(closed_until("H", lane=12, due=12), make)
    assert list(found) == ["T3"]


def test_only_the_first_late_scenarios_are_looked_into():
    found = blame_of(
        closed_until("H", lane=12, due=12), lane_to_w, MOST_TRACED + 50
    )
    assert found["T3"].late == MOST_TRACED + 50
    assert found["T3"].traced == MOST_TRACED
    assert sum(found["T3"].shares.values()) == pytest.approx(1)


@given(coast=coasts(), seed=st.integers(0, 99))
def test_shares_are_parts_of_a_whole(coast, seed):
    context, drafts = coast
    drawn = ensemble(context.dataset, 40, seed)
    run = Run(
        context=context, hazards=drawn.hazards, trips=plan(context, drafts)
    )
    course = run_plan(run, drawn)
    late = (course.at_tps_s > course.due_s).sum(axis=1)
    found = find_blame(run, drawn, course)
    for tps_id, one in found.items():
        shares = np.array(list(one.shares.values()))
        assert (shares >= 0).all()
        assert shares.sum() == pytest.approx(1), tps_id
        assert one.late == late[course.tps_ids.index(tps_id)] > 0
        assert sorted(shares, reverse=True) == list(shares)
    assert not set(found) - set(np.array(course.tps_ids)[late > 0])


def test_a_plan_that_is_late_in_fair_weather_blames_nothing():
    """The lorry comes at 8.52, what is due at eight."""
    assert blame_of(closed_until(due=8), lane_to_w) == {}
