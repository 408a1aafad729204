"""An operation: the plan in tables, as documents write it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from sampai.errors import DatasetError, Fault
from sampai.tables.cells import parse
from sampai.tables.csv_files import decode
from sampai.tables.dataset import ordered
from sampai.tables.folder import read_tables
from sampai.tables.operation_schemas import OPERATION_TABLES

SUMMARY_FILE = "summary.json"
# Tables of which a plan may have none.
OPTIONAL = frozenset({"risk", "blame", "frontier", "cures", "prices"})


def _empty(name: str) -> pl.DataFrame:
    return OPERATION_TABLES[name].frame([])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Operation:
    """
    A plan in tables; every frame is sorted by its key, moments are UTC.

    Parameters
    ----------
    needs
        What every TPS, district and the regency must get.
    trips, stops, passages, loads
        The fleet's runs.
    last_mile
        The way between village and TPS.
    unserved
        TPS that no way reaches in time.
    exceptions
        Rules the plan bends.
    summary
        Contents of summary.json.
    risk, blame
        Chance of every tps, and what makes it late; empty where no scenario
        was run.
    frontier, cures
        Plans that were weighed, and what would help where none suffices;
        empty where none was searched for.
    prices
        What one change buys; empty where it was not asked.
    """

    needs: pl.DataFrame
    trips: pl.DataFrame
    stops: pl.DataFrame
    passages: pl.DataFrame
    loads: pl.DataFrame
    last_mile: pl.DataFrame
    unserved: pl.DataFrame
    exceptions: pl.DataFrame
    summary: Mapping[str, object]
    risk: pl.DataFrame = field(default_factory=partial(_empty, "risk"))
    blame: pl.DataFrame = field(default_factory=partial(_empty, "blame"))
    frontier: pl.DataFrame = field(default_factory=partial(_empty, "frontier"))
    cures: pl.DataFrame = field(default_factory=partial(_empty, "cures"))
    prices: pl.DataFrame = field(default_factory=partial(_empty, "prices"))


def read_operation(folder: Path) -> Operation:
    """
    Read the tables of an operation and check their cells and keys.

    Parameters
    ----------
    folder
        Folder that ``sampai plan`` wrote.

    Returns
    -------
    Operation
        Typed tables, sorted by key.

    Raises
    ------
    DatasetError
        With every fault, when there is any.
    """
    names = {one.name for one in fields(Operation)}
    tables = {
        name: table
        for name, table in OPERATION_TABLES.items()
        if name in names
        and (name not in OPTIONAL or (folder / f"{name}.csv").exists())
    }
    raws, faults = read_tables(folder, tables)
    sheets = {name: parse(tables[name], raw) for name, raw in raws.items()}
    for sheet in sheets.values():
        faults += sheet.faults
    summary = _read_summary(folder)
    if isinstance(summary, Fault):
        faults.append(summary)
    if faults or isinstance(summary, Fault):
        raise DatasetError(faults)
    frames = {name: ordered(sheet) for name, sheet in sheets.items()}
    return Operation(**frames, summary=summary)


def _read_summary(folder: Path) -> dict[str, Any] | Fault:
    file = folder / SUMMARY_FILE
    if not file.is_file():
        return Fault(
            file=SUMMARY_FILE,
            found="no such file",
            expected="the figures of the plan",
            remedy="Make the plan again with 'sampai plan'.",
        )
    text = decode(SUMMARY_FILE, file.read_bytes())
    if isinstance(text, Fault):
        return text
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _not_an_object(f"what is not JSON ({error})")
    if not isinstance(tree, dict):
        return _not_an_object("no object")
    return tree


def _not_an_object(found: str) -> Fault:
    return Fault(
        file=SUMMARY_FILE,
        found=found,
        expected="one JSON object",
        remedy="Make the plan again with 'sampai plan'.",
    )
