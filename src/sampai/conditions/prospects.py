"""What the days of the operation hold: what is known, and what is chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from sampai.conditions.daylight import daylight_spans
from sampai.conditions.hazards import (
    WAVE,
    Climate,
    rain_surfaces,
    read_climate,
    read_hazards,
    seas,
)
from sampai.conditions.outlook.days import Days, operation_days
from sampai.conditions.outlook.outlook import Outlook
from sampai.conditions.sightings import Seen, Sightings, read_sightings
from sampai.conditions.weather import rain_field, wave_field
from sampai.conditions.windows import leg_windows, overlaps
from sampai.tables import Dataset

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """
    Chance of one thing at some places on the days of the operation.

    Parameters
    ----------
    places
        Districts, or one sea.
    prob
        Shape (places, days).
    usual
        Shape (places, days): the same by the climate alone.
    seen
        Forecasts and alerts by place and day.
    """

    places: tuple[str, ...]
    prob: Floats
    usual: Floats
    seen: Mapping[tuple[str, int], Seen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """
    What is known of the days of the operation, and what is chance.

    Parameters
    ----------
    days
        From the first day of any stage to the last of any.
    sun
        Sunrise and sunset of each day, at the depot.
    tidal
        Whether the tide closes any leg.
    low_water
        When every leg that the tide closes is open.
    wet, heavy
        Chance of any rain and of heavy rain, by district; no place where
        there is no climate.
    rough
        Chance that waves close a sea, by sea.
    closed
        Chance that a closure begins, by surface that rain closes.
    outlook, sightings
        What is forecast and warned of, and what the draws make of it.
    """

    days: Days
    sun: tuple[Span, ...]
    tidal: bool
    low_water: tuple[Span, ...]
    wet: Chances
    heavy: Chances
    rough: Mapping[str, Chances]
    closed: Mapping[str, Chances]
    outlook: Outlook
    sightings: Sightings


def find_prospects(dataset: Dataset, outlook: Outlook) -> Prospects:
    """
    Say what the days of the operation hold.

    Chances are those of the draws, worked out instead of counted.

    Parameters
    ----------
    dataset
        Checked dataset.
    outlook
        Forecasts and alerts.

    Returns
    -------
    Prospects
        Day by day.
    """
    days = operation_days(dataset)
    sightings = read_sightings(dataset, outlook, days.span)
    wet, heavy = _rain(dataset, sightings, days.span)
    windows = leg_windows(dataset, days.horizon, days.span)
    spans = list(windows.spans.values())
    common = reduce(overlaps, spans) if spans else np.empty((0, 2))
    depot = dataset.places.filter(kind="depot").row(0, named=True)
    sun = daylight_spans(depot["lat"], depot["lon"], days.horizon, days.span)
    return Prospects(
        days=days,
        sun=_moments(days, sun),
        tidal=bool(spans),
        low_water=_moments(days, common.astype(np.int64)),
        wet=wet,
        heavy=heavy,
        rough={
            sea: _waves(dataset, sea, sightings, days.span)
            for sea in seas(dataset)
        },
        closed=_closures(dataset, heavy),
        outlook=outlook,
        sightings=sightings,
    )


def _moments(days: Days, spans: Ints) -> tuple[Span, ...]:
    moment = days.horizon.moment
    return tuple((moment(a), moment(b)) for a, b in spans.tolist())


def _rain(
    dataset: Dataset, sightings: Sightings, days: range
) -> tuple[Chances, Chances]:
    climate = read_climate(dataset)
    field = rain_field(climate, read_hazards(dataset), len(days))
    mean, variance = field.given([seen.sighting for seen in sightings.rain])
    seen = {(one.where, one.day): one for one in sightings.rain}

    def chances(prob: Floats) -> Chances:
        threshold = ndtri(1 - prob)[:, None]
        return Chances(
            places=climate.district_ids,
            prob=_above(threshold, mean, variance),
            usual=_usual(climate, prob, len(days)),
            seen=seen,
        )

    return chances(climate.wet_prob), chances(climate.heavy_prob)


def _usual(climate: Climate, prob: Floats, days: int) -> Floats:
    return np.broadcast_to(prob[:, None], (len(climate.district_ids), days))


def _waves(
    dataset: Dataset, sea: str, sightings: Sightings, days: range
) -> Chances:
    hazards = read_hazards(dataset)
    mean_m, sigma_m = hazards.find(WAVE, sea) or (0.0, 0.0)
    limit_m = dataset.settings.wave_below_m
    own = sightings.waves.get(sea, ())
    field = wave_field(hazards, sea, len(days))
    mean, variance = field.given([seen.sighting for seen in own])
    # What is in metres, so that a sea without spread divides by nothing.
    limit = np.full((1, 1), limit_m - mean_m)
    flat = np.zeros_like(mean), np.ones_like(mean) * sigma_m**2
    return Chances(
        places=(sea,),
        prob=_above(limit, sigma_m * mean, sigma_m**2 * variance),
        usual=_above(limit, *flat),
        seen={(one.where, one.day): one for one in own},
    )


def _closures(dataset: Dataset, heavy: Chances) -> dict[str, Chances]:
    chance = dict(
        dataset.surfaces.select(
            "surface", "closure_per_heavy_rain_day"
        ).iter_rows()
    )
    return {
        surface: Chances(
            places=heavy.places,
            prob=heavy.prob * chance[surface],
            usual=heavy.usual * chance[surface],
            seen=heavy.seen,
        )
        for surface in rain_surfaces(dataset)
    }


def _above(threshold: Floats, mean: Floats, variance: Floats) -> Floats:
    """Chance that normal variables reach a threshold."""
    over = mean - threshold
    deviation = np.sqrt(variance)
    certain = np.where(over >= 0, np.inf, -np.inf)
    score = np.divide(over, deviation, out=certain, where=deviation > 0)
    chance: Floats = ndtr(score)
    return chance
