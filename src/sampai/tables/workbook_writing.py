"""Writing a dataset, or an empty template, as an .xlsx workbook."""

import io
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl
import polars.selectors as cs
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sampai.errors import DatasetError, Fault
from sampai.tables.dataset import Dataset
from sampai.tables.dataset_schemas import DATASET_TABLES
from sampai.tables.escaping import escape
from sampai.tables.settings_sheet import (
    SETTINGS_TABLE,
    Line,
    blank_lines,
    lines_of,
)
from sampai.tables.settings_spec import Key, expected_of_key
from sampai.tables.table import Table
from sampai.tables.wording import expected_of

# Room for rows that are still to come: drop-downs reach so far.
SPARE_ROWS = 2000
NUMBERS = (dy.Int64, dy.Float64)
# Workbooks state when they were made; ours state the first day a zip file
# can hold, so that the same tables give the same bytes.
MADE = datetime(1980, 1, 1)  # noqa: DTZ001  # the format knows no zone
WIDEST = 40
MOMENT = "%Y-%m-%dT%H:%M:%S%:z"


class Exact(float):
    """A number that is written with all its digits."""

    __slots__ = ()

    def __format__(self, _spec: str) -> str:
        """Spell the number so that it reads back the same."""
        return repr(float(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Styles:
    header: Format
    text: Format
    number: Format


def write_workbook_dataset(dataset: Dataset, path: Path) -> None:
    """
    Write a dataset as a workbook that reads back to the same tables.

    Parameters
    ----------
    dataset
        Checked dataset.
    path
        File to write; it is there whole or not at all.

    Raises
    ------
    DatasetError
        When the file cannot be written.
    """
    _write(path, lines_of(dataset.settings), dataset.frames())


def write_template(path: Path) -> None:
    """
    Write a workbook to fill in: headers with notes and drop-downs.

    Parameters
    ----------
    path
        File to write; it is there whole or not at all.

    Raises
    ------
    DatasetError
        When the file cannot be written.
    """
    _write(path, blank_lines(), {})


def workbook_of(
    tables: Mapping[str, Table], frames: Mapping[str, pl.DataFrame], zone: str
) -> bytes:
    """
    Write tables as a workbook, with the notes and drop-downs of a template.

    Parameters
    ----------
    tables
        Contracts by name, a sheet each.
    frames
        Rows by the name of the table; a table without any is left to fill.
    zone
        IANA name of the zone in which moments are written.

    Returns
    -------
    bytes
        The same for the same rows.
    """
    packed = io.BytesIO()
    book, styles = _book(packed)
    local = {name: _localised(frame, zone) for name, frame in frames.items()}
    _write_tables(book, tables, local, styles)
    book.close()
    return packed.getvalue()


def _localised(frame: pl.DataFrame, zone: str) -> pl.DataFrame:
    return frame.with_columns(
        cs.datetime().dt.convert_time_zone(zone).dt.to_string(MOMENT)
    )


def _write(
    path: Path, lines: Iterable[Line], frames: Mapping[str, pl.DataFrame]
) -> None:
    packed = io.BytesIO()
    book, styles = _book(packed)
    _write_settings(book.add_worksheet(SETTINGS_TABLE.name), lines, styles)
    _write_tables(book, DATASET_TABLES, frames, styles)
    book.close()
    _replace(path, packed.getvalue())


def _book(packed: io.BytesIO) -> tuple[xlsxwriter.Workbook, _Styles]:
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    book.set_properties({"created": MADE})
    return book, _Styles(
        header=book.add_format(
            {"bold": True, "num_format": "@", "bg_color": "#DDE6EE"}
        ),
        text=book.add_format({"num_format": "@"}),
        number=book.add_format(),
    )


def _write_tables(
    book: xlsxwriter.Workbook,
    tables: Mapping[str, Table],
    frames: Mapping[str, pl.DataFrame],
    styles: _Styles,
) -> None:
    for name, table in tables.items():
        rows = (
            frames[name].select(*table.columns).rows()
            if name in frames
            else []
        )
        sheet = book.add_worksheet(name)
        _write_header(sheet, table, styles)
        last = len(rows) + SPARE_ROWS
        for place, column in enumerate(table.columns.values()):
            source = _choices(column, last, tables)
            _write_column(sheet, place, column, styles)
            if source is not None:
                _offer(sheet, (place, last), column.name, source)
        for at, row in enumerate(rows, start=1):
            for place, (column, value) in enumerate(
                zip(table.columns.values(), row, strict=True)
            ):
                _write_cell(sheet, (at, place), _cell(value, column))


def _replace(path: Path, data: bytes) -> None:
    """Put a file in place at once: nobody ever sees half of it."""
    half = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        fault = Fault(
            file=path.name,
            found=f"a place that cannot be written ({error.strerror})",
            expected="a folder that may be written",
            remedy="Choose another place, or close the file elsewhere.",
        )
        raise DatasetError([fault]) from error


def _write_header(sheet: Worksheet, table: Table, styles: _Styles) -> None:
    sheet.freeze_panes(1, 0)
    for place, (name, column) in enumerate(table.columns.items()):
        sheet.write_string(0, place, name, styles.header)
        sheet.write_comment(0, place, note_of(column), {"x_scale": 2})


def note_of(column: dy.Column) -> str:
    """
    Note of a header: meaning, unit and what the cells may hold.

    Parameters
    ----------
    column
        Column of a schema.

    Returns
    -------
    str
        Two or three lines.
    """
    unit = (column.metadata or {}).get("unit")
    lines = [column.description or "", f"Holds {expected_of(column)}."]
    if unit and unit != "-":
        lines.insert(1, f"Unit: {unit}.")
    return "\n".join(lines)


def _write_column(
    sheet: Worksheet, place: int, column: dy.Column, styles: _Styles
) -> None:
    is_number = isinstance(column, NUMBERS)
    style = styles.number if is_number else styles.text
    sheet.set_column(place, place, max(12, len(column.name) + 2), style)


def _offer(
    sheet: Worksheet, at: tuple[int, int], name: str, source: list[str] | str
) -> None:
    """Hang a drop-down on a column, down to a row."""
    place, last = at
    sheet.data_validation(
        1,
        place,
        last,
        place,
        {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": name,
            "error_message": "This is not one of the list.",
        },
    )


def _choices(
    column: dy.Column, last: int, sheets: Collection[str]
) -> list[str] | str | None:
    """Words of a drop-down, or the cells of the sheet referred to."""
    metadata = column.metadata or {}
    if isinstance(column, dy.Bool):
        return ["yes", "no"]
    if metadata.get("choices"):
        return list(metadata["choices"])
    if metadata.get("refers") in sheets:
        # Keys that are referred to stand in the first column of their sheet.
        return f"={metadata['refers']}!$A$2:$A${last + 1}"
    return None


def _cell(value: Any, column: dy.Column) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return value.isoformat("auto").removesuffix(":00")
    if isinstance(value, str) and (column.metadata or {}).get("free"):
        return escape(value)
    return value


def _write_cell(sheet: Worksheet, at: tuple[int, int], value: Any) -> None:
    if isinstance(value, str) and value:
        sheet.write_string(*at, value)
    elif isinstance(value, int):
        sheet.write_number(*at, value)
    elif isinstance(value, float):
        sheet.write_number(*at, Exact(value))


def _write_settings(
    sheet: Worksheet, lines: Iterable[Line], styles: _Styles
) -> None:
    _write_header(sheet, SETTINGS_TABLE, styles)
    for place in range(len(SETTINGS_TABLE.columns)):
        sheet.set_column(place, place, WIDEST, styles.text)
    for at, (name, value, key) in enumerate(lines, start=1):
        sheet.write_string(at, 0, name)
        text = escape(value) if isinstance(value, str) else value
        _write_cell(sheet, (at, 1), text)
        sheet.write_string(at, 2, key.unit)
        sheet.write_string(at, 3, f"{key.doc} {_holds(key)}")
        if key.choices:
            sheet.data_validation(
                at, 1, at, 1, {"validate": "list", "source": list(key.choices)}
            )


def _holds(key: Key) -> str:
    return f"Holds {expected_of_key(key)}."
