"""Who holds which seat; invite someone; end a seat; break the glass."""

import segno
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from sampai.web.people import inviting, services
from sampai.web.people.doors import DoorRequest, door, may
from sampai.web.people.forms import GlassForm, SeatForm
from sampai.web.people.inviting import PeopleError
from sampai.web.people.models import Invitation, Seat
from sampai.web.people.roles import Role
from sampai.web.people.selectors import (
    emergencies_in,
    offers_in,
    places_to_choose,
    seats_in,
)

PAGE = 50
EMERGENCIES = 10
LONGEST = 80
LONGEST_REASON = 1_000


@door("people.see")
@require_GET
def people_list(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show who holds which seat.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``q``, ``role`` and ``state`` filter.

    Returns
    -------
    HttpResponse
        The page.
    """
    asked = {
        key: request.GET.get(key, "").strip()[:LONGEST]
        for key in ("q", "role", "state")
    }
    seats = seats_in(request.regency, asked)
    return render(
        request,
        "people/list.html",
        {
            "page": Paginator(seats, PAGE).get_page(request.GET.get("page")),
            "asked": asked,
            "roles": [role for role in Role if role != Role.PUBLIC],
            "offers": offers_in(request.regency)[:PAGE],
            "emergencies": emergencies_in(request.regency)[:EMERGENCIES],
            "may_change": may(request, "people.change"),
            "may_break": may(request, "glass.break"),
            "now": timezone.now(),
        },
    )


@door("people.change")
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Offer a seat, and show the link once.

    Parameters
    ----------
    request, regency
        Who offers, and where.

    Returns
    -------
    HttpResponse
        The form; the link with its QR code where an offer was made.
    """
    form = SeatForm(request.regency, request.POST or None)
    shown: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        offer = inviting.invite(
            request.regency,
            role=form.cleaned_data["role"],
            place_id=form.cleaned_data["place_id"],
            by=request.user,
        )
        path = reverse("account_invitation", args=[offer.secret])
        link = request.build_absolute_uri(path)
        shown = {
            "offer": offer.invitation,
            "link": link,
            "code": segno.make(link, micro=False).svg_data_uri(
                scale=5, border=4, dark="#000", light="#fff"
            ),
        }
    return render(
        request,
        "people/invite.html",
        {"form": form, "places": places_to_choose(request.regency), **shown},
    )


@door("people.change")
@require_POST
def revoke(
    request: DoorRequest, regency: str, invitation: int
) -> HttpResponse:
    """
    Take an offer back.

    Parameters
    ----------
    request, regency, invitation
        Who takes it back, where, and the offer.

    Returns
    -------
    HttpResponse
        To the list.
    """
    found = get_object_or_404(
        Invitation, regency=request.regency, pk=invitation
    )
    try:
        inviting.revoke(found, by=request.user)
        messages.success(request, _("The invitation was taken back."))
    except PeopleError as refusal:
        messages.error(request, str(refusal))
    return redirect("people:list", regency)


@door("people.change")
@require_http_methods(["GET", "POST"])
def end_seat(request: DoorRequest, regency: str, seat: int) -> HttpResponse:
    """
    Ask why a seat is to end, and end it.

    Parameters
    ----------
    request, regency, seat
        Who ends it, where, and the seat.

    Returns
    -------
    HttpResponse
        The question, or to the list.
    """
    found = get_object_or_404(
        Seat.objects.select_related("user", "regency"),
        regency=request.regency,
        pk=seat,
    )
    if request.method == "POST":
        reason = request.POST.get("reason", "")[:LONGEST_REASON]
        try:
            services.end_seat(
                found, by=request.user, reason=reason.replace("\0", "")
            )
        except PeopleError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The seat has ended."))
            return redirect("people:list", regency)
    return render(request, "people/end.html", {"seat": found})


@door("glass.break")
@require_http_methods(["GET", "POST"])
def break_glass(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Take a seat in an emergency.

    Parameters
    ----------
    request, regency
        Who takes it, and where.

    Returns
    -------
    HttpResponse
        The form, or to readiness with the seat.
    """
    roles = services.roles_in_emergency(request.user, request.regency)
    form = GlassForm(request.regency, roles, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.break_glass(
                request.user,
                request.regency,
                role=form.cleaned_data["role"],
                place_id=form.cleaned_data["place_id"],
                lasts=form.lasts,
                reason=form.cleaned_data["reason"],
            )
        except PeopleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.warning(
                request,
                _(
                    "You hold emergency access now. The KPU and Bawaslu "
                    "see it. End it as soon as you can."
                ),
            )
            return redirect("people:glass", regency)
    return render(
        request,
        "people/glass.html",
        {
            "form": form,
            "places": places_to_choose(request.regency),
            "own": [seat for seat in request.seats if seat.is_emergency],
        },
    )


@door("account.use")
@require_POST
def close_glass(request: DoorRequest, regency: str, seat: int) -> HttpResponse:
    """
    End one's own emergency access before its time.

    Parameters
    ----------
    request, regency, seat
        Who ends it, where, and the seat.

    Returns
    -------
    HttpResponse
        To the first page.

    Raises
    ------
    Http404
        When they hold no such seat.
    """
    found = next((one for one in request.seats if one.pk == seat), None)
    if found is None or not found.is_emergency:
        raise Http404
    try:
        services.end_seat(found, by=request.user, reason=_("no longer needed"))
        messages.success(request, _("Your emergency access has ended."))
    except PeopleError as refusal:
        messages.error(request, str(refusal))
    return redirect("readiness", regency)
