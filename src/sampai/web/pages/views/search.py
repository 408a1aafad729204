"""Find a place, a TPS, a trip, a vehicle, an item or a term."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sampai.web.pages.selectors import found_in, stand_in
from sampai.web.people.doors import DoorRequest, door

LONGEST = 80


@door("search.use")
@require_GET
def search(request: DoorRequest) -> HttpResponse:
    """
    Search what someone may see.

    Parameters
    ----------
    request
        ``?q=``, and ``?r=`` for another regency of theirs.

    Returns
    -------
    HttpResponse
        The page.
    """
    asked = request.GET.get("q", "").strip()[:LONGEST]
    regency = stand_in(request, "search.use")
    hits = found_in(request, asked) if regency else []
    return render(request, "pages/search.html", {"asked": asked, "hits": hits})
