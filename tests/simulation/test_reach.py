"""The best that any plan can reach is never worse than a plan."""

from dataclasses import replace
from datetime import time
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.footwork import walks_from_s
from sampai.planning.moments import (
    NEVER,
)
from sampai.simulation.reach import Reach
from sampai.simulation.running import Run, run_plan
from sampai.simulation.ways import Ways
from tests.simulation.coasts import coasts
from tests.simulation.shore import (
    HOUR,
    VILLAGES,
    at,
    dataset,
    ensemble,
    plan,
    shore,
)

N = 4000
ONE_IN_TWO = {("wave", "sea"): (1.25, 1.0)}


def with_days(data: Any, **days: tuple[int, int]) -> Any:
    """Give stages other days."""
    for name, (first, last) in days.items():
        own = pl.col("stage") == name
        data.stages = data.stages.with_columns(
            pl.when(own).then(first).otherwise("first_day").alias("first_day"),
            pl.when(own).then(last).otherwise("last_day").alias("last_day"),
        )
    return data


def reach_of(data: Any, scenarios: int = 1, spans: Any = None) -> Reach:
    context = shore(data, spans)
    return Reach(
        ways=Ways(context=context), ensemble=ensemble(data, scenarios)
    )


def arrivals(data: Any, spans: Any = None) -> dict[str, float]:
    """Arrivals where nothing is left to chance."""
    reach = reach_of(data, 1, spans)
    found = reach.arrivals(reach.ensemble.block(0))
    return {place: float(moment[0]) for place, moment in found.items()}


def earliest(reach: Reach) -> dict[str, Any]:
    """Bound of the moment at which each tps is served, by scenario."""
    found: dict[str, list[Any]] = {}
    for number in reach.ensemble.blocks:
        came = reach.arrivals(reach.ensemble.block(number))
        for tps_id, village in VILLAGES.items():
            walked = np.maximum(
                came[village], walks_from_s(reach.context, village)
            )
            found.setdefault(tps_id, []).append(walked)
    return {tps_id: np.concatenate(parts) for tps_id, parts in found.items()}


@pytest.mark.parametrize("days", [2, 3, 4])
@pytest.mark.parametrize("rough", [0.2, 0.5])
def test_a_sea_is_missed_when_it_is_rough_on_every_day_allowed(days, rough):
    """
    Independent days, each too rough with probability w: 1 - w^k.

    Waves are a normal variable, its mean so many deviations below the limit.
    """
    z = {0.2: 0.8416212, 0.5: 0.0}[rough]
    data = dataset(hazards={("wave", "sea"): (1.25 - z, 1.0)})
    data = with_days(data, hub_to_village=(-days, -2))
    prob = reach_of(data, N).probabilities()
    bound = 1 - rough**days
    error = np.sqrt(bound * (1 - bound) / N)
    assert abs(prob["T5"] - bound) <= 4 * error
    assert prob["T1"] == prob["T4"] == 1


def test_a_sea_that_is_rough_for_a_week_leaves_one_chance():
    """Correlated days are worth less than independent ones."""
    rows = ONE_IN_TWO | {("wave_day_to_day", "sea"): (0.999, None)}
    prob = reach_of(dataset(hazards=rows), N).probabilities()
    assert 0.45 < prob["T5"] < 0.57


def test_in_fair_weather_goods_come_on_the_first_morning_of_the_stage():
    """
    Shifts begin at six: five minutes on the lane that W and V share, since a
    lorry may stand at either the evening before; an hour at sea; half an
    hour of the beach, which opens at eight, since a cart may stand at B.
    """
    came = arrivals(dataset())
    assert came["W"] == at(-3, 6) + 5 * 60
    assert came["V"] == at(-3, 6) + 5 * 60
    assert came["I"] == at(-3, 7)
    assert came["F"] == at(-3, 8.5)


def test_goods_leave_the_depot_no_earlier_than_the_first_day():
    """On the one day of both stages: an hour's quarter to H, then on to V."""
    data = with_days(dataset(), depot_to_hub=(-2, -2), hub_to_village=(-3, -2))
    came = arrivals(data)
    assert came["V"] == at(-2, 6) + (10 + 15) * 60
    assert came["W"] == at(-2, 6) + (10 + 15 + 5) * 60


def test_the_depot_s_hours_hold():
    data = with_days(
        dataset(hours={"D": (time(9), time(17))}),
        depot_to_hub=(-2, -2),
    )
    assert arrivals(data)["V"] == at(-2, 9) + 25 * 60


def test_a_place_that_no_vehicle_reaches_is_never_served():
    data = dataset(vehicles={"boat": {"count": 0}})
    assert arrivals(data)["I"] == NEVER
    prob = reach_of(data, 100).probabilities()
    assert prob["T5"] == 0
    assert prob["T4"] == 1


def test_a_leg_longer_than_the_shift_is_never_ridden():
    """The sea takes an hour."""
    shift = {"shift_start": time(6), "shift_end": time(6, 59)}
    assert arrivals(dataset(vehicles={"boat": shift}))["I"] == NEVER
    shift = {"shift_start": time(6), "shift_end": time(7)}
    assert arrivals(dataset(vehicles={"boat": shift}))["I"] == at(-3, 7)


def test_time_on_duty_is_no_limit_since_another_crew_may_come():
    crew = {"boat": {"duty_s": HOUR}, "lorry": {"duty_s": HOUR}}
    assert arrivals(dataset(vehicles=crew)) == arrivals(dataset())


def test_by_night_no_shift_binds():
    """A night stage may set out at midnight."""
    data = dataset()
    night = pl.col("stage").is_in(["depot_to_hub", "hub_to_village"])
    data.stages = data.stages.with_columns(night.alias("night"))
    assert arrivals(data)["I"] == at(-3, 1)


def test_a_tide_that_never_fits_is_never_passed():
    """The second leg of the beach takes half an hour."""
    spans = {
        4: np.array([[at(-3, 8), at(-3, 12)]]),
        5: np.array([[at(-3, 8), at(-3, 8) + 29 * 60]]),
    }
    assert arrivals(dataset(), spans)["F"] == NEVER


@given(coast=coasts(), seed=st.integers(0, 99))
def test_no_plan_comes_before_the_bound_in_any_scenario(coast, seed):
    """
    Scenario by scenario, not on average: this makes it a bound.

    A moment is a float32, an eighth of a second late in the horizon, and the
    two add up the same legs in another order: hence a second of slack, which
    a plan makes up for by ten minutes of loading.
    """
    context, drafts = coast
    drawn = ensemble(context.dataset, 40, seed)
    run = Run(
        context=context,
        hazards=drawn.hazards,
        trips=plan(context, drafts),
    )
    course = run_plan(run, drawn)
    reach = Reach(ways=run.ways, ensemble=drawn)
    bound = earliest(reach)
    end_s = drawn.block(0).weather.first_s + len(drawn.days) * 24 * HOUR
    for place, tps_id in enumerate(course.tps_ids):
        # Who still waits at the end of what was drawn never comes.
        served = np.where(
            course.at_tps_s[place] < end_s, course.at_tps_s[place], NEVER
        )
        assert (served >= bound[tps_id] - 1).all(), tps_id
    prob = reach.probabilities()
    for tps_id, reached in zip(
        course.tps_ids, course.on_time_prob, strict=True
    ):
        assert reached <= prob[tps_id]


@given(coast=coasts())
def test_more_days_never_lower_the_bound(coast):
    context, _ = coast
    stages = {
        name: replace(stage, first_day=stage.first_day - 1)
        if name in ("hub_to_village", "depot_to_hub")
        else stage
        for name, stage in context.stages.items()
    }
    drawn = ensemble(context.dataset, 40)
    tight, loose = (
        Reach(ways=Ways(context=one), ensemble=drawn).probabilities()
        for one in (context, replace(context, stages=stages))
    )
    assert all(loose[tps_id] >= tight[tps_id] for tps_id in tight)
