"""From text cells to typed columns; every bad cell becomes a fault."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import dataframely as dy
import polars as pl

from sampai.errors import Fault
from sampai.tables.escaping import RISKY
from sampai.tables.folding import each
from sampai.tables.raw import RawTable
from sampai.tables.table import Table
from sampai.tables.wording import blank_of, expected_of, quoted, remedy_of

WHOLE = r"^-?\d{1,18}$"
NUMBER = r"^-?\d{1,18}(\.\d{1,18})?([eE][+-]?\d{1,3})?$"
TIME = r"^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"
MOMENT = r"^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d[+-]\d{2}:\d{2}$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """
    A typed table with the row each line stood in.

    Parameters
    ----------
    table
        Its contract.
    file
        Name of the file or sheet.
    frame
        Typed columns and ``row``; a cell that cannot be read is null.
    faults
        Faults of shape, cells and keys.
    broken
        Rows of the wrong length.
    """

    table: Table
    file: str
    frame: pl.DataFrame
    faults: tuple[Fault, ...]
    broken: frozenset[int]

    @property
    def readable(self) -> bool:
        """Whether the file had rows at all, if only faulty ones."""
        return not self.frame.is_empty() or not self.faults

    @property
    def bad_cells(self) -> frozenset[tuple[int | None, str | None]]:
        """Row and column of every fault."""
        return frozenset((fault.row, fault.column) for fault in self.faults)


def parse(table: Table, raw: RawTable) -> Sheet:
    """
    Parse the cells of a table and check its columns and its key.

    Parameters
    ----------
    table
        Its contract.
    raw
        Its text cells.

    Returns
    -------
    Sheet
        Typed columns with all faults.
    """
    names = [name for name in table.columns if name in raw.frame.columns]
    frame = raw.frame.with_columns(
        _typed(table.columns[name]).alias(name) for name in names
    )
    faults = [*raw.faults, *_bad_cells(table, raw, frame, names)]
    absent = {
        name: column.dtype
        for name, column in table.columns.items()
        if name not in names
    }
    frame = frame.with_columns(
        pl.lit(None, dtype).alias(name) for name, dtype in absent.items()
    )
    if names:
        faults += _repeated_keys(table, raw.file, frame)
    return Sheet(
        table=table,
        file=raw.file,
        frame=frame,
        faults=tuple(faults),
        broken=raw.broken,
    )


def _typed(column: dy.Column) -> pl.Expr:
    cell = pl.col(column.name)
    typed = _PARSERS[type(column)](cell)
    if (column.metadata or {}).get("free"):
        typed = _unescaped(typed)
    blank = blank_of(column)
    if blank is None:
        return typed
    return pl.when(cell.is_null()).then(blank).otherwise(typed)


def _only(pattern: str, cell: pl.Expr) -> pl.Expr:
    return pl.when(cell.str.contains(pattern)).then(cell)


def _whole(cell: pl.Expr) -> pl.Expr:
    return _only(WHOLE, cell).cast(pl.Int64, strict=False)


def _number(cell: pl.Expr) -> pl.Expr:
    return _only(NUMBER, cell).cast(pl.Float64, strict=False)


def _time(cell: pl.Expr) -> pl.Expr:
    padded = _only(TIME, cell).str.zfill(5)
    # Five or seven signs are without seconds or with a short hour.
    seconds = (
        pl.when(padded.str.len_bytes() == len("7:30:00"))
        .then("0" + padded)
        .when(padded.str.len_bytes() == len("07:30"))
        .then(padded + ":00")
        .otherwise(padded)
    )
    return seconds.str.to_time("%H:%M:%S", strict=False)


def _flag(cell: pl.Expr) -> pl.Expr:
    return (
        pl.when(cell.is_in(["yes", "true"]))
        .then(pl.lit(value=True))
        .when(cell.is_in(["no", "false"]))
        .then(pl.lit(value=False))
    )


def _moment(cell: pl.Expr) -> pl.Expr:
    return _only(MOMENT, cell).str.to_datetime(
        "%Y-%m-%dT%H:%M:%S%z", time_unit="us", strict=False
    )


def _unescaped(cell: pl.Expr) -> pl.Expr:
    escaped = pl.any_horizontal(
        cell.str.starts_with(f"'{sign}") for sign in RISKY
    )
    return pl.when(escaped).then(cell.str.slice(1)).otherwise(cell)


def _text(cell: pl.Expr) -> pl.Expr:
    return cell


_PARSERS: dict[type[dy.Column], Callable[[pl.Expr], pl.Expr]] = {
    dy.Int64: _whole,
    dy.Float64: _number,
    dy.Time: _time,
    dy.Bool: _flag,
    dy.Datetime: _moment,
    dy.String: _text,
}


def _bad_cells(
    table: Table, raw: RawTable, frame: pl.DataFrame, names: list[str]
) -> Iterator[Fault]:
    """Name every cell that cannot be read or breaks a rule of its column."""
    good = frame.select(
        pl.all_horizontal(
            rule.fill_null(value=False) for rule in _rules(table.columns[name])
        ).alias(name)
        for name in names
    )
    unread = pl.DataFrame(
        {
            name: frame[name].is_null() & raw.frame[name].is_not_null()
            for name in names
        }
    )
    for name in names:
        bad = ~good[name] | unread[name]
        if bad.any():
            cells = raw.frame.select("row", name).filter(bad)
            column = table.columns[name]
            yield from _cell_faults(raw, column, cells)


def _rules(column: dy.Column) -> list[pl.Expr]:
    """Rules of a column; a null passes all but the one on nulls."""
    cell = pl.col(column.name)
    rules = column.validation_rules(cell)
    nullability = rules.pop("nullability", pl.lit(value=True))
    return [
        nullability,
        *(rule.fill_null(value=True) for rule in rules.values()),
    ]


def _cell_faults(
    raw: RawTable, column: dy.Column, cells: pl.DataFrame
) -> Iterator[Fault]:
    rows = [row for row in cells.iter_rows() if row[0] not in raw.broken]
    expected = expected_of(column)

    def tell(cell: tuple[int, str | None]) -> Fault:
        row, value = cell
        return Fault(
            file=raw.file,
            row=row,
            column=column.name,
            found=quoted(value),
            expected=expected,
            remedy=remedy_of(column, value),
        )

    return each(rows, tell)


def _repeated_keys(
    table: Table, file: str, frame: pl.DataFrame
) -> Iterator[Fault]:
    key = list(table.key)
    must = [name for name in key if not table.columns[name].nullable]
    known = frame.select("row", *key).drop_nulls(must)
    again = known.filter(~pl.struct(key).is_first_distinct())
    first = known.unique(key, keep="first", maintain_order=True)
    pairs = again.join(first, on=key, nulls_equal=True, suffix="_first")

    def tell(row: dict[str, Any]) -> Fault:
        values = ", ".join(quoted(row[name]) for name in key)
        return Fault(
            file=file,
            row=row["row"],
            column=", ".join(key),
            found=f"{values} again, as in row {row['row_first']}",
            expected="each once",
            remedy="Delete one of the two rows or correct it.",
        )

    return each(pairs.sort("row").to_dicts(), tell)
