"""Districts of a dataset, and which of them an area touches."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from sampai.tables import Dataset
from sampai.units import METRES_PER_KM, great_circle_m

Point = tuple[float, float]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """
    A circle on the ground.

    Parameters
    ----------
    lat, lon
        Its middle. [degrees]
    radius_km
        Its radius. [km]
    """

    lat: float
    lon: float
    radius_km: float


def district_ids(dataset: Dataset) -> tuple[str, ...]:
    """
    Name the districts of a dataset.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    tuple of str
        Its hubs, sorted.
    """
    hubs = dataset.places.filter(pl.col("kind") == "hub")
    return tuple(sorted(hubs["place_id"].to_list()))


def districts_named(dataset: Dataset, codes: Iterable[str]) -> set[str]:
    """
    Find the districts that codes of regions name.

    Parameters
    ----------
    dataset
        Checked dataset.
    codes
        Codes of districts, or of the regency or province they lie in.

    Returns
    -------
    set of str
        Districts.
    """
    named = set(codes)
    return {
        district
        for district in district_ids(dataset)
        if district in named
        or any(district.startswith(f"{code}.") for code in named)
    }


def districts_inside(
    dataset: Dataset,
    polygons: Iterable[Sequence[Point]],
    circles: Iterable[Circle],
) -> set[str]:
    """
    Find the districts with at least one place inside an area.

    Parameters
    ----------
    dataset
        Checked dataset.
    polygons
        Corners, latitude first; the last is the first again. [degrees]
    circles
        Circles.

    Returns
    -------
    set of str
        Districts; a place's district is its hub, a hub is its own.
    """
    places = dataset.places.with_columns(
        pl.when(pl.col("kind") == "hub")
        .then(pl.col("place_id"))
        .otherwise(pl.col("parent_id"))
        .alias("district_id")
    ).filter(pl.col("district_id").is_in(district_ids(dataset)))
    points = places.select("lat", "lon").to_numpy()
    inside = np.zeros(len(points), dtype=bool)
    for polygon in polygons:
        inside |= _inside(points, np.array(polygon, dtype=float))
    for circle in circles:
        inside |= _near(points, circle)
    return set(places["district_id"].filter(pl.Series(inside)).to_list())


def _inside(points: Floats, corners: Floats) -> Flags:
    """Cast a ray from each point to the east and count what it crosses."""
    lat, lon = points[:, 0], points[:, 1]
    crossed = np.zeros(len(points), dtype=bool)
    for (lat_a, lon_a), (lat_b, lon_b) in pairwise(corners):
        if lat_a == lat_b:
            continue
        between = (lat_a > lat) != (lat_b > lat)
        at = lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
        crossed ^= between & (lon < at)
    return crossed


def _near(points: Floats, circle: Circle) -> Flags:
    reach_m = circle.radius_km * METRES_PER_KM
    return np.array(
        [
            great_circle_m(lat, lon, circle.lat, circle.lon) <= reach_m
            for lat, lon in points
        ],
        dtype=bool,
    )


def nearest_km(dataset: Dataset, lat: float, lon: float) -> float:
    """
    Measure how far a point lies from the nearest place of a dataset.

    Parameters
    ----------
    dataset
        Checked dataset.
    lat, lon
        The point. [degrees]

    Returns
    -------
    float
        Great circle. [km]
    """
    return min(
        (
            great_circle_m(lat, lon, *place) / METRES_PER_KM
            for place in dataset.places.select("lat", "lon").iter_rows()
        ),
        default=math.inf,
    )
