"""Needs by the rules, stock, and what is missing."""

from datetime import datetime
from typing import Annotated, Any

import polars as pl
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Path, Query, Schema
from pydantic import Field

from sampai.web.api.desk import Desk
from sampai.web.api.paging import PartQuery, part_of
from sampai.web.api.refusals import ApiError
from sampai.web.api.schemas import Asked, Id, Number, Reason, Rows
from sampai.web.datasets.models import Edition
from sampai.web.datasets.selectors import edition_of
from sampai.web.people.doors import DoorRequest
from sampai.web.supplies.arithmetic import Need, needs_of_station
from sampai.web.supplies.lines import SHORT, UNKNOWN, Line, lines_in
from sampai.web.supplies.selectors import (
    balance_in,
    dataset_of,
    needs_in,
    within,
)
from sampai.web.supplies.services import MOST, StockRow, change_stock

desk = Desk(tags=["supplies"])
IdQuery = Annotated[Id | None, Query()]
Pieces = Annotated[int, Field(ge=0, le=MOST)]


class NeedOut(Schema):
    """
    How many of an item a TPS must get, and how that was worked out.

    The quantity is `factor` (a fraction) times `count` of `per`, rounded by
    `round` at the `scope`.
    """

    item: str
    name: str
    contest: str | None
    quantity: int
    unit: str
    count: int
    per: str
    factor: str
    round: str
    scope: str
    packed: str
    due_at: datetime | None
    source: str
    status: str
    note: str


class StationNeedsOut(Schema):
    """All that a TPS must get."""

    edition: int
    tps_id: str
    voters: int
    confidence: str
    needs: list[NeedOut]


class LineOut(Schema):
    """Stock of an item beside its need; null is unknown, not zero."""

    item: str
    name: str
    contest: str | None
    unit: str
    needed: int
    received: int | None
    damaged: int | None
    short: int | None
    state: str
    due_at: datetime | None
    confidence: str


class ShortagesOut(Schema):
    """What is missing, and apart from it what nobody has counted."""

    edition: int
    short: list[LineOut]
    unknown: list[LineOut]


class StockRowIn(Asked):
    """A row of stock.csv."""

    item: Id
    contest: Id | None = None
    place_id: Id
    received: Pieces
    damaged: Pieces = 0
    confidence: Id = "real"


class StockIn(Asked):
    """The whole table of stock, and the edition that was looked at."""

    edition: Number
    reason: Reason
    rows: Annotated[list[StockRowIn], Field(max_length=5_000)]


class StockOut(Schema):
    """The edition in force now, and what changed with it."""

    edition: int
    input_sha256: str
    changes: dict[str, dict[str, int]]


def _current(request: DoorRequest) -> Edition:
    edition = request.regency.current
    if edition is None:
        raise Http404
    return edition


@desk.read("/r/{regency}/needs", "needs.see", Rows)
def needs(
    request: DoorRequest,
    regency: str,
    part: PartQuery,
    tps_id: IdQuery = None,
    item: IdQuery = None,
) -> dict[str, Any]:
    """Give what each TPS and place needs."""
    frame = within(needs_in(_current(request)), request.scope)
    if tps_id is not None:
        frame = frame.filter(pl.col("tps_id") == tps_id)
    if item is not None:
        frame = frame.filter(pl.col("item") == item)
    return part_of(_Lines(frame), part)


@desk.read("/r/{regency}/needs/{tps_id}", "needs.see", StationNeedsOut)
def needs_by_tps(
    request: DoorRequest, regency: str, tps_id: Annotated[Id, Path()]
) -> dict[str, Any]:
    """Give what one TPS must get, with the rule behind each number."""
    edition = _current(request)
    row = dataset_of(edition).tps.filter(pl.col("tps_id") == tps_id)
    if row.is_empty() or not request.scope.has_tps(tps_id):
        raise Http404
    (tps,) = row.to_dicts()
    return {
        "edition": edition.number,
        "tps_id": tps_id,
        "voters": tps["voters_male"] + tps["voters_female"],
        "confidence": tps["confidence"],
        "needs": [_need(one) for one in needs_of_station(edition, tps_id)],
    }


def _need(one: Need) -> dict[str, Any]:
    item = one.rule.item
    return {
        "item": item.code,
        "name": one.rule.name,
        "contest": one.contest_id,
        "quantity": one.quantity,
        "unit": item.unit,
        "count": one.count,
        "per": item.per,
        "factor": str(item.factor),
        "round": item.round,
        "scope": item.scope,
        "packed": item.packed,
        "due_at": one.rule.due_at,
        "source": item.source,
        "status": item.status,
        "note": item.note,
    }


@desk.read("/r/{regency}/stock", "stock.see", Rows)
def stock(
    request: DoorRequest, regency: str, part: PartQuery
) -> dict[str, Any]:
    """Give what is needed, what is there, and what is missing."""
    return part_of(_Lines(balance_in(_current(request))), part)


@desk.read("/r/{regency}/shortages", "stock.see", ShortagesOut)
def shortages(request: DoorRequest, regency: str) -> dict[str, Any]:
    """Give what is short, and apart from it what nobody has counted."""
    edition = _current(request)
    lines = lines_in(edition)
    return {
        "edition": edition.number,
        "short": [_line(one) for one in lines if one.state == SHORT],
        "unknown": [_line(one) for one in lines if one.state == UNKNOWN],
    }


@desk.change("PUT", "/r/{regency}/stock", "stock.change", StockOut)
def put_stock(
    request: DoorRequest, regency: str, asked: StockIn
) -> dict[str, Any]:
    """Put a whole table of stock in force; what has no row is unknown."""
    looked_at = edition_of(request.regency, str(asked.edition))
    if looked_at is None:
        message = _("There is no edition of that number.")
        raise ApiError(422, "invalid", message)
    made = change_stock(
        request.regency,
        looked_at,
        [StockRow(**row.dict()) for row in asked.rows],
        by=request.user,
        reason=asked.reason,
    )
    is_new = made.pk != looked_at.pk
    return {
        "edition": made.number,
        "input_sha256": made.input_sha256,
        "changes": made.changes if is_new else {},
    }


def _line(one: Line) -> dict[str, Any]:
    return {
        "item": one.rule.code,
        "name": one.rule.name,
        "contest": one.contest_id,
        "unit": one.rule.item.unit,
        "needed": one.needed,
        "received": one.received,
        "damaged": one.damaged,
        "short": one.short,
        "state": one.state,
        "due_at": one.rule.due_at,
        "confidence": one.confidence,
    }


class _Lines:
    """Rows of a frame, of which only those that are asked for are read."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __len__(self) -> int:
        return self._frame.height

    def __getitem__(self, asked: slice) -> list[dict[str, Any]]:
        return self._frame[asked].to_dicts()
