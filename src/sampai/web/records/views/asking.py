"""What every page with a form about a record shares."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sampai.web.pages.speech import words_for
from sampai.web.people.doors import DoorRequest
from sampai.web.plans.selectors import is_number
from sampai.web.records.convert import values_of
from sampai.web.records.forms import RecordForm
from sampai.web.records.ground import Ground
from sampai.web.records.selectors import (
    names_of_regency,
    records_in,
    tables_for,
)
from sampai.web.records.services import RecordError
from sampai.web.records.shown import Speaker
from sampai.web.records.small_forms import RemoveForm
from sampai.web.records.words import SLUG_OF, TITLES, table_for

Deed = Callable[[], object]


def is_done(request: DoorRequest, form: Form, deed: Deed) -> bool:
    """
    Do something if its form is sound; a refusal becomes a word of the form.

    Parameters
    ----------
    request, form
        Of the page.
    deed
        What is to be done.

    Returns
    -------
    bool
        Whether it was.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        with transaction.atomic():
            deed()
    except RecordError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def ask(
    request: DoorRequest,
    form: Form,
    table: str,
    heading: str,
    record: Any = None,
) -> HttpResponse:
    """
    Show a form about a record.

    Parameters
    ----------
    request, form
        Of the page.
    table, heading
        What it is about.
    record
        The record as it stands; None for a new one.

    Returns
    -------
    HttpResponse
        The page.
    """
    slug, code = SLUG_OF[table], request.regency.code
    back = reverse("records:list", args=[code, slug])
    cells = []
    if record is not None:
        back = reverse("records:detail", args=[code, slug, record.line])
        names = names_of_regency(request.regency)
        speaker = Speaker(table, request.regency, names)
        cells = speaker.cells(values_of(record))
    return render(
        request,
        "records/form.html",
        {
            "form": form,
            "slug": slug,
            "title": TITLES[table],
            "heading": heading,
            "back": back,
            "record": record,
            "cells": [] if isinstance(form, RecordForm) else cells,
            "is_removal": isinstance(form, RemoveForm),
            # What was looked at first stays, even where others were quicker.
            "seen": seen_in(request)
            if request.method == "POST"
            else getattr(record, "number", 0),
        },
    )


def own_table(request: DoorRequest, slug: str) -> str:
    """
    Find the table of an address, if someone has anything to do with it.

    Parameters
    ----------
    request, slug
        Who asks, and the part of the address.

    Returns
    -------
    str
        Name of the table.

    Raises
    ------
    Http404
        When there is none, or it is not for their territory.
    """
    table = table_for(slug)
    if table not in tables_for(request.scope):
        raise Http404
    return table


def ground_for(request: DoorRequest) -> Ground:
    """
    Give what someone may name in a form.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    Ground
        Of their territory.
    """
    stores = records_in(request.regency, "stores", request.scope)
    return Ground(
        names=names_of_regency(request.regency),
        scope=request.scope,
        stores=tuple(stores.values_list("store_id", flat=True)),
        zone=words_for(request.regency).zone,
    )


def seen_in(request: DoorRequest) -> int:
    """
    Tell which version of a record someone had before them.

    Parameters
    ----------
    request
        That sends a form.

    Returns
    -------
    int
        Its number; 0 where none was sent.
    """
    sent = request.POST.get("seen", "")
    return int(sent) if is_number(sent) else 0
