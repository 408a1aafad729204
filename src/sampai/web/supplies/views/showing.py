"""What every page of this room is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sampai.documents.faults import in_language
from sampai.errors import RegulationError
from sampai.web.pages.speech import language
from sampai.web.people.doors import DoorRequest, may


def show(
    request: DoorRequest, template: str, told: dict[str, Any]
) -> HttpResponse:
    """
    Show a page with the tabs that open to its reader.

    Parameters
    ----------
    request
        Of the page.
    template
        Name of the template within the room.
    told
        What the page says.

    Returns
    -------
    HttpResponse
        The page.
    """
    shared = {
        "may_needs": may(request, "needs.see"),
        "may_stock": may(request, "stock.see"),
        "may_change": may(request, "stock.change"),
        "may_data": may(request, "data.see"),
        "may_import": may(request, "data.change"),
    }
    return render(request, f"supplies/{template}.html", shared | told)


def show_empty(request: DoorRequest) -> HttpResponse:
    """
    Say that there are no data yet, and what to do.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    HttpResponse
        The page.
    """
    return show(request, "empty", {})


def fitting(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """
    Say what is wrong where the data do not fit the regulation.

    An import checks the data by themselves; that no TPS has more voters
    than the regulation allows, only the needs find out.

    Parameters
    ----------
    view
        Works out needs.

    Returns
    -------
    Callable
        Shows every fault instead of failing.
    """

    @wraps(view)
    def inside(
        request: DoorRequest, *parts: Any, **named: Any
    ) -> HttpResponseBase:
        try:
            return view(request, *parts, **named)
        except RegulationError as refusal:
            faults = [in_language(f, language()) for f in refusal.faults]
            told = {"faults": faults}
            answer = show(request, "unfit", told)
            answer.status_code = 409
            return answer

    return inside
