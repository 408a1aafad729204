"""Papers: of a plan, packing lists and labels, the request letter."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Schema
from pydantic import StringConstraints

from sampai.web.api.desk import Desk
from sampai.web.api.schemas import Id, JobOut, Number
from sampai.web.jobs.models import Job
from sampai.web.pages.speech import language
from sampai.web.people.doors import DoorRequest
from sampai.web.plans.selectors import plan_for
from sampai.web.plans.views.papers import download, papers_listed
from sampai.web.plans.work import start_papers
from sampai.web.supplies.packing import areas_for, basis_of
from sampai.web.supplies.views.letter import letter_paper
from sampai.web.supplies.views.packing import packing_asked, packing_paper
from sampai.web.supplies.work import Order, start_packing

desk = Desk(tags=["papers"])
BINARY = {"schema": {"type": "string", "format": "binary"}}
A_PAPER = {
    "responses": {
        200: {
            "description": "A file",
            "content": {"application/octet-stream": BINARY},
        }
    }
}
A_PDF = {
    "responses": {
        200: {"description": "A file", "content": {"application/pdf": BINARY}}
    }
}
Language = Literal["id", "en"]
LanguageQuery = Annotated[Language, Query()]
What = Literal["packing", "labels"]
WhatQuery = Annotated[What, Query()]
AreaQuery = Annotated[Id | None, Query()]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Blank = Annotated[str, StringConstraints(max_length=200)]


class PaperOut(Schema):
    """A paper of a plan that is written."""

    name: str
    language: str
    size_kb: int
    is_all: bool


class LetterIn(Schema):
    """What a person adds to the letter; without it, it is a draft."""

    head: Blank = ""
    number: Blank = ""
    place: Blank = ""
    dated: Blank = ""
    addressee: Blank = ""
    signatory: Blank = ""
    office: Blank = ""


class AreaOut(Schema):
    """A district or a village for which lists can be had."""

    area: str
    name: str
    is_by_job: bool


@desk.read("/r/{regency}/plans/{number}/papers", "papers.see", list[PaperOut])
def papers(
    request: DoorRequest, regency: str, number: Number
) -> list[dict[str, Any]]:
    """List the papers of a plan that are written."""
    return papers_listed(plan_for(request, number))


@desk.change(
    "POST", "/r/{regency}/plans/{number}/papers", "plans.make", JobOut
)
def write_papers(
    request: DoorRequest,
    regency: str,
    number: Number,
    spoken: LanguageQuery = "id",
) -> Job:
    """Have the papers of a plan written."""
    plan = plan_for(request, number)
    return start_papers(plan, by=request.user, language=spoken)


@desk.read(
    "/r/{regency}/plans/{number}/papers/{language}/{name}",
    "papers.see",
    None,
    openapi_extra=A_PAPER,
)
def paper(
    request: DoorRequest,
    regency: str,
    number: Number,
    language: Language,
    name: FileName,
) -> HttpResponseBase:
    """Give one paper of a plan."""
    return download(request, regency, number, language, name)


@desk.read("/r/{regency}/packing", "needs.see", list[AreaOut])
def packing(request: DoorRequest, regency: str) -> list[dict[str, Any]]:
    """List the districts and villages with lists; a TPS has its own too."""
    basis = basis_of(request)
    if basis is None:
        raise Http404
    return [
        {"area": one.id, "name": one.name, "is_by_job": one.is_by_job}
        for one in areas_for(basis.edition, request.scope)
    ]


@desk.read("/r/{regency}/packing/file", "needs.see", None, openapi_extra=A_PDF)
def packing_list(
    request: DoorRequest,
    regency: str,
    area: AreaQuery = None,
    what: WhatQuery = "packing",
) -> HttpResponseBase:
    """Give packing lists or labels as a PDF; those of a job once written."""
    del area, what  # read from the address, as the page does
    return packing_paper(request)


@desk.change("POST", "/r/{regency}/packing", "needs.see", JobOut)
def write_packing(
    request: DoorRequest,
    regency: str,
    area: AreaQuery = None,
    what: WhatQuery = "packing",
) -> Job:
    """Have packing lists or labels written."""
    given = {"area": area or "", "what": what}
    basis, found, which = packing_asked(request, given)
    order = Order(basis=basis, area=found, what=which, language=language())
    return start_packing(order, by=request.user)


@desk.read("/r/{regency}/letter", "stock.see", None, openapi_extra=A_PDF)
def letter(
    request: DoorRequest,
    regency: str,
    blanks: Annotated[LetterIn, Query()],
) -> HttpResponse:
    """Give the letter that asks for what is missing as a PDF."""
    del blanks  # read from the address, as the page does
    return letter_paper(request)
