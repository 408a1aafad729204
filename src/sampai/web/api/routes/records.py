"""Records: stores, inspections, staff, channels and requests."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.forms import Form
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from sampai.errors import Fault
from sampai.web.api.desk import Desk
from sampai.web.api.paging import PartQuery
from sampai.web.api.refusals import ApiError
from sampai.web.api.schemas import NO_NULL, Asked, Number, Reason
from sampai.web.pages.speech import words_for
from sampai.web.people.doors import DoorRequest
from sampai.web.records.convert import values_of
from sampai.web.records.forms import RecordForm
from sampai.web.records.ground import Ground
from sampai.web.records.models import Record
from sampai.web.records.selectors import (
    names_of_regency,
    record_for,
    records_in,
    tables_for,
)
from sampai.web.records.services import (
    RecordError,
    add_record,
    answer_request,
    change_record,
    remove_record,
)

desk = Desk(tags=["records"])
Cell = (
    bool
    | Annotated[int, Field(ge=-(2**53), le=2**53)]
    | Annotated[str, Field(max_length=2_000, pattern=NO_NULL)]
    | None
)
Why = Annotated[str, Field(max_length=2_000, pattern=NO_NULL)]


class RecordOut(Schema):
    """A record, and the number of its version."""

    line: UUID
    number: int
    values: dict[str, Any]


class RecordsOut(Schema):
    """Part of a list of records."""

    count: int
    page: int
    size: int
    records: list[RecordOut]


class RecordIn(Asked):
    """The columns of a record, as the contract names them, and why."""

    values: Annotated[dict[str, Cell], Field(max_length=40)]
    reason: Why = ""


class ChangeIn(RecordIn):
    """New columns of a record, and the version that was looked at."""

    seen: Number


class RemoveIn(Asked):
    """Why a record is taken out, and the version that was looked at."""

    reason: Reason
    seen: Number


class AnswerIn(Asked):
    """What is given to a request, and the version that was looked at."""

    granted: Annotated[int, Field(ge=0, le=2_000_000_000)]
    reason: Why = ""
    seen: Number


def _out(record: Record) -> dict[str, Any]:
    return {
        "line": record.line,
        "number": record.number,
        "values": values_of(record),
    }


def _known(request: DoorRequest, table: str) -> str:
    if table not in tables_for(request.scope):
        raise Http404
    return table


@desk.read("/r/{regency}/records/{table}", "records.see", RecordsOut)
def records(
    request: DoorRequest, regency: str, table: str, part: PartQuery
) -> dict[str, Any]:
    """List the records of a kind."""
    found = records_in(request.regency, _known(request, table), request.scope)
    begin = (part.page - 1) * part.size
    return {
        "count": found.count(),
        "page": part.page,
        "size": part.size,
        "records": [_out(one) for one in found[begin : begin + part.size]],
    }


@desk.read("/r/{regency}/records/{table}/{line}", "records.see", RecordOut)
def record(
    request: DoorRequest, regency: str, table: str, line: UUID
) -> dict[str, Any]:
    """Give one record."""
    return _out(record_for(request, _known(request, table), line))


@desk.change(
    "POST", "/r/{regency}/records/{table}", "records.change", RecordOut
)
def write_record(
    request: DoorRequest, regency: str, table: str, asked: RecordIn
) -> dict[str, Any]:
    """Write a record down."""
    form = _form(request, _known(request, table), asked)

    def deed() -> Record:
        return add_record(
            request.regency,
            table,
            form.values({}),
            by=request.user,
            reason=asked.reason,
        )

    return _out(_done(deed))


@desk.change(
    "PUT", "/r/{regency}/records/{table}/{line}", "records.change", RecordOut
)
def rewrite_record(
    request: DoorRequest,
    regency: str,
    table: str,
    line: UUID,
    asked: ChangeIn,
) -> dict[str, Any]:
    """Change a record; what stood before is kept."""
    found = record_for(request, _known(request, table), line)
    form = _form(request, table, asked)

    def deed() -> Record:
        return change_record(
            found,
            form.values(values_of(found)),
            seen=asked.seen,
            by=request.user,
            reason=asked.reason,
        )

    return _out(_done(deed))


@desk.change(
    "POST",
    "/r/{regency}/records/{table}/{line}/remove",
    "records.change",
    RecordOut,
)
def take_record_out(
    request: DoorRequest,
    regency: str,
    table: str,
    line: UUID,
    asked: RemoveIn,
) -> dict[str, Any]:
    """Take a record out of its list; its versions are kept."""
    found: Record = record_for(request, _known(request, table), line)
    given = _out(found)

    def deed() -> Record:
        remove_record(
            found, seen=asked.seen, by=request.user, reason=asked.reason
        )
        return found

    _done(deed)
    return given


@desk.change(
    "POST",
    "/r/{regency}/requests/{line}/answer",
    "requests.answer",
    RecordOut,
)
def answer_help(
    request: DoorRequest, regency: str, line: UUID, asked: AnswerIn
) -> dict[str, Any]:
    """Answer a request for help."""
    found: Any = record_for(request, "requests", line)
    if asked.granted > found.quantity:
        message = _("No more can be granted than was asked for.")
        raise ApiError(422, "invalid", message)

    def deed() -> Record:
        answered: Record = answer_request(
            found,
            asked.granted,
            seen=asked.seen,
            by=request.user,
            reason=asked.reason,
        )
        return answered

    return _out(_done(deed))


def _done(deed: Callable[[], Record]) -> Record:
    try:
        with transaction.atomic():
            return deed()
    except RecordError as refusal:
        raise ApiError(409, "conflict", str(refusal)) from refusal


def _form(request: DoorRequest, table: str, asked: RecordIn) -> RecordForm:
    """Hold what was sent against the form of the page: one check for both."""
    words = {True: "yes", False: "no", None: ""}
    sent = {
        name: words[cell] if isinstance(cell, bool | None) else str(cell)
        for name, cell in asked.values.items()
    }
    form = RecordForm(table, _ground(request), sent)
    strange = sorted(sent.keys() - form.fields.keys())
    if not form.is_valid() or strange:
        message = _("The record has faults; nothing was changed.")
        faults = [*_faults(table, form, sent), *_strange(table, strange)]
        raise ApiError(422, "faulty", message, faults)
    return form


def _faults(table: str, form: Form, sent: dict[str, str]) -> list[Fault]:
    return [
        Fault(
            file=table,
            column=name,
            found=sent.get(name, "") or _("nothing"),
            expected=str(told),
            remedy=str(form.fields[name].help_text)
            if name in form.fields
            else "",
        )
        for name, errors in form.errors.items()
        for told in errors
    ]


def _strange(table: str, names: list[str]) -> list[Fault]:
    return [
        Fault(
            file=table,
            column=name,
            found=name,
            expected=_("a column of the contract"),
            remedy=_("Leave it out."),
        )
        for name in names
    ]


def _ground(request: DoorRequest) -> Ground:
    stores = records_in(request.regency, "stores", request.scope)
    return Ground(
        names=names_of_regency(request.regency),
        scope=request.scope,
        stores=tuple(stores.values_list("store_id", flat=True)),
        zone=words_for(request.regency).zone,
    )
