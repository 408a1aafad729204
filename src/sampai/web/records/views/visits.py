"""Answer a request for help; walk through a store with the checklist."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sampai.web.people.doors import DoorRequest, door
from sampai.web.records.selectors import record_for
from sampai.web.records.services import add_record, answer_request
from sampai.web.records.small_forms import AnswerForm, InspectForm
from sampai.web.records.views.asking import (
    ask,
    ground_for,
    is_done,
    seen_in,
)
from sampai.web.records.words import SLUG_OF, TITLES


@door("requests.answer")
@require_http_methods(["GET", "POST"])
def answer(request: DoorRequest, regency: str, line: UUID) -> HttpResponse:
    """
    Answer a request for help.

    Parameters
    ----------
    request, regency, line
        Who asks, of where, and the request.

    Returns
    -------
    HttpResponse
        The form, or back to the requests.
    """
    record = record_for(request, "requests", line)
    form = AnswerForm(
        request.POST or None,
        initial={
            "granted": record.quantity
            if record.granted is None
            else record.granted
        },
    )

    def deed() -> object:
        return answer_request(
            record,
            form.cleaned_data["granted"],
            seen=seen_in(request),
            by=request.user,
            reason=form.cleaned_data["reason"],
        )

    if is_done(request, form, deed):
        messages.success(request, _("The answer is written down."))
        return redirect("records:list", regency, SLUG_OF["requests"])
    title = _("Answer the request")
    return ask(request, form, "requests", title, record)


@door("records.change")
@require_http_methods(["GET", "POST"])
def inspect(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Walk through a store with the checklist.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The checklist, or on to the inspections.
    """
    ground = ground_for(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InspectForm(
        ground,
        *sent,
        initial={"at": timezone.now(), "by": _own_id(request)},
    )

    def deed() -> object:
        return [
            add_record(
                request.regency,
                "inspections",
                row,
                by=request.user,
                reason="",
            )
            for row in form.rows()
        ]

    if is_done(request, form, deed):
        messages.success(request, _("The inspection is written down."))
        return redirect("records:list", regency, SLUG_OF["inspections"])
    return render(
        request,
        "records/inspect.html",
        {
            "form": form,
            "has_stores": bool(ground.stores),
            "stores_slug": SLUG_OF["stores"],
            "slug": SLUG_OF["inspections"],
            "title": TITLES["inspections"],
        },
    )


def _own_id(request: DoorRequest) -> str:
    """Sign with the id of the person where there is one."""
    person = request.user.person
    return person.person_id if person else request.user.username
