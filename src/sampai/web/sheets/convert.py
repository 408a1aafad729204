"""The one crossing between frames and the rows of the database."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import polars as pl
from django.db import connection, transaction
from django.db.models import Model, QuerySet, prefetch_related_objects

from sampai.web.sheets.memory import kept
from sampai.web.sheets.models import ROWS, TABLES, Sheet, SheetRow

# Rows that are handed to the database together.
BATCH = 5_000
# Frames that stay in memory: those of some plans and editions.
KEPT = 80


def fingerprint(frame: pl.DataFrame) -> str:
    """
    Tell whether two frames of a table are alike.

    Parameters
    ----------
    frame
        Sorted by its key.

    Returns
    -------
    str
        SHA-256 of names, types and values.
    """
    digest = sha256(repr(frame.schema).encode())
    digest.update(frame.write_ndjson().encode())
    return digest.hexdigest()


@transaction.atomic
def store_frame(table: str, frame: pl.DataFrame) -> Sheet:
    """
    Store a frame, unless the very same one is stored already.

    Parameters
    ----------
    table
        Name in the contract.
    frame
        Checked rows, sorted by key.

    Returns
    -------
    Sheet
        New, or the one that is alike.
    """
    digest = fingerprint(frame)
    known = Sheet.objects.filter(table=table, sha256=digest).first()
    if known is not None:
        return known
    sheet = Sheet.objects.create(
        table=table, sha256=digest, height=frame.height
    )
    _insert(sheet, frame)
    return sheet


def _insert(sheet: Sheet, frame: pl.DataFrame) -> None:
    """
    Write the rows without a model instance for each.

    A bulk_create of the same rows takes ten times as long; what it would
    do besides, a sheet does not need: its rows have no signals, no defaults
    and no keys of their own that anybody asks for.
    """
    meta = ROWS[sheet.table]._meta  # noqa: SLF001 (the documented way to a model's fields)
    names = list(TABLES[sheet.table].columns)
    fields: list[Any] = [meta.get_field(name) for name in ("sheet", *names)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    into = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 (names of our own models)
    with connection.cursor() as cursor:
        for part in frame.select(names).iter_slices(BATCH):
            cells = [
                [_prepared(field, cell) for cell in column]
                if column.dtype.is_temporal()
                else column.to_list()
                for field, column in zip(fields[1:], part, strict=True)
            ]
            sheets = [sheet.pk] * part.height
            cursor.executemany(into, list(zip(sheets, *cells, strict=True)))


def _prepared(field: Any, cell: object) -> object:
    """Put a moment as the database keeps it."""
    return field.get_db_prep_save(cell, connection)


def store_frames(frames: Mapping[str, pl.DataFrame]) -> list[Sheet]:
    """
    Store several frames.

    Parameters
    ----------
    frames
        By the name of the table.

    Returns
    -------
    list of Sheet
        One for each.
    """
    return [store_frame(name, frame) for name, frame in frames.items()]


def rows_of(sheet: Sheet) -> QuerySet[SheetRow]:
    """
    Give the rows of a sheet to filter and page through.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    QuerySet
        In the order of the key.
    """
    return ROWS[sheet.table]._default_manager.filter(sheet=sheet)  # noqa: SLF001 (as above)


def frame_of(sheet: Sheet) -> pl.DataFrame:
    """
    Read a sheet back as it was stored.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    DataFrame
        Typed, sorted by key.
    """
    return frame_from(sheet.table, rows_of(sheet))


def kept_frame_of(sheet: Sheet) -> pl.DataFrame:
    """
    Read a sheet back, or give what was read before.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    DataFrame
        As `frame_of` gives it; kept in memory, since a sheet never changes.
    """
    return _kept(sheet.table, sheet.pk, sheet.sha256)


@kept(KEPT)
def _kept(table: str, sheet_id: int, _sha256: str) -> pl.DataFrame:
    """Read it once; the digest tells apart what reuses a number."""
    rows = ROWS[table]._default_manager.filter(sheet=sheet_id)  # noqa: SLF001 (as above)
    return frame_from(table, rows)


def sheets_by_table(holder: Model) -> dict[str, Sheet]:
    """
    Find the tables of an edition or a plan.

    Parameters
    ----------
    holder
        It has `sheets`; they are asked for once and stay with it.

    Returns
    -------
    dict
        Sheets by the name of the table.
    """
    prefetch_related_objects([holder], "sheets")
    sheets: Iterable[Sheet] = holder.sheets.all()  # type: ignore[attr-defined] # both models have them
    return {sheet.table: sheet for sheet in sheets}


def frame_from(table: str, rows: QuerySet[SheetRow]) -> pl.DataFrame:
    """
    Make a frame of chosen rows of one table.

    Parameters
    ----------
    table
        Name in the contract.
    rows
        Of that table, in any order.

    Returns
    -------
    DataFrame
        Typed, sorted by key.
    """
    columns = TABLES[table].columns
    return pl.DataFrame(
        list(rows.order_by("id").values_list(*columns)),
        schema={name: column.dtype for name, column in columns.items()},
        orient="row",
    )


def frames_of(sheets: Iterable[Sheet]) -> dict[str, pl.DataFrame]:
    """
    Read several sheets back.

    Parameters
    ----------
    sheets
        One a table.

    Returns
    -------
    dict
        Frames by the name of the table.
    """
    return {sheet.table: frame_of(sheet) for sheet in sheets}
