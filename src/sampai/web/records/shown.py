"""Records as a page shows them: names in place of ids, local times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import dataframely as dy
from django.http import QueryDict
from django.utils.translation import gettext

from sampai.documents.names import Names
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.web.datasets.models import Regency
from sampai.web.pages.speech import words_for
from sampai.web.pages.templatetags.words import NOTHING, moment
from sampai.web.records.words import COLUMNS, NO, YES, choices_of

HASH_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """
    One value of a record.

    Parameters
    ----------
    column, label
        Name of the column, and what it is called.
    text, title
        What is shown, and what stands behind it.
    is_number
        Whether it stands to the right.
    """

    column: str
    label: str
    text: str
    title: str = ""
    is_number: bool = False


class Speaker:
    """
    Put the columns of a table into words.

    Parameters
    ----------
    table, regency, names
        What about, on whose clock, and how its places are called.
    """

    def __init__(
        self, table: str, regency: Regency, names: Names | None
    ) -> None:
        self._columns = RECORD_TABLES[table].columns
        self._regency, self._names = regency, names
        self._words = words_for(regency)
        self._choices = {name: choices_of(name) for name in self._columns}

    def headers(self) -> list[Cell]:
        """
        Give the heads of the columns.

        Returns
        -------
        list of Cell
            Without values.
        """
        return [
            Cell(
                column=name,
                label=str(COLUMNS[name]),
                text="",
                is_number=_is_amount(column),
            )
            for name, column in self._columns.items()
        ]

    def cells(self, values: Mapping[str, Any]) -> list[Cell]:
        """
        Give the values of a record.

        Parameters
        ----------
        values
            By column, as a frame holds them.

        Returns
        -------
        list of Cell
            In the order of the contract.
        """
        return [
            self._cell(name, column, values.get(name))
            for name, column in self._columns.items()
        ]

    def _cell(self, name: str, column: dy.Column, value: Any) -> Cell:
        text, title = self._text(name, column, value), ""
        if text != value and isinstance(value, str):
            title = value
        return Cell(
            column=name,
            label=str(COLUMNS[name]),
            text=text,
            title=title,
            is_number=_is_amount(column),
        )

    def _text(self, name: str, column: dy.Column, value: Any) -> str:
        if value is None or value == "":
            return NOTHING
        if isinstance(column, dy.Datetime):
            return moment(value, self._regency)
        if isinstance(column, dy.Bool):
            return str(YES if value else NO)
        if isinstance(column, dy.Int64):
            is_day = name.endswith("_day")
            return (
                self._words.day(value) if is_day else self._words.whole(value)
            )
        return self._name(name, value)

    def _name(self, column: str, value: str) -> str:
        if column == "photo_sha256":
            return f"{value[:HASH_SHOWN]}\N{HORIZONTAL ELLIPSIS}"
        names = self._names
        if names is not None:
            if column == "tps_id" and value in names.tps:
                return names.station(value)
            if column == "place_id" and value in names.places:
                return names.place_in_full(value)
            if column == "item" and value in names.vehicles:
                return names.vehicle_type(value)
        return self._choices[column].get(value, value)


def _is_amount(column: dy.Column) -> bool:
    is_day = column.name.endswith("_day")
    return isinstance(column, dy.Int64) and not is_day


def differences(
    older: Iterable[Cell], newer: Iterable[Cell]
) -> list[tuple[str, str, str]]:
    """
    Tell what changed from one version to the next.

    Parameters
    ----------
    older, newer
        Cells of both, in the same order.

    Returns
    -------
    list
        Label, what stood, what stands.
    """
    pairs = zip(older, newer, strict=True)
    return [
        (new.label, old.text, new.text)
        for old, new in pairs
        if (old.text, old.title) != (new.text, new.title)
    ]


def filter_names(table: str, column: str) -> dict[str, str]:
    """
    Name what a list can be filtered by in a column.

    Parameters
    ----------
    table, column
        Of which list.

    Returns
    -------
    dict
        Names by the word in the address.
    """
    if isinstance(RECORD_TABLES[table].columns[column], dy.String):
        return choices_of(column)
    return {"yes": gettext("yes"), "no": gettext("no")}


def with_filter(address: str, given: QueryDict) -> str:
    """
    Carry the filter of a list over to another address.

    Parameters
    ----------
    address
        The other address.
    given
        The filter, with the page.

    Returns
    -------
    str
        The address with the filter.
    """
    kept = given.copy()
    kept.pop("page", None)
    return f"{address}?{kept.urlencode()}" if kept else address
