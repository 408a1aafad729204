"""Import data: send files, look at what would change, then take all of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from sampai.errors import SampaiError
from sampai.tables import DATASET_TABLES
from sampai.web.datasets.exporting import as_file
from sampai.web.datasets.forgetting import KEPT
from sampai.web.datasets.forms import MendForm, SendForm, TakeForm
from sampai.web.datasets.importing import (
    check_again,
    send_import,
    take_import,
)
from sampai.web.datasets.models import Import, ImportState
from sampai.web.datasets.storing import refused_of
from sampai.web.datasets.uploads import (
    change_rows,
    import_for,
    lines_of_import,
)
from sampai.web.datasets.views.exports import XLSX
from sampai.web.datasets.words import TITLES
from sampai.web.people.doors import DoorRequest, door, may

FAULTS = 100
ROWS = 50


@door("data.change")
@require_http_methods(["GET", "POST"])
def send(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Send files to be checked.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The form, or on to the job that checks.
    """
    posted = request.method == "POST"
    form = SendForm(request.POST, request.FILES) if posted else SendForm()
    if posted and form.is_valid():
        upload = send_import(
            request.regency, form.cleaned_data["sent"], by=request.user
        )
        return redirect("jobs:detail", regency, upload.job_id)
    return render(
        request,
        "datasets/import.html",
        {
            "form": form,
            "tables": [
                {
                    "name": name,
                    "title": TITLES[name],
                    "columns": ", ".join(table.columns),
                }
                for name, table in DATASET_TABLES.items()
            ],
            "edition": request.regency.current,
            "kept_days": KEPT.days,
        },
        status=422 if posted else 200,
    )


@door("data.see")
@require_GET
def imported(request: DoorRequest, regency: str, upload: UUID) -> HttpResponse:
    """
    Show what an import would change, or did, and what is wrong with it.

    Parameters
    ----------
    request, regency, upload
        Who asks, of where, and the import; ``?table=`` chooses faults.

    Returns
    -------
    HttpResponse
        The page; while it is being checked, on to the job.
    """
    found = import_for(request, upload)
    job = found.job
    if job is not None and not job.has_ended:
        return redirect("jobs:detail", regency, job.pk)
    return _imported(request, found, TakeForm(), MendForm())


def _imported(
    request: DoorRequest,
    found: Import,
    take_form: TakeForm,
    mend_form: MendForm,
    status: int = 200,
) -> HttpResponse:
    faults, table = found.faults.all(), request.GET.get("table", "")
    if table in DATASET_TABLES:
        faults = faults.filter(table=table)
    may_change = may(request, "data.change")
    is_stale = (
        found.state == ImportState.READY
        and found.based_on_id != request.regency.current_id
    )
    lines = lines_of_import(found)
    return render(
        request,
        "datasets/imported.html",
        {
            "upload": found,
            "lines": lines,
            "kept": [(name, TITLES[name]) for name in found.kept],
            "faults": Paginator(faults, FAULTS).get_page(
                request.GET.get("page")
            ),
            "faulty_tables": [one for one in lines if one["refused"]],
            "table": table,
            "is_stale": is_stale,
            "is_stopped": found.state == ImportState.CHECKING,
            "take_form": take_form,
            "mend_form": mend_form,
            "may_take": may_change
            and found.state == ImportState.READY
            and found.has_changes
            and not is_stale,
            "may_change": may_change and found.state != ImportState.TAKEN,
            "has_refused_rows": any(one["refused"] for one in lines),
        },
        status=status,
    )


@door("data.see")
@require_GET
def changes(
    request: DoorRequest, regency: str, upload: UUID, table: str
) -> HttpResponse:
    """
    Show what an import does to the rows of a table, before and after.

    Parameters
    ----------
    request, regency, upload, table
        Who asks, of where, the import and the table; ``?kind=`` and
        ``?q=`` choose.

    Returns
    -------
    HttpResponse
        The page.

    Raises
    ------
    Http404
        When there is no such table.
    """
    found = import_for(request, upload)
    if table not in found.counts:
        raise Http404
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    rows = change_rows(found, table, kind, text)
    page: Any = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(
        request,
        "datasets/changes.html",
        {
            "upload": found,
            "table": table,
            "title": TITLES[table],
            "counts": found.counts[table],
            "kind": kind,
            "text": text,
            "page": page,
            "headers": rows.headers(),
            "rows": page.object_list,
        },
    )


@door("data.change")
@require_POST
def take(request: DoorRequest, regency: str, upload: UUID) -> HttpResponse:
    """
    Make an import the data in force.

    Parameters
    ----------
    request, regency, upload
        Who asks, of where, and the import.

    Returns
    -------
    HttpResponse
        On to the data, or back with the reason why not.
    """
    found = import_for(request, upload)
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _imported(request, found, form, MendForm(), status=422)
    try:
        edition = take_import(
            found, by=request.user, reason=form.cleaned_data["reason"]
        )
    except SampaiError as refusal:
        messages.warning(request, str(refusal))
        return redirect("datasets:imported", regency, upload)
    messages.success(
        request,
        _(
            "Edition %(number)s is in force. Plans made from older data say"
            " so; make a new plan."
        )
        % {"number": edition.number},
    )
    return redirect("datasets:overview", regency)


@door("data.change")
@require_POST
def check(request: DoorRequest, regency: str, upload: UUID) -> HttpResponse:
    """
    Have an import checked once more, against the data in force now.

    Parameters
    ----------
    request, regency, upload
        Who asks, of where, and the import.

    Returns
    -------
    HttpResponse
        On to the job, or back with the reason why not.
    """
    found = import_for(request, upload)
    try:
        check_again(found, by=request.user)
    except SampaiError as refusal:
        messages.warning(request, str(refusal))
        return redirect("datasets:imported", regency, upload)
    return redirect("jobs:detail", regency, found.job_id)


@door("data.change")
@require_POST
def mend(request: DoorRequest, regency: str, upload: UUID) -> HttpResponse:
    """
    Send mended rows of an import, to be checked with the rest of it.

    Parameters
    ----------
    request, regency, upload
        Who asks, of where, and the import with refused rows.

    Returns
    -------
    HttpResponse
        On to the job, or back with the reason why not.
    """
    found = import_for(request, upload)
    form = MendForm(request.POST, request.FILES)
    if not form.is_valid():
        return _imported(request, found, TakeForm(), form, status=422)
    try:
        sent = send_import(
            request.regency,
            form.cleaned_data["sent"],
            by=request.user,
            mends=found,
        )
    except SampaiError as refusal:
        messages.warning(request, str(refusal))
        return redirect("datasets:imported", regency, upload)
    return redirect("jobs:detail", regency, sent.job_id)


@door("data.change")
@require_GET
def refused(request: DoorRequest, regency: str, upload: UUID) -> HttpResponse:
    """
    Give the refused rows as a workbook to mend.

    Parameters
    ----------
    request, regency, upload
        Who asks, of where, and the import.

    Returns
    -------
    HttpResponse
        A workbook of those rows alone, each with what was expected.

    Raises
    ------
    Http404
        When no row was refused.
    """
    body = refused_of(import_for(request, upload))
    if body is None:
        raise Http404
    return as_file(body, f"{regency}-to-mend.xlsx", XLSX)
