"""What makes goods late, in words."""

from collections.abc import Mapping, Sequence
from math import hypot

import polars as pl

from sampai.documents.names import VILLAGE, Names, Row

LEG = ("from_id", "to_id", "surface")
# So many causes are named, the rest is summed up.
NAMED = 3
# A smaller share is one of the others; a smaller rest is not worth a line.
LEAST_NAMED, LEAST_REST = 0.03, 0.005
Cause = tuple[str, float]


def leg_name(names: Names, leg: Row, prefix: str = "") -> str:
    """
    Name a leg.

    Parameters
    ----------
    names
        Names in the language asked for.
    leg
        Row with its ends and its surface.
    prefix
        What the names of these columns begin with.

    Returns
    -------
    str
        Such as ``laut Tembakak-Pulau Pisang``; blank where there is none.
    """
    from_id, to_id, surface = (leg[f"{prefix}{key}"] for key in LEG)
    if from_id is None or to_id is None:
        return ""
    ends = "\N{EN DASH}".join(sorted(map(names.place, (from_id, to_id))))
    shown = f"{names.words.code('surface', surface)} {ends}"
    if names.places[from_id]["name"] or names.places[to_id]["name"]:
        return shown
    near = _nearest(names, from_id)
    return names.words("risk.near", leg=shown, place=near) if near else shown


def _nearest(names: Names, place_id: str) -> str:
    """Name the village next to a nameless junction, as the crow flies."""
    here = names.places[place_id]

    def away(village: str) -> float:
        row = names.places[village]
        return hypot(row["lat"] - here["lat"], row["lon"] - here["lon"])

    villages = names.of_kind(VILLAGE)
    return names.place(min(villages, key=away)) if villages else ""


def cause_name(names: Names, cause: Row) -> str:
    """
    Put a cause into words.

    Parameters
    ----------
    names
        Names in the language asked for.
    cause
        Row of blame.csv.

    Returns
    -------
    str
        Such as ``laut Tembakak-Pulau Pisang tertutup``.
    """
    leg = leg_name(names, cause)
    kind = names.words.code("cause", cause["cause"])
    return f"{leg} {kind}" if leg else kind


def top_causes(
    names: Names, blame: pl.DataFrame, tps_ids: Sequence[str]
) -> list[Cause]:
    """
    Sum up what makes some TPS late.

    Parameters
    ----------
    names
        Names in the language asked for.
    blame
        As in blame.csv.
    tps_ids
        The TPS; each counts alike.

    Returns
    -------
    list of tuple
        Words and share, the most first; the last is the rest, where it is
        worth a percent.
    """
    own = blame.filter(pl.col("tps_id").is_in(tps_ids))
    count = own["tps_id"].n_unique()
    if not count:
        return []
    shares: dict[str, float] = {}
    for row in own.sort("share", descending=True).iter_rows(named=True):
        name = cause_name(names, row)
        shares[name] = shares.get(name, 0.0) + row["share"] / count
    return _cut(shares, names)


def _cut(shares: Mapping[str, float], names: Names) -> list[Cause]:
    ranked = sorted(shares.items(), key=lambda one: (-one[1], one[0]))
    named = [one for one in ranked[:NAMED] if one[1] >= LEAST_NAMED]
    rest = sum(shares.values()) - sum(share for _, share in named)
    if rest >= LEAST_REST:
        named.append((names.words("risk.others"), rest))
    return named
