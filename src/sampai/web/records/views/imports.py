"""Send files with records: look first, then import all or nothing."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from sampai.tables.record_schemas import RECORD_TABLES
from sampai.tables.workbook_writing import workbook_of
from sampai.web.jobs.models import JobState
from sampai.web.jobs.selectors import job_for
from sampai.web.pages.speech import words_for
from sampai.web.people.doors import DoorRequest, door
from sampai.web.records.importing import (
    RECORDS_IMPORT,
    send_files,
    take_files,
)
from sampai.web.records.selectors import tables_for
from sampai.web.records.small_forms import ImportForm
from sampai.web.records.views.exports import FORMS
from sampai.web.records.words import SLUG_OF, TITLES


@door("records.change")
@require_http_methods(["GET", "POST"])
def send(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Send files to be looked at.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The form, or on to the job.
    """
    posted = request.method == "POST"
    sent = (request.POST, request.FILES) if posted else ()
    form = ImportForm(*sent)
    if posted and form.is_valid():
        job = send_files(
            request.regency,
            form.cleaned_data["sent"],
            by=request.user,
            reason=form.cleaned_data["reason"],
        )
        return redirect("jobs:detail", regency, job.pk)
    tables = [
        {"name": name, "title": TITLES[name], "columns": list(table.columns)}
        for name, table in RECORD_TABLES.items()
        if name in tables_for(request.scope)
    ]
    return render(
        request,
        "records/import.html",
        {
            "form": form,
            "tables": tables,
            "has_data": bool(request.regency.current_id),
        },
    )


@door("records.change")
@require_GET
def imported(request: DoorRequest, regency: str, job: UUID) -> HttpResponse:
    """
    Tell what an import would do, or did.

    Parameters
    ----------
    request, regency, job
        Who asks, of where, and the job that looked or imported.

    Returns
    -------
    HttpResponse
        The page.
    """
    found = job_for(request, job)
    if found.kind != RECORDS_IMPORT or found.state != JobState.DONE:
        return redirect("jobs:detail", regency, job)
    counts = found.result["tables"]
    tables = [
        {
            "slug": SLUG_OF[name],
            "title": TITLES[name],
            "counts": counts[name],
        }
        for name in RECORD_TABLES
        if name in counts
    ]
    changes = sum(one["created"] + one["changed"] for one in counts.values())
    return render(
        request,
        "records/imported.html",
        {
            "job": found,
            "tables": tables,
            "changes": changes,
            "may_take": found.result["look_only"] and changes,
        },
    )


@door("records.change")
@require_POST
def take(request: DoorRequest, regency: str, job: UUID) -> HttpResponse:
    """
    Import files that were looked at.

    Parameters
    ----------
    request, regency, job
        Who asks, of where, and the job that looked.

    Returns
    -------
    HttpResponse
        On to the job that imports.

    Raises
    ------
    PermissionDenied
        When somebody else sent the files.
    """
    looked = job_for(request, job)
    if looked.by_id != request.user.pk:
        raise PermissionDenied
    is_ready = looked.kind == RECORDS_IMPORT and looked.state == JobState.DONE
    if not is_ready or not looked.result["look_only"]:
        messages.warning(request, _("There is nothing to import here."))
        return redirect("jobs:detail", regency, job)
    begun = take_files(looked, by=request.user)
    return redirect("jobs:detail", regency, begun.pk)


@door("records.change")
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
    tables = {name: RECORD_TABLES[name] for name in tables_for(request.scope)}
    zone = words_for(request.regency).zone.key
    answer = HttpResponse(
        workbook_of(tables, {}, zone), content_type=FORMS["xlsx"]
    )
    name = f"{regency}-records.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
