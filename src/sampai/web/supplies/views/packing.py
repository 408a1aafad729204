"""Packing lists and labels of a district, a village or a TPS."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sampai.web.jobs.models import Job, JobState
from sampai.web.pages.speech import language
from sampai.web.people.doors import DoorRequest, door, may
from sampai.web.supplies.deeds import write_list
from sampai.web.supplies.packing import (
    LABELS,
    LISTS,
    WHAT,
    Area,
    Basis,
    area_for,
    areas_for,
    basis_of,
    file_name,
    path_of,
)
from sampai.web.supplies.selectors import dataset_of
from sampai.web.supplies.views.showing import fitting, show, show_empty
from sampai.web.supplies.work import PACKING, Order, start_packing

PAGE = 50
LONGEST = 80
PDF = "application/pdf"


@door("needs.see")
@require_GET
@fitting
def packing_page(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show for which parts of the territory lists can be had.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?q=`` chooses by name.

    Returns
    -------
    HttpResponse
        The page.
    """
    basis = basis_of(request)
    if basis is None:
        return show_empty(request)
    text = request.GET.get("q", "").strip()[:LONGEST]
    areas = [
        area
        for area in areas_for(basis.edition, request.scope)
        if text.lower() in area.name.lower()
    ]
    page = Paginator(areas, PAGE).get_page(request.GET.get("page"))
    at_it = Job.objects.filter(
        regency=request.regency,
        kind=PACKING,
        by=request.user,
        state__in=[JobState.WAITING, JobState.RUNNING],
    )
    return show(
        request,
        "packing",
        {
            "basis": basis,
            "is_old": basis.edition.pk != request.regency.current_id,
            "q": text,
            "page": page,
            "rows": [_row(request, basis, area) for area in page],
            "jobs": list(at_it),
            "may_jobs": may(request, "jobs.see"),
        },
    )


def _row(request: DoorRequest, basis: Basis, area: Area) -> dict[str, Any]:
    kinds = (LISTS, LABELS) if may(request, "stock.see") else (LISTS,)
    return {
        "area": area,
        "files": [
            {
                "what": what,
                "is_labels": what == LABELS,
                "is_there": not area.is_by_job
                or path_of(basis, area, what, language()).is_file(),
            }
            for what in kinds
        ],
    }


def packing_asked(
    request: DoorRequest, given: dict[str, str]
) -> tuple[Basis, Area, str]:
    """
    Find what is asked for; nothing outside someone's territory is there.

    Parameters
    ----------
    request
        Who asks.
    given
        ``area``, and ``what``: lists where it is left out.

    Returns
    -------
    Basis, Area, str
        On which data, for which part, and which of the two.

    Raises
    ------
    Http404
        When there is no such area in their territory.
    """
    basis, what = basis_of(request), given.get("what", LISTS)
    if basis is None or what not in WHAT:
        raise Http404
    area = area_for(basis.edition, request.scope, given.get("area", ""))
    if area is None:
        raise Http404
    # A second label for a box is of use only to who packs and who watches.
    if what == LABELS and not may(request, "stock.see"):
        raise Http404
    return basis, area, what


@door("needs.see")
@require_GET
@fitting
def packing_file(request: DoorRequest, regency: str) -> HttpResponseBase:
    """
    Give the lists of ``?area=`` as a PDF, ``?what=labels`` its labels.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponseBase
        The file.

    Raises
    ------
    Http404
        When there is no such area in their territory, or no job has
        written its lists yet.
    """
    return packing_paper(request)


def packing_paper(request: DoorRequest) -> HttpResponseBase:
    """
    Print the lists or labels that a request asks for.

    Parameters
    ----------
    request
        Who asks, with ``area`` and ``what`` in its address.

    Returns
    -------
    HttpResponseBase
        The file.

    Raises
    ------
    Http404
        When there is no such area in their territory, or no job has
        written its lists yet.
    """
    basis, area, what = packing_asked(request, request.GET.dict())
    name = file_name(basis, area, what)
    if area.is_by_job:
        path = path_of(basis, area, what, language())
        if not path.is_file():
            raise Http404
        return FileResponse(path.open("rb"), as_attachment=True, filename=name)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_list(
            tell=lambda _step: None,
            dataset=dataset_of(basis.edition),
            path=path,
            language=language(),
            area=area.id,
            only=(what,),
            is_draft=basis.is_draft,
        )
        answer = HttpResponse(path.read_bytes(), content_type=PDF)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@door("needs.see")
@require_POST
@fitting
def packing_start(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Have the lists of a district or of the regency written.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``area`` and ``what`` say which.

    Returns
    -------
    HttpResponse
        On to the job.

    Raises
    ------
    Http404
        When there is no such area in their territory.
    """
    basis, area, what = packing_asked(request, request.POST.dict())
    order = Order(basis=basis, area=area, what=what, language=language())
    job = start_packing(order, by=request.user)
    if may(request, "jobs.see"):
        return redirect(reverse("jobs:detail", args=[regency, job.pk]))
    return redirect("supplies:packing", regency)
