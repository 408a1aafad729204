"""Small plans whose chances can be worked out with a formula."""

import numpy as np
import pytest
from scipy import integrate, stats

from sampai.conditions.draws import Draws
from sampai.simulation.luck import draw_luck
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

N = 20_000
ALWAYS = {"H": (1.0, 1.0, 0.0)}


def within_four_errors(share, chance, n=N):
    return abs(share - chance) <= 4 * np.sqrt(chance * (1 - chance) / n)


def arrivals(data, make, *, tps="T1", n=N, spans=None):
    """Give the arrivals at a tps, and that in fair weather."""
    found = []
    for own in (data, dataset()):
        context = shore(own, spans)
        run = run_of(context, *make(context))
        size = n if own is data else 1
        ran = run_plan(run, ensemble(own, size))
        found.append(ran.at_tps_s[ran.tps_ids.index(tps)].astype(float))
    return found[0], found[1][0]


def to_village(context, hour=9.0, day=-1):
    """Load at the hub at that hour; 11 minutes later ride for a quarter."""
    return [draft(context, "H", "V", "V", load_at_s=at(day, hour))]


@pytest.mark.parametrize("chance", [0.02, 0.3, 0.8])
def test_a_leg_closed_for_the_day_is_late_as_often_as_it_closes(chance):
    """Every day is heavy; a closure lasts from midnight to midnight."""
    data = dataset(
        climate=ALWAYS,
        closed_prob={"road": chance},
        hazards={
            ("closure_start", "surface"): (0, 0),
            ("closure_length", "surface"): (24, 0),
        },
    )
    came, _ = arrivals(data, to_village)
    assert within_four_errors((came < at(-1, 22)).mean(), 1 - chance)


def test_heavy_days_and_closures_multiply():
    """Heavy on 4 days of 10, closed on 3 of 10 of them: 0.88 are on time."""
    data = dataset(
        climate={"H": (0.6, 0.4, 0.5)},
        closed_prob={"road": 0.3},
        hazards={
            ("closure_start", "surface"): (0, 0),
            ("closure_length", "surface"): (24, 0),
        },
    )
    came, _ = arrivals(data, to_village)
    assert within_four_errors((came < at(-1, 22)).mean(), 0.88)


def test_being_closed_at_the_time_of_passage_is_the_integral():
    """
    A closure of day d meets the passage when it begins before its end and
    ends after its beginning; days are independent of each other.
    """
    data = dataset(
        climate=ALWAYS,
        closed_prob={"road": 0.5},
        hazards={
            ("closure_start", "surface"): (0, 24),
            ("closure_length", "surface"): (8, 0.6),
        },
    )
    came, calm = arrivals(data, to_village)
    # Every day is wet: 5 minutes of riding last 6.25, a crossing 10 more.
    enter = 24 * 5 + 9 + 11 / 60
    leave = enter + 16.25 / 60
    free = 1.0
    length = stats.lognorm(s=0.6, scale=8)
    for day in range(6):
        first, last = 24 * day, min(24 * (day + 1), leave)
        met, _ = integrate.quad(lambda b: length.sf(enter - b), first, last)
        free *= 1 - 0.5 * met / 24
    share = (came <= calm + 75 + 1).mean()
    assert free == pytest.approx(0.803, abs=0.001)
    assert within_four_errors(share, free)


def test_a_slow_cart_misses_the_first_tide():
    """
    The first tide is open for 70 minutes: 10 for the crossing, and twice
    the usual half hour; so the pace that just fits is 2.
    """
    sigma = 0.5
    data = dataset(hazards={("leg_speed", "trip"): (1, sigma)})
    spans = {
        4: np.array(
            [
                [at(-1, 8), at(-1, 8) + 70 * MINUTE],
                [at(-1, 12), at(0, 23)],
            ]
        )
    }

    def make(context):
        return [
            draft(
                context,
                *("G", "F", "F"),
                goods=[("T4", 0, 1)],
                vehicle_type="cart",
                load_at_s=at(-1, 7),
            )
        ]

    context = shore(data, spans)
    run = run_of(context, *make(context))
    drawn = ensemble(data, N)
    ran = run_plan(run, drawn)
    came = ran.at_tps_s[ran.tps_ids.index("T4")].astype(float)
    slow = np.concatenate(
        [
            draw_luck(
                drawn.block(k).draws,
                run.hazards,
                "cart",
                "hub_to_village|cart|G|F|T4|1",
                6000,
            ).slowness.astype(float)
            for k in drawn.blocks
        ]
    )
    walk_s = run.walks[ran.tps_ids.index("T4")]["walk_s"]
    ready = came - walk_s - 11 * MINUTE - 10 * MINUTE - slow * HOUR
    first = np.abs(ready - at(-1, 8)) < 2
    second = np.abs(ready - at(-1, 12)) < 2
    chance = stats.norm.cdf(np.log(2) / sigma)
    assert chance == pytest.approx(0.917, abs=0.001)
    assert within_four_errors(first.mean(), chance)
    # Those who take neither were still on the beach when their shift ended.
    assert (first | second | (slow * HOUR > 5 * HOUR)).all()


def test_delays_of_a_chain_add_up_to_erlang():
    """Each of three trips waits for the one before; all load in the shift."""
    mean_s = 600

    def make(context):
        shared = {"goods": [("T3", 0, 1)]}
        return [
            draft(
                context,
                *("D", "H", "H"),
                **shared,
                vehicle=1,
                load_at_s=at(-1, 8),
            ),
            draft(context, "H", "V", "V", **shared, vehicle=2, load_at_s=0),
            draft(context, "V", "W", "W", **shared, vehicle=3, load_at_s=0),
        ]

    data = dataset(hazards={("loading_delay", "trip"): (mean_s, None)})
    came, calm = arrivals(data, make, tps="T3")
    excess = came - calm
    erlang = stats.gamma(3, scale=mean_s)
    assert excess.mean() == pytest.approx(
        erlang.mean(), abs=4 * erlang.std() / np.sqrt(N)
    )
    # The variance of a variance: its kurtosis is 3 + 6 / 3.
    error = erlang.var() * np.sqrt(4 / N)
    assert excess.var() == pytest.approx(erlang.var(), abs=4 * error)
    assert stats.kstest(excess, erlang.cdf).pvalue > 0.01


def test_breakdowns_are_poisson_and_their_repairs_exponential():
    """15 km with one breakdown in 20 km; a repair takes 600 s on average."""
    data = dataset(hazards={("breakdown", "lorry"): (0.05, 600)})

    def make(context):
        return [draft(context, "D", "V", "V", load_at_s=at(-1, 8))]

    came, calm = arrivals(data, make)
    delay = came - calm
    expected = 0.05 * 15
    mean_s, variance = expected * 600, 2 * expected * 600**2
    assert delay.mean() == pytest.approx(mean_s, abs=4 * np.sqrt(variance / N))
    assert within_four_errors((delay < 0.5).mean(), np.exp(-expected))
    assert delay.var() == pytest.approx(variance, rel=0.05)


def test_the_number_of_breakdowns_is_poisson_on_every_part_of_the_way():
    data = dataset(hazards={("breakdown", "lorry"): (0.05, 600)})
    draws = Draws(seed=3, block=0, size=N)
    hazards = ensemble(data, 1).hazards
    broken = draw_luck(draws, hazards, "lorry", "x", 60_000).breakdowns
    for first, last in ((0, 60_000), (0, 20_000), (35_000, 60_000)):
        on_it = broken.row[broken.between(first, last)]
        count = np.bincount(on_it, minlength=N)
        mean = 0.05 * (last - first) / 1000
        expected = N * stats.poisson(mean).pmf(np.arange(4))
        seen = np.bincount(count, minlength=4)[:4]
        tail = N - seen.sum(), N - expected.sum()
        chi2 = (((seen - expected) ** 2) / expected).sum()
        chi2 += (tail[0] - tail[1]) ** 2 / tail[1]
        assert stats.chi2(4).sf(chi2) > 0.001
    assert (np.diff(broken.at_m[broken.row == broken.row[0]]) > 0).all()


@pytest.mark.parametrize("share", [-0.5, 0.0, 0.5])
def test_a_longer_count_shifts_the_sealing(share):
    """
    350 voters on two contests take 2 h and 8,400 s. The lorry is planned
    to stand there at the usual moment: sooner helps nobody.
    """
    data = dataset(hazards={("counting_end", "tps"): (share, 0)})
    usual = 2 * HOUR + 12 * 2 * (150 + 100)
    context = shore(data)
    walk_s = run_of(context).walks[0]["walk_s"]
    sealed = at(0, 13) + usual + walk_s
    run = run_of(
        context,
        draft(
            context, *("V", "H", "H"), stage="village_to_hub", load_at_s=sealed
        ),
        home=True,
    )
    came = run_plan(run, ensemble(data, 3)).at_hub_s[0]
    calm = sealed + 11 * MINUTE + 15 * MINUTE + 11 * MINUTE
    assert came == pytest.approx(calm + max(share, 0) * usual, abs=0.5)


def test_a_count_takes_no_less_than_no_time():
    data = dataset(hazards={("counting_end", "tps"): (-3, 0)})
    context = shore(data)
    walk_s = run_of(context).walks[0]["walk_s"]
    run = run_of(
        context,
        draft(
            context,
            *("V", "H", "H"),
            stage="village_to_hub",
            load_at_s=at(0, 13),
        ),
        home=True,
    )
    came = run_plan(run, ensemble(data, 1)).at_hub_s[0]
    assert came == pytest.approx(at(0, 13) + walk_s + 37 * MINUTE, abs=0.5)


def test_goods_released_late_are_loaded_late():
    """Exponential at the origin: the whole delay reaches the tps."""
    data = dataset(hazards={("stage_release_delay", "origin"): (1200, None)})
    came, calm = arrivals(data, to_village)
    assert stats.kstest(came - calm, stats.expon(scale=1200).cdf).pvalue > 0.01


def test_trips_of_one_origin_and_day_share_the_release():
    """Both wait for the same late store; another day's store is another."""
    data = dataset(hazards={("stage_release_delay", "origin"): (1200, None)})
    context = shore(data)
    goods = {"T1": -1, "T2": -1}
    run = run_of(
        context,
        *(
            draft(
                context,
                *("H", "V", "V"),
                goods=[(tps, 0, 1)],
                vehicle=k,
                load_at_s=at(day, 9),
            )
            for k, (tps, day) in enumerate(goods.items())
        ),
    )
    ran = run_plan(run, ensemble(data, 500))
    walk_s = [walk["walk_s"] for walk in run.walks[:2]]
    first, second = ran.at_tps_s[0] - walk_s[0], ran.at_tps_s[1] - walk_s[1]
    assert np.abs(first - second).max() < 0.5


def test_a_rough_sea_holds_boats_until_the_next_day():
    """Waves are the same every day: always rough, so nobody ever comes."""

    def make(context):
        return [
            draft(
                context,
                *("L", "I", "I"),
                goods=[("T5", 0, 1)],
                vehicle_type="boat",
                load_at_s=at(-1, 8),
            )
        ]

    for height, comes in ((1.0, True), (1.5, False)):
        data = dataset(hazards={("wave", "sea"): (height, 0)})
        came, calm = arrivals(data, make, tps="T5", n=5)
        assert (np.abs(came - calm) < 1).all() == comes
        assert (came > 11 * DAY).all() != comes
