"""The settings as rows of key and value, for the sheet of a workbook."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import dataframely as dy

from sampai.errors import Fault
from sampai.tables import columns
from sampai.tables.cells import NUMBER, WHOLE
from sampai.tables.escaping import unescape
from sampai.tables.raw import RawTable
from sampai.tables.settings import Settings
from sampai.tables.settings_spec import (
    CONSTITUENT,
    CONSTITUENT_PATH,
    CONSTITUENTS,
    SETTINGS,
    Key,
)
from sampai.tables.table import Table
from sampai.tables.wording import quoted

# Far more than there are settings.
LINES_MAX = 2000
ENDS = ("first", "last")
# The contests that a template has lines for.
CONTESTS = ("gubernur", "bupati")
GROUPS = ("decree", "tide")
Line = tuple[str, Any, Key]


class SettingsRows(dy.Schema):
    """Settings of the dataset, one a row."""

    key = columns.text("Name of the setting.")
    value = columns.text("Its value; several with semicolons.")
    unit = columns.text("Unit of a number.", nullable=True)
    meaning = columns.text("What it means.", nullable=True)


SETTINGS_TABLE = Table(name="dataset", schema=SettingsRows, parts=("key",))


def lines_of(settings: Settings) -> Iterator[Line]:
    """
    Spread settings over the lines of a sheet.

    Parameters
    ----------
    settings
        Settings of a dataset.

    Yields
    ------
    tuple
        Name, value (text or number) and what the name stands for.
    """
    for key in SETTINGS:
        yield from _spread(key, _value(settings, key))
    for one in settings.tide.constituents:
        for key in CONSTITUENT[1:]:
            value = getattr(one, key.attribute)
            yield f"{CONSTITUENT_PATH}.{one.name}.{key.path}", value, key


def blank_lines() -> Iterator[Line]:
    """
    Give the lines of a dataset that is still to be filled in.

    Yields
    ------
    tuple
        Name, no value, and what the name stands for.
    """
    for key in SETTINGS:
        parts: tuple[str, ...] = ("",)
        if key.kind == "days":
            parts = tuple(f".{end}" for end in ENDS)
        elif key.kind.startswith("by_contest"):
            parts = tuple(f".{contest}" for contest in CONTESTS)
        for part in parts:
            yield f"{key.path}{part}", None, key
    for name in CONSTITUENTS:
        for key in CONSTITUENT[1:]:
            yield f"{CONSTITUENT_PATH}.{name}.{key.path}", None, key


def _value(settings: Settings, key: Key) -> Any:
    group = key.path.split(".")[-2]
    if group == "phases":
        return settings.phases[key.attribute]
    holder = getattr(settings, group) if group in GROUPS else settings
    return getattr(holder, key.attribute)


def _spread(key: Key, value: Any) -> Iterator[Line]:
    """Give each part of a value a line of its own."""
    match key.kind:
        case "days":
            for end, day in zip(ENDS, value, strict=True):
                yield f"{key.path}.{end}", day, key
        case "by_contest_code" | "by_contest_whole":
            for contest, one in value.items():
                yield f"{key.path}.{contest}", one, key
        case "codes" | "hosts":
            yield key.path, ";".join(value), key
        case _:
            yield key.path, _spelled(value), key


def _spelled(value: Any) -> Any:
    match value:
        case time():
            return value.isoformat("auto").removesuffix(":00")
        case date():
            return value.isoformat()
    return value


def tree_of(
    raw: RawTable,
) -> tuple[dict[str, Any], dict[str, int], list[Fault]]:
    """
    Put rows of key and value into the tree that dataset.toml has.

    Parameters
    ----------
    raw
        Text cells of the sheet.

    Returns
    -------
    dict
        The tree.
    dict
        Row by key.
    list of Fault
        Keys that stand there twice or inside another.
    """
    tree: dict[str, Any] = {}
    rows: dict[str, int] = {}
    faults: list[Fault] = []
    if raw.frame.height > LINES_MAX:
        return tree, rows, [_too_many(raw)]
    for row, key, value in raw.frame.select("row", "key", "value").rows():
        if key is None:
            faults += [_nameless(raw.file, row)] if value else []
            continue
        if value is None:
            rows.setdefault(key, row)
            continue
        known = rows.setdefault(key, row)
        if known != row or not _put(tree, key.split("."), _read(key, value)):
            faults.append(_repeated(raw.file, row, key))
    _list_days(tree)
    _list_constituents(tree, rows)
    return tree, rows, faults


def _too_many(raw: RawTable) -> Fault:
    return Fault(
        file=raw.file,
        found=f"{raw.frame.height} rows",
        expected=f"at most {LINES_MAX}",
        remedy="Delete the rows that are no settings.",
    )


def _nameless(file: str, row: int) -> Fault:
    return Fault(
        file=file,
        row=row,
        column="key",
        found=quoted(None),
        expected="the name of a setting",
        remedy="Fill in the cell, or delete the row.",
    )


def _repeated(file: str, row: int, key: str) -> Fault:
    return Fault(
        file=file,
        row=row,
        column="key",
        found=f"{quoted(key)} again",
        expected="each once",
        remedy="Delete one of the rows.",
    )


def _put(tree: dict[str, Any], parts: list[str], value: Any) -> bool:
    """Put a value at its place; refuse where another one stands."""
    *tables, name = parts
    inside: Any = tree
    for table in tables:
        inside = inside.setdefault(table, {})
        if not isinstance(inside, dict):
            return False
    if name in inside:
        return False
    inside[name] = value
    return True


def kind_of(key: str) -> str | None:
    """
    Kind of value that a line of the sheet holds.

    Parameters
    ----------
    key
        Name of the setting.

    Returns
    -------
    str or None
        Kind of one value, or ``None`` where the name is unknown.
    """
    for known in SETTINGS:
        if key == known.path:
            return known.kind
        if key.startswith(f"{known.path}."):
            return {"by_contest_code": "code"}.get(known.kind, "whole")
    for known in CONSTITUENT:
        if key.startswith(CONSTITUENT_PATH) and key.endswith(known.path):
            return known.kind
    return None


def _read(key: str, value: str) -> Any:
    return _READERS.get(kind_of(key) or "text", unescape)(value)


def _whole(value: str) -> Any:
    return int(value) if re.match(WHOLE, value, re.ASCII) else value


def _number(value: str) -> Any:
    return float(value) if re.match(NUMBER, value, re.ASCII) else value


def _date(value: str) -> Any:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _codes(value: str) -> Any:
    return value.split(";")


_READERS: dict[str, Callable[[str], Any]] = {
    "whole": _whole,
    "number": _number,
    "date": _date,
    "codes": _codes,
    "hosts": _codes,
}


def _list_days(tree: dict[str, Any]) -> None:
    """Turn the two lines of a phase into its list of two days."""
    phases = tree.get("phases")
    if not isinstance(phases, dict):
        return
    for name, days in phases.items():
        if isinstance(days, dict):
            extra = [day for end, day in days.items() if end not in ENDS]
            phases[name] = [days[end] for end in ENDS if end in days] + extra


def _list_constituents(tree: dict[str, Any], rows: dict[str, int]) -> None:
    """Turn the lines of the constituents into a list of tables."""
    tide = tree.get("tide")
    named = tide.get("constituent") if isinstance(tide, dict) else None
    if not isinstance(tide, dict) or not isinstance(named, dict):
        return
    tide["constituent"] = [
        {"name": name, **values} if isinstance(values, dict) else values
        for name, values in named.items()
    ]
    for at, name in enumerate(named, start=1):
        before = f"{CONSTITUENT_PATH}.{name}"
        for key, row in list(rows.items()):
            if key.startswith(before):
                end = key.removeprefix(before)
                rows[f"{CONSTITUENT_PATH}[{at}]{end}"] = row
