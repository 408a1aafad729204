"""The live state: what is true at a moment of an operation that runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from sampai.errors import DatasetError, Fault
from sampai.tables.cells import Sheet, parse
from sampai.tables.dataset import Dataset, ordered
from sampai.tables.dataset_schemas import DATASET_TABLES
from sampai.tables.folder import read_tables
from sampai.tables.limits import read_limited
from sampai.tables.live_state_moment import moment_of
from sampai.tables.live_state_rules import Known, check_live_state
from sampai.tables.live_state_schemas import LIVE_STATE_TABLES
from sampai.tables.operation import Operation
from sampai.tables.operation_schemas import OPERATION_TABLES
from sampai.tables.rules.sheets import Sheets
from sampai.tables.settings_parsing import load_toml

MOMENT_FILE = "moment.toml"
# Of a dataset, what rows of a live state speak of.
SPOKEN_OF = ("places", "tps", "surfaces", "vehicles")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LiveState:
    """
    Where goods and vehicles are, and which legs are closed.

    Parameters
    ----------
    at
        The moment; aware.
    holdings
        Goods that are not where the plan has them.
    closures
        Legs that are closed for a time.
    vehicles_now
        Vehicles, where they are free and from when; one that has no row is
        as planned.
    """

    at: datetime
    holdings: pl.DataFrame
    closures: pl.DataFrame
    vehicles_now: pl.DataFrame


def read_live_state(
    folder: Path, dataset: Dataset, operation: Operation
) -> LiveState:
    """
    Read a live state and check it against its dataset and its plan.

    Parameters
    ----------
    folder
        Folder of moment.toml and the tables.
    dataset
        Dataset of the operation.
    operation
        The plan that runs.

    Returns
    -------
    LiveState
        Typed tables, sorted by key.

    Raises
    ------
    DatasetError
        With every fault, when there is any.
    """
    raws, faults = read_tables(folder, LIVE_STATE_TABLES)
    own = {
        name: parse(LIVE_STATE_TABLES[name], raw) for name, raw in raws.items()
    }
    at, of_moment = _read_moment(folder / MOMENT_FILE)
    faults = [*of_moment, *faults]
    for sheet in own.values():
        faults += sheet.faults
    known = Known(dataset=dataset, operation=operation, at=at)
    faults += check_live_state(
        Sheets(
            settings=dataset.settings,
            settings_file=MOMENT_FILE,
            tables={**_beside(dataset, operation), **own},
        ),
        known,
    )
    if faults or at is None:
        raise DatasetError(_in_order(faults))
    return LiveState(
        at=at, **{name: ordered(sheet) for name, sheet in own.items()}
    )


def _read_moment(path: Path) -> tuple[datetime | None, list[Fault]]:
    if not path.exists():
        return None, [
            Fault(
                file=path.name,
                found="no such file",
                expected="the moment of the state, under the key 'at'",
                remedy="Write one line: at = 2024-11-24T12:00:00+07:00",
            )
        ]
    data = read_limited(path)
    tree = data if isinstance(data, Fault) else load_toml(path.name, data)
    if isinstance(tree, Fault):
        return None, [tree]
    return moment_of(path.name, tree)


def _beside(dataset: Dataset, operation: Operation) -> Mapping[str, Sheet]:
    """Give the tables whose ids a live state may name."""
    tables = {name: DATASET_TABLES[name] for name in SPOKEN_OF}
    frames = {name: getattr(dataset, name) for name in SPOKEN_OF}
    tables["trips"], frames["trips"] = (
        OPERATION_TABLES["trips"],
        operation.trips,
    )
    return {
        name: Sheet(
            table=table,
            file=f"{name}.csv",
            frame=frames[name].with_row_index("row", offset=2),
            faults=(),
            broken=frozenset(),
        )
        for name, table in tables.items()
    }


def _in_order(faults: list[Fault]) -> list[Fault]:
    files = [MOMENT_FILE, *(f"{name}.csv" for name in LIVE_STATE_TABLES)]
    place = {file: at for at, file in enumerate(files)}
    return sorted(
        faults,
        key=lambda fault: (place.get(fault.file, -1), fault.row or 0),
    )
