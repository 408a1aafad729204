"""Names on the map that do not lie on each other."""

from collections.abc import Iterable
from typing import Any

# Of the picture, at the size of the whole regency.
LETTER, LINE = 7.6, 15.0
# Who gets a name first where there is room for one alone.
PRIORITY = ("depot", "hub", "trailhead", "landing")

Box = tuple[float, float, float, float]
# Where a name may stand: anchor, shift in ems to the right and down.
STANDS = (
    ("start", 0.6, -0.3),
    ("start", 0.6, 0.35),
    ("end", -0.6, -0.3),
    ("end", -0.6, 0.35),
    ("start", 0.6, 1.1),
    ("end", -0.6, 1.1),
    ("middle", 0.0, -0.8),
    ("middle", 0.0, 1.5),
)


def place_labels(
    places: Iterable[dict[str, Any]], width: float
) -> list[dict[str, Any]]:
    """
    Give every place a name where there is room.

    Parameters
    ----------
    places
        With ``kind``, ``name``, ``x`` and ``y``.
    width
        Of the picture.

    Returns
    -------
    list of dict
        ``name``, ``x``, ``y``, ``anchor``, ``dx``, ``dy`` [em] and
        ``near``: whether it shows only in a closer view.
    """
    held = list(places)
    rank = {kind: at for at, kind in enumerate(PRIORITY)}
    held.sort(key=lambda place: rank.get(place["kind"], len(rank)))
    taken: list[Box] = [
        (p["x"] - 4, p["y"] - 4, p["x"] + 4, p["y"] + 4)
        for p in held
        if p["kind"] in rank
    ]
    labels = []
    for place in held:
        stand = None
        if place["kind"] in rank:
            stand = _free(place, taken, width)
        anchor, dx, dy = stand or STANDS[0]
        if stand:
            taken.append(_box(place, stand))
        labels.append(
            {
                "name": place["name"],
                "kind": place["kind"],
                "x": place["x"],
                "y": place["y"],
                "anchor": anchor,
                "dx": dx,
                "dy": dy,
                "near": stand is None,
            }
        )
    return labels


def _free(
    place: dict[str, Any], taken: Iterable[Box], width: float
) -> tuple[str, float, float] | None:
    for stand in STANDS:
        box = _box(place, stand)
        inside = box[0] >= 0 and box[2] <= width
        if inside and not any(_overlap(box, other) for other in taken):
            return stand
    return None


def _box(place: dict[str, Any], stand: tuple[str, float, float]) -> Box:
    anchor, dx, dy = stand
    length = LETTER * len(place["name"])
    x = place["x"] + dx * LINE
    left = {"start": x, "end": x - length, "middle": x - length / 2}[anchor]
    # Text stands on its base line.
    bottom = place["y"] + dy * LINE + 3
    return left, bottom - LINE, left + length, bottom


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )
