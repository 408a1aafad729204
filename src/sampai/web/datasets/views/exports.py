"""The data as files that import again unchanged."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from sampai.web.datasets.exporting import (
    FORMS,
    as_file,
    empty,
    export_edition,
)
from sampai.web.datasets.selectors import edition_asked
from sampai.web.people.doors import DoorRequest, door

XLSX = FORMS["xlsx"].content_type


@door("data.see")
@require_GET
def export(request: DoorRequest, regency: str, form: str) -> HttpResponse:
    """
    Give an edition as files.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?edition=`` chooses.
    form
        ``xlsx``: a workbook; ``csv``: a zip of CSV files.

    Returns
    -------
    HttpResponse
        The file.

    Raises
    ------
    Http404
        When there is no such form or edition.
    """
    edition = edition_asked(request)
    if edition is None or form not in FORMS:
        raise Http404
    body = export_edition(edition, form, by=request.user)
    kind = FORMS[form]
    name = f"{regency}-{edition.number}{kind.ending}"
    return as_file(body, name, kind.content_type)


@door("data.see")
@require_GET
def template(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Give an empty workbook to fill in.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The workbook, with a note and a drop-down on every column.
    """
    return as_file(empty(), f"{regency}-template.xlsx", XLSX)
