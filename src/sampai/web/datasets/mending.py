"""Refused rows as a workbook to mend, and the mended rows put back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import new_class

import dataframely as dy
import polars as pl

from sampai.errors import Fault
from sampai.tables import DATASET_TABLES, Table, unescape
from sampai.tables import columns as columns_of
from sampai.tables.folding import each
from sampai.tables.raw import RawTable
from sampai.tables.sources import Source
from sampai.tables.wording import quoted
from sampai.tables.workbook_guard import ROWS_MAX
from sampai.tables.workbook_writing import workbook_of

# Beside the columns of the contract; the first tells a mended row apart.
FILE_ROW, TO_MEND = "file_row", "to_mend"
# Signs that a cell of a workbook takes, and the bytes they may come to.
WORDS_MAX = 8_000
TO_MEND_LENGTH = 4 * WORDS_MAX
ANY_ZONE = "UTC"
BAD_SIGNS = r"[\x00-\x08\x0b-\x1f\x7f]"
EXTRA = {
    FILE_ROW: columns_of.whole(
        "Row in the file that was sent. Leave it as it is; to take the row"
        " out, blank all its other cells.",
        "-",
        (1, ROWS_MAX),
    ),
    TO_MEND: columns_of.text(
        "What was found and what was expected. It is not read.",
        nullable=True,
        longest=TO_MEND_LENGTH,
    ),
}


def _with_row(table: Table) -> Table:
    """Add to a contract where a row stood, and what was wrong with it."""
    schema = new_class(
        f"{table.schema.__name__}ToMend",
        (table.schema,),
        exec_body=lambda names: names.update(EXTRA),
    )
    return Table(name=table.name, schema=schema, parts=table.key)


MENDING_TABLES = {
    name: _with_row(table) for name, table in DATASET_TABLES.items()
}
Told = Mapping[str, Mapping[int, list[str]]]


def refused_workbook(source: Source, told: Told) -> bytes:
    """
    Write the refused rows, and nothing else, as a workbook to mend.

    Parameters
    ----------
    source
        What was sent.
    told
        By table and row, what is to be mended.

    Returns
    -------
    bytes
        A sheet for each table that has refused rows.
    """
    frames = {
        name: _refused(name, source.tables[name].frame, told[name])
        for name in DATASET_TABLES
        if name in told and name in source.tables
    }
    tables = {name: MENDING_TABLES[name] for name in frames}
    return workbook_of(tables, frames, ANY_ZONE)


def _refused(
    name: str, frame: pl.DataFrame, told: Mapping[int, list[str]]
) -> pl.DataFrame:
    columns = DATASET_TABLES[name].columns
    absent = [
        pl.lit(None, pl.String).alias(n)
        for n in columns
        if n not in frame.columns
    ]
    rows = frame.filter(pl.col("row").is_in(list(told))).with_columns(absent)
    words = [" ".join(told[row])[:WORDS_MAX] for row in rows["row"]]
    return rows.select(
        *(_cell(column) for column in columns.values()),
        pl.col("row").alias(FILE_ROW),
        pl.Series(TO_MEND, words, pl.String),
    )


def _cell(column: dy.Column) -> pl.Expr:
    """Give cells as they stood; what no cell can hold is left blank."""
    cell = pl.col(column.name)
    kept = pl.when(~cell.str.contains(BAD_SIGNS)).then(cell)
    if not (column.metadata or {}).get("free"):
        return kept.alias(column.name)
    # The workbook escapes it anew.
    plain = kept.map_elements(unescape, return_dtype=pl.String)
    return plain.alias(column.name)


def mended(source: Source, sent: Source) -> Source:
    """
    Put mended rows back where they stood.

    Parameters
    ----------
    source
        What was sent first.
    sent
        What was sent to mend it: sheets with the column ``file_row``, or
        whole tables and settings, which take the place of the first ones.

    Returns
    -------
    Source
        To be checked again; rows keep their numbers.
    """
    tables, faults = dict(source.tables), list(sent.faults)
    replaced: set[str] = set()
    put_back: dict[str, frozenset[int]] = {}
    for name, raw in sent.tables.items():
        if FILE_ROW not in raw.frame.columns:
            replaced.add(tables[name].file if name in tables else "")
            tables[name] = _as_whole(raw)
        elif name not in tables:
            faults.append(_no_such_table(raw))
        else:
            tables[name], rows, found = _put_back(tables[name], raw)
            put_back[tables[name].file] = rows
            faults += found
    settings = source if sent.settings is None else sent
    if sent.settings is not None:
        replaced.add(source.settings_file)
    old = [
        one
        for one in source.faults
        if one.file not in replaced
        and one.row not in put_back.get(one.file, frozenset())
    ]
    return replace(
        settings,
        tables={n: tables[n] for n in DATASET_TABLES if n in tables},
        files=tuple(dict.fromkeys((*source.files, *sent.files))),
        faults=(*old, *faults),
    )


def _as_whole(raw: RawTable) -> RawTable:
    """Forget that the columns for mending are not there."""
    own = (FILE_ROW, TO_MEND)
    return replace(
        raw,
        frame=raw.frame.drop(own, strict=False),
        faults=tuple(one for one in raw.faults if one.column not in own),
    )


def _no_such_table(raw: RawTable) -> Fault:
    return Fault(
        file=raw.file,
        found="mended rows of a table that was not sent",
        expected="the sheets of the workbook with refused rows",
        remedy="Download the refused rows of this import, and mend those.",
    )


def _put_back(
    raw: RawTable, sent: RawTable
) -> tuple[RawTable, frozenset[int], list[Fault]]:
    """Replace rows by their numbers, and take out those left blank."""
    own = [name for name in raw.frame.columns if name != "row"]
    there = [name for name in own if name in sent.frame.columns]
    numbered = sent.frame.with_columns(
        pl.when(pl.col(FILE_ROW).str.contains(r"^\d{1,9}$"))
        .then(pl.col(FILE_ROW))
        .cast(pl.Int64, strict=False)
        .alias(FILE_ROW)
    )
    known = numbered[FILE_ROW].is_in(raw.frame["row"].implode())
    known = known & numbered[FILE_ROW].is_first_distinct()
    known = known.fill_null(value=False)
    faults = [*_own_faults(sent), *_strangers(sent, ~known)]
    good = numbered.filter(known)
    rows = frozenset(good[FILE_ROW])
    filled = good.filter(
        pl.any_horizontal(
            pl.lit(value=False),
            *(pl.col(name).is_not_null() for name in there),
        )
    )
    frame = pl.concat(
        [
            raw.frame.filter(~pl.col("row").is_in(list(rows))),
            filled.select(pl.col(FILE_ROW).alias("row"), *there),
        ],
        how="diagonal",
    )
    back = replace(
        raw,
        frame=frame.select(raw.frame.columns).sort("row"),
        faults=tuple(one for one in raw.faults if one.row not in rows),
        broken=raw.broken - rows,
    )
    return back, rows, faults


def _own_faults(sent: RawTable) -> Iterator[Fault]:
    """Faults of the shape of the mended sheet, but not of its notes."""
    yield from (one for one in sent.faults if one.column != TO_MEND)


def _strangers(sent: RawTable, unknown: pl.Series) -> Iterator[Fault]:
    cells = sent.frame.select("row", FILE_ROW).filter(unknown).rows()

    def tell(cell: tuple[int, str | None]) -> Fault:
        row, value = cell
        return Fault(
            file=sent.file,
            row=row,
            column=FILE_ROW,
            found=quoted(value),
            expected="the number of a row of the file that was sent, once",
            remedy="Leave the numbers as they were; a new row goes into the"
            " file itself.",
        )

    return each(cells, tell)
