"""The one crossing between records and frames, and cells of versions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import dataframely as dy
import polars as pl
from django.db.models import QuerySet

from sampai.tables.record_schemas import RECORD_TABLES
from sampai.web.records.models import RECORDS, Record, table_of

Values = Mapping[str, Any]


def values_of(record: Record) -> dict[str, Any]:
    """
    Give the columns of a record as a frame would hold them.

    Parameters
    ----------
    record
        A record.

    Returns
    -------
    dict
        By column; what is blank is None.
    """
    return {
        name: _out(column, getattr(record, name))
        for name, column in RECORD_TABLES[table_of(record)].columns.items()
    }


def record_of(table: str, values: Values, **who: Any) -> Record:
    """
    Make a record of the columns of a frame.

    Parameters
    ----------
    table
        Name of the table.
    values
        By column.
    **who
        The members that every record has: regency, by whom and when.

    Returns
    -------
    Record
        Not stored.
    """
    return RECORDS[table](**into(table, values), **who)


def into(table: str, values: Values) -> dict[str, Any]:
    """
    Give the columns of a frame as the database holds them.

    Parameters
    ----------
    table
        Name of the table.
    values
        By column.

    Returns
    -------
    dict
        By column; blank text is empty.
    """
    return {
        name: "" if _is_text(column) and values[name] is None else values[name]
        for name, column in RECORD_TABLES[table].columns.items()
    }


def cells_of(values: Values) -> dict[str, Any]:
    """
    Write columns so that JSON can hold them.

    Parameters
    ----------
    values
        By column.

    Returns
    -------
    dict
        Moments as text in UTC; all else as it is.
    """
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def values_from(table: str, cells: Values) -> dict[str, Any]:
    """
    Read columns back from what JSON held.

    Parameters
    ----------
    table
        Name of the table.
    cells
        As `cells_of` wrote them; a column that came later is blank.

    Returns
    -------
    dict
        By column.
    """
    return {
        name: _read(column, cells.get(name))
        for name, column in RECORD_TABLES[table].columns.items()
    }


def frame_of(table: str, records: QuerySet[Record]) -> pl.DataFrame:
    """
    Read records into a frame.

    Parameters
    ----------
    table
        Name of the table.
    records
        Of that table, in any order.

    Returns
    -------
    DataFrame
        Typed, sorted by key.
    """
    columns = RECORD_TABLES[table].columns
    frame = pl.DataFrame(
        list(records.order_by().values_list(*columns)),
        schema={name: column.dtype for name, column in columns.items()},
        orient="row",
    )
    blank = [name for name, column in columns.items() if _is_blank(column)]
    return frame.with_columns(
        pl.col(blank).replace("", None) if blank else []
    ).sort(RECORD_TABLES[table].key)


def _is_text(column: dy.Column) -> bool:
    return isinstance(column, dy.String)


def _is_blank(column: dy.Column) -> bool:
    return _is_text(column) and column.nullable


def _out(column: dy.Column, value: Any) -> Any:
    return None if _is_blank(column) and value == "" else value


def _read(column: dy.Column, cell: Any) -> Any:
    if isinstance(column, dy.Datetime) and cell is not None:
        return datetime.fromisoformat(cell)
    return cell
