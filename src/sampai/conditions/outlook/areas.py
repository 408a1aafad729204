"""Areas of an alert: polygons, circles and codes of regions."""

import re
from collections.abc import Iterator

from sampai.conditions.outlook.markup import Part
from sampai.conditions.outlook.places import (
    Circle,
    Point,
    districts_inside,
    districts_named,
)
from sampai.tables import Dataset

POINTS_MAX = 10_000
CORNERS_MIN = 4
RADIUS_MAX_KM = 20_000
NUMBER = r"[+-]?\d{1,5}(?:\.\d{1,15})?"
POINT = re.compile(rf"({NUMBER}),({NUMBER})", re.ASCII)
CIRCLE = re.compile(rf"({NUMBER}),({NUMBER})\s+({NUMBER})", re.ASCII)
# Degrees beyond which there is no place.
POLE, DATE_LINE = 90, 180
POLYGON = (
    "pairs of latitude and longitude in degrees, at least four and the last"
    " the same as the first"
)


def districts_touched(info: Part, dataset: Dataset) -> tuple[str, ...]:
    """
    Find the districts that the areas of an alert touch.

    Parameters
    ----------
    info
        Block of the alert.
    dataset
        Checked dataset.

    Returns
    -------
    tuple of str
        Districts, sorted; what is no area is refused.
    """
    areas = list(info.parts("area"))
    polygons = [
        corners for area in areas for corners in _polygons(area) if corners
    ]
    circles = [circle for area in areas for circle in _circles(area)]
    codes = [
        code.text("value") for area in areas for code in area.parts("geocode")
    ]
    if sum(map(len, polygons)) > POINTS_MAX:
        info.refuse(
            "area",
            f"at most {POINTS_MAX}",
            "Draw the area with fewer corners.",
            f"{sum(map(len, polygons))} corners of polygons",
        )
        return ()
    touched = districts_inside(dataset, polygons, circles)
    return tuple(sorted(touched | districts_named(dataset, codes)))


def _polygons(area: Part) -> Iterator[list[Point]]:
    for polygon in area.parts("polygon"):
        points = [_point(text) for text in polygon.raw().split()]
        corners = [point for point in points if point is not None]
        whole = len(corners) == len(points) and len(corners) >= CORNERS_MIN
        if whole and corners[0] == corners[-1]:
            yield corners
        else:
            polygon.refuse("", POLYGON)


def _point(text: str) -> Point | None:
    found = POINT.fullmatch(text)
    if found is None:
        return None
    lat, lon = map(float, found.groups())
    is_on_earth = abs(lat) <= POLE and abs(lon) <= DATE_LINE
    return (lat, lon) if is_on_earth else None


def _circles(area: Part) -> Iterator[Circle]:
    for circle in area.parts("circle"):
        found = CIRCLE.fullmatch(circle.raw())
        if found is not None and _point(circle.raw().split()[0]) is not None:
            lat, lon, radius_km = map(float, found.groups())
            if 0 <= radius_km <= RADIUS_MAX_KM:
                yield Circle(lat=lat, lon=lon, radius_km=radius_km)
                continue
        circle.refuse("", "latitude,longitude in degrees and a radius in km")
