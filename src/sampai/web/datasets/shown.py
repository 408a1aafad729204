"""Rows of the data as a page shows them: words, links, local numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import urlencode

import dataframely as dy
from django.urls import reverse
from django.utils.translation import gettext as _

from sampai.tables import DATASET_TABLES, Table
from sampai.web.datasets.models import Edition, Regency
from sampai.web.datasets.words import SECTIONS, TITLES, said
from sampai.web.pages.speech import words_for
from sampai.web.pages.templatetags.words import NOTHING

NUMBERS = (dy.Int64, dy.Float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """
    Head of a column.

    Parameters
    ----------
    name, meaning
        As the contract has it, and what it means.
    is_number
        Whether it stands to the right.
    """

    name: str
    meaning: str
    is_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """
    One value of a row.

    Parameters
    ----------
    text, title
        What is shown, and the code behind it.
    url
        Where the row that it names is shown; blank for none.
    confidence
        Where it tells how far the row can be trusted; blank elsewhere.
    is_number
        Whether it stands to the right.
    """

    text: str
    title: str = ""
    url: str = ""
    confidence: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLine:
    """
    What a column holds, for the key below a table.

    Parameters
    ----------
    name, meaning, unit
        Name in files, what it means, and unit of its numbers.
    words
        The few words that may stand in it; blank: any.
    refers, refers_title
        Table whose ids stand in it; blank for none.
    may_be_blank
        Whether a cell may be blank.
    """

    name: str
    meaning: str
    unit: str
    words: str
    refers: str
    refers_title: str
    may_be_blank: bool


class Speaker:
    """
    Put the columns of a table into words.

    Parameters
    ----------
    table, regency
        What about, and of where.
    edition
        To whose tables its links lead; None: no links.
    """

    def __init__(
        self, table: Table, regency: Regency, edition: Edition | None
    ) -> None:
        self._columns = table.columns
        self._words = words_for(regency)
        self._urls = _addresses(table, regency, edition) if edition else {}

    def headers(self) -> list[Header]:
        """
        Give the heads of the columns.

        Returns
        -------
        list of Header
            In the order of the contract.
        """
        return [
            Header(
                name=name,
                meaning=said(column.description or ""),
                is_number=isinstance(column, NUMBERS),
            )
            for name, column in self._columns.items()
        ]

    def choices(self, column: str) -> list[tuple[str, str]]:
        """
        Name the few words of a column.

        Parameters
        ----------
        column
            One that has choices.

        Returns
        -------
        list
            Word and what it is called.
        """
        words = (self._columns[column].metadata or {})["choices"]
        return [(word, self._code(column, word)) for word in words]

    def cells(self, row: Mapping[str, Any]) -> list[Cell]:
        """
        Give the values of a row.

        Parameters
        ----------
        row
            By column.

        Returns
        -------
        list of Cell
            In the order of the contract.
        """
        return [self.cell(name, row[name]) for name in self._columns]

    def cell(self, name: str, value: Any) -> Cell:
        """
        Give one value.

        Parameters
        ----------
        name, value
            Of which column.

        Returns
        -------
        Cell
            A dash where there is none.
        """
        if value is None or value == "":
            return Cell(text=NOTHING)
        column = self._columns[name]
        if isinstance(column, NUMBERS):
            return Cell(text=self._number(value), is_number=True)
        text = self._text(name, value)
        base = self._urls.get(name)
        return Cell(
            text=text,
            title=value if isinstance(value, str) and text != value else "",
            url=f"{base}{urlencode({'id': value})}" if base else "",
            confidence=value if name == "confidence" else "",
        )

    def _number(self, value: float) -> str:
        text = repr(value)
        if isinstance(value, int):
            return self._words.whole(value)
        # All its digits: here one looks up what stands in the data.
        _whole, _point, after = text.partition(".")
        if "e" in text or not after.isdigit():
            return text
        return self._words.decimal(value, len(after) if after != "0" else 0)

    def _text(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, time):
            return value.isoformat("auto").removesuffix(":00")
        return self._code(name, str(value))

    def _code(self, name: str, value: str) -> str:
        section = SECTIONS.get(name)
        return self._words.code(section, value) if section else value


def _addresses(
    table: Table, regency: Regency, edition: Edition
) -> dict[str, str]:
    """Give the page of the rows that a column names, by column."""
    is_old = edition.pk != regency.current_id
    asked = f"edition={edition.number}&" if is_old else ""
    found = {}
    for name, column in table.columns.items():
        is_own = (name,) == table.key
        refers = (column.metadata or {}).get("refers")
        to = table.name if is_own else refers
        if to in DATASET_TABLES:
            url = reverse("datasets:table", args=[regency.code, to])
            found[name] = f"{url}?{asked}"
    return found


def column_lines(table: Table) -> list[ColumnLine]:
    """
    Tell what each column of a table holds.

    Parameters
    ----------
    table
        Table of the contract.

    Returns
    -------
    list of ColumnLine
        In the order of the contract.
    """
    return [_line(name, column) for name, column in table.columns.items()]


def _line(name: str, column: dy.Column) -> ColumnLine:
    metadata = column.metadata or {}
    unit = metadata.get("unit") or ""
    words = metadata.get("choices") or metadata.get("several") or ()
    refers = metadata.get("refers") or ""
    return ColumnLine(
        name=name,
        meaning=said(column.description or ""),
        unit="" if unit == "-" else said(unit),
        words=", ".join(words),
        refers=refers,
        refers_title=str(TITLES.get(refers, refers)),
        may_be_blank=column.nullable or metadata.get("blank") is not None,
    )
