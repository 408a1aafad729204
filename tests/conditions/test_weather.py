"""Rain, closures and waves have the chances that the tables give them."""

import itertools

import numpy as np
import pytest
from scipy import stats

from sampai.conditions.draws import Draws
from sampai.conditions.hazards import read_climate, read_hazards
from sampai.conditions.normal_fields import Sighting
from sampai.conditions.weather import (
    FAR_S,
    Closures,
    Shut,
    Weather,
    WeatherRules,
    rain_field,
    wave_field,
)
from tests.simulation.shore import DAYS, HORIZON, HOUR, at, dataset

N = 40_000
CLIMATE = {"H": (0.6, 0.15, 0.5), "K": (0.4, 0.1, 0.5)}
DAY = 24 * HOUR


def rules(data, **forecasts):
    return WeatherRules(
        dataset=data,
        horizon=HORIZON,
        hazards=read_hazards(data),
        climate=read_climate(data),
        days=DAYS,
        **{"waves": {}} | forecasts,
    )


def weather(data, size=N, seed=1, **forecasts):
    return rules(data, **forecasts).draw(Draws(seed=seed, block=0, size=size))


def both_above(score, other, correlation):
    """Chance that two normal variables both pass their thresholds."""
    law = stats.multivariate_normal(cov=[[1, correlation], [correlation, 1]])
    return law.cdf([-score, -other])


def is_close(found, chance, n):
    return abs(found - chance) <= 4 * np.sqrt(chance * (1 - chance) / n)


RAIN = dataset(
    climate=CLIMATE,
    hazards={("rain_range", "district"): (40, None)},
)


@pytest.fixture(scope="module")
def rain():
    return weather(RAIN)


@pytest.mark.parametrize("district", ["H", "K"])
def test_every_day_is_as_often_wet_and_heavy_as_the_climate_says(
    rain, district
):
    row = rain.district[district]
    wet, heavy, _ = CLIMATE[district]
    for day in range(len(DAYS)):
        assert is_close(rain.wet[row, day].mean(), wet, N)
        assert is_close(rain.heavy[row, day].mean(), heavy, N)


def test_a_heavy_day_is_a_wet_one(rain):
    assert not (rain.heavy & ~rain.wet).any()


def test_rain_lasts_from_day_to_day_by_its_tetrachoric_correlation(rain):
    row = rain.district["H"]
    threshold = stats.norm.ppf(1 - 0.6)
    for apart in (1, 2):
        chance = both_above(threshold, threshold, 0.5**apart)
        both = (rain.wet[row, 0] & rain.wet[row, apart]).mean()
        assert is_close(both, chance, N)


def test_rain_of_two_districts_is_alike_by_their_distance(rain):
    """H and K lie 27.9 km apart, so their correlation is exp(-0.70)."""
    near = rain_field(read_climate(RAIN), read_hazards(RAIN), 1).in_space[0, 1]
    apart_km = -40 * np.log(near)
    assert apart_km == pytest.approx(np.hypot(22.24, 16.60), abs=0.1)
    chance = both_above(stats.norm.ppf(0.4), stats.norm.ppf(0.6), near)
    both = (rain.wet[0, 3] & rain.wet[1, 3]).mean()
    assert is_close(both, chance, N)


def test_without_a_range_districts_do_not_know_of_each_other():
    data = dataset(climate=CLIMATE)
    field = rain_field(read_climate(data), read_hazards(data), 1)
    assert field.in_space.tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize(("chance", "wet"), [(0.0, False), (1.0, True)])
def test_what_is_certain_is_no_matter_of_chance(chance, wet):
    found = weather(dataset(climate={"H": (chance, chance, 0.5)}), size=200)
    assert (found.wet == wet).all()
    assert (found.heavy == wet).all()


def test_a_forecast_makes_a_day_wetter():
    """A score of 2 with a skill of 0.8: mean 1.6, deviation 0.6."""
    row, day = 0, 4
    found = weather(
        RAIN, rain=[Sighting(place=row, day=day, score=2.0, skill=0.8)]
    )
    chance = stats.norm(1.6, 0.6).sf(stats.norm.ppf(0.4))
    assert is_close(found.wet[row, day].mean(), chance, N)


def test_a_dataset_without_climate_is_dry():
    found = weather(dataset(), size=5)
    assert found.wet.shape == (0, len(DAYS), 5)
    rows = np.arange(5)
    moment = np.full(5, at(-1, 8), dtype=np.float32)
    assert not found.is_wet("H", rows, moment).any()
    assert found.closures == {}


# --- closures ---------------------------------------------------------------


def closing(start=(6, 18), length=(8, 0.6), **chances):
    return dataset(
        climate={"H": (1.0, 1.0, 0.0)},
        closed_prob=chances or {"road": 0.3},
        hazards={
            ("closure_start", "surface"): start,
            ("closure_length", "surface"): length,
            ("closure_length", "lane"): (1, 0),
        },
    )


def test_closures_begin_uniformly_and_last_lognormally():
    found = weather(closing(), size=5000).closures["H", "road"]
    real = found.begin < FAR_S
    days = len(DAYS)
    assert is_close(real.sum() / 5000 / days, 0.3, 5000 * days)
    begin = found.begin[real].astype(float) % DAY / HOUR
    hours = (found.end - found.begin)[real].astype(float) / HOUR
    law = stats.uniform(6, 12)
    assert stats.kstest(begin, law.cdf).pvalue > 0.01
    law = stats.lognorm(s=0.6, scale=8)
    # Moments are rounded to an eighth of a second.
    assert stats.kstest(hours, law.cdf).pvalue > 0.01


def test_every_surface_closes_by_itself():
    found = weather(closing(road=0.5, beach=0.5), size=5000).closures
    closed = np.zeros((2, 5000), dtype=bool)
    for row, surface in enumerate(("road", "beach")):
        one = found["H", surface]
        today = (one.begin >= at(-2, 0)) & (one.begin < at(-1, 0))
        closed[row, one.rows[today.any(axis=1)]] = True
    assert is_close(closed.all(axis=0).mean(), 0.25, 5000)


def test_a_closure_of_a_surface_of_its_own_takes_its_own_time():
    found = weather(closing(lane=1.0), size=5).closures["H", "lane"]
    assert found.end - found.begin == pytest.approx(HOUR)
    assert found.begin.shape == (5, len(DAYS))


def test_surfaces_without_a_closure_are_left_out():
    data = dataset(climate={"H": (1.0, 0.0, 0.0)}, closed_prob={"road": 1})
    assert weather(data, size=50).closures == {}


CLOSED = Closures(
    rows=np.array([1, 4]),
    begin=np.array([[100, 300], [100, FAR_S]], dtype=np.float32),
    end=np.array([[200, 400], [200, FAR_S]], dtype=np.float32),
)


def still(**other):
    """Give the weather of six scenarios in which nothing happens."""
    values = {
        "first_s": 0,
        "district": {"H": 0},
        "wet": np.zeros((1, 2, 6), dtype=bool),
        "heavy": np.zeros((1, 2, 6), dtype=bool),
        "closures": {},
        "wave_m": {},
        "rough": {},
    }
    return Weather(**values | other)


def floats(*moments):
    return np.array(moments, dtype=np.float32)


@pytest.mark.parametrize(
    ("enter", "leave", "after"),
    [
        (0, 100, 0),  # out when it closes
        (0, 101, 200),
        (150, 160, 200),
        (200, 250, 200),  # in when it opens
        (199, 250, 200),
        (150, 350, 400),  # meets both
        (300, 310, 400),
        (400, 900, 400),
    ],
)
def test_a_passage_that_meets_a_closure_waits_for_its_end(enter, leave, after):
    shut = still(closures={("H", "road"): CLOSED}).shut(
        ("H", "road"), np.array([0, 1, 2])
    )
    found = shut.after(floats(*[enter] * 3), floats(*[leave] * 3))
    assert found.tolist() == [enter, after, enter]


def test_closures_are_found_for_some_scenarios():
    one = still(closures={("H", "road"): CLOSED})
    for rows, own in (
        ([0, 1, 2, 3, 4, 5], [1, 4]),
        ([4, 5], [0]),
        ([1], [0]),
        ([0, 2, 5], None),
    ):
        found = one.shut(("H", "road"), np.array(rows)).own
        assert (None if found is None else found.tolist()) == own
    assert one.shut(("H", "lane"), np.array([1])).own is None


def test_where_nothing_is_shut_nobody_waits():
    enter = floats(1, 2)
    assert Shut().after(enter, enter + 5) is enter


# --- waves ------------------------------------------------------------------

WAVES = {
    ("wave", "sea"): (0.85, 0.38),
    ("wave_day_to_day", "sea"): (0.6, None),
}


def test_waves_close_the_sea_as_an_autoregression_of_order_one_says():
    """1.25 m is 1.053 deviations over the mean: one day in seven."""
    found = weather(dataset(hazards=WAVES)).rough["sea"]
    score = (1.25 - 0.85) / 0.38
    assert stats.norm.sf(score) == pytest.approx(0.146, abs=0.001)
    for day, apart in itertools.product((0, 5), (0, 1, 2)):
        both = (found[day] & found[day + apart]).mean()
        chance = (
            both_above(score, score, 0.6**apart)
            if apart
            else stats.norm.sf(score)
        )
        assert is_close(both, chance, N)


def test_waves_have_the_height_that_is_drawn():
    found = weather(dataset(hazards=WAVES)).wave_m["sea"]
    assert found.mean(axis=1) == pytest.approx(0.85, abs=4 * 0.38 / N**0.5)
    assert found.std(axis=1) == pytest.approx(0.38, rel=4 / (2 * N) ** 0.5)
    assert np.corrcoef(found[:-1].ravel(), found[1:].ravel())[
        0, 1
    ] == pytest.approx(0.6, abs=0.01)


def test_a_forecast_of_waves_is_of_its_sea_and_day():
    sighting = Sighting(place=0, day=5, score=-1.5, skill=0.9)
    found = weather(dataset(hazards=WAVES), waves={"sea": [sighting]})
    mean = 0.85 + 0.38 * 0.9 * -1.5
    assert found.wave_m["sea"][5].mean() == pytest.approx(mean, abs=0.005)


def test_a_sea_without_hazards_is_flat():
    found = weather(dataset(), size=4)
    assert (found.wave_m["sea"] == 0).all()
    assert not found.rough["sea"].any()
    assert wave_field(read_hazards(dataset()), "sea", 3).persistence == [0]


ROUGH = np.array([[True, False, False], [False, True, False]])


@pytest.mark.parametrize(
    ("enter_h", "leave_h", "after_h"),
    [(8, 9, (24, 8, 8)), (23, 25, (24, 24, 23)), (30, 31, (30, 48, 30))],
)
def test_a_passage_over_a_rough_sea_waits_for_midnight(
    enter_h, leave_h, after_h
):
    """Scenario 0 is rough on the first day, 1 on the second, 2 never."""
    one = still(rough={"sea": ROUGH})
    found = one.after_waves(
        "sea",
        np.arange(3),
        floats(*[enter_h * HOUR] * 3),
        floats(*[leave_h * HOUR] * 3),
    )
    assert (found / HOUR).tolist() == list(after_h)


def test_waves_do_not_close_what_is_no_sea():
    enter = floats(5)
    assert still().after_waves("road", np.array([0]), enter, enter) is enter


def test_the_last_day_stands_for_all_after_it_and_the_first_before():
    wet = np.zeros((1, 2, 6), dtype=bool)
    wet[0, 1] = True
    one = still(wet=wet)
    moment = floats(-5, 0, DAY - 1, DAY, 2 * DAY, 2**40)
    assert one.is_wet("H", np.arange(6), moment).tolist() == (
        [False] * 3 + [True] * 3
    )
    assert not one.is_wet("elsewhere", np.arange(6), moment).any()


def test_every_midnight_begins_its_day():
    """Days are found with a product, which could round either way."""
    days = np.arange(100)
    wet = np.zeros((1, 100, 2), dtype=bool)
    wet[0, 1::2] = True
    one = still(wet=wet)
    for shift, expected in ((0, days % 2 == 1), (-1, days % 2 == 0)):
        moment = (days * DAY + shift).astype(np.float32)[1:]
        rows = np.zeros(99, dtype=np.int64)
        found = one.is_wet("H", rows, moment)
        assert (found == expected[1:]).all()
