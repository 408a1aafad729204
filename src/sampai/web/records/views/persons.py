"""Names and phones; every page that shows them writes down who read it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from sampai.web.people.doors import DoorRequest, door, may
from sampai.web.people.models import Person
from sampai.web.records.contacts import (
    Contact,
    add_person,
    change_person,
    keep_days,
    read_contacts,
    result_is_final,
)
from sampai.web.records.services import RecordError
from sampai.web.records.small_forms import FinalForm, PersonForm

PAGE = 50


@door("contacts.see")
@never_cache
@require_GET
def person_list(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show names and phones, a page of them at a time.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?q=`` is part of an id.

    Returns
    -------
    HttpResponse
        The page.
    """
    asked = request.GET.get("q", "").strip()[:80]
    persons = Person.objects.filter(regency=request.regency)
    if asked:
        # Names are encrypted: no database can look into them.
        persons = persons.filter(person_id__icontains=asked)
    ids = persons.order_by("person_id").values_list("person_id", flat=True)
    page = Paginator(ids, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    found = read_contacts(request.regency, shown, by=request.user)
    return render(
        request,
        "records/persons.html",
        {
            "page": page,
            "asked": asked,
            "persons": [found[one] for one in shown if one in found],
            "final": FinalForm(),
            "keep_days": keep_days(),
            "may_change": may(request, "contacts.change"),
        },
    )


@door("contacts.change")
@require_http_methods(["GET", "POST"])
def person_add(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Keep a name and a phone.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?person_id=`` fills in the id.

    Returns
    -------
    HttpResponse
        The form, or back to the list.
    """
    initial = {"person_id": request.GET.get("person_id", "")}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        contact = Contact(**form.cleaned_data)
        try:
            add_person(request.regency, contact, by=request.user)
        except RecordError as refusal:
            form.add_error("person_id", str(refusal))
        else:
            messages.success(request, _("The person is written down."))
            return redirect("records:persons", regency)
    return _form(request, form, "")


@door("contacts.change")
@never_cache
@require_http_methods(["GET", "POST"])
def person_change(
    request: DoorRequest, regency: str, person_id: str
) -> HttpResponse:
    """
    Change a name or a phone.

    Parameters
    ----------
    request, regency, person_id
        Who asks, of where, and whose.

    Returns
    -------
    HttpResponse
        The form, or back to the list.
    """
    person = get_object_or_404(
        Person, regency=request.regency, person_id=person_id
    )
    posted = request.method == "POST"
    form = PersonForm(
        request.POST or None,
        initial={"person_id": person_id}
        if posted
        else _initial(request, person_id),
    )
    # The records name this id; what is sent in its place is passed over.
    form.fields["person_id"].disabled = True
    if posted and form.is_valid():
        change_person(person, Contact(**form.cleaned_data), by=request.user)
        messages.success(request, _("The person is changed."))
        return redirect("records:persons", regency)
    return _form(request, form, person_id)


@door("contacts.change")
@require_POST
def final(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Say when the result became final, from which the time of all runs.

    Parameters
    ----------
    request, regency
        Who says so, and of where.

    Returns
    -------
    HttpResponse
        Back to the list.
    """
    form = FinalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the day as year, month and day."))
        return redirect("records:persons", regency)
    day = form.cleaned_data["final_on"]
    count = result_is_final(request.regency, day, by=request.user)
    told = ngettext(
        "%(count)s person has a last day now.",
        "%(count)s persons have a last day now.",
        count,
    )
    messages.success(request, told % {"count": count})
    return redirect("records:persons", regency)


def _initial(request: DoorRequest, person_id: str) -> dict[str, Any]:
    found = read_contacts(request.regency, [person_id], by=request.user)
    names = ("person_id", "name", "phone", "keep_until", "case")
    return {name: getattr(found[person_id], name) for name in names}


def _form(
    request: DoorRequest, form: PersonForm, person_id: str
) -> HttpResponse:
    return render(
        request,
        "records/person.html",
        {"form": form, "person_id": person_id, "keep_days": keep_days()},
    )
