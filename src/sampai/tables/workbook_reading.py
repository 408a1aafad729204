"""Reading a dataset from an .xlsx workbook."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import dataframely as dy
from python_calamine import CalamineWorkbook

from sampai.errors import Fault
from sampai.tables.limits import damaged, repack, unpack
from sampai.tables.raw import RawTable, Record, raw_table
from sampai.tables.settings_sheet import SETTINGS_TABLE, kind_of, tree_of
from sampai.tables.sources import Source
from sampai.tables.table import Table
from sampai.tables.typed_cells import cell_text
from sampai.tables.wording import listed
from sampai.tables.workbook_guard import dangers, sheet_parts, unwanted

MISSING = "no such sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    values: list[list[Any]]
    xml: bytes


def read_workbook(
    file: str, data: bytes, tables: Mapping[str, Table]
) -> Source:
    """
    Read the sheets of a workbook.

    Parameters
    ----------
    file
        Name of the file.
    data
        Its bytes.
    tables
        Contracts by name.

    Returns
    -------
    Source
        Text cells of the tables and the tree of the settings.
    """
    contracts = {SETTINGS_TABLE.name: SETTINGS_TABLE, **tables}
    sheets = _sheets(file, data, contracts)
    if isinstance(sheets, Fault):
        return Source(tables={}, faults=(sheets,))
    faults = list(_sheet_faults(file, sheets, tuple(contracts)))
    raws = {
        name: _raw(_named(file, name), table, sheets[name])
        for name, table in contracts.items()
        if name in sheets
    }
    settings = raws.pop(SETTINGS_TABLE.name, None)
    tree: dict[str, Any] | None = None
    rows: dict[str, int] = {}
    if settings is not None:
        faults += settings.faults
        if {"key", "value"} <= set(settings.frame.columns):
            tree, rows, repeated = tree_of(settings)
            faults += repeated
    return Source(
        tables=raws,
        files=tuple(_named(file, name) for name in tables),
        faults=tuple(faults),
        settings=tree,
        settings_file=_named(file, SETTINGS_TABLE.name),
        settings_rows=rows,
    )


def read_sheets(file: str, data: bytes, tables: Mapping[str, Table]) -> Source:
    """
    Read a workbook that holds some tables and no settings.

    Parameters
    ----------
    file
        Name of the file.
    data
        Its bytes.
    tables
        Contracts by name; a sheet of another name is a fault.

    Returns
    -------
    Source
        Text cells of the tables that there are.
    """
    sheets = _sheets(file, data, tables)
    if isinstance(sheets, Fault):
        return Source(tables={}, faults=(sheets,))
    there = {name: tables[name] for name in tables if name in sheets}
    faults = [
        fault
        for fault in _sheet_faults(file, sheets, tuple(tables))
        if fault.found != MISSING
    ]
    return Source(
        tables={
            name: _raw(_named(file, name), table, sheets[name])
            for name, table in there.items()
        },
        files=tuple(_named(file, name) for name in there),
        faults=tuple(faults),
    )


def _named(file: str, sheet: str) -> str:
    return f"{file}, sheet {sheet}"


def _sheets(
    file: str, data: bytes, contracts: Mapping[str, Table]
) -> dict[str, _Sheet] | Fault:
    """Unpack, look for what would exhaust the machine, then parse."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return damaged(file, "an old .xls file, or one with a password")
    parts = unpack(file, data)
    if isinstance(parts, Fault):
        return parts
    # The parser gets to see no part that was not looked through.
    parts = {
        name: content
        for name, content in parts.items()
        if name.lower().endswith((".xml", ".rels"))
    }
    danger = dangers(parts)
    if danger:
        return damaged(file, danger)
    try:
        names = sheet_parts(parts)
        book = CalamineWorkbook.from_filelike(io.BytesIO(repack(parts)))
        return {
            name: _Sheet(
                values=_values(book, name) if name in contracts else [],
                xml=parts[names[name]],
            )
            for name in book.sheet_names
        }
    except Exception as error:  # noqa: BLE001  # bytes of any kind come in
        return damaged(file, str(error))
    except BaseException as error:
        # A panic of the parser is no Exception, and no reason to stop.
        if type(error).__name__ != "PanicException":
            raise
        return damaged(file, "its parser gave up")


def _values(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    sheet = book.get_sheet_by_name(name)
    return sheet.to_python(skip_empty_area=False)


def _sheet_faults(
    file: str, sheets: Mapping[str, _Sheet], expected: tuple[str, ...]
) -> Iterator[Fault]:
    missing = [name for name in expected if name not in sheets]
    for name, sheet in sheets.items():
        if name in expected:
            yield from unwanted(_named(file, name), sheet.xml)
            continue
        near = get_close_matches(name.strip().lower(), missing, n=1)
        yield Fault(
            file=_named(file, name),
            found="an unknown sheet",
            expected=f"only {listed(expected, 'and')}",
            remedy=f"Did you mean {near[0]}?"
            if near
            else "Delete the sheet; it may be hidden.",
        )
    for name in missing:
        yield Fault(
            file=_named(file, name),
            found=MISSING,
            expected="every table of a dataset",
            remedy="Add the sheet; with nothing to tell, only its header.",
        )


def _raw(file: str, table: Table, sheet: _Sheet) -> RawTable:
    """Write the values of a sheet as text and put them into columns."""
    if not sheet.values:
        return raw_table(file, table, ())
    header = [cell_text(value, None) for value in sheet.values[0]]
    columns = [table.columns.get(name) for name in header]
    of_settings = table is SETTINGS_TABLE

    def records() -> Iterator[Record]:
        yield 1, header
        for row, values in enumerate(sheet.values[1:], start=2):
            kinds = _kinds(header, values) if of_settings else columns
            yield (
                row,
                [
                    value if type(value) is str else cell_text(value, column)
                    for value, column in zip(values, kinds, strict=True)
                ],
            )

    return raw_table(file, table, records())


def _kinds(header: list[str], values: list[Any]) -> list[dy.Column | None]:
    """Columns of a line of the settings: its value is of the key's kind."""
    cells = dict(zip(header, values, strict=True))
    kind = kind_of(str(cells.get("key", "")))
    column: dy.Column | None = None
    if kind in {"whole", "number"}:
        column = dy.Float64()
    elif kind in {"code", "codes", "hosts", "text"}:
        column = dy.String()
    return [column if name == "value" else None for name in header]
