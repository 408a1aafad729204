"""Where someone who comes in is sent."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from sampai.web.datasets.models import Regency
from sampai.web.pages.selectors import stand_in
from sampai.web.people.doors import DoorRequest, door


@door("public.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """
    Send someone to the room of their role.

    Parameters
    ----------
    request
        Of anyone.

    Returns
    -------
    HttpResponse
        A redirect where there is one regency; else a choice.
    """
    if not request.user.is_authenticated:
        if settings.DEMO:
            return redirect("demo:roles")
        regencies = Regency.objects.filter(current__isnull=False)
        return render(
            request, "pages/front.html", {"regencies": regencies[:50]}
        )
    seats = getattr(request, "seats", ())
    regencies_held = {seat.regency.code: seat.regency for seat in seats}
    if len(regencies_held) == 1:
        return redirect("readiness", next(iter(regencies_held)))
    return render(
        request,
        "pages/choose.html",
        {"held": sorted(regencies_held.values(), key=str)},
    )


@door("map.see")
@require_GET
def to_map(request: DoorRequest) -> HttpResponse:
    """
    Send someone to the map of their regency.

    Parameters
    ----------
    request
        Of someone with a role.

    Returns
    -------
    HttpResponse
        A redirect.

    Raises
    ------
    Http404
        When no role of theirs has a map.
    """
    regency = stand_in(request, "map.see")
    if regency is None:
        raise Http404
    return redirect("plans:map", regency.code)
