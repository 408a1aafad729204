"""What there is of data: editions, tables and their rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import dataframely as dy
from django.db.models import Count, Q, QuerySet, Value
from django.http import Http404

from sampai.tables import DATASET_TABLES, Table
from sampai.tables.columns import CONFIDENCE
from sampai.web.datasets.models import Edition, Regency
from sampai.web.people.doors import DoorRequest
from sampai.web.sheets.convert import rows_of
from sampai.web.sheets.models import Sheet

EDITION = "edition"
# Of what someone looks for.
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCount:
    """
    How many rows a table of an edition has.

    Parameters
    ----------
    table
        The table.
    rows
        How many there are.
    by_confidence
        How many of each confidence, in the order of the contract.
    """

    table: Table
    rows: int
    by_confidence: tuple[tuple[str, int], ...]


def edition_asked(request: DoorRequest) -> Edition | None:
    """
    Find the edition that an address asks for by ``?edition=``.

    Parameters
    ----------
    request
        Of someone who may see the data.

    Returns
    -------
    Edition
        Without a number the one in force; None while there is none.

    Raises
    ------
    Http404
        When there is none of that number.
    """
    asked = request.GET.get(EDITION, "")
    if not asked:
        return request.regency.current
    found = edition_of(request.regency, asked)
    if found is None:
        raise Http404
    return found


def edition_of(regency: Regency, number: str) -> Edition | None:
    """
    Find an edition by its number.

    Parameters
    ----------
    regency
        Whose.
    number
        As an address has it.

    Returns
    -------
    Edition
        None where there is none.
    """
    # A longer number is none of ours, and more than a database takes.
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004 (a billion has ten)
        return None
    editions = regency.editions.select_related("made_by")
    return editions.filter(number=int(number)).first()


def table_counts(edition: Edition) -> list[TableCount]:
    """
    Count the rows of an edition, by table and by confidence.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    list of TableCount
        In the order of the contract.
    """
    sheets = {sheet.table: sheet for sheet in edition.sheets.all()}
    found: dict[str, dict[str, int]] = {name: {} for name in sheets}
    for name, confidence, rows in _counted(sheets.values()):
        found[name][confidence] = rows
    return [
        TableCount(
            table=table,
            rows=sheets[name].height,
            by_confidence=tuple(
                (confidence, found[name].get(confidence, 0))
                for confidence in CONFIDENCE
            ),
        )
        for name, table in DATASET_TABLES.items()
        if name in sheets
    ]


def _counted(sheets: Iterable[Sheet]) -> list[tuple[str, str, int]]:
    """Count all tables in one query."""
    parts = [_counting(sheet) for sheet in sheets]
    if not parts:
        return []
    first, *others = parts
    return list(first.union(*others, all=True))


def _counting(sheet: Sheet) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = rows_of(sheet)
    by_confidence = rows.order_by().values("confidence")
    counted = by_confidence.annotate(
        table=Value(sheet.table), rows=Count("id")
    )
    told: QuerySet[Any, Any] = counted.values_list(
        "table", "confidence", "rows"
    )
    return told


def choices_in(table: Table) -> dict[str, tuple[str, ...]]:
    """
    Give the columns by which a table can be filtered.

    Parameters
    ----------
    table
        Table of the contract.

    Returns
    -------
    dict
        Words by the name of the column.
    """
    return {
        name: tuple((column.metadata or {})["choices"])
        for name, column in table.columns.items()
        if (column.metadata or {}).get("choices")
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    Which rows of a table are wanted.

    Parameters
    ----------
    text
        Part of any of its words; blank: any.
    key
        Value of the first column of the key; blank: any.
    chosen
        Words by column.
    """

    text: str
    key: str
    chosen: dict[str, str]

    @property
    def is_filter(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.key or self.chosen)


def asked_of(request: DoorRequest, table: Table) -> Asked:
    """
    Read from an address which rows are wanted.

    Parameters
    ----------
    request
        With ``?q=``, ``?id=`` and the names of columns.
    table
        Table of the contract.

    Returns
    -------
    Asked
        Only what the table knows.
    """
    given = request.GET
    return Asked(
        text=given.get("q", "").strip()[:LONGEST],
        key=given.get("id", "").strip()[:LONGEST],
        chosen={
            column: word
            for column, words in choices_in(table).items()
            if (word := given.get(column, "")) in words
        },
    )


def filtered(table: Table, sheet: Sheet, asked: Asked) -> QuerySet[Any]:
    """
    Choose rows of a table.

    Parameters
    ----------
    table, sheet
        What it is, and where its rows stand.
    asked
        Which are wanted.

    Returns
    -------
    QuerySet
        In the order of the key.
    """
    rows: QuerySet[Any] = rows_of(sheet).filter(**asked.chosen)
    if asked.key:
        rows = rows.filter(**{table.key[0]: asked.key})
    if asked.text:
        found = Q()
        for name, column in table.columns.items():
            if isinstance(column, dy.String):
                found |= Q(**{f"{name}__icontains": asked.text})
        rows = rows.filter(found)
    return rows


def sheet_for(edition: Edition, table: str) -> Sheet:
    """
    Find the rows of a table of an edition.

    Parameters
    ----------
    edition, table
        Which.

    Returns
    -------
    Sheet
        The sheet.

    Raises
    ------
    Http404
        When there is no such table.
    """
    sheet = edition.sheets.filter(table=table).first()
    if sheet is None or table not in DATASET_TABLES:
        raise Http404
    return sheet
