"""A table as it stands in a file: text cells with their row numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import polars as pl

from sampai.errors import Fault
from sampai.tables.folding import each
from sampai.tables.table import Table
from sampai.tables.wording import listed, quoted

# Past these it is no table of ours, and naming each column helps nobody.
COLUMNS_MAX = 200

Record = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """
    Text cells of one file or sheet, and what was wrong with its shape.

    Parameters
    ----------
    file
        Name of the file, or of the workbook and its sheet.
    frame
        Text columns of the contract that stand in the file; a blank cell is
        null. The column ``row`` counts as a person does: the header is 1.
    faults
        Faults of the shape.
    broken
        Rows of the wrong length; other faults in them would only repeat it.
    """

    file: str
    frame: pl.DataFrame
    faults: tuple[Fault, ...] = ()
    broken: frozenset[int] = field(default_factory=frozenset)


def raw_table(file: str, table: Table, records: Iterable[Record]) -> RawTable:
    """
    Put records into columns.

    Parameters
    ----------
    file
        Name of the file or sheet.
    table
        What the file should hold.
    records
        Row number and cells of each record, the header first.

    Returns
    -------
    RawTable
        The columns, with a fault for each record of the wrong length.
    """
    filled = (record for record in records if any(record[1]))
    header_row, cells = next(filled, (1, ()))
    header = _without_blank_end(cells, 0)
    known = set(header) & set(table.columns)
    if not known or len(header) > COLUMNS_MAX:
        fault = _no_header(file, header_row, header, table)
        return unreadable(file, fault)
    numbers, columns, ragged = _columns(filled, len(header))
    places = {
        name: header.index(name) for name in table.columns if name in known
    }
    frame = pl.DataFrame(
        {name: columns[place] for name, place in places.items()},
        schema=dict.fromkeys(places, pl.String),
    ).select(pl.all().replace("", None))
    return RawTable(
        file=file,
        frame=frame.with_columns(pl.Series("row", numbers, pl.Int64)),
        faults=(
            *_header_faults(file, header_row, header, table),
            *_ragged(file, ragged, len(header)),
        ),
        broken=frozenset(ragged),
    )


def _columns(
    records: Iterator[Record], width: int
) -> tuple[list[int], list[Sequence[str]], dict[int, int]]:
    """Turn records into columns, squaring those of the wrong length."""
    numbers: list[int] = []
    kept: list[Sequence[str]] = []
    ragged: dict[int, int] = {}
    for row, record in records:
        cells = record
        if len(cells) != width:
            cells = _without_blank_end(cells, width)
            if len(cells) != width:
                ragged[row] = len(cells)
                cells = [*cells, *[""] * width][:width]
        numbers.append(row)
        kept.append(cells)
    columns: list[Sequence[str]] = (
        list(zip(*kept, strict=True)) or [()] * width
    )
    return numbers, columns, ragged


def unreadable(file: str, fault: Fault) -> RawTable:
    """
    A table of which nothing could be read.

    Parameters
    ----------
    file
        Name of the file or sheet.
    fault
        Why.

    Returns
    -------
    RawTable
        Without rows.
    """
    frame = pl.DataFrame(schema={"row": pl.Int64})
    return RawTable(file=file, frame=frame, faults=(fault,))


def _without_blank_end(cells: Sequence[str], at_least: int) -> list[str]:
    """Drop blank cells at the end: spreadsheets add commas of their own."""
    end = len(cells)
    while end > at_least and not cells[end - 1]:
        end -= 1
    return list(cells[:end])


def _no_header(file: str, row: int, header: list[str], table: Table) -> Fault:
    names = ",".join(table.columns)
    if not header:
        return Fault(
            file=file,
            found="an empty file",
            expected=f"the header {names}",
            remedy="Write the header, with the rows below it.",
        )
    remedy = "Put the header above the rows."
    if len(header) == 1 and any(sign in header[0] for sign in ";\t|"):
        remedy = "Save the file as CSV with commas between the columns."
    return Fault(
        file=file,
        row=row,
        found=quoted(",".join(header[:COLUMNS_MAX])),
        expected=f"the header {names}",
        remedy=remedy,
    )


def _header_faults(
    file: str, row: int, header: list[str], table: Table
) -> Iterator[Fault]:
    missing = [name for name in table.columns if name not in header]
    for name, times in Counter(header).items():
        if name not in table.columns:
            near = get_close_matches(name.strip().lower(), missing, n=1)
            yield Fault(
                file=file,
                row=row,
                column=name or None,
                found="a column without a name" if not name else "this column",
                expected=f"only {listed(tuple(table.columns), 'and')}",
                remedy=f"Did you mean {near[0]}?"
                if near
                else "Delete the column or correct its name.",
            )
        elif times > 1:
            yield Fault(
                file=file,
                row=row,
                column=name,
                found=f"this column {times} times",
                expected="it once",
                remedy="Delete the columns that are too many.",
            )
    for name in missing:
        yield Fault(
            file=file,
            row=row,
            column=name,
            found="no such column",
            expected=f"the header {','.join(table.columns)}",
            remedy="Add the column.",
        )


def _ragged(file: str, ragged: dict[int, int], width: int) -> Iterator[Fault]:
    def tell(record: tuple[int, int]) -> Fault:
        row, count = record
        remedy = (
            "Put text that holds a comma in double quotes."
            if count > width
            else "Add the missing cells; a blank one is a comma too."
        )
        return Fault(
            file=file,
            row=row,
            found=f"{count} cells",
            expected=f"{width} as in the header",
            remedy=remedy,
        )

    return each(list(ragged.items()), tell)
