"""Chances worked out are those that the draws count."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest

from sampai.clock import Horizon
from sampai.conditions.ensemble import Ensemble
from sampai.conditions.outlook import (
    Alert,
    Outlook,
    RainForecast,
    WaveForecast,
)
from sampai.conditions.prospects import find_prospects

WIB = ZoneInfo("Asia/Jakarta")
N = 10_000
CALM = Outlook.nothing()


def wib(day, hour):
    return datetime(2024, 11, 27 + day, hour, tzinfo=WIB)


SEEN = Outlook(
    rains=(
        RainForecast(
            district_id="18.13.03",
            day=-2,
            rain_mm=60.0,
            hours=18,
            heaviest_mm_3h=30.0,
            issued_at=wib(-3, 7),
            source="f.json",
        ),
    ),
    waves=(
        WaveForecast(
            sea="sea",
            day=-2,
            low_m=2.5,
            high_m=4.0,
            issued_at=wib(-3, 7),
            source="w.json",
        ),
    ),
    alerts=(
        Alert(
            identifier="a.1",
            district_ids=("18.13.01",),
            begins_at=wib(-3, 13),
            ends_at=wib(-3, 17),
            event="Hujan Lebat",
            severity="Moderate",
            certainty="Likely",
            headline="Hujan Lebat",
            sender="bmkg",
            sent_at=wib(-3, 12),
            exercise=False,
            source="a.xml",
        ),
    ),
)


def changed(dataset, hazard, **columns):
    own = pl.col("hazard") == hazard
    return replace(
        dataset,
        hazards=dataset.hazards.with_columns(
            **{
                name: pl.when(own).then(value).otherwise(name)
                for name, value in columns.items()
            }
        ),
    )


@pytest.fixture(scope="module")
def seen(dataset):
    return find_prospects(dataset, SEEN)


@pytest.fixture(scope="module")
def calm(dataset):
    return find_prospects(dataset, CALM)


@pytest.fixture(scope="module")
def drawn(dataset, seen):
    span = seen.days.span
    return (
        Ensemble(
            dataset=dataset,
            horizon=Horizon(
                voting_day=dataset.settings.voting_day,
                first_day=span[0],
                zone=WIB,
            ),
            days=span,
            scenarios=N,
            seed=3,
            rain=[one.sighting for one in seen.sightings.rain],
            waves={
                sea: [one.sighting for one in found]
                for sea, found in seen.sightings.waves.items()
            },
        )
        .block(0)
        .weather
    )


def within(found, chance):
    """Four and a half standard errors, of hundreds of cells at once."""
    error = np.sqrt(chance * (1 - chance) / N)
    return bool((np.abs(found - chance) <= 4.5 * error + 1e-9).all())


def test_chances_of_rain_are_those_of_the_draws(seen, drawn):
    assert within(drawn.wet.mean(axis=2), seen.wet.prob)
    assert within(drawn.heavy.mean(axis=2), seen.heavy.prob)


def test_chances_of_waves_are_those_of_the_draws(seen, drawn):
    found = drawn.rough["sea"].mean(axis=1)
    assert within(found, seen.rough["sea"].prob[0])
    assert seen.rough["sea"].prob[0, 3] > 0.5


def test_chances_of_closures_are_those_of_the_draws(seen, drawn):
    """A quarter of the heavy days close the beach."""
    closures = drawn.closures["18.13.01", "beach"]
    begin = closures.begin.astype(float)
    midnight = seen.days.horizon.day_start_s(-3)
    today = (begin >= midnight) & (begin < midnight + 86_400)
    chance = seen.closed["beach"].prob[0, 2]
    assert chance == pytest.approx(seen.heavy.prob[0, 2] / 4)
    assert within(np.array([today.any(axis=1).sum() / N]), chance)


def test_without_forecasts_the_climate_speaks(dataset, calm):
    wet, heavy = (
        dataset.climate[name].to_numpy()[:, None]
        for name in ("wet_day_prob", "heavy_day_prob")
    )
    assert calm.wet.prob == pytest.approx(np.broadcast_to(wet, (11, 13)))
    assert calm.heavy.prob == pytest.approx(np.broadcast_to(heavy, (11, 13)))
    assert (calm.wet.seen, calm.rough["sea"].seen) == ({}, {})
    # 1.25 m is 1.0526 deviations over the mean.
    assert calm.rough["sea"].prob == pytest.approx(0.1463, abs=1e-4)


def test_what_is_usual_stays_beside_what_is_forecast(seen, calm):
    assert seen.heavy.usual == pytest.approx(calm.heavy.prob)
    assert seen.rough["sea"].usual == pytest.approx(calm.rough["sea"].prob)
    assert seen.heavy.prob[0, 2] > seen.heavy.usual[0, 2]
    assert set(seen.heavy.seen) == {("18.13.01", -3), ("18.13.03", -2)}


def test_the_days_are_those_of_the_stages(calm):
    assert calm.days.span == range(-5, 8)
    assert len(calm.sun) == 13
    rise, fall = calm.sun[5]
    assert (rise.hour, fall.hour) == (5, 18)


def test_the_beach_is_open_when_every_one_of_its_legs_is(calm, windows):
    """Spans of the legs differ by seconds: the sun moves along the coast."""
    first = calm.low_water[0]
    legs = [spans for spans in windows.spans.values() if len(spans)]
    assert len(legs) > 1
    horizon = calm.days.horizon
    begin, end = (horizon.second(moment) for moment in first)
    # The fixture's horizon begins a day earlier.
    inside = [
        (spans[:, 0] <= begin + 86_400) & (spans[:, 1] >= end + 86_400)
        for spans in legs
    ]
    assert all(held.any() for held in inside)


def test_a_coast_without_tidal_legs_has_no_low_water(dataset):
    inland = replace(
        dataset, legs=dataset.legs.filter(pl.col("surface") != "beach")
    )
    found = find_prospects(inland, CALM)
    assert (found.tidal, found.low_water) == (False, ())


@pytest.mark.parametrize(("mean", "closed"), [(1.25, 1.0), (1.24, 0.0)])
def test_waves_without_spread_close_the_sea_always_or_never(
    dataset, mean, closed
):
    still = changed(dataset, "wave", p1=mean, p2=0.0)
    prob = find_prospects(still, CALM).rough["sea"].prob
    assert (prob == closed).all()


def test_a_sea_without_a_row_never_closes(dataset):
    bare = replace(dataset, hazards=dataset.hazards.clear())
    assert (find_prospects(bare, CALM).rough["sea"].prob == 0).all()


def test_without_a_climate_nothing_is_said_of_rain(dataset):
    dry = replace(dataset, climate=dataset.climate.clear())
    found = find_prospects(dry, SEEN)
    assert (found.wet.places, found.wet.prob.shape) == ((), (0, 13))
    assert [str(one) for one in found.sightings.cautions] == [
        (
            f"climate: no row for {district}; forecasts and alerts of rain"
            " there are not used; add the row."
        )
        for district in ("18.13.03", "18.13.01")
    ]


@pytest.mark.parametrize("prob", [0.0, 1.0])
def test_a_certain_climate_stays_certain_under_any_forecast(dataset, prob):
    certain = replace(
        dataset,
        climate=dataset.climate.with_columns(
            wet_day_prob=pl.lit(prob), heavy_day_prob=pl.lit(prob)
        ),
    )
    found = find_prospects(certain, SEEN)
    assert (found.wet.prob == prob).all()
    assert (found.heavy.prob == prob).all()
