"""Sheets on goods: what is in which box, and stock against needs."""

from collections.abc import Mapping, Sequence

import polars as pl

from sampai.documents.names import Names
from sampai.documents.workbook.sheets import Column, Sheet, Value, item_name
from sampai.election import Item, Regulation, balance, packing_list
from sampai.tables import Dataset


def supply_sheets(
    dataset: Dataset, regulation: Regulation, names: Names
) -> list[Sheet]:
    """
    Make the sheets of kits and of stock.

    Parameters
    ----------
    dataset
        The regency.
    regulation
        Rules in force.
    names
        Names in the language of the workbook.

    Returns
    -------
    list of Sheet
        Kits, then stock.
    """
    by_code = {item.code: item for item in regulation.items}
    return [
        _kits(packing_list(dataset, regulation), names, by_code),
        _stock(balance(dataset, regulation), names, by_code),
    ]


def _kits(
    listed: pl.DataFrame, names: Names, by_code: Mapping[str, Item]
) -> Sheet:
    words = names.words
    stations = listed["tps_id"].to_list()
    items = listed["item"].to_list()
    return Sheet(
        key="kits",
        columns=[
            _column("tps_id", names, stations),
            _named("tps_id", names, [names.station(key) for key in stations]),
            _column("box", names, _codes(names, "contest", listed["box"])),
            _column("item", names, items),
            _named(
                "item",
                names,
                [item_name(by_code[code], names) for code in items],
            ),
            _column("quantity", names, listed["quantity"].to_list()),
            _column(
                "unit",
                names,
                [words.code("unit", by_code[code].unit) for code in items],
            ),
            _column(
                "packed", names, _codes(names, "packed", listed["packed"])
            ),
        ],
    )


def _stock(
    balanced: pl.DataFrame, names: Names, by_code: Mapping[str, Item]
) -> Sheet:
    items = balanced["item"].to_list()
    contests = _codes(names, "contest", balanced["contest"])
    counts = ("needed", "received", "damaged", "short")
    return Sheet(
        key="stock",
        columns=[
            _column("item", names, items),
            _named(
                "item",
                names,
                [item_name(by_code[code], names) for code in items],
            ),
            _column("contest", names, contests),
            *(
                _column(name, names, balanced[name].to_list())
                for name in counts
            ),
        ],
    )


def _column(name: str, names: Names, values: Sequence[Value]) -> Column:
    header = names.words(f"column.{name}")
    return Column(name=name, header=header, meaning="", values=values)


def _named(name: str, names: Names, values: Sequence[Value]) -> Column:
    header = names.words("column.name", header=names.words(f"column.{name}"))
    return Column(name="", header=header, meaning="", values=values)


def _codes(names: Names, section: str, cells: pl.Series) -> list[Value]:
    return [
        None if code is None else names.words.code(section, code)
        for code in cells
    ]
