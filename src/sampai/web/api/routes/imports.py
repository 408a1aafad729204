"""Import data: send files, look at what they would change, take them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile as Uploaded
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Query, Schema, UploadedFile

from sampai.errors import Fault
from sampai.web.api.desk import Desk
from sampai.web.api.paging import PartQuery
from sampai.web.api.refusals import ApiError
from sampai.web.api.routes.data import A_FILE, XLSX, edition_out
from sampai.web.api.schemas import Asked, EditionOut, FaultOut, Reason
from sampai.web.datasets.comparing import CHANGE, KINDS, contract_of, sides
from sampai.web.datasets.exporting import as_file
from sampai.web.datasets.forms import sorted_out
from sampai.web.datasets.importing import (
    check_again,
    send_import,
    take_import,
)
from sampai.web.datasets.models import Import
from sampai.web.datasets.storing import refused_of
from sampai.web.datasets.uploads import (
    difference_rows,
    import_for,
    imports_of,
)
from sampai.web.people.doors import DoorRequest

desk = Desk(tags=["data"])
Sent = Annotated[list[UploadedFile], File()]
KindQuery = Annotated[Literal["created", "changed", "removed"] | None, Query()]


class ImportOut(Schema):
    """Files that were sent, and what they would change."""

    id: UUID
    state: str
    files: list[str]
    at: datetime
    by: str | None
    job: UUID | None
    mends: UUID | None
    based_on: int | None
    edition: int | None
    counts: dict[str, dict[str, int]]
    kept: list[str]
    faults: int


class ImportsOut(Schema):
    """Part of the list of imports."""

    count: int
    page: int
    size: int
    imports: list[ImportOut]


class FaultsOut(Schema):
    """Part of the list of faults."""

    count: int
    page: int
    size: int
    faults: list[FaultOut]


class ChangeOut(Schema):
    """A row before and after; what is not there is null."""

    change: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class ChangesOut(Schema):
    """Part of the rows of a table that change."""

    count: int
    page: int
    size: int
    changes: list[ChangeOut]


class TakeIn(Asked):
    """Why it becomes the data in force."""

    reason: Reason


def _out(upload: Import) -> dict[str, Any]:
    by, before, edition = upload.by, upload.based_on, upload.edition
    return {
        "id": upload.pk,
        "state": upload.state,
        "files": upload.names,
        "at": upload.at,
        "by": by.username if by else None,
        "job": upload.job_id,
        "mends": upload.mends_id,
        "based_on": before.number if before else None,
        "edition": edition.number if edition else None,
        "counts": upload.counts,
        "kept": upload.kept,
        "faults": upload.fault_count,
    }


def _part(rows: Any, part: PartQuery, name: str, tell: Any) -> dict[str, Any]:
    begin = (part.page - 1) * part.size
    return {
        "count": rows.count(),
        "page": part.page,
        "size": part.size,
        name: [tell(one) for one in rows[begin : begin + part.size]],
    }


@desk.read("/r/{regency}/imports", "data.see", ImportsOut)
def imports(
    request: DoorRequest, regency: str, part: PartQuery
) -> dict[str, Any]:
    """List imports, the newest first."""
    return _part(imports_of(request.regency), part, "imports", _out)


@desk.change("POST", "/r/{regency}/imports", "data.change", ImportOut)
def send_files(
    request: DoorRequest, regency: str, sent: Sent
) -> dict[str, Any]:
    """Send files to be checked; nothing changes yet."""
    upload = send_import(request.regency, _sorted(sent), by=request.user)
    return _out(import_for(request, upload.pk))


def _sorted(sent: Iterable[Uploaded]) -> dict[str, Uploaded]:
    """Find out which file holds what, and tell every fault of the choice."""
    try:
        return sorted_out(list(sent))
    except ValidationError as error:
        faults = [
            Fault(
                file="sent",
                found=message,
                expected="files of a dataset",
                remedy=_("See the description of the API at /api/docs."),
            )
            for message in error.messages
        ]
        message = _("The request has faults; nothing was changed.")
        raise ApiError(422, "invalid", message, faults) from error


@desk.read("/r/{regency}/imports/{upload}", "data.see", ImportOut)
def import_state(
    request: DoorRequest, regency: str, upload: UUID
) -> dict[str, Any]:
    """Tell what an import would change, or did."""
    return _out(import_for(request, upload))


@desk.read("/r/{regency}/imports/{upload}/faults", "data.see", FaultsOut)
def import_faults(
    request: DoorRequest, regency: str, upload: UUID, part: PartQuery
) -> dict[str, Any]:
    """List what is wrong with an import."""
    faults = import_for(request, upload).faults.all()

    def tell(one: Any) -> dict[str, Any]:
        return {
            "file": one.file,
            "row": one.row,
            "column": one.column or None,
            "found": one.found,
            "expected": one.expected,
            "remedy": one.remedy,
        }

    return _part(faults, part, "faults", tell)


@desk.read(
    "/r/{regency}/imports/{upload}/changes/{table}", "data.see", ChangesOut
)
def import_changes(
    request: DoorRequest,
    regency: str,
    upload: UUID,
    table: str,
    part: PartQuery,
    kind: KindQuery = None,
) -> dict[str, Any]:
    """List the rows of a table that an import changes."""
    found = import_for(request, upload)
    if table not in found.counts:
        raise Http404
    contract = contract_of(table)

    def tell(row: dict[str, Any]) -> dict[str, Any]:
        both = {name: sides(contract, row, name) for name in contract.columns}
        created, _changed, removed = KINDS
        return {
            "change": row[CHANGE],
            "before": None
            if row[CHANGE] == created
            else {name: one for name, (one, _) in both.items()},
            "after": None
            if row[CHANGE] == removed
            else {name: one for name, (_, one) in both.items()},
        }

    rows = difference_rows(found, table, kind or "", "")
    begin = (part.page - 1) * part.size
    shown = rows.slice(begin, part.size).to_dicts()
    return {
        "count": rows.height,
        "page": part.page,
        "size": part.size,
        "changes": [tell(row) for row in shown],
    }


@desk.read(
    "/r/{regency}/imports/{upload}/refused",
    "data.change",
    None,
    openapi_extra=A_FILE,
)
def refused_rows(
    request: DoorRequest, regency: str, upload: UUID
) -> HttpResponse:
    """Give the refused rows as a workbook to mend."""
    body = refused_of(import_for(request, upload))
    if body is None:
        raise Http404
    return as_file(body, f"{request.regency.code}-to-mend.xlsx", XLSX)


@desk.change(
    "POST", "/r/{regency}/imports/{upload}/mend", "data.change", ImportOut
)
def mend_import(
    request: DoorRequest, regency: str, upload: UUID, sent: Sent
) -> dict[str, Any]:
    """Send mended rows, or whole files; all of it is checked again."""
    again = send_import(
        request.regency,
        _sorted(sent),
        by=request.user,
        mends=import_for(request, upload),
    )
    return _out(import_for(request, again.pk))


@desk.change(
    "POST", "/r/{regency}/imports/{upload}/check", "data.change", ImportOut
)
def check_import(
    request: DoorRequest, regency: str, upload: UUID
) -> dict[str, Any]:
    """Check an import once more, against the data in force now."""
    check_again(import_for(request, upload), by=request.user)
    return _out(import_for(request, upload))


@desk.change(
    "POST", "/r/{regency}/imports/{upload}/take", "data.change", EditionOut
)
def take(
    request: DoorRequest, regency: str, upload: UUID, asked: TakeIn
) -> dict[str, Any]:
    """Make an import the data in force: all of it, or nothing."""
    found = import_for(request, upload)
    edition = take_import(found, by=request.user, reason=asked.reason)
    return edition_out(edition)
