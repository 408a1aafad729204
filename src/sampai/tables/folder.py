"""Reading a folder of CSV or Parquet files."""

from collections.abc import Mapping
from pathlib import Path

from sampai.errors import Fault
from sampai.tables.csv_files import read_csv
from sampai.tables.limits import read_limited
from sampai.tables.parquet_files import read_parquet
from sampai.tables.raw import RawTable, unreadable
from sampai.tables.settings_parsing import load_toml
from sampai.tables.sources import Source
from sampai.tables.table import Table

SETTINGS_FILE = "dataset.toml"
READERS = {".csv": read_csv, ".parquet": read_parquet}


def read_folder(path: Path, tables: Mapping[str, Table]) -> Source:
    """
    Read every table of a dataset folder, and dataset.toml.

    Parameters
    ----------
    path
        The folder.
    tables
        Contracts by name.

    Returns
    -------
    Source
        Text cells of the tables and the tree of the settings.
    """
    raws, faults = read_tables(path, tables)
    tree = _settings(path / SETTINGS_FILE)
    found = {name: raw.file for name, raw in raws.items()}
    return Source(
        tables=raws,
        files=tuple(found.get(name, f"{name}.csv") for name in tables),
        faults=(tree, *faults) if isinstance(tree, Fault) else tuple(faults),
        settings=None if isinstance(tree, Fault) else tree,
    )


def read_tables(
    path: Path, tables: Mapping[str, Table]
) -> tuple[dict[str, RawTable], list[Fault]]:
    """
    Read the tables of a folder.

    Parameters
    ----------
    path
        The folder.
    tables
        Contracts by name.

    Returns
    -------
    dict of RawTable
        Text cells of those that are there.
    list of Fault
        One for each that is missing or there twice.
    """
    raws: dict[str, RawTable] = {}
    faults: list[Fault] = []
    for name, table in tables.items():
        there = [
            file
            for ending in READERS
            if (file := path / f"{name}{ending}").exists()
        ]
        if len(there) == 1:
            raws[name] = _read(there[0], table)
        else:
            faults.append(_not_one(f"{name}.csv", there, table))
    return raws, faults


def _read(path: Path, table: Table) -> RawTable:
    data = read_limited(path)
    if isinstance(data, Fault):
        return unreadable(path.name, data)
    return READERS[path.suffix](path.name, table, data)


def _not_one(file: str, there: list[Path], table: Table) -> Fault:
    if there:
        return Fault(
            file=file,
            found=f"{there[1].name} beside it",
            expected="one file for each table",
            remedy="Delete the one that is out of date.",
        )
    return Fault(
        file=file,
        found="no such file",
        expected=f"a table with the header {','.join(table.columns)}",
        remedy="Add the file; with nothing to tell, only its header.",
    )


def _settings(path: Path) -> Mapping[str, object] | Fault:
    if not path.exists():
        return Fault(
            file=SETTINGS_FILE,
            found="no such file",
            expected="the settings of the dataset",
            remedy="Copy it from another dataset and change it.",
        )
    data = read_limited(path)
    if isinstance(data, Fault):
        return data
    return load_toml(SETTINGS_FILE, data)
