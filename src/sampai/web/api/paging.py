"""Give rows part by part, and only those of the caller's territory."""

from typing import Annotated, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from ninja import Query, Schema
from pydantic import Field

from sampai.web.people.scopes import Scope
from sampai.web.sheets.models import TABLES


class Part(Schema):
    """Which part of a list."""

    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    size: Annotated[int, Field(ge=1, le=1_000)] = 100


PartQuery = Annotated[Part, Query()]


def within(table: str, rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """
    Keep the rows that lie in a territory.

    Parameters
    ----------
    table
        Name of the table.
    rows
        Its rows.
    scope
        Territory of the caller.

    Returns
    -------
    QuerySet
        None at all of a table that tells no place.
    """
    if scope.whole:
        return rows
    columns = TABLES[table].columns
    if "tps_id" in columns:
        return rows.filter(tps_id__in=scope.tps)
    if "place_id" in columns:
        return rows.filter(place_id__in=scope.places)
    return rows.none()


def rows_out(table: str, rows: QuerySet[Any], part: Part) -> dict[str, Any]:
    """
    Give part of the rows of a table.

    Parameters
    ----------
    table
        Name of the table.
    rows
        Those that the caller may see.
    part
        Which part.

    Returns
    -------
    dict
        As the schema `Rows` has it.
    """
    return part_of(rows.values(*TABLES[table].columns), part)


def part_of(rows: Any, part: Part) -> dict[str, Any]:
    """
    Give part of a list.

    Parameters
    ----------
    rows
        List or query set of dicts.
    part
        Which part; past the end there is nothing.

    Returns
    -------
    dict
        As the schema `Rows` has it.
    """
    pages = Paginator(rows, part.size)
    is_there = part.page <= pages.num_pages
    shown = pages.page(part.page).object_list if is_there else []
    return {
        "count": pages.count,
        "page": part.page,
        "size": part.size,
        "rows": list(shown),
    }
