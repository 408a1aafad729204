"""The map and the Gantt chart, and what they draw."""

import gzip
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sampai import __version__
from sampai.web.people.doors import DoorRequest, door
from sampai.web.plans.drawing import map_text
from sampai.web.plans.figures import by_day
from sampai.web.plans.filters import days_of
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import (
    language,
    names_for,
    plan_for,
    plan_in_force,
    plans_for,
    reader_of,
    trips_for,
)
from sampai.web.plans.timeline import gantt_text


@door("map.see")
@require_GET
def map_page(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show the map of the regency with the trips of a plan.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?plan=`` names another plan.

    Returns
    -------
    HttpResponse
        The page.
    """
    plan, reader = plan_in_force(request), reader_of(request)
    days: list[Any] = []
    shown: list[Any] = []
    if plan is not None:
        names = names_for(plan.edition_id)
        trips = trips_for(plan, reader)
        days = days_of(trips, names)
        shown = by_day(trips, names)
    return render(
        request,
        "plans/map.html",
        {
            "plan": plan,
            "number": plan.number if plan else 0,
            "plans": plans_for(request)[:20],
            "reader": reader,
            "days": days,
            "shown": shown,
            "has_data": bool(request.regency.current_id),
        },
    )


@door("map.see")
@require_GET
def map_json(request: DoorRequest, regency: str, number: int) -> HttpResponse:
    """
    Give what the map draws; number 0 is the regency without a plan.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    HttpResponse
        JSON, or nothing where the browser has it.

    Raises
    ------
    Http404
        When there is nothing to draw.
    """
    reader = reader_of(request)
    plan = plan_for(request, number) if number else None
    edition_id = plan.edition_id if plan else request.regency.current_id
    if edition_id is None:
        raise Http404
    return _unless_known(
        request,
        ("map", edition_id, _tag_of(plan), reader.key),
        lambda: map_text(plan, edition_id, regency, reader),
    )


@door("plans.see")
@require_GET
def gantt_page(
    request: DoorRequest,
    regency: str,
    number: int,
) -> HttpResponse:
    """
    Show the vehicles of a plan over time.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    HttpResponse
        The page.
    """
    plan, reader = plan_for(request, number), reader_of(request)
    return render(
        request, "plans/gantt.html", {"plan": plan, "reader": reader}
    )


@door("plans.see")
@require_GET
def gantt_json(
    request: DoorRequest, regency: str, number: int
) -> HttpResponse:
    """
    Give what the Gantt chart draws.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    HttpResponse
        JSON, or nothing where the browser has it.
    """
    plan, reader = plan_for(request, number), reader_of(request)
    return _unless_known(
        request,
        ("gantt", _tag_of(plan), reader.key),
        lambda: gantt_text(plan, regency, reader),
    )


def _tag_of(plan: Plan | None) -> int:
    return plan.pk if plan else 0


def _unless_known(
    request: DoorRequest, key: tuple[Any, ...], make: Any
) -> HttpResponse:
    """Answer in one line where the browser holds the same already."""
    scope = [
        sorted(part) if isinstance(part, frozenset) else part
        for part in key[-1]
    ]
    told = repr((__version__, language(), key[:-1], scope))
    # Weak: it stands for the packed and the unpacked answer.
    tag = f'W/"{sha256(told.encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = _packed(request, make())
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Encoding, Cookie"
    return response


def _packed(request: DoorRequest, body: bytes) -> HttpResponse:
    """Send what is kept packed, unpacked to the rare browser that asks so."""
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        body if takes_gzip else gzip.decompress(body),
        content_type="application/json",
    )
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    return response
