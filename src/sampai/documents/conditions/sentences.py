"""Rows of hazards, climate and surfaces as sentences."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from sampai.conditions.hazards import ANY_SURFACE, rain_surfaces
from sampai.documents.conditions.districts import grouped
from sampai.documents.names import Names, Row
from sampai.tables import Dataset
from sampai.units import SECONDS_PER_HOUR

MINUTE = 60
# So many digits say all that an assumption knows; a spread knows less.
DIGITS, OF_SPREAD = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """
    One assumption in words.

    Parameters
    ----------
    text
        The sentence.
    confidence
        How far it can be trusted, as a code of the tables.
    source
        Table and row it stands in.
    """

    text: str
    confidence: str
    source: str


def sentences(dataset: Dataset, names: Names) -> list[Sentence]:
    """
    Put every number behind the draws into words.

    Parameters
    ----------
    dataset
        Checked dataset.
    names
        Names of places and vehicles, in the language asked for.

    Returns
    -------
    list of Sentence
        Rows of climate, surfaces and hazards.
    """
    return [
        *_climate(dataset, names),
        *_surfaces(dataset, names),
        *_shelter(dataset, names),
        *(_hazard(row, names) for row in dataset.hazards.to_dicts()),
    ]


def _climate(dataset: Dataset, names: Names) -> Iterator[Sentence]:
    words = names.words
    rows: dict[tuple[Any, ...], list[str]] = {}
    for district, *numbers in dataset.climate.select(
        *("district_id", "wet_day_prob", "heavy_day_prob"),
        *("persistence", "confidence"),
    ).iter_rows():
        rows.setdefault(tuple(numbers), []).append(district)
    fewest_first = sorted(rows.items(), key=lambda row: len(row[1]))
    for (wet, heavy, kept, confidence), own in fewest_first:
        yield Sentence(
            text=words(
                "assumption.climate",
                districts=_first_large(
                    grouped(own, dataset.climate.height, names)
                ),
                wet=_percent(wet, names),
                heavy=_percent(heavy, names),
                kept=_number(kept, names),
            ),
            confidence=confidence,
            source="climate",
        )


def _surfaces(dataset: Dataset, names: Names) -> Iterator[Sentence]:
    words, closing = names.words, rain_surfaces(dataset)
    for row in dataset.surfaces.to_dicts():
        surface = row["surface"]
        key = "surface_closed" if surface in closing else "surface_wet"
        yield Sentence(
            text=_first_large(
                words(
                    f"assumption.{key}",
                    surface=words.code("surface", surface),
                    prob=_percent(row["closure_per_heavy_rain_day"], names),
                    speed=_percent(row["wet_speed_factor"], names),
                )
            ),
            confidence=row["confidence"],
            source=f"surfaces, {surface}",
        )


def _shelter(dataset: Dataset, names: Names) -> Iterator[Sentence]:
    seas = dataset.surfaces.filter(
        pl.col("closed_by").str.split(";").list.contains("wave")
    )
    if seas.height:
        share = _percent(dataset.settings.shelter, names)
        yield Sentence(
            text=names.words("assumption.shelter", share=share),
            # Settings carry no confidence; none is known of any coast.
            confidence="assumed",
            source="dataset, sea.shelter",
        )


def _hazard(row: Row, names: Names) -> Sentence:
    key, values = _told(row, names)
    return Sentence(
        text=_first_large(names.words(f"assumption.{key}", **values)),
        confidence=row["confidence"],
        source=f"hazards, {row['hazard']}, {row['applies_to']}",
    )


def _told(row: Row, names: Names) -> tuple[str, dict[str, str]]:
    """Choose the sentence of a row, and fill its blanks."""
    hazard, applies_to = row["hazard"], row["applies_to"]
    first, second = row["p1"], row["p2"] or 0.0
    values = {
        "p1": _number(first, names),
        "p2": _number(second, names),
        "span": _span(second if hazard == "breakdown" else first, names),
        "surface": _surface(applies_to, names),
        "certainty": names.words.code("alert_certainty", applies_to),
    }
    match row["distribution"]:
        case "lognormal":
            # A speed is told in percent of the usual one.
            scale = 100 if hazard == "leg_speed" else 1
            low, high = first * math.exp(-second), first * math.exp(second)
            values |= _between(scale * low, scale * high, names)
            values["share"] = _percent(first, names)
        case "ar1_normal":
            values |= _between(max(first - second, 0), first + second, names)
        case "normal":
            low = max(1 + first - second, 0)
            values["low"] = _percent(low, names)
            values["high"] = _percent(1 + first + second, names)
        case "per_km":
            values["vehicle"] = names.vehicle_type(applies_to)
            if not first:
                return "breakdown_never", values
            values["km"] = names.words.whole(1 / first)
        case "exponential_correlation" if not first:
            return "rain_range_none", values
    if hazard in {"forecast_skill", "rain_class"}:
        return f"{hazard}_{applies_to}", values
    return hazard, values


def _surface(code: str, names: Names) -> str:
    if code == ANY_SURFACE:
        return names.words("assumption.any_surface")
    return names.words.code("surface", code)


def _between(low: float, high: float, names: Names) -> dict[str, str]:
    return {
        "low": _number(low, names, OF_SPREAD),
        "high": _number(high, names, OF_SPREAD),
    }


def _percent(share: float, names: Names) -> str:
    return _number(100 * share, names)


def _number(value: float, names: Names, digits: int = DIGITS) -> str:
    """Write a number with as many digits as say something."""
    short = float(f"{value:.{digits}g}")
    places = len(f"{short:.6f}".rstrip("0").partition(".")[2])
    return names.words.decimal(short, places)


def _span(seconds: float, names: Names) -> str:
    if seconds >= SECONDS_PER_HOUR:
        count = _number(seconds / SECONDS_PER_HOUR, names)
        return names.words("assumption.hours", count=count)
    count = _number(seconds / MINUTE, names)
    return names.words("assumption.minutes", count=count)


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
