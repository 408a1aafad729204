"""
The coast under the map: Indonesia's part of Natural Earth's land.

The topology of the whole world weighs 3 MB, and the continent of Asia is one
ring in it. Each ring is cut at the box, so what is left is small and holds
no point of Siberia.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

# Longitude and latitude of what is kept. [degrees]
BOX = (94.0, -12.0, 142.0, 8.0)
CREDIT = "Natural Earth, public domain"
# Eleven metres; the drawing itself is no finer than some hundreds.
_DECIMALS = 4
# A ring has three corners and its first point again.
_SHORTEST_RING = 4

Point = tuple[float, float]
Ring = list[Point]


def coast_within(
    topology: dict[str, Any], box: tuple[float, float, float, float] = BOX
) -> dict[str, Any]:
    """
    Turn the land of a topology into GeoJSON polygons inside a box.

    Parameters
    ----------
    topology
        A TopoJSON topology with an object named ``land``.
    box
        West, south, east and north of what is kept. [degrees]

    Returns
    -------
    dict[str, Any]
        A GeoJSON feature collection of polygons, with its credit.
    """
    arcs = _absolute_arcs(topology)
    polygons = []
    for polygon in _polygons(topology["objects"]["land"]):
        rings = [clip(_ring(indices, arcs), box) for indices in polygon]
        # What is left of the shore is nothing, so nothing is left of lakes.
        if rings[0]:
            polygons.append([ring for ring in rings if ring])
    return {
        "type": "FeatureCollection",
        "credit": CREDIT,
        "features": [_feature(rings) for rings in polygons],
    }


def clip(ring: Ring, box: tuple[float, float, float, float]) -> Ring:
    """
    Cut a closed ring at the edges of a box (Sutherland and Hodgman, 1974).

    Parameters
    ----------
    ring
        Points, the last the same as the first. [degrees]
    box
        West, south, east and north. [degrees]

    Returns
    -------
    Ring
        What lies inside, closed; empty when nothing does.
    """
    west, south, east, north = box
    cuts = [(0, west, 1), (1, south, 1), (0, east, -1), (1, north, -1)]
    points = ring[:-1]
    for axis, edge, sign in cuts:
        points = list(_cut(points, axis, edge, sign))
    rounded = [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in points]
    return _closed(rounded)


def _cut(
    points: list[Point], axis: int, edge: float, sign: int
) -> Iterator[Point]:
    """Keep the side of one straight edge, with a point at each crossing."""
    for before, after in zip(points[-1:] + points, points, strict=False):
        start = sign * (before[axis] - edge)
        end = sign * (after[axis] - edge)
        if (start < 0) != (end < 0):
            share = start / (start - end)
            across = before[1 - axis]
            across += share * (after[1 - axis] - across)
            yield (edge, across) if axis == 0 else (across, edge)
        if end >= 0:
            yield after


def _closed(points: list[Point]) -> Ring:
    """Drop repeated points and end where the ring begins."""
    ring = [
        point
        for before, point in zip(points[-1:] + points, points, strict=False)
        if point != before
    ]
    ring += ring[:1]
    return ring if len(ring) >= _SHORTEST_RING else []


def _absolute_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Undo the steps and whole numbers in which a topology stores arcs."""
    transform = topology["transform"]
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    return [
        [
            (x * wide + west, y * high + south)
            for x, y in zip(
                accumulate(step[0] for step in arc),
                accumulate(step[1] for step in arc),
                strict=True,
            )
        ]
        for arc in topology["arcs"]
    ]


def _ring(indices: list[int], arcs: list[list[Point]]) -> Ring:
    """Join arcs end to end; a negative index runs its arc backwards."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _polygons(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    """List the polygons of a geometry, each as rings of arc indices."""
    match geometry["type"]:
        case "GeometryCollection":
            for part in geometry["geometries"]:
                yield from _polygons(part)
        case "MultiPolygon":
            yield from geometry["arcs"]
        case "Polygon":
            yield geometry["arcs"]


def _feature(rings: list[Ring]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }
