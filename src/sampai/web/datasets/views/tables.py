"""What the data are: the edition in force, its tables and their rows."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sampai.tables import DATASET_TABLES
from sampai.tables.columns import CONFIDENCE
from sampai.web.datasets.selectors import (
    TableCount,
    asked_of,
    choices_in,
    edition_asked,
    filtered,
    sheet_for,
    table_counts,
)
from sampai.web.datasets.shown import Speaker, column_lines
from sampai.web.datasets.words import TITLES
from sampai.web.people.doors import DoorRequest, door, may

PAGE = 50
# Imports that the first page names; the rest are found by their editions.
RECENT = 10
HISTORY = 20


@door("data.see")
@require_GET
def overview(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show the data in force, or an older edition by ``?edition=``.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The page.
    """
    edition = edition_asked(request)
    counts = table_counts(edition) if edition else []
    history = request.regency.editions.select_related(
        "made_by", "made_from"
    ).defer("settings_toml", "made_from__settings_toml")
    return render(
        request,
        "datasets/overview.html",
        {
            "edition": edition,
            "is_in_force": edition is not None
            and edition.pk == request.regency.current_id,
            "counts": [_line(one) for one in counts],
            "confidences": CONFIDENCE,
            "totals": _totals(counts),
            "rows": sum(one.rows for one in counts),
            "history": Paginator(history, HISTORY).get_page(
                request.GET.get("page")
            ),
            "imports": request.regency.imports.filter(
                edition=None
            ).select_related("by")[:RECENT],
            "may_change": may(request, "data.change"),
        },
    )


def _line(one: TableCount) -> dict[str, Any]:
    return {
        "name": one.table.name,
        "title": TITLES[one.table.name],
        "rows": one.rows,
        "by_confidence": one.by_confidence,
    }


def _totals(counts: list[TableCount]) -> list[tuple[str, int]]:
    sums = dict.fromkeys(CONFIDENCE, 0)
    for one in counts:
        for confidence, rows in one.by_confidence:
            sums[confidence] += rows
    return list(sums.items())


@door("data.see")
@require_GET
def table(request: DoorRequest, regency: str, table: str) -> HttpResponse:
    """
    Show the rows of a table, filtered and page by page.

    Parameters
    ----------
    request, regency, table
        Who asks, of where, and the table; ``?q=``, ``?id=`` and columns
        of few words choose.

    Returns
    -------
    HttpResponse
        The page.

    Raises
    ------
    Http404
        When there is no such table.
    """
    edition, contract = edition_asked(request), DATASET_TABLES.get(table)
    if edition is None or contract is None:
        raise Http404
    asked = asked_of(request, contract)
    found = filtered(contract, sheet_for(edition, table), asked)
    page = Paginator(found.values(*contract.columns), PAGE).get_page(
        request.GET.get("page")
    )
    speaker = Speaker(contract, request.regency, edition)
    return render(
        request,
        "datasets/table.html",
        {
            "edition": edition,
            "is_in_force": edition.pk == request.regency.current_id,
            "table": table,
            "title": TITLES[table],
            "asked": asked,
            "filters": [
                {
                    "name": name,
                    "words": speaker.choices(name),
                    "chosen": asked.chosen.get(name, ""),
                }
                for name in choices_in(contract)
            ],
            "headers": speaker.headers(),
            "page": page,
            "rows": [speaker.cells(row) for row in page.object_list],
            "columns": column_lines(contract),
        },
    )
