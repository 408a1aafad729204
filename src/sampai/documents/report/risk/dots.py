"""The map of the chances: a dot a TPS, and corners from nearer by."""

from collections.abc import Iterable, Mapping
from typing import Any

from sampai.documents.names import Names
from sampai.documents.report.labels import place_labels
from sampai.documents.report.picture import (
    WIDTH,
    Point,
    box_of,
    projection_of,
    views_of,
)
from sampai.documents.risk.chances import Chances
from sampai.tables import Dataset, Operation

# By class of chance: what is at risk is large as well as dark.
RADII = (9.0, 7.0, 5.0, 3.0)
CORNER = 420.0
LANDMARKS = frozenset({"depot", "hub", "trailhead", "landing"})


def draw_dots(
    dataset: Dataset, operation: Operation, names: Names, chances: Chances
) -> dict[str, Any]:
    """
    Collect what the template draws.

    Parameters
    ----------
    dataset, operation
        The regency, and a plan of which the risk is known.
    names
        Names in the language of the report.
    chances
        How chances are written.

    Returns
    -------
    dict
        ``width``, ``height``, ``dots``, ``labels``, and ``corners`` with
        dots and labels of their own. The legs are those of the map of the
        trips.
    """
    rows = names.places
    projection = projection_of(
        (row["lat"], row["lon"]) for row in rows.values()
    )
    at = {
        place_id: projection.point(row["lat"], row["lon"])
        for place_id, row in rows.items()
    }
    stations = {
        tps_id: projection.point(row["lat"], row["lon"])
        for tps_id, row in names.tps.items()
    }
    dots = _dots(operation, names, chances, stations)
    marks = {key: at[key] for key in at if rows[key]["kind"] in LANDMARKS}
    return {
        "width": WIDTH,
        "height": projection.height,
        "dots": dots,
        "labels": place_labels(_places(names, marks), WIDTH),
        "corners": [
            _corner(_nearer(view, dots), dots, names, at)
            for view in views_of(dataset, names, at, projection.height)[1:]
        ],
    }


def _dots(
    operation: Operation,
    names: Names,
    chances: Chances,
    stations: Mapping[str, Point],
) -> list[dict[str, Any]]:
    """The weakest last, so that no other lies on them."""
    rows = operation.risk.sort("on_time_prob", "tps_id", descending=True)
    return [
        {
            "id": row["tps_id"],
            "x": stations[row["tps_id"]][0],
            "y": stations[row["tps_id"]][1],
            "r": RADII[chances.level(row["on_time_prob"])],
            "level": chances.level(row["on_time_prob"]),
            "below": row["on_time_prob"] < chances.target,
            "title": names.words(
                "risk.dot",
                station=names.station(row["tps_id"]),
                chance=chances.with_error(
                    row["on_time_prob"], row["on_time_se"]
                ),
                bound=chances.bound(row["reachable_prob"]),
            ),
        }
        for row in rows.iter_rows(named=True)
    ]


def _places(names: Names, at: Mapping[str, Point]) -> list[dict[str, Any]]:
    return [
        {
            "kind": names.places[key]["kind"],
            "name": names.place(key),
            "x": point[0],
            "y": point[1],
        }
        for key, point in at.items()
    ]


def _inside(box: str, dot: Mapping[str, Any]) -> bool:
    left, top, size, _ = map(float, box.split())
    across, down = float(dot["x"]) - left, float(dot["y"]) - top
    return 0 <= across <= size and 0 <= down <= size


def _nearer(
    view: Mapping[str, str], dots: Iterable[Mapping[str, Any]]
) -> Mapping[str, str]:
    """Come as near as the TPS below the target allow, where there are any."""
    box = view["box"]
    weak = [dot for dot in dots if dot["below"] and _inside(box, dot)]
    if not weak:
        return view
    return {**view, "box": box_of([(dot["x"], dot["y"]) for dot in weak])}


def _corner(
    view: Mapping[str, str],
    dots: Iterable[Mapping[str, Any]],
    names: Names,
    at: Mapping[str, Point],
) -> dict[str, Any]:
    left, top, size, _ = map(float, view["box"].split())
    scale = CORNER / size

    def moved(x: float, y: float) -> Point:
        return round((x - left) * scale, 1), round((y - top) * scale, 1)

    shown = [dot for dot in dots if _inside(view["box"], dot)]
    told = _told(shown, names)
    # As if they were hubs, so that every one gets a name where there is room.
    named = [
        {**row, "kind": "hub"}
        for row in _places(
            names, {key: moved(*at[key]) for key in at if key in told}
        )
    ]
    return {
        "name": view["name"],
        "size": CORNER,
        "move": f"scale({scale:.3f}) translate({-left:.2f} {-top:.2f})",
        "dots": [
            {**dot, "x": x, "y": y, "r": dot["r"] + 2}
            for dot in shown
            for x, y in [moved(dot["x"], dot["y"])]
        ],
        "labels": [
            one for one in place_labels(named, CORNER) if not one["near"]
        ],
    }


def _told(dots: Iterable[Mapping[str, Any]], names: Names) -> set[str]:
    """Villages worth a name: those at risk, or all where none is."""
    held = list(dots)
    weak = [dot for dot in held if dot["below"]]
    return {names.tps[dot["id"]]["village_id"] for dot in weak or held}
