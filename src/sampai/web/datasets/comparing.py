"""What is different between two states of a table, whole columns at once."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from sampai.tables import DATASET_TABLES, Dataset, Settings, Table
from sampai.tables.settings_sheet import SETTINGS_TABLE, lines_of

BEFORE = ":before"
CHANGE, CREATED, CHANGED, REMOVED = ":change", "created", "changed", "removed"
KINDS = (CREATED, CHANGED, REMOVED)
_OLD, _NEW = ":old", ":new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """
    What happens to one table.

    Parameters
    ----------
    rows
        Those that are created, changed or removed, in the order of the
        key: what happens in ``:change``, what would stand in a column under
        its name, what stands now under its name with ``:before``.
    same
        Rows that stay as they are.
    """

    rows: pl.DataFrame
    same: int

    def counts(self) -> dict[str, int]:
        """
        Count the rows by what happens to them.

        Returns
        -------
        dict
            Created, changed, removed, same.
        """
        told = self.rows[CHANGE]
        return {kind: int((told == kind).sum()) for kind in KINDS} | {
            "same": self.same
        }


def contract_of(table: str) -> Table:
    """
    Give the contract of a table, the settings among them.

    Parameters
    ----------
    table
        Its name.

    Returns
    -------
    Table
        The contract.
    """
    return {SETTINGS_TABLE.name: SETTINGS_TABLE, **DATASET_TABLES}[table]


def compare(
    table: Table, before: pl.DataFrame, after: pl.DataFrame
) -> Difference:
    """
    Compare two states of a table by its key.

    Parameters
    ----------
    table
        The contract.
    before, after
        What stands and what would stand, each key once.

    Returns
    -------
    Difference
        Row by row.
    """
    key, columns = list(table.key), list(table.columns)
    others = [name for name in columns if name not in key]
    joined = after.select(*columns, pl.lit(value=True).alias(_NEW)).join(
        before.select(*columns, pl.lit(value=True).alias(_OLD)),
        on=key,
        how="full",
        coalesce=True,
        nulls_equal=True,
        suffix=BEFORE,
    )
    differs = pl.any_horizontal(
        pl.lit(value=False),
        *(
            pl.col(name).ne_missing(pl.col(f"{name}{BEFORE}"))
            for name in others
        ),
    )
    told = joined.with_columns(
        pl.when(pl.col(_OLD).is_null())
        .then(pl.lit(CREATED))
        .when(pl.col(_NEW).is_null())
        .then(pl.lit(REMOVED))
        .when(differs)
        .then(pl.lit(CHANGED))
        .alias(CHANGE)
    )
    rows = told.filter(pl.col(CHANGE).is_not_null())
    wanted = [CHANGE, *columns, *(f"{name}{BEFORE}" for name in others)]
    return Difference(
        rows=rows.select(wanted).sort(key, nulls_last=False),
        same=told.height - rows.height,
    )


def compare_tables(
    before: Mapping[str, pl.DataFrame], after: Mapping[str, pl.DataFrame]
) -> dict[str, Difference]:
    """
    Compare tables.

    Parameters
    ----------
    before, after
        Frames by the name of the table; what is missing before is empty.

    Returns
    -------
    dict
        By the name of each table after.
    """
    found = {}
    for name, frame in after.items():
        table = contract_of(name)
        old = before[name] if name in before else frame.clear()
        found[name] = compare(table, old, frame)
    return found


def frames_with_settings(dataset: Dataset) -> dict[str, pl.DataFrame]:
    """
    Give the tables of a dataset, its settings as one of them.

    Parameters
    ----------
    dataset
        The dataset.

    Returns
    -------
    dict
        Frames by name, the settings first.
    """
    return {
        SETTINGS_TABLE.name: settings_frame(dataset.settings),
        **dataset.frames(),
    }


def settings_frame(settings: Settings) -> pl.DataFrame:
    """
    Give settings as rows of key and value.

    Parameters
    ----------
    settings
        The settings.

    Returns
    -------
    DataFrame
        One row for each.
    """
    rows = [
        {
            "key": name,
            "value": "" if value is None else str(value),
            "unit": None if key.unit == "-" else key.unit,
            "meaning": key.doc,
        }
        for name, value, key in lines_of(settings)
    ]
    types = {n: c.dtype for n, c in SETTINGS_TABLE.columns.items()}
    return pl.DataFrame(rows, schema=types)


def packed(difference: Difference) -> bytes:
    """
    Pack the rows of a difference.

    Parameters
    ----------
    difference
        What happens to a table.

    Returns
    -------
    bytes
        Parquet.
    """
    stream = io.BytesIO()
    difference.rows.write_parquet(stream, compression="zstd")
    return stream.getvalue()


def unpacked(data: bytes) -> pl.DataFrame:
    """
    Unpack the rows of a difference.

    Parameters
    ----------
    data
        As `packed` gave them.

    Returns
    -------
    DataFrame
        The rows.
    """
    return pl.read_parquet(io.BytesIO(data))


def chosen(rows: pl.DataFrame, kind: str, text: str) -> pl.DataFrame:
    """
    Choose rows of a difference.

    Parameters
    ----------
    rows
        All of them.
    kind
        Created, changed or removed; anything else: all.
    text
        Part of any word of theirs, before or after; blank: any.

    Returns
    -------
    DataFrame
        In the same order.
    """
    if kind in KINDS:
        rows = rows.filter(pl.col(CHANGE) == kind)
    if text:
        wanted = text.lower()
        rows = rows.filter(
            pl.any_horizontal(
                pl.col(name)
                .str.to_lowercase()
                .str.contains(wanted, literal=True)
                .fill_null(value=False)
                for name, kind_of in rows.schema.items()
                if kind_of == pl.String and name != CHANGE
            )
        )
    return rows


def sides(table: Table, row: Mapping[str, Any], name: str) -> tuple[Any, Any]:
    """
    Give what stands and what would stand in a cell.

    Parameters
    ----------
    table, row, name
        Contract, row of a difference, and column.

    Returns
    -------
    tuple
        Before and after; of a key both are alike.
    """
    after = row[name]
    return (after if name in table.key else row[f"{name}{BEFORE}"]), after
