"""Records as files that import again."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from sampai.documents.names import Names
from sampai.documents.operation_files import csv_text
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.tables.workbook_writing import workbook_of
from sampai.web.pages.speech import words_for
from sampai.web.people.doors import DoorRequest, door
from sampai.web.records.convert import frame_of
from sampai.web.records.selectors import (
    asked_of,
    filtered,
    names_of_regency,
    records_in,
)
from sampai.web.records.views.asking import own_table

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument"
    ".spreadsheetml.sheet",
}


@door("records.see")
@require_GET
def export(
    request: DoorRequest, regency: str, slug: str, form: str
) -> HttpResponse:
    """
    Give the records that were chosen as a file that imports again.

    Parameters
    ----------
    request, regency, slug
        Who asks, of where, and the kind.
    form
        ``csv`` or ``xlsx``.

    Returns
    -------
    HttpResponse
        The file.

    Raises
    ------
    Http404
        For any other form.
    """
    if form not in FORMS:
        raise Http404
    table = own_table(request, slug)
    names = names_of_regency(request.regency)
    frame = frame_of(table, chosen_by(request, table, names))
    zone = words_for(request.regency).zone.key
    contract = RECORD_TABLES[table]
    body: bytes = (
        csv_text(contract, frame, zone).encode()
        if form == "csv"
        else workbook_of({table: contract}, {table: frame}, zone)
    )
    answer = HttpResponse(body, content_type=FORMS[form])
    # A CSV file is named like its table, so that it is known again.
    name = f"{table}.csv" if form == "csv" else f"{regency}-{table}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def chosen_by(
    request: DoorRequest, table: str, names: Names | None
) -> QuerySet[Any]:
    """
    Give the records that the address of a page asks for.

    Parameters
    ----------
    request, table, names
        Who asks, what about, and how places are called.

    Returns
    -------
    QuerySet
        Of their territory.
    """
    records = records_in(request.regency, table, request.scope)
    return filtered(records, table, asked_of(request, table), names)
