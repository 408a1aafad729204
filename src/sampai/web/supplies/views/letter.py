"""The letter that asks for what is missing: on the page, and as a PDF."""

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from sampai.documents.papers.letter import Blanks, letter, letter_pdf
from sampai.web.datasets.models import Edition
from sampai.web.pages.speech import language
from sampai.web.people.doors import DoorRequest, door
from sampai.web.supplies.forms import LetterForm
from sampai.web.supplies.selectors import dataset_of
from sampai.web.supplies.views.showing import fitting, show, show_empty

KEPT = 8


@door("stock.see")
@require_GET
@fitting
def letter_page(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show the letter as it would be printed, with what is still blank.

    Parameters
    ----------
    request, regency
        Who asks, and of where; what a person adds stands in the address.

    Returns
    -------
    HttpResponse
        The page.
    """
    edition = request.regency.current
    if edition is None:
        return show_empty(request)
    form = _form(request)
    return show(
        request,
        "letter",
        {
            "edition": edition,
            "form": form,
            "letter": _letter(request, edition, form.blanks()),
            "asked": request.GET.urlencode(),
        },
    )


@door("stock.see")
@require_GET
@fitting
def letter_file(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Give the letter as a PDF.

    Parameters
    ----------
    request, regency
        Who asks, and of where; what a person adds stands in the address.

    Returns
    -------
    HttpResponse
        The file; its name begins with DRAF until number, date and
        signatory are given.

    Raises
    ------
    Http404
        While there are no data.
    """
    return letter_paper(request)


def letter_paper(request: DoorRequest) -> HttpResponse:
    """
    Print the letter that a request asks for.

    Parameters
    ----------
    request
        Who asks; what a person adds stands in the address.

    Returns
    -------
    HttpResponse
        The file.

    Raises
    ------
    Http404
        While there are no data.
    """
    edition = request.regency.current
    if edition is None:
        raise Http404
    blanks = _form(request).blanks()
    page = _letter(request, edition, blanks)
    mark = "DRAF-" if blanks.is_draft else ""
    name = (
        f"{mark}{request.regency.code}-{edition.number}-surat-permintaan.pdf"
    )
    answer = HttpResponse(letter_pdf(page), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _form(request: DoorRequest) -> LetterForm:
    given = {"head": request.regency.name, **request.GET.dict()}
    return LetterForm(given)


def _letter(
    request: DoorRequest, edition: Edition, blanks: Blanks
) -> dict[str, Any]:
    return _written(edition.pk, edition.input_sha256, blanks, language())


# The same letter is looked at, corrected and printed many times.
@lru_cache(maxsize=KEPT)
def _written(
    edition_id: int, sha256: str, blanks: Blanks, spoken: str
) -> dict[str, Any]:
    edition = Edition.objects.get(pk=edition_id, input_sha256=sha256)
    return letter(dataset_of(edition), str(edition.number), blanks, spoken)
