"""Jobs: how far they are, and how to stop them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sampai.web.jobs import services
from sampai.web.jobs.links import link_of
from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.selectors import (
    is_lost,
    job_for,
    jobs_for,
    may_cancel,
    may_start,
    standing_of,
)
from sampai.web.people.doors import DoorRequest, door, may

PAGE = 50
FAULTS = 100


@door("jobs.see")
@require_GET
def job_list(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show the jobs of a regency, the newest first.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?state=`` chooses.

    Returns
    -------
    HttpResponse
        The page.
    """
    jobs, state = jobs_for(request), request.GET.get("state", "")
    if state in JobState:
        jobs = jobs.filter(state=state)
    page = Paginator(jobs, PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    for job in page.object_list:
        job.is_lost = is_lost(job, now)
    return render(
        request,
        "jobs/list.html",
        {
            "page": page,
            "state": state,
            "states": JobState.choices,
            "sees_all": may(request, "jobs.see_all"),
        },
    )


@door("jobs.see")
@never_cache
@require_GET
def detail(request: DoorRequest, regency: str, job: UUID) -> HttpResponse:
    """
    Show one job, and what it found.

    Parameters
    ----------
    request, regency, job
        Who asks, of where, and the job.

    Returns
    -------
    HttpResponse
        The page; while the job runs it renews itself.
    """
    return render(request, "jobs/detail.html", _shown(request, job))


@door("jobs.see")
@never_cache
@require_GET
def status(request: DoorRequest, regency: str, job: UUID) -> HttpResponse:
    """
    Give the part of the page that changes while a job runs.

    Parameters
    ----------
    request, regency, job
        Who asks, of where, and the job.

    Returns
    -------
    HttpResponse
        A fragment that asks for the next one until the job has ended.
    """
    return render(request, "jobs/status.html", _shown(request, job))


@door("jobs.see")
@require_POST
def cancel_job(request: DoorRequest, regency: str, job: UUID) -> HttpResponse:
    """
    Ask a job to stop.

    Parameters
    ----------
    request, regency, job
        Who asks, of where, and the job.

    Returns
    -------
    HttpResponse
        Back to the job.

    Raises
    ------
    PermissionDenied
        When it is not theirs to stop.
    """
    found = job_for(request, job)
    if not may_cancel(request, found):
        raise PermissionDenied
    services.cancel(found, by=request.user)
    if request.htmx:
        return render(request, "jobs/status.html", _shown(request, job))
    return redirect("jobs:detail", regency, job)


@door("jobs.see")
@require_POST
def start_again(request: DoorRequest, regency: str, job: UUID) -> HttpResponse:
    """
    Start a job once more.

    Parameters
    ----------
    request, regency, job
        Who asks, of where, and the job.

    Returns
    -------
    HttpResponse
        On to the new job.

    Raises
    ------
    PermissionDenied
        When it is not theirs to start.
    """
    found = job_for(request, job)
    if not may_start(request, found):
        raise PermissionDenied
    if not standing_of(request, found).may_retry:
        messages.warning(request, _("This job cannot be started again."))
        return redirect("jobs:detail", regency, job)
    again = services.start_again(found, by=request.user)
    return redirect("jobs:detail", regency, again.pk)


def _shown(request: DoorRequest, job_id: UUID) -> dict[str, object]:
    job: Job = job_for(request, job_id)
    return {
        "job": job,
        "standing": standing_of(request, job),
        "link": link_of(job),
        "faults": Paginator(job.faults, FAULTS).get_page(
            request.GET.get("page")
        ),
    }
