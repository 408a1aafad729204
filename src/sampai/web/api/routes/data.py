"""Editions and tables of a regency, and files of them."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from ninja import Query

from sampai.web.api.desk import Desk
from sampai.web.api.paging import PartQuery, rows_out, within
from sampai.web.api.schemas import EditionOut, Number, Rows, TableOut
from sampai.web.datasets.exporting import (
    FORMS,
    as_file,
    empty,
    export_edition,
)
from sampai.web.datasets.models import Edition
from sampai.web.people.doors import DoorRequest
from sampai.web.sheets.convert import rows_of

desk = Desk(tags=["data"])
XLSX, ZIP = FORMS["xlsx"].content_type, FORMS["csv"].content_type
BINARY = {"schema": {"type": "string", "format": "binary"}}
A_FILE = {
    "responses": {
        200: {
            "description": "A file",
            "content": {XLSX: BINARY, ZIP: BINARY},
        }
    }
}
SHOWN = 200
EditionQuery = Annotated[Number | None, Query()]
FormQuery = Annotated[Literal["xlsx", "csv"], Query()]


def _edition(request: DoorRequest, number: int | None) -> Edition:
    """Find an edition; without a number the one in force."""
    if number is None:
        found = request.regency.current
    else:
        found = request.regency.editions.filter(number=number).first()
    if found is None:
        raise Http404
    return found


@desk.read("/r/{regency}/editions", "data.see", list[EditionOut])
def editions(request: DoorRequest, regency: str) -> list[dict[str, Any]]:
    """List the editions of the data, the newest first."""
    found = request.regency.editions.select_related("made_by")
    return [edition_out(one) for one in found[:SHOWN]]


def edition_out(edition: Edition) -> dict[str, Any]:
    """
    Describe an edition.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    dict
        As the schema `EditionOut` has it.
    """
    by = edition.made_by
    return {
        "number": edition.number,
        "input_sha256": edition.input_sha256,
        "made_at": edition.made_at,
        "made_by": by.username if by else None,
        "reason": edition.reason,
        "changes": edition.changes,
    }


@desk.read("/r/{regency}/tables", "data.see", list[TableOut])
def tables(
    request: DoorRequest, regency: str, edition: EditionQuery = None
) -> list[dict[str, Any]]:
    """List the tables of the data."""
    sheets = _edition(request, edition).sheets.order_by("table")
    return [{"table": one.table, "rows": one.height} for one in sheets]


@desk.read("/r/{regency}/tables/{table}", "data.see", Rows)
def table_rows(
    request: DoorRequest,
    regency: str,
    table: str,
    part: PartQuery,
    edition: EditionQuery = None,
) -> dict[str, Any]:
    """Give rows of a table of the data."""
    found = _edition(request, edition).sheets.filter(table=table).first()
    if found is None:
        raise Http404
    return rows_out(table, within(table, rows_of(found), request.scope), part)


@desk.read("/r/{regency}/export", "data.see", None, openapi_extra=A_FILE)
def export(
    request: DoorRequest,
    regency: str,
    edition: EditionQuery = None,
    form: FormQuery = "xlsx",
) -> HttpResponse:
    """Give the data as files that can be imported again."""
    found = _edition(request, edition)
    body, kind = export_edition(found, form, by=request.user), FORMS[form]
    name = f"{request.regency.code}-{found.number}{kind.ending}"
    return as_file(body, name, kind.content_type)


@desk.read("/r/{regency}/template", "data.see", None, openapi_extra=A_FILE)
def empty_workbook(request: DoorRequest, regency: str) -> HttpResponse:
    """Give an empty workbook to fill in and import."""
    return as_file(empty(), f"{request.regency.code}-template.xlsx", XLSX)
