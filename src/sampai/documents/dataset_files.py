"""A dataset as a folder: one CSV a table, and dataset.toml."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from sampai.tables import DATASET_TABLES, Dataset, Settings, Table
from sampai.tables.escaping import RISKY
from sampai.tables.settings_spec import (
    CONSTITUENT,
    CONSTITUENT_PATH,
    SETTINGS,
    Key,
)


def write_dataset(dataset: Dataset, folder: Path) -> None:
    """
    Write a dataset so that it reads back to the same tables.

    Parameters
    ----------
    dataset
        Checked dataset.
    folder
        Where to write; made when it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in dataset.frames().items():
        text = _csv(DATASET_TABLES[name], frame)
        _write(folder / f"{name}.csv", text)
    _write(folder / "dataset.toml", settings_text(dataset.settings))


def settings_text(settings: Settings) -> str:
    """
    Write settings as TOML.

    Parameters
    ----------
    settings
        Settings of a dataset.

    Returns
    -------
    str
        A table for each group of keys, in the order of the contract.
    """
    groups: dict[str, list[str]] = {}
    for key in SETTINGS:
        group, _, name = key.path.rpartition(".")
        value = _value(settings, key)
        if key.optional and not value:
            continue
        groups.setdefault(group, []).append(f"{name} = {_toml(value)}")
    lines = [
        line
        for group, own in groups.items()
        for line in (f"[{group}]", *own, "")
    ]
    for one in settings.tide.constituents:
        lines.append(f"[[{CONSTITUENT_PATH}]]")
        lines += [
            f"{key.path} = {_toml(getattr(one, key.attribute))}"
            for key in CONSTITUENT
        ]
        lines.append("")
    return "\n".join(lines)


def _value(settings: Settings, key: Key) -> Any:
    group = key.path.split(".")[-2]
    match group:
        case "phases":
            return settings.phases[key.attribute]
        case "decree":
            return getattr(settings.decree, key.attribute)
        case "tide":
            return getattr(settings.tide, key.attribute)
    return getattr(settings, key.attribute)


def _toml(value: Any) -> str:
    match value:
        case date():
            return value.isoformat()
        case time():
            return json.dumps(value.isoformat())
        case Mapping():
            pairs = (f"{name} = {_toml(one)}" for name, one in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case Iterable():
            return f"[{', '.join(map(_toml, value))}]"
    return repr(value)


def _csv(table: Table, frame: pl.DataFrame) -> str:
    return frame.select(_cells(table)).write_csv(line_terminator="\n")


def _cells(table: Table) -> Iterator[pl.Expr]:
    for name, column in table.columns.items():
        yield _text(column, pl.col(name)).alias(name)


def _text(column: dy.Column, cell: pl.Expr) -> pl.Expr:
    if isinstance(column, dy.Time):
        return cell.dt.to_string("%H:%M:%S")
    if isinstance(column, dy.Bool):
        return pl.when(cell).then(pl.lit("yes")).otherwise(pl.lit("no"))
    if isinstance(column, dy.String):
        risky = pl.any_horizontal(cell.str.starts_with(s) for s in RISKY)
        return pl.when(risky).then(pl.lit("'") + cell).otherwise(cell)
    if isinstance(column, dy.Float64):
        # All digits: the fingerprint is of the number, not of its text.
        return cell.map_elements(repr, return_dtype=pl.String)
    return cell


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="")
