"""The map: places, legs and trips as lines and points of one picture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from sampai.documents.journeys import Journey
from sampai.documents.names import DEPOT, Names
from sampai.documents.report.labels import place_labels
from sampai.tables import Dataset

WIDTH = 1000.0
MARGIN = 20.0
ROUND = 1

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """
    From degrees to the picture; true to shape in the middle of a regency.

    Parameters
    ----------
    west, north
        Corner of the picture. [degrees]
    per_lon, per_lat
        Units of the picture a degree.
    height
        Height of the picture; its width is 1000.
    """

    west: float
    north: float
    per_lon: float
    per_lat: float
    height: float

    def point(self, lat: float, lon: float) -> Point:
        """
        Place a point.

        Parameters
        ----------
        lat, lon
            Where it lies. [degrees]

        Returns
        -------
        tuple of float
            x and y in the picture.
        """
        x = MARGIN + (lon - self.west) * self.per_lon
        y = MARGIN + (self.north - lat) * self.per_lat
        return round(x, ROUND), round(y, ROUND)


def projection_of(points: Iterable[tuple[float, float]]) -> Projection:
    """
    Fit a picture to places.

    Parameters
    ----------
    points
        lat and lon of every place. [degrees]

    Returns
    -------
    Projection
        In which all of them lie.
    """
    held = list(points)
    lats, lons = [lat for lat, _ in held], [lon for _, lon in held]
    shrink = cos(radians(sum(lats) / len(lats)))
    span = max(max(lons) - min(lons), 1e-3)
    per_lon = (WIDTH - 2 * MARGIN) / span
    per_lat = per_lon / shrink
    return Projection(
        west=min(lons),
        north=max(lats),
        per_lon=per_lon,
        per_lat=per_lat,
        height=round((max(lats) - min(lats)) * per_lat + 2 * MARGIN, ROUND),
    )


def draw_map(
    dataset: Dataset, names: Names, trips: Iterable[Journey]
) -> dict[str, Any]:
    """
    Collect what the template draws.

    Parameters
    ----------
    dataset
        The regency.
    names
        Names of its places and vehicles.
    trips
        Trips of the plan.

    Returns
    -------
    dict
        ``width``, ``height``, ``legs``, ``places``, ``labels``, ``trips``,
        ``vehicles`` and ``views``: parts of the picture worth a closer look.
    """
    rows = names.places
    projection = projection_of(
        (row["lat"], row["lon"]) for row in rows.values()
    )
    at = {
        place_id: projection.point(row["lat"], row["lon"])
        for place_id, row in rows.items()
    }
    places = _places(names, at)
    drawn = [_trip(journey, names, at) for journey in trips]
    return {
        "width": WIDTH,
        "height": projection.height,
        "legs": legs_drawn(dataset, names, at),
        "places": places,
        "labels": place_labels(places, WIDTH),
        "trips": drawn,
        # Vehicle 10 after vehicle 9: by length, then by letters.
        "vehicles": sorted(
            {trip["vehicle"] for trip in drawn},
            key=lambda name: (name.rsplit(" ", 1)[0], len(name), name),
        ),
        "views": views_of(dataset, names, at, projection.height),
    }


def legs_drawn(
    dataset: Dataset, names: Names, at: Mapping[str, Point]
) -> list[dict[str, str]]:
    """
    Draw the legs, one path a surface, so that the picture stays small.

    Parameters
    ----------
    dataset
        The regency.
    names
        Names of its surfaces.
    at
        Where each place stands in the picture.

    Returns
    -------
    list of dict
        ``surface``, ``name`` and ``path``.
    """
    paths: dict[str, list[str]] = {}
    for from_id, to_id, surface in dataset.legs.select(
        "from_id", "to_id", "surface"
    ).iter_rows():
        paths.setdefault(surface, []).append(_line([at[from_id], at[to_id]]))
    return [
        {
            "surface": surface,
            "name": names.words.code("surface", surface),
            "path": "".join(lines),
        }
        for surface, lines in sorted(paths.items())
    ]


def _line(points: Iterable[Point]) -> str:
    steps = [f"{x:g} {y:g}" for x, y in points]
    return "M" + "L".join(steps)


def _places(names: Names, at: Mapping[str, Point]) -> list[dict[str, Any]]:
    return [
        {
            "id": place_id,
            "kind": row["kind"],
            "name": names.place(place_id),
            "title": names.place_in_full(place_id),
            "x": at[place_id][0],
            "y": at[place_id][1],
        }
        for place_id, row in names.places.items()
        if row["kind"] != "junction"
    ]


def _trip(
    journey: Journey, names: Names, at: Mapping[str, Point]
) -> dict[str, Any]:
    trip = journey.trip
    points = [at[trip["origin_id"]]]
    points += [at[passage["to_id"]] for passage in journey.passages]
    return {
        "id": journey.id,
        "day": trip["day"],
        "type": trip["vehicle_type"],
        "vehicle": names.vehicle(trip),
        "carry": journey.is_carry,
        "path": _line(points),
        "title": f"{journey.id} · {names.vehicle(trip)} · "
        f"{names.words.moment(trip['depart_at'])}",
    }


def views_of(
    dataset: Dataset,
    names: Names,
    at: Mapping[str, Point],
    height: float,
) -> list[dict[str, str]]:
    """
    Choose the parts of the map that are worth a closer look.

    Parameters
    ----------
    dataset
        The regency.
    names
        Names of its places.
    at
        Where each place stands in the picture.
    height
        Height of the picture.

    Returns
    -------
    list of dict
        ``name`` and ``box``: the whole, and each corner that lorries do not
        reach.
    """
    views = [
        {
            "name": names.words("report.whole"),
            "box": f"0 0 {WIDTH:g} {height:g}",
        }
    ]
    lorry, seen = _depot_surfaces(dataset, names), set[str]()
    for gate_id, row in names.places.items():
        if row["kind"] not in {"trailhead", "landing"} or gate_id in seen:
            continue
        near = _beyond(dataset, gate_id, lorry)
        seen |= near
        if len(near) > 1:
            views.append(
                {
                    "name": _called(names, gate_id, near),
                    "box": box_of([at[place] for place in near]),
                }
            )
    return views


def _called(names: Names, gate_id: str, near: set[str]) -> str:
    """Name a corner by its hub, else by its farthest village."""
    rows = names.places
    hubs = sorted(p for p in near if rows[p]["kind"] == "hub")
    if hubs:
        return names.place(hubs[0])
    gate = rows[gate_id]

    def far(place_id: str) -> float:
        row = rows[place_id]
        north, east = row["lat"] - gate["lat"], row["lon"] - gate["lon"]
        return float(abs(north) + abs(east))

    return names.place(max(sorted(near), key=far))


def _depot_surfaces(dataset: Dataset, names: Names) -> set[str]:
    """Surfaces on which vehicles of the depot can go."""
    own = {
        kind
        for kind, row in names.vehicles.items()
        if names.places[row["base_id"]]["kind"] == DEPOT
    }
    speeds = dataset.speeds.select("vehicle_type", "surface").iter_rows()
    return {surface for kind, surface in speeds if kind in own}


def _beyond(dataset: Dataset, gate_id: str, lorry: set[str]) -> set[str]:
    """Places reached from a gate without a lorry's road."""
    links: dict[str, set[str]] = {}
    for from_id, to_id, surface in dataset.legs.select(
        "from_id", "to_id", "surface"
    ).iter_rows():
        if surface not in lorry:
            links.setdefault(from_id, set()).add(to_id)
            links.setdefault(to_id, set()).add(from_id)
    found, waiting = {gate_id}, [gate_id]
    while waiting:
        for place in links.get(waiting.pop(), ()):
            if place not in found:
                found.add(place)
                waiting.append(place)
    return found


def box_of(points: list[Point]) -> str:
    """
    Lay a view round some points, with air about them.

    Parameters
    ----------
    points
        Points of the picture.

    Returns
    -------
    str
        As in ``viewBox``.
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    size = max(max(xs) - min(xs), max(ys) - min(ys), 10.0) * 1.3
    left = (max(xs) + min(xs) - size) / 2
    top = (max(ys) + min(ys) - size) / 2
    return f"{left:.1f} {top:.1f} {size:.1f} {size:.1f}"
