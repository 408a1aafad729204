"""The one crossing between frames and the rows of the database."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import polars as pl
from django.db import transaction
from django.db.models import QuerySet

from sampai.web.sheets.models import ROWS, TABLES, Sheet, SheetRow

# Rows of one statement; the database splits it further where it must.
BATCH = 5_000


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
    model = ROWS[table]
    names = list(TABLES[table].columns)
    model._default_manager.bulk_create(  # noqa: SLF001 (a model made at run time has no typed `objects`)
        (
            model(sheet=sheet, **dict(zip(names, row, strict=True)))
            for row in frame.select(names).iter_rows()
        ),
        batch_size=BATCH,
    )
    return sheet


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
