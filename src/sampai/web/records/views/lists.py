"""What there is of records, a list of each kind, and one record."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sampai.web.people.doors import DoorRequest, door, may, scope_for
from sampai.web.records.contacts import read_contacts
from sampai.web.records.convert import values_from, values_of
from sampai.web.records.models import Version
from sampai.web.records.selectors import (
    WHOLE_ONLY,
    asked_of,
    filter_choices,
    names_of_regency,
    record_for,
    records_in,
    tables_for,
    waiting_requests,
)
from sampai.web.records.shown import (
    Speaker,
    differences,
    filter_names,
    with_filter,
)
from sampai.web.records.views.asking import own_table
from sampai.web.records.views.exports import FORMS, chosen_by
from sampai.web.records.words import SLUG_OF, TITLES, WHAT

PAGE = 50
CHANGE = "records.change"


@door("records.see")
@require_GET
def overview(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show which records there are, and what is to be done about them.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The page.
    """
    tables = [
        {
            "slug": SLUG_OF[table],
            "title": TITLES[table],
            "what": WHAT[table],
            "count": records_in(request.regency, table, request.scope).count(),
        }
        for table in tables_for(request.scope)
    ]
    return render(
        request,
        "records/overview.html",
        {
            "tables": tables,
            "waiting": waiting_requests(request.regency)
            if request.scope.whole
            else 0,
            "may_answer": may(request, "requests.answer"),
            "may_change": may(request, CHANGE),
            "may_contacts": may(request, "contacts.see"),
            "requests_slug": SLUG_OF["requests"],
        },
    )


@door("records.see")
@never_cache
@require_GET
def record_list(request: DoorRequest, regency: str, slug: str) -> HttpResponse:
    """
    Show the records of a kind.

    Parameters
    ----------
    request, regency, slug
        Who asks, of where, and the kind; ``?q=`` and others choose.

    Returns
    -------
    HttpResponse
        The page; with ``?names=1`` for those who may, names and phones too,
        and a line in the log.
    """
    table = own_table(request, slug)
    names = names_of_regency(request.regency)
    page = Paginator(chosen_by(request, table, names), PAGE).get_page(
        request.GET.get("page")
    )
    speaker = Speaker(table, request.regency, names)
    records = list(page.object_list)
    persons = _persons(request, table, records)
    rows = [
        {
            "line": record.line,
            "cells": speaker.cells(values_of(record)),
            "person": persons.get(getattr(record, "person_id", "")),
        }
        for record in records
    ]
    asked = asked_of(request, table)
    return render(
        request,
        "records/list.html",
        {
            "slug": slug,
            "title": TITLES[table],
            "page": page,
            "rows": rows,
            "headers": speaker.headers(),
            "asked": asked,
            "filters": _filters(table, asked.chosen, speaker),
            "districts": _districts(names)
            if request.scope.whole and table not in WHOLE_ONLY
            else [],
            "is_filtered": bool(asked.text or asked.district or asked.chosen),
            "has_persons": bool(persons),
            "exports": _exports(request, slug),
            "names_url": _names_url(request, slug),
            **_permissions(request, table),
        },
    )


@door("records.see")
@require_GET
def detail(
    request: DoorRequest, regency: str, slug: str, line: UUID
) -> HttpResponse:
    """
    Show one record and all its versions.

    Parameters
    ----------
    request, regency, slug, line
        Who asks, of where, and the record.

    Returns
    -------
    HttpResponse
        The page.
    """
    table = own_table(request, slug)
    record = record_for(request, table, line)
    names = names_of_regency(request.regency)
    speaker = Speaker(table, request.regency, names)
    return render(
        request,
        "records/detail.html",
        {
            "slug": slug,
            "title": TITLES[table],
            "record": record,
            "cells": speaker.cells(values_of(record)),
            "history": _history(table, line, speaker),
            "person_id": getattr(record, "person_id", ""),
            "is_mine": _may_change_this(request, table, line),
            **_permissions(request, table),
        },
    )


def _persons(
    request: DoorRequest, table: str, records: list[Any]
) -> dict[str, Any]:
    asked = request.GET.get("names") == "1" and table == "staff"
    if not asked or not may(request, "contacts.see"):
        return {}
    ids = [record.person_id for record in records]
    return {**read_contacts(request.regency, ids, by=request.user)}


def _filters(
    table: str, chosen: dict[str, str], speaker: Speaker
) -> list[dict[str, Any]]:
    labels = {cell.column: cell.label for cell in speaker.headers()}
    return [
        {
            "name": column,
            "label": labels[column],
            "choices": filter_names(table, column).items(),
            "chosen": chosen.get(column, ""),
        }
        for column in filter_choices(table)
    ]


def _districts(names: Any) -> list[tuple[str, str]]:
    if names is None:
        return []
    return [(hub_id, names.place(hub_id)) for hub_id in names.hubs]


def _exports(request: DoorRequest, slug: str) -> dict[str, str]:
    code = request.regency.code
    return {
        form: with_filter(
            reverse("records:export", args=[code, slug, form]), request.GET
        )
        for form in FORMS
    }


def _names_url(request: DoorRequest, slug: str) -> str:
    """Give the same page of the list, with names."""
    given = request.GET.copy()
    given["names"] = "1"
    own = reverse("records:list", args=[request.regency.code, slug])
    return f"{own}?{given.urlencode()}"


def _permissions(request: DoorRequest, table: str) -> dict[str, bool]:
    own = scope_for(request, CHANGE)
    return {
        "may_change": may(request, CHANGE) and table in tables_for(own),
        "may_inspect": may(request, CHANGE) and table == "inspections",
        "may_answer": may(request, "requests.answer") and table == "requests",
        "may_contacts": may(request, "contacts.see") and table == "staff",
    }


def _may_change_this(request: DoorRequest, table: str, line: UUID) -> bool:
    if not may(request, CHANGE):
        return False
    own = records_in(request.regency, table, scope_for(request, CHANGE))
    return own.filter(line=line).exists()


def _history(table: str, line: UUID, speaker: Speaker) -> list[dict[str, Any]]:
    versions = list(
        Version.objects.filter(line=line).select_related("recorded_by")
    )
    cells = [speaker.cells(values_from(table, v.values)) for v in versions]
    told = []
    for at, version in enumerate(versions):
        before = cells[at + 1] if at + 1 < len(versions) else None
        told.append(
            {
                "version": version,
                "differences": differences(before, cells[at])
                if before is not None
                else [],
            }
        )
    return told
