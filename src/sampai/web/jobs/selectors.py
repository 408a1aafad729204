"""Which jobs someone sees, and what may be done with them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.running import KINDS, SILENT_AFTER, STARTED_BY
from sampai.web.people.doors import DoorRequest, may


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    How a job stands, and what one may do about it.

    Parameters
    ----------
    percent
        How far it is; None where that is not counted. [%]
    is_lost
        Whether it runs without a sign of life.
    is_stopping
        Whether it was asked to stop and has not ended.
    may_cancel, may_retry
        Whether the person of the request may.
    """

    percent: int | None
    is_lost: bool
    is_stopping: bool
    may_cancel: bool
    may_retry: bool


def jobs_for(request: DoorRequest) -> QuerySet[Job]:
    """
    List the jobs of a regency that someone sees.

    Parameters
    ----------
    request
        Who asks.

    Returns
    -------
    QuerySet
        All of them, or one's own.
    """
    jobs = Job.objects.filter(regency=request.regency).select_related("by")
    if may(request, "jobs.see_all"):
        return jobs
    return jobs.filter(by=request.user)


def job_for(request: DoorRequest, job_id: UUID) -> Job:
    """
    Find one job.

    Parameters
    ----------
    request
        Who asks.
    job_id
        Which.

    Returns
    -------
    Job
        With who started it.

    Raises
    ------
    Http404
        When there is none, or it is not theirs to see.
    """
    job = jobs_for(request).select_related("regency").filter(pk=job_id)
    found = job.first()
    if found is None:
        raise Http404
    return found


def is_lost(job: Job, now: datetime) -> bool:
    """
    Tell whether the worker of a job seems to have died.

    Parameters
    ----------
    job
        The job.
    now
        The moment.

    Returns
    -------
    bool
        Whether it runs without a sign of life for long.
    """
    seen = job.seen_at
    return (
        job.state == JobState.RUNNING
        and seen is not None
        and seen < now - SILENT_AFTER
    )


def standing_of(request: DoorRequest, job: Job) -> Standing:
    """
    Tell how a job stands for someone.

    Parameters
    ----------
    request, job
        Who asks, and of which.

    Returns
    -------
    Standing
        For its page.
    """
    lost = is_lost(job, timezone.now())
    again = job.state in {JobState.FAILED, JobState.CANCELLED} or lost
    counted = job.total > 0
    return Standing(
        percent=min(100 * job.done // job.total, 100) if counted else None,
        is_lost=lost,
        is_stopping=job.cancel_asked and not job.has_ended,
        may_cancel=not job.has_ended and may_cancel(request, job),
        may_retry=again and may_start(request, job),
    )


def may_cancel(request: DoorRequest, job: Job) -> bool:
    """
    Tell whether someone may stop a job.

    Parameters
    ----------
    request, job
        Who asks, and which.

    Returns
    -------
    bool
        Their own, or the KPU any; with a token only what it may start.
    """
    if may(request, "jobs.cancel"):
        return True
    is_token = hasattr(request, "token_scopes")
    is_own = job.by_id == request.user.pk
    return is_own and (not is_token or may_start(request, job))


def may_start(request: DoorRequest, job: Job) -> bool:
    """
    Tell whether someone may start a job once more.

    Parameters
    ----------
    request, job
        Who asks, and which.

    Returns
    -------
    bool
        Whether they may do now what it does.
    """
    if job.kind not in KINDS:
        return False
    return may(request, STARTED_BY.get(job.kind, "jobs.cancel"))
