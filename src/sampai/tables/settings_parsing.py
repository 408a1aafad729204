"""From the tree of dataset.toml to settings, with every fault at once."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from sampai.errors import Fault
from sampai.tables.csv_files import decode
from sampai.tables.settings import Constituent, Decree, Settings, Tide
from sampai.tables.settings_spec import (
    CONSTITUENT,
    CONSTITUENT_PATH,
    SETTINGS,
    Key,
    expected_of_key,
)
from sampai.tables.settings_values import RefusedError, parse_value
from sampai.tables.wording import quoted

Tree = Mapping[str, Any]

# Far more than settings need, and little enough to tell every fault of it.
TOML_MAX = 100_000
ABSENT = "no such key"


def load_toml(file: str, data: bytes) -> Tree | Fault:
    """
    Parse TOML.

    Parameters
    ----------
    file
        Name of the file.
    data
        Its bytes.

    Returns
    -------
    Mapping or Fault
        The tree, or where it is not TOML.
    """
    if len(data) > TOML_MAX:
        return Fault(
            file=file,
            found=f"{len(data)} bytes",
            expected=f"at most {TOML_MAX}",
            remedy="Keep settings only in this file.",
        )
    text = decode(file, data)
    if isinstance(text, Fault):
        return text
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits is a ValueError of its own.
        line = re.search(r"line (\d+)", str(error))
        return Fault(
            file=file,
            row=int(line.group(1)) if line else None,
            found=f"what is not TOML ({error})",
            expected="key = value",
            remedy="Correct the line; text stands in double quotes.",
        )


def parse_settings(
    file: str, tree: Tree, rows: Mapping[str, int] | None = None
) -> tuple[Settings | None, list[Fault]]:
    """
    Check a tree of settings against its keys.

    Parameters
    ----------
    file
        Name of the file or sheet.
    tree
        Tables and values as TOML gives them.
    rows
        Row of each key, where they stand in a sheet.

    Returns
    -------
    Settings or None
        The settings, where there is no fault.
    list of Fault
        Every fault.
    """
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    contests = _at(tree, "dataset.contests")
    if not isinstance(contests, list):
        contests = None
    for key in SETTINGS:
        found = _at(tree, key.path)
        _take(file, key, found, values, faults, contests)
    constituents = _constituents(file, tree, faults)
    faults += _unknown_keys(file, tree)
    if faults:
        return None, [_located(fault, rows or {}) for fault in faults]
    return _settings(values, constituents), faults


def _located(fault: Fault, rows: Mapping[str, int]) -> Fault:
    """Add the row of the sheet that the key of a fault stands in."""
    path = fault.column or ""
    if "]" in path and path not in rows:
        path = path[: path.index("]") + 1]
    for key, row in rows.items():
        if key == path or key.startswith((f"{path}.", f"{path}[")):
            if fault.found == ABSENT:
                return replace(
                    fault,
                    row=row,
                    found=quoted(None),
                    remedy="Fill in the cell.",
                )
            return replace(fault, row=row)
    return fault


def _at(tree: Tree, path: str) -> Any:
    value: Any = tree
    for part in path.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return None
        value = value[part]
    return value


def _take(
    file: str,
    key: Key,
    found: Any,
    values: dict[str, Any],
    faults: list[Fault],
    contests: Any,
) -> None:
    """Parse one value, or note why it cannot be."""
    if found is None and key.optional:
        values[key.path] = ()
        return
    if found is None:
        faults.append(
            Fault(
                file=file,
                column=key.path,
                found=ABSENT,
                expected=expected_of_key(key),
                remedy="Add the key.",
            )
        )
        return
    try:
        values[key.path] = parse_value(key, found, contests)
    except RefusedError as refused:
        faults.append(
            Fault(
                file=file,
                column=key.path,
                found=str(refused) or _told(key, found),
                expected=expected_of_key(key),
                remedy="Correct the value.",
            )
        )


def _told(key: Key, found: Any) -> str:
    """Show a value; a text must be told from the number it looks like."""
    if isinstance(found, str) and key.kind in {"whole", "number"}:
        return f"the text {quoted(found)}"
    try:
        return quoted(found)
    except (ValueError, RecursionError):
        return "a value too long to show"


def _constituents(
    file: str, tree: Tree, faults: list[Fault]
) -> tuple[Constituent, ...]:
    found = _at(tree, CONSTITUENT_PATH)
    if not isinstance(found, list) or not found:
        faults.append(
            Fault(
                file=file,
                column=CONSTITUENT_PATH,
                found="none" if not found else quoted(found),
                expected="a table for each constituent of the tide",
                remedy="Add [[tide.constituent]] for each of them.",
            )
        )
        return ()
    before = len(faults)
    rows = [
        _constituent(file, at, one, faults) for at, one in enumerate(found)
    ]
    if len(faults) > before:
        return ()
    names = [row["name"] for row in rows]
    repeated = {name for name in names if names.count(name) > 1}
    faults += [
        Fault(
            file=file,
            column=CONSTITUENT_PATH,
            found=f"{quoted(name)} {names.count(name)} times",
            expected="each constituent once",
            remedy="Delete those that are too many.",
        )
        for name in sorted(repeated)
    ]
    return tuple(
        Constituent(**row) for row in sorted(rows, key=lambda row: row["name"])
    )


def _constituent(
    file: str, at: int, one: Any, faults: list[Fault]
) -> dict[str, Any]:
    tree = one if isinstance(one, dict) else {}
    values: dict[str, Any] = {}
    for key in CONSTITUENT:
        path = f"{CONSTITUENT_PATH}[{at + 1}].{key.path}"
        named = Key(
            path=path,
            kind=key.kind,
            doc=key.doc,
            bounds=key.bounds,
            choices=key.choices,
        )
        _take(file, named, tree.get(key.path), values, faults, None)
    known = [key.path for key in CONSTITUENT]
    for name in tree:
        if name not in known:
            path = f"{CONSTITUENT_PATH}[{at + 1}].{name}"
            faults.append(_unknown(file, path, name, known))
    return {path.rsplit(".")[-1]: value for path, value in values.items()}


def _unknown_keys(file: str, tree: Tree, prefix: str = "") -> list[Fault]:
    paths = [key.path for key in SETTINGS]
    faults: list[Fault] = []
    for name, value in tree.items():
        path = f"{prefix}{name}"
        if path in (*paths, CONSTITUENT_PATH):
            continue
        inside = [known for known in paths if known.startswith(f"{path}.")]
        if inside and isinstance(value, dict):
            faults += _unknown_keys(file, value, f"{path}.")
        elif not inside:
            depth = path.count(".")
            beside = [
                known.split(".")[depth]
                for known in paths
                if known.startswith(prefix) and known.count(".") >= depth
            ]
            faults.append(_unknown(file, path, name, beside))
    return faults


def _unknown(file: str, path: str, name: str, known: list[str]) -> Fault:
    near = get_close_matches(name, known, n=1)
    return Fault(
        file=file,
        column=path,
        found="an unknown key",
        expected="only keys of the contract",
        remedy=f"Did you mean {near[0]}?" if near else "Delete the key.",
    )


def _settings(
    values: Mapping[str, Any], constituents: tuple[Constituent, ...]
) -> Settings:
    groups: dict[str, dict[str, Any]] = {"decree": {}, "tide": {}}
    phases: dict[str, tuple[int, int]] = {}
    single: dict[str, Any] = {}
    for key in SETTINGS:
        group = key.path.split(".")[-2]
        place = phases if group == "phases" else groups.get(group, single)
        place[key.attribute] = values[key.path]
    return Settings(
        **single,
        phases=phases,
        decree=Decree(**groups["decree"]),
        tide=Tide(**groups["tide"], constituents=constituents),
    )
