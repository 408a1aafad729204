"""A dataset: the settings and the tables a plan is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import polars as pl

from sampai.errors import DatasetError, Fault
from sampai.tables.cells import Sheet, parse
from sampai.tables.dataset_schemas import DATASET_TABLES
from sampai.tables.fingerprint import input_sha256
from sampai.tables.folder import read_folder
from sampai.tables.limits import read_limited
from sampai.tables.rules import check_rules
from sampai.tables.rules.sheets import Sheets
from sampai.tables.settings import Settings
from sampai.tables.settings_parsing import parse_settings
from sampai.tables.sources import Source
from sampai.tables.workbook_reading import read_workbook


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dataset:
    """
    A checked dataset; every frame is sorted by its key.

    Parameters
    ----------
    settings
        Contents of dataset.toml.
    places, tps, legs, surfaces, vehicles, speeds, stages, stock
        Tables the plan needs.
    indicators, classes, personnel, objects
        Tables protection needs.
    climate, hazards
        Tables the simulation needs.
    """

    settings: Settings
    places: pl.DataFrame
    tps: pl.DataFrame
    legs: pl.DataFrame
    surfaces: pl.DataFrame
    vehicles: pl.DataFrame
    speeds: pl.DataFrame
    stages: pl.DataFrame
    stock: pl.DataFrame
    indicators: pl.DataFrame
    classes: pl.DataFrame
    personnel: pl.DataFrame
    objects: pl.DataFrame
    climate: pl.DataFrame
    hazards: pl.DataFrame

    def frames(self) -> Mapping[str, pl.DataFrame]:
        """
        Give the tables by name.

        Returns
        -------
        Mapping
            In the order of the contract.
        """
        return {name: getattr(self, name) for name in DATASET_TABLES}

    def input_sha256(self) -> str:
        """
        Fingerprint of the dataset.

        Returns
        -------
        str
            SHA-256 over settings and tables, whatever file they came from.
        """
        return input_sha256(self.settings, self.frames())


def packaged_dataset(name: str) -> Path:
    """
    Folder of a dataset that the package ships.

    Parameters
    ----------
    name
        Such as ``pesisir-barat-2024``.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    DatasetError
        When the package ships none of that name.
    """
    shipped = Path(str(files("sampai"))) / "data"
    names = sorted(path.parent.name for path in shipped.glob("*/dataset.toml"))
    if name in names:
        return shipped / name
    raise DatasetError(
        [
            Fault(
                file=name,
                found="no dataset of this name",
                expected=f"one of {', '.join(names)}",
                remedy="Choose one of them, or give the path of a folder.",
            )
        ]
    )


def read_dataset(path: Path) -> Dataset:
    """
    Read a dataset and check it.

    Parameters
    ----------
    path
        Folder of CSV or Parquet files with dataset.toml, or a workbook.

    Returns
    -------
    Dataset
        Typed tables, sorted by key.

    Raises
    ------
    DatasetError
        With every fault, when there is any.
    """
    return dataset_of(_source(path))


def _source(path: Path) -> Source:
    if path.is_dir():
        return read_folder(path, DATASET_TABLES)
    if path.is_file() and path.suffix.lower() == ".xlsx":
        data = read_limited(path)
        if isinstance(data, Fault):
            return Source(tables={}, faults=(data,))
        return read_workbook(path.name, data, DATASET_TABLES)
    fault = Fault(
        file=path.name,
        found="another kind of file" if path.exists() else "nothing there",
        expected="a folder of tables with dataset.toml, or an .xlsx workbook",
        remedy="Correct the path.",
    )
    return Source(tables={}, faults=(fault,))


def dataset_of(source: Source) -> Dataset:
    """
    Check what a source holds.

    Parameters
    ----------
    source
        Text cells of every table, and the tree of the settings.

    Returns
    -------
    Dataset
        Typed tables, sorted by key.

    Raises
    ------
    DatasetError
        With every fault, when there is any.
    """
    sheets = {
        name: parse(DATASET_TABLES[name], raw)
        for name, raw in source.tables.items()
    }
    settings, faults = None, list(source.faults)
    if source.settings is not None:
        settings, of_settings = parse_settings(
            source.settings_file, source.settings, source.settings_rows
        )
        faults += of_settings
    for sheet in sheets.values():
        faults += sheet.faults
    faults += check_rules(
        Sheets(
            settings=settings,
            settings_file=source.settings_file,
            tables={
                name: sheet for name, sheet in sheets.items() if sheet.readable
            },
        )
    )
    if faults or settings is None:
        raise DatasetError(in_order(source, faults))
    return Dataset(
        settings=settings,
        **{name: ordered(sheet) for name, sheet in sheets.items()},
    )


def in_order(source: Source, faults: list[Fault]) -> list[Fault]:
    """
    Sort faults by file and by row.

    Parameters
    ----------
    source
        Where they were found.
    faults
        Faults in any order.

    Returns
    -------
    list of Fault
        The settings first, then the tables as in the contract.
    """
    files = [source.settings_file, *source.files]
    place = {file: at for at, file in enumerate(files)}
    return sorted(
        faults,
        key=lambda fault: (place.get(fault.file, -1), fault.row or 0),
    )


def ordered(sheet: Sheet) -> pl.DataFrame:
    """
    Put columns in the order of the contract, rows in that of the key.

    Parameters
    ----------
    sheet
        Sound table.

    Returns
    -------
    polars.DataFrame
        Without the row numbers.
    """
    table = sheet.table
    return sheet.frame.select(*table.columns).sort(table.key)
