"""The files of an operation: one CSV a table, and summary.json."""

import json
from collections.abc import Mapping
from pathlib import Path

import dataframely as dy
import polars as pl

from sampai.tables import OPERATION_TABLES, Dataset, Operation, Table
from sampai.tables.escaping import RISKY
from sampai.tables.operation import OPTIONAL, SUMMARY_FILE

DECIMALS = 3
# A probability keeps four decimals whatever they are, so that columns align.
PROBABILITY_FORMAT = "{:.4f}"

# The contract's order; what a later room adds follows by name.
SUMMARY_KEYS = (
    *("input_sha256", "version", "seed", "tps", "served", "unserved"),
    *("exceptions", "trips", "vehicle_days", "cost_idr", "cost_out_idr"),
    *("cost_parts", "baseline_cost_idr", "baseline_parts"),
    *("baseline_trips", "baseline_vehicle_days"),
    *("lowest_on_time_prob", "mean_on_time_prob"),
)
# The frames that an operation holds; others join with their rooms.
TABLES = tuple(
    table
    for name, table in OPERATION_TABLES.items()
    if name in Operation.__dataclass_fields__
)


def write_operation(
    dataset: Dataset, operation: Operation, folder: Path
) -> None:
    """
    Write the tables and the summary of an operation.

    Parameters
    ----------
    dataset
        Dataset the plan was made from; its time zone is that of the files.
    operation
        The plan.
    folder
        Where to write; made when it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    zone = dataset.settings.time_zone
    for table in TABLES:
        frame = getattr(operation, table.name)
        if table.name in OPTIONAL and frame.is_empty():
            continue
        text = csv_text(table, frame, zone)
        _write(folder / f"{table.name}.csv", text)
    _write(folder / SUMMARY_FILE, summary_text(operation.summary))


def csv_text(table: Table, frame: pl.DataFrame, zone: str) -> str:
    """
    Write a frame as the text of its CSV file.

    Parameters
    ----------
    table
        Contract of the table.
    frame
        Its rows, in any order.
    zone
        IANA name of the zone of the regency.

    Returns
    -------
    str
        Rows sorted by key, lines that end with a line feed.
    """
    return (
        frame.select(*table.columns)
        .sort(table.key)
        .select(
            _as_text(column, zone).alias(name)
            for name, column in table.columns.items()
        )
        .write_csv(line_terminator="\n")
    )


def summary_text(summary: Mapping[str, object]) -> str:
    """
    Write the summary as JSON.

    Parameters
    ----------
    summary
        Figures by key.

    Returns
    -------
    str
        Keys in the order of the contract.
    """
    known = [key for key in SUMMARY_KEYS if key in summary]
    added = sorted(set(summary) - set(known))
    tree = {key: summary[key] for key in [*known, *added]}
    return json.dumps(tree, indent=2, ensure_ascii=False) + "\n"


def _as_text(column: dy.Column, zone: str) -> pl.Expr:
    cell = pl.col(column.name)
    if isinstance(column, dy.Datetime):
        return cell.dt.convert_time_zone(zone).dt.to_string(
            "%Y-%m-%dT%H:%M:%S%:z"
        )
    if isinstance(column, dy.Float64):
        return _number(column, cell)
    if isinstance(column, dy.Bool):
        return pl.when(cell).then(pl.lit("yes")).otherwise(pl.lit("no"))
    if isinstance(column, dy.String):
        risky = pl.any_horizontal(cell.str.starts_with(s) for s in RISKY)
        return pl.when(risky).then(pl.lit("'") + cell).otherwise(cell)
    return cell


def _number(column: dy.Column, cell: pl.Expr) -> pl.Expr:
    if (column.metadata or {}).get("unit") == "probability":
        return cell.map_elements(
            PROBABILITY_FORMAT.format, return_dtype=pl.String
        )
    rounded = cell.round(DECIMALS) + 0.0
    return rounded.cast(pl.String).str.strip_suffix(".0")


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="")
