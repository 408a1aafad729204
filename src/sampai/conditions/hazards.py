"""The numbers of every random draw, as they stand in hazards and climate."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from sampai.tables import Dataset

Floats = npt.NDArray[np.float64]

TRIP = "trip"
ORIGIN = "origin"
TPS = "tps"
RAIN = "rain"
ANY_SURFACE = "surface"
WAVE = "wave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Climate:
    """
    Rain of the districts in the season of the vote.

    Parameters
    ----------
    district_ids
        Ids of the districts, sorted.
    wet_prob, heavy_prob
        Shape (districts,): chance of any rain and of heavy rain on a day.
    persistence
        Shape (districts,): lag-one correlation of the normal variable.
    place
        Shape (districts, 2): latitude and longitude. [degrees]
    """

    district_ids: tuple[str, ...]
    wet_prob: Floats
    heavy_prob: Floats
    persistence: Floats
    place: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazards:
    """
    Parameters of the draws, by hazard and by what it applies to.

    A hazard without a row never happens; `missing` names those that one
    would expect.

    Parameters
    ----------
    rows
        Both parameters by hazard and what it applies to; the second is
        ``nan`` where the distribution has one only.
    """

    rows: Mapping[tuple[str, str], tuple[float, float]]

    def find(
        self, hazard: str, *applies_to: str
    ) -> tuple[float, float] | None:
        """
        Give the parameters of a hazard, the most special row first.

        Parameters
        ----------
        hazard
            What happens.
        *applies_to
            To what, from the most special to the most general.

        Returns
        -------
        tuple or None
            First and second parameter.
        """
        for one in applies_to:
            if (hazard, one) in self.rows:
                return self.rows[hazard, one]
        return None


def read_hazards(dataset: Dataset) -> Hazards:
    """
    Read the table of hazards.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    Hazards
        Their parameters.
    """
    columns = ("hazard", "applies_to", "p1", "p2")
    return Hazards(
        rows={
            (hazard, applies_to): (p1, np.nan if p2 is None else p2)
            for hazard, applies_to, p1, p2 in dataset.hazards.select(
                columns
            ).iter_rows()
        }
    )


def missing_hazards(dataset: Dataset) -> tuple[str, ...]:
    """
    Name the hazards that never happen because they have no row.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    tuple of str
        Such as ``wave, sea``, sorted.
    """
    hazards = read_hazards(dataset)
    wanted = [("leg_speed", TRIP), ("loading_delay", TRIP)]
    wanted += [("stage_release_delay", ORIGIN), ("counting_end", TPS)]
    wanted += [
        ("breakdown", name) for name in dataset.vehicles["vehicle_type"]
    ]
    wanted += [
        (hazard, sea)
        for sea in seas(dataset)
        for hazard in (WAVE, "wave_day_to_day")
    ]
    absent = [key for key in wanted if key not in hazards.rows]
    for surface in rain_surfaces(dataset):
        absent += [
            (hazard, surface)
            for hazard in ("closure_start", "closure_length")
            if hazards.find(hazard, surface, ANY_SURFACE) is None
        ]
    if dataset.climate.is_empty():
        absent.append(("climate", "district"))
    return tuple(sorted(", ".join(pair) for pair in absent))


def read_climate(dataset: Dataset) -> Climate:
    """
    Read the climate of the districts with the places of their hubs.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    Climate
        One entry a district, sorted.
    """
    hubs = dataset.places.select("place_id", "lat", "lon")
    table = dataset.climate.join(
        hubs, left_on="district_id", right_on="place_id"
    ).sort("district_id")
    return Climate(
        district_ids=tuple(table["district_id"]),
        wet_prob=table["wet_day_prob"].to_numpy(),
        heavy_prob=table["heavy_day_prob"].to_numpy(),
        persistence=table["persistence"].to_numpy(),
        place=table.select("lat", "lon").to_numpy(),
    )


def leg_districts(dataset: Dataset) -> tuple[str, ...]:
    """
    Tell in which district each leg lies: that of its first end.

    A hub is its own district. The depot has none, so a leg that begins
    there lies where it ends.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    tuple of str
        District of every row of ``legs``; empty text where both ends lie
        in none.
    """
    district = {
        place_id: place_id if kind == "hub" else str(parent_id or "")
        for place_id, kind, parent_id in dataset.places.select(
            "place_id", "kind", "parent_id"
        ).iter_rows()
    }
    ends = dataset.legs.select("from_id", "to_id").iter_rows()
    return tuple(district[a] or district[b] for a, b in ends)


def seas(dataset: Dataset) -> tuple[str, ...]:
    """
    List the surfaces that waves close.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    tuple of str
        Their names, sorted.
    """
    return _closed_by(dataset, WAVE)


def rain_surfaces(dataset: Dataset) -> tuple[str, ...]:
    """
    List the surfaces that heavy rain closes.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    tuple of str
        Their names, sorted.
    """
    names = _closed_by(dataset, RAIN)
    table = dataset.surfaces.filter(
        pl.col("surface").is_in(names)
        & (pl.col("closure_per_heavy_rain_day") > 0)
    )
    return tuple(sorted(table["surface"]))


def _closed_by(dataset: Dataset, cause: str) -> tuple[str, ...]:
    return tuple(
        sorted(
            surface
            for surface, closed_by in dataset.surfaces.select(
                "surface", "closed_by"
            ).iter_rows()
            if cause in (closed_by or "").split(";")
        )
    )
