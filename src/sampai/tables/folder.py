"""Reading a folder of CSV files with dataset.toml beside them."""

from collections.abc import Mapping
from pathlib import Path

from sampai.errors import Fault
from sampai.tables.csv_files import read_csv
from sampai.tables.raw import RawTable
from sampai.tables.settings_parsing import load_toml
from sampai.tables.sources import Source
from sampai.tables.table import Table

SETTINGS_FILE = "dataset.toml"


def read_folder(path: Path, tables: Mapping[str, Table]) -> Source:
    """
    Read every table of a dataset folder.

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
    files = tuple(f"{name}.csv" for name in tables)
    file = path / SETTINGS_FILE
    if not file.is_file():
        faults.insert(0, _missing_settings())
        return Source(tables=raws, files=files, faults=tuple(faults))
    tree = load_toml(SETTINGS_FILE, file.read_bytes())
    if isinstance(tree, Fault):
        return Source(tables=raws, files=files, faults=(tree, *faults))
    return Source(
        tables=raws, files=files, faults=tuple(faults), settings=tree
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
        One for each that is missing.
    """
    raws: dict[str, RawTable] = {}
    faults: list[Fault] = []
    for name, table in tables.items():
        file = path / f"{name}.csv"
        if file.is_file():
            raws[name] = read_csv(file.name, table, file.read_bytes())
        else:
            faults.append(_missing(file.name, table))
    return raws, faults


def _missing(file: str, table: Table) -> Fault:
    return Fault(
        file=file,
        found="no such file",
        expected=f"a table with the header {','.join(table.columns)}",
        remedy="Add the file; with nothing to tell, only its header.",
    )


def _missing_settings() -> Fault:
    return Fault(
        file=SETTINGS_FILE,
        found="no such file",
        expected="the settings of the dataset",
        remedy="Copy it from another dataset and change it.",
    )
