"""Reading records from files: all of them checked, or none taken."""

from collections.abc import Mapping

import polars as pl

from sampai.errors import DatasetError, Fault
from sampai.tables.cells import Sheet, parse
from sampai.tables.csv_files import read_csv
from sampai.tables.dataset import in_order, ordered
from sampai.tables.limits import FILE_MAX, too_large
from sampai.tables.raw import RawTable
from sampai.tables.record_rules import Surroundings, check_records
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.tables.sources import Source
from sampai.tables.workbook_reading import read_sheets


def read_records(
    files: Mapping[str, bytes], known: Surroundings
) -> dict[str, pl.DataFrame]:
    """
    Read records and check them.

    Parameters
    ----------
    files
        Contents by the name of the file: CSV files named like their table,
        and workbooks with sheets named like them.
    known
        What they are held against.

    Returns
    -------
    dict of DataFrame
        Typed rows, sorted by key, of the tables that there are.

    Raises
    ------
    DatasetError
        With every fault, when there is any.
    """
    source = _source(files)
    sheets = {
        name: parse(RECORD_TABLES[name], raw)
        for name, raw in source.tables.items()
    }
    faults = list(source.faults)
    for sheet in sheets.values():
        faults += sheet.faults
    faults += _new_faults(sheets, known)
    if faults:
        raise DatasetError(in_order(source, faults))
    return {name: ordered(sheet) for name, sheet in sheets.items()}


def _new_faults(sheets: dict[str, Sheet], known: Surroundings) -> list[Fault]:
    """Check the rules; a cell that was told already is not told again."""
    readable = {
        name: sheet for name, sheet in sheets.items() if sheet.readable
    }
    told = {
        (sheet.file, row, column)
        for sheet in sheets.values()
        for row, column in sheet.bad_cells
    }
    return [
        fault
        for fault in check_records(readable, known)
        if not any(
            (fault.file, fault.row, column) in told
            for column in (fault.column or "").split(", ")
        )
    ]


def _source(files: Mapping[str, bytes]) -> Source:
    """Join the files; a table that comes twice is a fault."""
    tables: dict[str, RawTable] = {}
    faults: list[Fault] = []
    for file, data in files.items():
        one = _read(file, data)
        faults += one.faults
        for name, raw in one.tables.items():
            if name in tables:
                faults.append(_twice(raw.file, tables[name].file))
            else:
                tables[name] = raw
    if not tables and not faults:
        faults.append(_nothing(", ".join(files)))
    tables = {name: tables[name] for name in RECORD_TABLES if name in tables}
    return Source(
        tables=tables,
        files=tuple(raw.file for raw in tables.values()),
        faults=tuple(faults),
        settings_file="",
    )


def _read(file: str, data: bytes) -> Source:
    stem, _, ending = file.rpartition(".")
    name = stem.rpartition("/")[2].lower()
    if len(data) > FILE_MAX:
        return Source(tables={}, faults=(too_large(file, len(data)),))
    if ending.lower() == "xlsx":
        return read_sheets(file, data, RECORD_TABLES)
    if ending.lower() == "csv" and name in RECORD_TABLES:
        raw = read_csv(file, RECORD_TABLES[name], data)
        return Source(tables={name: raw})
    return Source(tables={}, faults=(_unknown(file),))


def _unknown(file: str) -> Fault:
    names = ", ".join(f"{name}.csv" for name in RECORD_TABLES)
    return Fault(
        file=file,
        found="another kind of file",
        expected=f"an .xlsx workbook, or one of {names}",
        remedy="Name the file like its table, or put it into a workbook.",
    )


def _twice(file: str, other: str) -> Fault:
    return Fault(
        file=file,
        found=f"a table that stands in {other} as well",
        expected="each table once",
        remedy="Send only one of the two.",
    )


def _nothing(file: str) -> Fault:
    return Fault(
        file=file,
        found="no table of records",
        expected=f"one of {', '.join(RECORD_TABLES)}",
        remedy="Name the sheets like the tables.",
    )
