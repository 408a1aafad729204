"""
From an outlook to what the draws are told: sightings of normal variables.

A forecast is a noisy view of the truth. How noisy stands in the table of
hazards, where every number of a draw stands: ``forecast_skill`` for forecasts
of rain and waves, ``alert_skill`` for alerts by their certainty, and
``rain_class`` for the amounts from which a day is wet and heavy.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sampai.conditions.hazards import (
    WAVE,
    Hazards,
    read_climate,
    read_hazards,
)
from sampai.conditions.normal_fields import Sighting
from sampai.conditions.outlook.days import Days, operation_days
from sampai.conditions.outlook.outlook import (
    Alert,
    Caution,
    Outlook,
    RainForecast,
    WaveForecast,
)
from sampai.conditions.outlook.rain_days import HOURS_PER_DAY
from sampai.conditions.rain_scores import RainScale, heavy_score
from sampai.tables import Dataset
from sampai.tables.wording import quoted

FORECAST_SKILL = "forecast_skill"
ALERT_SKILL = "alert_skill"
RAIN_CLASS = "rain_class"
# What a row of these hazards must say, for those who have to add it.
LACKING = {
    FORECAST_SKILL: (
        "correlation with p1 the correlation of a forecast issued on the day"
        " itself and p2 the factor for each further day"
    ),
    ALERT_SKILL: "correlation with p1 the correlation of such an alert",
    RAIN_CLASS: "threshold with p1 the rain of a day from which it counts",
}
# Alerts of rain, as BMKG's and others' events name it.
OF_RAIN = re.compile(r"\b(hujan|petir|guntur|rain|thunder)", re.IGNORECASE)
# CAP 1.2 keeps this word of 1.0 and reads it so.
CERTAINTIES = {"very likely": "likely"}

Source = RainForecast | WaveForecast | Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """
    One sighting, and where it comes from.

    Parameters
    ----------
    where
        District or sea.
    day
        Whole days from voting day.
    sighting
        What the draws are told.
    source
        Forecast or alert.
    """

    where: str
    day: int
    sighting: Sighting
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """
    What an outlook tells the draws.

    Parameters
    ----------
    rain
        At most one for each district and day.
    waves
        By sea, at most one for each day.
    cautions
        Forecasts and alerts that cannot be used, and why.
    """

    rain: tuple[Seen, ...] = ()
    waves: Mapping[str, tuple[Seen, ...]] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()


def read_sightings(
    dataset: Dataset, outlook: Outlook, days: range
) -> Sightings:
    """
    Find what an outlook tells the draws.

    Parameters
    ----------
    dataset
        Checked dataset.
    outlook
        Forecasts and alerts.
    days
        Whole days from voting day that are drawn.

    Returns
    -------
    Sightings
        Those of these days, and cautions for what cannot be used.
    """
    reading = _Reading(
        dataset=dataset,
        outlook=outlook,
        days=days,
        hazards=read_hazards(dataset),
        calendar=operation_days(dataset),
    )
    rain = _most_skilled([*reading.forecasts(), *reading.alerts()])
    waves: dict[str, tuple[Seen, ...]] = {}
    for seen in _most_skilled(reading.waves()):
        waves[seen.where] = (*waves.get(seen.where, ()), seen)
    return Sightings(
        rain=rain, waves=waves, cautions=tuple(dict.fromkeys(reading.cautions))
    )


def rain_sightings(
    dataset: Dataset, outlook: Outlook, days: range
) -> tuple[Sighting, ...]:
    """
    Find what an outlook tells the draws of rain.

    Parameters
    ----------
    dataset
        Checked dataset.
    outlook
        Forecasts and alerts.
    days
        Whole days from voting day that are drawn.

    Returns
    -------
    tuple of Sighting
        At most one for each district and day.
    """
    seen = read_sightings(dataset, outlook, days).rain
    return tuple(one.sighting for one in seen)


def wave_sightings(
    dataset: Dataset, outlook: Outlook, days: range
) -> dict[str, tuple[Sighting, ...]]:
    """
    Find what an outlook tells the draws of waves.

    Parameters
    ----------
    dataset
        Checked dataset.
    outlook
        Forecasts and alerts.
    days
        Whole days from voting day that are drawn.

    Returns
    -------
    dict
        By sea, at most one for each day.
    """
    waves = read_sightings(dataset, outlook, days).waves
    return {
        sea: tuple(one.sighting for one in seen) for sea, seen in waves.items()
    }


@dataclass(kw_only=True)
class _Reading:
    """What is read, the numbers it is read by, and what came to light."""

    dataset: Dataset
    outlook: Outlook
    days: range
    hazards: Hazards
    calendar: Days
    cautions: list[Caution] = field(default_factory=list)

    def forecasts(self) -> Iterator[Seen]:
        """See what the forecasts of rain say."""
        rains = self.outlook.rains
        if not rains:
            return
        skill = self._row(FORECAST_SKILL, "rain", "forecasts of rain")
        wet = self._row(RAIN_CLASS, "wet", "forecasts of rain")
        heavy = self._row(RAIN_CLASS, "heavy", "forecasts of rain")
        if skill is None or wet is None or heavy is None:
            return
        climate = self._climate()
        for rain in rains:
            place, *probs = climate.get(rain.district_id, (None, 0.0, 0.0))
            if place is None:
                self._no_climate(rain.district_id)
                continue
            scale = RainScale(
                wet_mm=wet[0],
                heavy_mm=heavy[0],
                wet_prob=probs[0],
                heavy_prob=probs[1],
            )
            yield from self._seen(
                rain,
                (rain.district_id, rain.day, place),
                scale.score(rain.rain_mm),
                # If its hours were alike and independent, the rain of some
                # of them would go with that of the day by this root.
                self._faded(skill, rain, rains)
                * math.sqrt(min(rain.hours / HOURS_PER_DAY, 1)),
            )

    def alerts(self) -> Iterator[Seen]:
        """See a heavy day wherever an alert of rain is in force."""
        climate = self._climate() if self.outlook.alerts else {}
        for alert in self.outlook.alerts:
            skill = self._alert_skill(alert)
            if skill is None:
                continue
            touched = self.calendar.touched(alert.begins_at, alert.ends_at)
            for district in alert.district_ids:
                place, *probs = climate.get(district, (None, 0.0, 0.0))
                if place is None:
                    self._no_climate(district)
                    continue
                for day in touched:
                    where = (district, day, place)
                    score = heavy_score(probs[1])
                    yield from self._seen(alert, where, score, skill)

    def waves(self) -> Iterator[Seen]:
        """See what the forecasts of the sea say."""
        waves = self.outlook.waves
        if not waves:
            return
        skill = self._row(FORECAST_SKILL, WAVE, "forecasts of waves")
        if skill is None:
            return
        shelter = self.dataset.settings.shelter
        for wave in waves:
            found = self._sea(wave.sea)
            if found is None:
                continue
            mean_m, sigma_m = found
            height_m = (wave.low_m + wave.high_m) / 2 * shelter
            yield from self._seen(
                wave,
                (wave.sea, wave.day, 0),
                (height_m - mean_m) / sigma_m,
                self._faded(skill, wave, waves),
            )

    def _seen(
        self,
        source: Source,
        at: tuple[str, int, int],
        score: float,
        skill: float,
    ) -> Iterator[Seen]:
        """Tell a sighting of a day that is drawn, if it tells anything."""
        where, day, place = at
        if day in self.days and skill > 0:
            yield Seen(
                where=where,
                day=day,
                sighting=Sighting(
                    place=place,
                    day=self.days.index(day),
                    score=score,
                    skill=skill,
                ),
                source=source,
            )

    def _climate(self) -> dict[str, tuple[int, float, float]]:
        """Position and chances of each district, as the draws have them."""
        climate = read_climate(self.dataset)
        probs = zip(
            climate.wet_prob.tolist(),
            climate.heavy_prob.tolist(),
            strict=True,
        )
        return {
            district: (at, *own)
            for at, (district, own) in enumerate(
                zip(climate.district_ids, probs, strict=True)
            )
        }

    def _faded(
        self,
        skill: tuple[float, float],
        own: RainForecast | WaveForecast,
        others: Sequence[RainForecast | WaveForecast],
    ) -> float:
        """Skill of a forecast, less for each day that it looks ahead."""
        if own.issued_at is None:
            # The first day it speaks of is the best guess of its issue.
            issued = min(one.day for one in others if one.source == own.source)
        else:
            issued = self.calendar.day_of(own.issued_at)
        at_once, kept = skill
        return float(at_once * kept ** max(own.day - issued, 0))

    def _alert_skill(self, alert: Alert) -> float | None:
        if not OF_RAIN.search(alert.event):
            self._warn(
                alert.source,
                f"the alert {alert.identifier} is of {quoted(alert.event)}",
                "it is shown, but changes no chance: only alerts of rain and"
                " thunder do",
            )
            return None
        said = alert.certainty.lower()
        certainty = CERTAINTIES.get(said, said)
        what = f"alerts of rain whose certainty is {certainty}"
        row = self._row(ALERT_SKILL, certainty, what)
        return None if row is None else row[0]

    def _sea(self, sea: str) -> tuple[float, float] | None:
        """Mean and spread of a sea, where both are known."""
        found = self.hazards.find(WAVE, sea)
        if found is None:
            self._warn(
                "hazards",
                f"no row wave,{sea}",
                f"forecasts of waves for {sea} are not used; add the row with"
                " the mean and spread of its waves",
            )
            return None
        if not found[1] > 0:
            self._warn(
                "hazards",
                f"waves of {sea} that never change (p2 is 0)",
                f"forecasts of waves for {sea} are not used",
            )
            return None
        return found

    def _row(
        self, hazard: str, applies_to: str, what: str
    ) -> tuple[float, float] | None:
        found = self.hazards.find(hazard, applies_to)
        if found is None:
            self._warn(
                "hazards",
                f"no row {hazard},{applies_to}",
                f"{what} are not used; add the row"
                f" {hazard},{applies_to},{LACKING[hazard]}",
            )
        return found

    def _no_climate(self, district: str) -> None:
        self._warn(
            "climate",
            f"no row for {district}",
            "forecasts and alerts of rain there are not used; add the row",
        )

    def _warn(self, source: str, found: str, meaning: str) -> None:
        self.cautions.append(
            Caution(source=source, found=found, meaning=meaning)
        )


def _most_skilled(found: Iterable[Seen]) -> tuple[Seen, ...]:
    """Of several sources for one place and day take that of most skill."""
    best: dict[tuple[str, int], Seen] = {}
    for seen in found:
        key = (seen.where, seen.day)
        if key not in best or _rank(seen) > _rank(best[key]):
            best[key] = seen
    return tuple(best[key] for key in sorted(best))


def _rank(seen: Seen) -> tuple[float, float]:
    """Of equal skill, the wetter and the rougher one."""
    return seen.sighting.skill, seen.sighting.score
