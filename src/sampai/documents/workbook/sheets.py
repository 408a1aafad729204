"""Sheets of the workbook: the tables of a plan with names and units."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import dataframely as dy
import polars as pl

from sampai.documents.names import Names
from sampai.documents.operation_files import TABLES
from sampai.documents.workbook.risk import in_words
from sampai.election import Item
from sampai.tables import Dataset, Operation, Table
from sampai.tables.operation import OPTIONAL


class Share(float):
    """A chance: a number that is shown as a percentage."""

    __slots__ = ()


# Whole, decimal, chance, text or a local moment; None is a blank cell.
Value = str | int | float | Share | datetime | None
PROBABILITY = "probability"
# A one is a one here; elsewhere it says that all scenarios went well.
EXACT = frozenset({"reachable_prob", "on_time_se", "share"})
# What is not sorted by its key: the weakest and the cheapest stand first.
SORTED = {
    "risk": ["on_time_prob", "tps_id"],
    "frontier": ["cost_out_idr", "plan"],
}

# Sections of the catalogue that put a column's codes into words.
CODED = (
    *("stage", "purpose", "packed", "surface", "contest", "reason"),
    *("remedy", "rule", "why", "cause", "change"),
)
PLACES = (
    *("place_id", "origin_id", "end_id", "from_id", "to_id"),
    *("for_place_id", "board_id", "blame_from_id", "blame_to_id"),
)
# The order in which people want them, not that of the contract.
ORDER = (
    *("trips", "stops", "loads", "last_mile", "needs", "unserved"),
    *("exceptions", "risk", "cures", "frontier", "prices", "blame"),
    "passages",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """
    One column of a sheet.

    Parameters
    ----------
    name
        Column of the CSV file; blank where the workbook adds it.
    header
        What stands above it, with its unit.
    meaning
        One line on it.
    values
        Cells from top to bottom.
    is_chance
        Whether its cells are chances of being on time, to be coloured.
    """

    name: str
    header: str
    meaning: str
    values: Sequence[Value]
    is_chance: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """
    One sheet of the workbook.

    Parameters
    ----------
    key
        Name of the sheet in the catalogue of texts.
    columns
        Columns of one length.
    """

    key: str
    columns: Sequence[Column]


def operation_sheets(
    dataset: Dataset,
    operation: Operation,
    names: Names,
    items: Mapping[str, Item],
) -> list[Sheet]:
    """
    Make a sheet of every table of an operation.

    Parameters
    ----------
    dataset
        The regency.
    operation
        Its plan.
    names
        Names in the language of the workbook.
    items
        Items of the regulation by code.

    Returns
    -------
    list of Sheet
        In the order in which people want them.
    """
    tables = {table.name: table for table in TABLES}
    return [
        Sheet(
            key=name,
            columns=_columns(
                tables[name],
                in_words(
                    name, getattr(operation, name), dataset, names
                ).with_columns(
                    pl.col(pl.Datetime)
                    .dt.convert_time_zone(dataset.settings.time_zone)
                    .dt.replace_time_zone(None)
                ),
                names,
                items,
            ),
        )
        for name in ORDER
        if name not in OPTIONAL or getattr(operation, name).height
    ]


def _columns(
    table: Table, frame: pl.DataFrame, names: Names, items: Mapping[str, Item]
) -> list[Column]:
    rows = frame.sort(SORTED.get(table.name, table.key))
    found = []
    for name, column in table.columns.items():
        values = _values(column, rows[name], names)
        meaning = column.description or ""
        header = _header(column, names)
        found.append(
            Column(
                name=name,
                header=header,
                meaning=meaning,
                values=values,
                is_chance=_is_chance(column),
            )
        )
        told = _name_of(name, names, items)
        if told is not None:
            words = [None if key is None else told(key) for key in rows[name]]
            title = names.words("column.name", header=header)
            found.append(
                Column(name="", header=title, meaning=meaning, values=words)
            )
    return found


def _unit(column: dy.Column) -> str | None:
    return (column.metadata or {}).get("unit")


def _is_chance(column: dy.Column) -> bool:
    """Tell chances from bounds, errors and shares of lateness."""
    return _unit(column) == PROBABILITY and column.name not in EXACT


def _header(column: dy.Column, names: Names) -> str:
    words = names.words
    header = words(f"column.{column.name}")
    unit = _unit(column)
    if isinstance(column, dy.Datetime):
        unit = words.zone_name
    elif unit in words.section("measure"):
        unit = words(f"measure.{unit}")
    else:
        return header
    return words("column.measured", header=header, unit=unit)


def _values(column: dy.Column, cells: pl.Series, names: Names) -> list[Value]:
    if _unit(column) == PROBABILITY:
        return [None if cell is None else Share(cell) for cell in cells]
    if isinstance(column, dy.Bool):
        words = names.words
        answers = {True: words("general.yes"), False: words("general.no")}
        return [answers.get(cell) for cell in cells]
    section = column.name.removeprefix("blame_")
    if section in CODED:
        return [
            None if code is None else names.words.code(section, code)
            for code in cells
        ]
    return cells.to_list()


def _name_of(
    name: str, names: Names, items: Mapping[str, Item]
) -> Callable[[str], str] | None:
    """Find out how a column of ids is put into names, where it is one."""
    if name in PLACES:
        return names.place

    def subject(key: str) -> str:
        if key in names.tps:
            return names.station(key)
        if key in names.vehicles:
            return names.vehicle_type(key)
        return names.place(key) if key in names.places else key

    told: dict[str, Callable[[str], str]] = {
        "tps_id": names.station,
        "subject_id": subject,
        "vehicle_type": names.vehicle_type,
        "item": lambda code: item_name(items[code], names),
    }
    return told.get(name)


def item_name(item: Item, names: Names) -> str:
    """
    Name of an item of the regulation.

    Parameters
    ----------
    item
        The item.
    names
        They know the language.

    Returns
    -------
    str
        Such as ``Kotak suara``.
    """
    return str(getattr(item, f"name_{names.words.language}"))
