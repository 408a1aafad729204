"""A plan as the map and the Gantt chart of the page take it."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _

from sampai.documents.names import Names
from sampai.tables import Dataset, Operation
from sampai.tables.dataset_schemas import STAGES
from sampai.web.plans.convert import operation_of
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import (
    Reader,
    dataset_of,
    driven,
    language,
    names_for,
    places_seen,
    trips_for,
)
from sampai.web.sheets.memory import kept

KEPT = 16
QUICK = 1
# Tables of a plan that the map draws.
DRAWN = ("trips", "passages", "risk")
# A fifth of a metre; more digits only make the file longer.
DEGREES = 6
KINDS = ("depot", "hub", "village", "landing", "trailhead", "junction", "tps")


def trip_ids(plan: Plan, reader: Reader) -> frozenset[str]:
    """
    List the trips of which someone sees the way.

    Parameters
    ----------
    plan
        The plan.
    reader
        Who reads.

    Returns
    -------
    frozenset of str
        Those that concern their territory.
    """
    trips = trips_for(plan, reader).order_by()
    return frozenset(trips.values_list("trip_id", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """
    How much of a plan is drawn for someone.

    Parameters
    ----------
    ids, in_full
        Trips of which a way is drawn, and of which the whole way.
    near
        Places to and from which the ways of the others are drawn.
    sees_risk
        Whether the chances are told.
    """

    ids: frozenset[str] = frozenset()
    in_full: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    sees_risk: bool = False


def map_text(
    plan: Plan | None, edition_id: int, code: str, reader: Reader
) -> bytes:
    """
    Draw the regency and the trips of a plan on a map.

    Parameters
    ----------
    plan
        The plan; none draws places and legs alone.
    edition_id
        Data to draw.
    code
        Of the regency.
    reader
        Who reads.

    Returns
    -------
    bytes
        Packed JSON, kept in memory: neither plan nor edition ever changes.
    """
    return _map(
        plan.pk if plan else 0,
        edition_id,
        code,
        _sight(plan, reader),
        language(),
    )


def _sight(plan: Plan | None, reader: Reader) -> Sight:
    if plan is None:
        return Sight()
    ids = trip_ids(plan, reader)
    if reader.sees_all:
        return Sight(ids=ids, in_full=ids, sees_risk=reader.sees_risk)
    driving = driven(plan, reader).order_by()
    return Sight(
        ids=ids,
        in_full=frozenset(driving.values_list("trip_id", flat=True)),
        near=places_seen(reader, names_for(plan.edition_id)),
        sees_risk=reader.sees_risk,
    )


@kept(KEPT)
def _map(
    plan_id: int,
    edition_id: int,
    code: str,
    sight: Sight,
    _spoken: str,
) -> bytes:
    dataset, names = dataset_of(edition_id), names_for(edition_id)
    plan = Plan.objects.filter(pk=plan_id).first()
    operation = operation_of(plan, *DRAWN) if plan else None
    point = _points(dataset)
    # Someone with a territory begins there, not with the whole regency.
    own = [point[one] for one in sight.near if one in point]
    lon, lat = zip(*(own or point.values()), strict=True)
    return as_json(
        {
            "bounds": [min(lon), min(lat), max(lon), max(lat)],
            "words": _words(names),
            "trips": _collection(
                _trips(plan, operation, sight, (names, point, code))
                if plan and operation
                else []
            ),
        },
        _ground(
            *(plan_id, edition_id, code),
            ("risk",) if sight.sees_risk else (),
            language(),
        ),
    )


@kept(KEPT)
def _ground(
    plan_id: int,
    edition_id: int,
    code: str,
    tables: tuple[str, ...],
    _spoken: str,
) -> str:
    """Write places and legs, which are the same to many readers."""
    dataset, names = dataset_of(edition_id), names_for(edition_id)
    plan = Plan.objects.filter(pk=plan_id).first()
    operation = operation_of(plan, *tables) if plan and tables else None
    base = _base(plan, code)
    return _text(
        {
            "places": _collection(_places(dataset, names, operation, base)),
            "legs": _collection(_legs(dataset, names, _points(dataset))),
        }
    )


def _base(plan: Plan | None, code: str) -> str:
    if plan is None:
        return ""
    held = reverse("plans:tps", args=[code, plan.number, "_"])
    return held.removesuffix("_/")


def _points(dataset: Dataset) -> dict[str, tuple[float, float]]:
    return {
        place_id: (round(lon, DEGREES), round(lat, DEGREES))
        for place_id, lat, lon in dataset.places.select(
            "place_id", "lat", "lon"
        ).iter_rows()
    }


def _places(
    dataset: Dataset, names: Names, operation: Operation | None, base: str
) -> Iterator[dict[str, Any]]:
    probs, lowest = _probs(dataset, operation)
    for row in dataset.places.iter_rows(named=True):
        place_id = row["place_id"]
        told = {
            "id": place_id,
            "kind": row["kind"],
            "name": names.place(place_id),
        }
        if place_id in lowest:
            told["prob"] = lowest[place_id]
        yield _point(told, row)
    for row in dataset.tps.iter_rows(named=True):
        tps_id = row["tps_id"]
        told = {"id": tps_id, "kind": "tps", "name": names.station(tps_id)}
        if base:
            told["url"] = f"{base}{tps_id}/"
        if tps_id in probs:
            told["prob"] = probs[tps_id]
        yield _point(told, row)


def _probs(
    dataset: Dataset, operation: Operation | None
) -> tuple[dict[str, float], dict[str, float]]:
    if operation is None or operation.risk.is_empty():
        return {}, {}
    held = operation.risk.select("tps_id", "on_time_prob").join(
        dataset.tps.select("tps_id", "village_id"), on="tps_id"
    )
    least = held.group_by("village_id").agg(pl.col("on_time_prob").min())
    probs = dict(held.select("tps_id", "on_time_prob").iter_rows())
    return probs, dict(least.iter_rows())


def _legs(
    dataset: Dataset, names: Names, point: dict[str, tuple[float, float]]
) -> Iterator[dict[str, Any]]:
    for a, b, surface in dataset.legs.select(
        "from_id", "to_id", "surface"
    ).iter_rows():
        told = {
            "id": f"{a}|{b}|{surface}",
            "surface": surface,
            "name": f"{names.place(a)} \N{EN DASH} {names.place(b)}",
        }
        yield _line(told, [point[a], point[b]])


def _trips(
    plan: Plan,
    operation: Operation,
    sight: Sight,
    held: tuple[Names, dict[str, tuple[float, float]], str],
) -> Iterator[dict[str, Any]]:
    names, point, code = held
    base = reverse("plans:trip", args=[code, plan.number, "_"])
    base = base.removesuffix("_/")
    near = list(sight.near)
    own = operation.passages.filter(
        pl.col("trip_id").is_in(list(sight.ids)),
        pl.col("trip_id").is_in(list(sight.in_full))
        | pl.col("from_id").is_in(near)
        | pl.col("to_id").is_in(near),
    )
    lines = {
        key[0]: rows
        for key, rows in own.partition_by(
            "trip_id", as_dict=True, maintain_order=True
        ).items()
    }
    trips = operation.trips.filter(pl.col("trip_id").is_in(list(lines)))
    for row in trips.iter_rows(named=True):
        rows = lines[row["trip_id"]]
        is_full = row["trip_id"] in sight.in_full
        begin: Any = row["depart_at"] if is_full else rows["enter_at"].min()
        end: Any = row["return_at"] if is_full else rows["leave_at"].max()
        told = {
            "id": row["trip_id"],
            "day": row["day"],
            "stage": row["stage"],
            "vehicle": names.vehicle(row),
            "name": f"{names.vehicle(row)} ({row['trip_id']})",
            "from_s": int(begin.timestamp()),
            "to_s": int(end.timestamp()),
            "url": f"{base}{row['trip_id']}/",
        }
        for ends in _ways(rows):
            yield _line(told, [point[end] for end in ends])


def _ways(passages: pl.DataFrame) -> list[list[str]]:
    """Join passages that follow one another; what is not seen parts them."""
    ways: list[list[str]] = []
    for a, b in passages.select("from_id", "to_id").iter_rows():
        if ways and ways[-1][-1] == a:
            ways[-1].append(b)
        else:
            ways.append([a, b])
    return ways


def _point(told: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    at = [round(row["lon"], DEGREES), round(row["lat"], DEGREES)]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": at},
        "properties": told,
    }


def _line(told: dict[str, Any], line: list[Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": line},
        "properties": told,
    }


def _collection(features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _words(names: Names) -> dict[str, str]:
    words = names.words
    surfaces = ("trunk", "local", "patrol", "path", "beach", "sea")
    return {
        **{kind: words.code("kind", kind) for kind in KINDS},
        **{one: words.code("surface", one) for one in surfaces},
        **{stage: words.code("stage", stage) for stage in STAGES},
        "trip": _("Trip"),
        "leg": _("Leg"),
        "chance": _("Chance of being on time"),
        "closed": _("closed"),
        "open": _("Open the page"),
        "close": _("Close"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "credit": _("Coast: Natural Earth"),
        "wheel": _("Hold Ctrl and turn the wheel to zoom"),
        "wheel_mac": _("Hold \N{PLACE OF INTEREST SIGN} and scroll to zoom"),
        "fingers": _("Move the map with two fingers"),
    }


def as_json(tree: dict[str, Any], ready: str = "{}") -> bytes:
    """
    Write what a drawing takes.

    Parameters
    ----------
    tree
        The drawing.
    ready
        More of it that is written already, as JSON of its own.

    Returns
    -------
    bytes
        JSON without blanks, packed by gzip: a tenth of its length, in memory
        and on a village's network.
    """
    rest = ready[1:-1]
    text = _text(tree)
    whole = f"{text[:-1]},{rest}}}" if rest else text
    # The quickest level: a better one takes thrice as long for a fifth less.
    return gzip.compress(whole.encode(), QUICK, mtime=0)


def _text(tree: dict[str, Any]) -> str:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
