"""Write records down, change them, take them out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sampai.web.people.doors import DoorRequest, door
from sampai.web.records.convert import values_of
from sampai.web.records.forms import RecordForm
from sampai.web.records.selectors import record_for
from sampai.web.records.services import (
    add_record,
    change_record,
    remove_record,
)
from sampai.web.records.small_forms import RemoveForm
from sampai.web.records.views.asking import (
    ask,
    ground_for,
    is_done,
    own_table,
    seen_in,
)


@door("records.change")
@require_http_methods(["GET", "POST"])
def add(request: DoorRequest, regency: str, slug: str) -> HttpResponse:
    """
    Write a record down.

    Parameters
    ----------
    request, regency, slug
        Who asks, of where, and the kind.

    Returns
    -------
    HttpResponse
        The form, or back to the list.
    """
    table = own_table(request, slug)
    form = RecordForm(table, ground_for(request), request.POST or None)

    def deed() -> object:
        return add_record(
            request.regency,
            table,
            form.values({}),
            by=request.user,
            reason=form.cleaned_data["reason"],
        )

    if is_done(request, form, deed):
        messages.success(request, _("The record is written down."))
        return redirect("records:list", regency, slug)
    return ask(request, form, table, _("Write a record down"))


@door("records.change")
@require_http_methods(["GET", "POST"])
def change(
    request: DoorRequest, regency: str, slug: str, line: UUID
) -> HttpResponse:
    """
    Change a record; what stood before is kept.

    Parameters
    ----------
    request, regency, slug, line
        Who asks, of where, and the record.

    Returns
    -------
    HttpResponse
        The form, or back to the record.
    """
    table = own_table(request, slug)
    record = record_for(request, table, line)
    stands = values_of(record)
    form = RecordForm(
        table, ground_for(request), request.POST or None, initial=stands
    )

    def deed() -> object:
        return change_record(
            record,
            form.values(stands),
            seen=seen_in(request),
            by=request.user,
            reason=form.cleaned_data["reason"],
        )

    if is_done(request, form, deed):
        messages.success(request, _("The record is changed."))
        return redirect("records:detail", regency, slug, line)
    return ask(request, form, table, _("Change the record"), record)


@door("records.change")
@require_http_methods(["GET", "POST"])
def remove(
    request: DoorRequest, regency: str, slug: str, line: UUID
) -> HttpResponse:
    """
    Take a record out of its list; its versions are kept.

    Parameters
    ----------
    request, regency, slug, line
        Who asks, of where, and the record.

    Returns
    -------
    HttpResponse
        The question, or back to the list.
    """
    table = own_table(request, slug)
    record = record_for(request, table, line)
    form = RemoveForm(request.POST or None)

    def deed() -> object:
        remove_record(
            record,
            seen=seen_in(request),
            by=request.user,
            reason=form.cleaned_data["reason"],
        )
        return True

    if is_done(request, form, deed):
        messages.success(request, _("The record is taken out."))
        return redirect("records:list", regency, slug)
    return ask(request, form, table, _("Take the record out"), record)
