"""A leg is entered when tide, rain, waves and the crew allow all of it."""

from datetime import time

import numpy as np
import pytest

from sampai.conditions.windows import LegWindows
from sampai.planning.timing import Clock
from sampai.simulation.running import run_plan
from tests.simulation.shore import (
    DAY,
    HOUR,
    MINUTE,
    at,
    dataset,
    draft,
    ensemble,
    run_of,
    shore,
)

WET_ONCE = {"H": (0.5, 0.5, 0.0)}


def spans(*hours):
    """Open the first leg of the beach on some days; the other always is."""
    return {
        4: np.array(
            [[at(day, first), at(day, last)] for day, first, last in hours]
        )
    }


def over_the_beach(context, **other):
    values = {"load_at_s": at(-1, 7)} | other
    return draft(
        context,
        *("G", "F", "F"),
        goods=[("T4", 0, 1)],
        vehicle_type="cart",
        **values,
    )


def test_a_wet_day_does_not_hide_the_tide_of_a_dry_one():
    """
    40 minutes on a dry day, 47.5 on a wet one: the tide of 43 minutes on
    each day lets a cart through on the first dry one. Who looks for a tide
    of 47.5 minutes on all days finds that of the last day.
    """
    data = dataset(climate=WET_ONCE)
    open_ = spans(
        (-1, 8, 8 + 43 / 60),
        (0, 8, 8 + 43 / 60),
        (1, 8, 8 + 43 / 60),
        (2, 8, 12),
    )
    context = shore(data, open_)
    run = run_of(context, over_the_beach(context))
    drawn = ensemble(data, 200)
    ran = run_plan(run, drawn)
    came = ran.at_tps_s[ran.tps_ids.index("T4")]
    wet = drawn.block(0).weather.wet[0, 5:8]
    first_dry = np.where(wet.all(axis=0), 3, wet.argmin(axis=0)) - 1
    assert set(first_dry) == {-1, 0, 1, 2}
    assert (came // DAY == first_dry + 6).all()


def test_a_cart_that_waits_past_the_horizon_never_comes():
    context = shore(dataset(), spans((-1, 5, 8)))
    run = run_of(context, over_the_beach(context, load_at_s=at(-1, 9)))
    ran = run_plan(run, ensemble(context.dataset, 2))
    assert (ran.at_tps_s[3] > 11 * DAY).all()


def test_goods_that_no_trip_brings_never_come():
    context = shore()
    run = run_of(context, draft(context, "H", "V", "V", load_at_s=at(-1, 9)))
    ran = run_plan(run, ensemble(context.dataset, 2))
    assert (ran.at_tps_s[0] < at(-1, 12)).all()
    assert (ran.at_tps_s[1:] > 11 * DAY).all()
    assert ran.on_time_prob.tolist() == [1, 0, 0, 0, 0]


def test_boxes_are_not_back_because_they_came_through_their_hub_once():
    """The way out brings T1 to H; the way back leaves it in the village."""
    context = shore()
    run = run_of(
        context,
        draft(context, "D", "H", "H", load_at_s=at(-4, 8)),
        draft(context, "H", "V", "V", vehicle=2, load_at_s=at(-3, 8)),
        home=True,
    )
    ran = run_plan(run, ensemble(context.dataset, 2))
    assert (ran.at_tps_s[0] < at(0, 0)).all()
    assert (ran.at_hub_s[0] > 11 * DAY).all()


def test_who_hands_over_until_the_night_rides_when_the_shift_begins():
    """V takes boxes until 3.55; the lorry rides on to W at 6.00."""
    data = dataset(hours={"V": (time(3), time(4))})
    context = shore(data)
    goods = [("T1", 0, 1), ("T3", 0, 2)]
    run = run_of(
        context,
        draft(context, *"HVW", "W", goods=goods, load_at_s=at(-2, 14)),
    )
    ran = run_plan(run, ensemble(data, 1))
    walk_s = run.walks[2]["walk_s"]
    at_w = at(-1, 6) + 5 * MINUTE + 11 * MINUTE
    assert ran.at_tps_s[2] == [max(at_w, at(-1, 7)) + walk_s]
    assert ran.at_tps_s[0] < ran.at_tps_s[2]


def test_a_place_that_opens_before_the_shift_loads_when_it_begins():
    """H closes at 10.00 while the goods are released, and opens at 4.00."""
    data = dataset(
        hours={"H": (time(4), time(10))},
        hazards={("stage_release_delay", "origin"): (1e5, None)},
    )
    context = shore(data)
    run = run_of(context, draft(context, "H", "V", "V", load_at_s=at(-2, 9)))
    clock_times = run_plan(run, ensemble(data, 400)).at_tps_s[0]
    came = clock_times - run.walks[0]["walk_s"] - 37 * MINUTE
    loaded = came[(came > at(-1, 7)) & (came < 11 * DAY)] % DAY
    assert (loaded >= 6 * HOUR - 1).all()
    assert (np.abs(loaded - 6 * HOUR) < 1).any()


@pytest.mark.parametrize(("hour", "load_h"), [(14, 14), (15.75, 30)])
def test_a_loading_belongs_to_the_time_on_duty(hour, load_h):
    """
    On duty since 8.00 for eight hours; a loading of 11 minutes that begins
    at 15.45 fits, with the goods held back until 15.55 it does not.
    """
    data = dataset(vehicles={"lorry": {"duty_s": 8 * HOUR}})
    context = shore(data)
    first = draft(context, "D", "H", goods=(), load_at_s=at(-3, 8))
    second = draft(context, "H", "V", "V", load_at_s=at(-3, hour))
    run = run_of(context, first, second)
    late = 10 * MINUTE if load_h == 30 else 0
    clock = Clock(
        context.rules,
        run.scenarios(ensemble(data, 1).block(0)),
        {("T1", "H"): at(-3, hour) + late},
    )
    times = [clock.run(trip.draft) for trip in run.trips]
    assert times[1].load_at == [at(-3, load_h)]


def test_next_entries_are_found_for_moments_with_fractions():
    """As in the simulation: float32, a travel time for each scenario."""
    windows = LegWindows(spans={0: np.array([[100, 200], [300, 500]])})
    ready = np.array([0, 140.5, 150, 499, 2**40], dtype=np.float32)
    travel = np.array([60, 59.5, 60, 1, 1], dtype=np.float32)
    found = windows.next_entry_array(0, ready, travel)
    assert found.dtype == np.float32
    assert found.tolist() == [100, 140.5, 300, 499, 2**40]
    assert windows.next_entry_array(1, ready, travel) is ready
