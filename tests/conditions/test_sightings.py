"""Forecasts and alerts become what the draws are told, or a caution."""

import math
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

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
from sampai.conditions.rain_scores import RainScale, heavy_score
from sampai.conditions.sightings import (
    rain_sightings,
    read_sightings,
    wave_sightings,
)

WIB = ZoneInfo("Asia/Jakarta")
DAYS = range(-6, 9)
KRUI, NORTH = "18.13.01", "18.13.03"
RAIN_SKILL, FADING = 0.6, 0.85


def wib(day: int, hour: int = 7) -> datetime:
    """Give an hour of a day from voting day, the 27th."""
    return datetime(2024, 11, 27 + day, hour, tzinfo=WIB)


def rain(day=-3, mm=26.3, district=KRUI, issued=-3, hours=24, source="f.json"):
    return RainForecast(
        district_id=district,
        day=day,
        rain_mm=mm,
        hours=hours,
        heaviest_mm_3h=mm,
        issued_at=None if issued is None else wib(issued),
        source=source,
    )


def wave(day=-3, low=1.25, high=2.5, issued=-3, sea="sea"):
    return WaveForecast(
        sea=sea,
        day=day,
        low_m=low,
        high_m=high,
        issued_at=None if issued is None else wib(issued),
        source="w.json",
    )


def alert(certainty="Likely", event="Hujan Lebat", **changes):
    values = {
        "identifier": "a.1",
        "district_ids": (KRUI,),
        "begins_at": wib(-3, 13),
        "ends_at": wib(-3, 17),
        "event": event,
        "severity": "Moderate",
        "certainty": certainty,
        "headline": event,
        "sender": "bmkg",
        "sent_at": wib(-3, 12),
        "exercise": False,
        "source": "a.xml",
    }
    return Alert(**values | changes)


def outlook(*parts):
    return Outlook(
        rains=tuple(one for one in parts if isinstance(one, RainForecast)),
        waves=tuple(one for one in parts if isinstance(one, WaveForecast)),
        alerts=tuple(one for one in parts if isinstance(one, Alert)),
    )


def without(dataset, hazard, applies_to):
    named = (pl.col("hazard") == hazard) & (pl.col("applies_to") == applies_to)
    return replace(dataset, hazards=dataset.hazards.filter(~named))


def cautions(dataset, *parts):
    found = read_sightings(dataset, outlook(*parts), DAYS)
    return [str(caution) for caution in found.cautions]


# --- rain -------------------------------------------------------------------


def test_a_forecast_of_rain_is_a_score_of_its_districts_climate(dataset):
    """Krui is wet three days in five and heavy 12 days in a hundred."""
    scale = RainScale(wet_mm=1, heavy_mm=50, wet_prob=0.6, heavy_prob=0.12)
    (seen,) = rain_sightings(dataset, outlook(rain()), DAYS)
    assert (seen.place, seen.day) == (0, 3)
    assert seen.score == pytest.approx(scale.score(26.3))
    assert seen.skill == pytest.approx(RAIN_SKILL)


def test_the_same_rain_says_less_where_it_rains_more(dataset):
    found = rain_sightings(
        dataset, outlook(rain(), rain(district=NORTH)), DAYS
    )
    assert [one.place for one in found] == [0, 2]
    assert found[1].score < found[0].score


@pytest.mark.parametrize(
    ("day", "factor"), [(-3, 1), (-2, 0.85), (0, 0.85**3)]
)
def test_a_forecast_knows_less_of_every_further_day(dataset, day, factor):
    (seen,) = rain_sightings(dataset, outlook(rain(day=day)), DAYS)
    assert seen.skill == pytest.approx(RAIN_SKILL * factor)


def test_a_forecast_of_yesterday_knows_it_as_if_issued_then(dataset):
    (seen,) = rain_sightings(dataset, outlook(rain(-3, issued=-2)), DAYS)
    assert seen.skill == pytest.approx(RAIN_SKILL)


def test_a_forecast_without_a_time_of_issue_counts_from_its_first_day(
    dataset,
):
    found = rain_sightings(
        dataset,
        outlook(rain(-2, issued=None), rain(-1, issued=None)),
        DAYS,
    )
    skills = [one.skill for one in found]
    assert skills == pytest.approx([RAIN_SKILL, RAIN_SKILL * FADING])


def test_half_a_day_says_less_than_a_whole_one(dataset):
    (seen,) = rain_sightings(dataset, outlook(rain(hours=12)), DAYS)
    assert seen.skill == pytest.approx(RAIN_SKILL * math.sqrt(0.5))


def test_days_that_are_not_drawn_are_left_out(dataset):
    both = outlook(rain(-3), rain(-2), wave(-3), wave(-2))
    days = range(-2, 1)
    assert [one.day for one in rain_sightings(dataset, both, days)] == [0]
    assert [one.day for one in wave_sightings(dataset, both, days)["sea"]] == [
        0
    ]


def test_the_draws_of_an_ensemble_take_what_is_seen(dataset):
    """Every warning at once: nearly certain of the heavy day."""
    seen = outlook(alert("Observed"), wave(low=3, high=5))
    ensemble = Ensemble(
        dataset=dataset,
        horizon=Horizon(
            voting_day=dataset.settings.voting_day, first_day=-6, zone=WIB
        ),
        days=DAYS,
        scenarios=2000,
        seed=1,
        rain=rain_sightings(dataset, seen, DAYS),
        waves=wave_sightings(dataset, seen, DAYS),
    )
    weather = ensemble.block(0).weather
    assert weather.heavy[0, 3].mean() == pytest.approx(0.905, abs=0.03)
    assert weather.rough["sea"][3].mean() > 0.9


# --- alerts -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("certainty", "skill"),
    [
        *(("Observed", 0.95), ("Likely", 0.8), ("Very Likely", 0.8)),
        *(("Possible", 0.5), ("Unlikely", 0.1)),
    ],
)
def test_an_alert_is_a_heavy_day_seen_with_its_certainty(
    dataset, certainty, skill
):
    (seen,) = rain_sightings(dataset, outlook(alert(certainty)), DAYS)
    assert (seen.place, seen.day, seen.skill) == (0, 3, skill)
    assert seen.score == pytest.approx(heavy_score(0.12))


def test_an_alert_over_midnight_touches_two_days_of_each_district(dataset):
    long = alert(ends_at=wib(-2, 1), district_ids=(KRUI, NORTH))
    found = rain_sightings(dataset, outlook(long), DAYS)
    assert [(one.place, one.day) for one in found] == [
        *((0, 3), (0, 4), (2, 3), (2, 4))
    ]


@pytest.mark.parametrize(
    "event",
    [
        *("Hujan Lebat dan Petir", "Heavy Rain", "Thunderstorm"),
        *("Badai Guntur", "hujan sedang-lebat"),
    ],
)
def test_alerts_of_rain_and_thunder_are_known_by_their_event(dataset, event):
    assert rain_sightings(dataset, outlook(alert(event=event)), DAYS)


@pytest.mark.parametrize("event", ["Gelombang Tinggi", "Gempa", "Train"])
def test_an_alert_of_anything_else_changes_no_chance(dataset, event):
    one = alert(event=event)
    assert rain_sightings(dataset, outlook(one), DAYS) == ()
    assert cautions(dataset, one) == [
        (
            f"a.xml: the alert a.1 is of '{event}'; it is shown, but changes"
            " no chance: only alerts of rain and thunder do."
        )
    ]


def test_of_a_forecast_and_an_alert_the_one_of_most_skill_is_taken(dataset):
    dry = rain(mm=0)
    (seen,) = rain_sightings(dataset, outlook(dry, alert("Possible")), DAYS)
    assert seen.skill == RAIN_SKILL
    (seen,) = rain_sightings(dataset, outlook(dry, alert("Likely")), DAYS)
    assert seen.skill == 0.8


def test_of_equal_skill_the_wetter_one_is_taken(dataset):
    skilled = dataset.hazards.with_columns(
        p1=pl.when(pl.col("applies_to") == "possible")
        .then(RAIN_SKILL)
        .otherwise("p1")
    )
    data = replace(dataset, hazards=skilled)
    both = outlook(rain(mm=0), alert("Possible"))
    (seen,) = rain_sightings(data, both, DAYS)
    assert seen.score == pytest.approx(heavy_score(0.12))


# --- waves ------------------------------------------------------------------


def test_waves_are_the_middle_of_their_range_in_the_strait(dataset):
    """Half of 1.875 m is 0.9375 m, a quarter of 0.38 m over the mean."""
    found = wave_sightings(dataset, outlook(wave(), wave(-1)), DAYS)
    near, far = found["sea"]
    assert near.score == pytest.approx((0.9375 - 0.85) / 0.38)
    assert (near.place, near.day, near.skill) == (0, 3, 0.8)
    assert (far.day, far.skill) == (5, pytest.approx(0.8 * 0.95**2))


def test_a_calm_outlook_tells_nothing(dataset):
    found = read_sightings(dataset, Outlook.nothing(), DAYS)
    assert (found.rain, found.waves, found.cautions) == ((), {}, ())


# --- what is missing --------------------------------------------------------

RAIN_LACKS = "forecasts of rain are not used; add the row"


@pytest.mark.parametrize(
    ("hazard", "applies_to", "seen", "meaning"),
    [
        (
            "forecast_skill",
            "rain",
            rain(),
            (
                f"{RAIN_LACKS} forecast_skill,rain,correlation with p1 the"
                " correlation of a forecast issued on the day itself and p2"
                " the factor for each further day"
            ),
        ),
        (
            "rain_class",
            "heavy",
            rain(),
            (
                f"{RAIN_LACKS} rain_class,heavy,threshold with p1 the rain of"
                " a day from which it counts"
            ),
        ),
        (
            "alert_skill",
            "likely",
            alert(),
            (
                "alerts of rain whose certainty is likely are not used; add"
                " the row alert_skill,likely,correlation with p1 the"
                " correlation of such an alert"
            ),
        ),
        (
            "wave",
            "sea",
            wave(),
            (
                "forecasts of waves for sea are not used; add the row with the"
                " mean and spread of its waves"
            ),
        ),
        (
            "forecast_skill",
            "wave",
            wave(),
            (
                "forecasts of waves are not used; add the row"
                " forecast_skill,wave,correlation with p1 the correlation of a"
                " forecast issued on the day itself and p2 the factor for each"
                " further day"
            ),
        ),
    ],
)
def test_a_missing_row_is_named_only_where_it_would_be_read(
    dataset, hazard, applies_to, seen, meaning
):
    lacking = without(dataset, hazard, applies_to)
    found = read_sightings(lacking, outlook(seen), DAYS)
    assert (found.rain, found.waves) == ((), {})
    assert [str(caution) for caution in found.cautions] == [
        f"hazards: no row {hazard},{applies_to}; {meaning}."
    ]
    assert read_sightings(lacking, Outlook.nothing(), DAYS).cautions == ()


def test_an_alert_needs_no_amounts_of_rain(dataset):
    lacking = without(without(dataset, "rain_class", "wet"), "wave", "sea")
    assert len(rain_sightings(lacking, outlook(alert()), DAYS)) == 1


def test_an_alert_of_unknown_certainty_asks_for_a_row(dataset):
    (said,) = cautions(dataset, alert("Unknown"))
    assert said.startswith("hazards: no row alert_skill,unknown; ")


def test_a_district_without_a_climate_is_named_once(dataset):
    lacking = replace(
        dataset, climate=dataset.climate.filter(pl.col("district_id") != KRUI)
    )
    parts = (rain(), rain(-2), alert(), rain(district=NORTH))
    (seen,) = rain_sightings(lacking, outlook(*parts), DAYS)
    assert seen.place == 1
    assert cautions(lacking, *parts) == [
        (
            "climate: no row for 18.13.01; forecasts and alerts of rain there"
            " are not used; add the row."
        )
    ]


def test_a_sea_that_never_changes_needs_no_forecast(dataset):
    still = replace(
        dataset,
        hazards=dataset.hazards.with_columns(
            p2=pl.when(pl.col("hazard") == "wave").then(0.0).otherwise("p2")
        ),
    )
    assert wave_sightings(still, outlook(wave()), DAYS) == {}
    assert cautions(still, wave()) == [
        (
            "hazards: waves of sea that never change (p2 is 0); forecasts of"
            " waves for sea are not used."
        )
    ]


def test_a_forecast_without_skill_tells_nothing(dataset):
    blind = replace(
        dataset,
        hazards=dataset.hazards.with_columns(
            p1=pl.when(pl.col("hazard") == "forecast_skill")
            .then(0.0)
            .otherwise("p1")
        ),
    )
    assert rain_sightings(blind, outlook(rain()), DAYS) == ()


@pytest.mark.parametrize("probs", [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])
def test_certain_climates_take_every_forecast(dataset, probs):
    certain = replace(
        dataset,
        climate=dataset.climate.with_columns(
            wet_day_prob=pl.lit(probs[0]), heavy_day_prob=pl.lit(probs[1])
        ),
    )
    for one in (rain(mm=0), rain(mm=5), rain(mm=200), alert()):
        (seen,) = rain_sightings(certain, outlook(one), DAYS)
        assert math.isfinite(seen.score)
