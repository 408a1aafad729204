"""The tables of a regulation file, key by key, with every fault."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sampai.election.fields import DEADLINE, ITEM, LIMIT, REGULATION, Field
from sampai.errors import Fault
from sampai.tables.wording import quoted

# The tables of the file, and whether there are several of one name.
SECTIONS = {
    "regulation": (REGULATION, False),
    "limit": (LIMIT, True),
    "deadline": (DEADLINE, True),
    "item": (ITEM, True),
}
HEADER = re.compile(r"\s*\[\[?\s*(\w+)\s*\]\]?")
KEY = re.compile(r"\s*(\w+)\s*=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One table of the file as it was read.

    Parameters
    ----------
    file
        Name of the file.
    section
        Name of the table, such as ``item``.
    number
        Which of that name: the first is 1.
    values
        Values of the keys that are sound.
    faults
        Faults of the others.
    rows
        Row of the file by key; that of the table itself under no name.
    """

    file: str
    section: str
    number: int
    values: Mapping[str, Any]
    faults: tuple[Fault, ...]
    rows: Mapping[str, int]

    def fault(self, key: str, found: str, expected: str, remedy: str) -> Fault:
        """
        Tell a fault of a key.

        Parameters
        ----------
        key
            The key; blank for the table as a whole.
        found, expected, remedy
            As in a fault.

        Returns
        -------
        Fault
            With the row of the key, or of the table where it is missing.
        """
        return _fault(self, key, (found, expected, remedy))


def _fault(entry: Entry, key: str, words: tuple[str, str, str]) -> Fault:
    several = SECTIONS[entry.section][1]
    name = f"{entry.section}[{entry.number}]" if several else entry.section
    found, expected, remedy = words
    return Fault(
        file=entry.file,
        row=entry.rows.get(key, entry.rows.get("")),
        column=f"{name}.{key}" if key else name,
        found=found,
        expected=expected,
        remedy=remedy,
    )


def read_entries(
    file: str, text: str, tree: Mapping[str, Any]
) -> tuple[list[Entry], list[Fault]]:
    """
    Read every table of a regulation file.

    Parameters
    ----------
    file
        Name of the file.
    text
        Its text, to tell rows by.
    tree
        What TOML reads in it.

    Returns
    -------
    list of Entry, list of Fault
        The tables in the order of the file, and the faults of its shape.
    """
    rows = _rows(text)
    faults = [_unknown(file, name) for name in tree if name not in SECTIONS]
    entries: list[Entry] = []
    for section, (fields, several) in SECTIONS.items():
        found = tree.get(section)
        tables = found if several else [found]
        if not isinstance(tables, list) or not _are_tables(tables):
            faults.append(_missing(file, section, several=several))
            continue
        entries += [
            _entry(
                Entry(
                    file=file,
                    section=section,
                    number=number,
                    values={},
                    faults=(),
                    rows=rows.get((section, number), {}),
                ),
                fields,
                table,
            )
            for number, table in enumerate(tables, start=1)
        ]
    return entries, faults


def _are_tables(tables: Sequence[object]) -> bool:
    return bool(tables) and all(isinstance(one, dict) for one in tables)


def _rows(text: str) -> dict[tuple[str, int], dict[str, int]]:
    """Find the row of every table and key; close enough for a person."""
    rows: dict[tuple[str, int], dict[str, int]] = {("", 0): {}}
    seen: Counter[str] = Counter()
    place = ("", 0)
    for row, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            seen[header[1]] += 1
            place = (header[1], seen[header[1]])
            rows[place] = {"": row}
        elif key := KEY.match(line):
            rows[place].setdefault(key[1], row)
    return rows


def _entry(
    blank: Entry, fields: tuple[Field, ...], table: Mapping[str, object]
) -> Entry:
    values: dict[str, object] = {}
    faults: list[Fault] = []
    for one in fields:
        try:
            if one.name in table:
                values[one.name] = one.take(table[one.name])
            elif one.needed:
                faults.append(_lacking(blank, one))
        except ValueError:
            found = _shown(table[one.name])
            faults.append(
                blank.fault(one.name, found, one.expected, one.remedy)
            )
    faults += _strangers(blank, fields, table)
    return Entry(
        file=blank.file,
        section=blank.section,
        number=blank.number,
        values=values,
        faults=tuple(faults),
        rows=blank.rows,
    )


def _shown(found: object) -> str:
    """Quote a value; true and false are lower case in TOML."""
    return quoted(str(found).lower() if isinstance(found, bool) else found)


def _lacking(entry: Entry, one: Field) -> Fault:
    return entry.fault(one.name, "nothing", one.expected, "Add the key.")


def _strangers(
    entry: Entry, fields: tuple[Field, ...], table: Mapping[str, object]
) -> Iterator[Fault]:
    known = [one.name for one in fields]
    for name in table:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            yield entry.fault(
                name,
                "an unknown key",
                f"one of {', '.join(known)}",
                f"Did you mean {near[0]}?" if near else "Delete the key.",
            )


def _unknown(file: str, name: str) -> Fault:
    return Fault(
        file=file,
        column=name,
        found="an unknown table",
        expected=f"one of {', '.join(SECTIONS)}",
        remedy="Delete it.",
    )


def _missing(file: str, section: str, *, several: bool) -> Fault:
    header = f"[[{section}]]" if several else f"[{section}]"
    return Fault(
        file=file,
        column=section,
        found="nothing of the kind",
        expected=f"at least one table {header}" if several else header,
        remedy=f"Add {header} with its keys.",
    )
