"""Run a job: told what to do by its kind, stopped when it is asked to."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from sampai.errors import DatasetError, SampaiError
from sampai.web.jobs.models import Job, JobState

logger = logging.getLogger(__name__)
Work = Callable[["Reporter"], dict[str, object]]
KINDS: dict[str, Work] = {}
# What someone must be allowed to do to start a job of a kind once more;
# where nothing is said, it takes the permission to cancel.
STARTED_BY: dict[str, str] = {}
# After so long without a sign of life a job that runs is taken for lost. A
# kind of job tells how far it is every minute at least.
SILENT_AFTER = timedelta(minutes=5)


class Cancelled(Exception):  # noqa: N818 (nothing went wrong)
    """The person asked for the job to stop, or it was given up as lost."""


def kind_of_job(
    name: str, permission: str | None = None
) -> Callable[[Work], Work]:
    """
    Declare what a kind of job does.

    Parameters
    ----------
    name
        Such as ``plan``; kept in `Job.kind`.
    permission
        Who may start it once more; None: who may cancel jobs of others.

    Returns
    -------
    Callable
        Marks the function that does it. It is given a `Reporter`, commits
        what it makes in one transaction at its end, best under
        `Reporter.closing`, and returns what the page of the job needs to
        know.
    """

    def mark(work: Work) -> Work:
        KINDS[name] = work
        if permission is not None:
            STARTED_BY[name] = permission
        return work

    return mark


class Reporter:
    """
    Tell how far a job is, and hear whether it is to stop.

    Parameters
    ----------
    job
        The job, as this run of it began.
    """

    def __init__(self, job: Job) -> None:
        self.job = job

    def tell(self, step: str, done: int = 0, total: int = 0) -> None:
        """
        Tell how far the job is.

        Parameters
        ----------
        step
            What begins now.
        done, total
            Of rows or trials, where they are counted.

        Raises
        ------
        Cancelled
            When the job is to stop.
        """
        heard = _own(self.job).update(
            step=step[:120], done=done, total=total, seen_at=timezone.now()
        )
        if not heard:
            raise Cancelled

    @contextmanager
    def closing(self) -> Iterator[None]:
        """
        Open the transaction in which a job commits what it made.

        The row of the job is held meanwhile: whoever cancels it comes
        before, and nothing is committed, or after, and it is done.

        Yields
        ------
        None
            Once.

        Raises
        ------
        Cancelled
            When the job is to stop.
        """
        with transaction.atomic():
            if not _own(self.job).select_for_update().exists():
                raise Cancelled
            yield


def _own(job: Job) -> QuerySet[Job]:
    """Find the row of this run: not cancelled, given up or begun anew."""
    return Job.objects.filter(
        pk=job.pk,
        state=JobState.RUNNING,
        started_at=job.started_at,
        cancel_asked=False,
    )


@task()
def run_job(job_id: str) -> None:
    """
    Run a job to its end, whatever the end is.

    Parameters
    ----------
    job_id
        Of a `Job` that waits; any other is left as it is.
    """
    now = timezone.now()
    # One statement decides between this worker, another and a cancel.
    begun = Job.objects.filter(pk=job_id, state=JobState.WAITING).update(
        state=JobState.RUNNING, started_at=now, seen_at=now
    )
    if not begun:
        return
    job = Job.objects.select_related("regency", "by").get(pk=job_id)
    try:
        job.result = KINDS[job.kind](Reporter(job))
        job.state = JobState.DONE
    except Cancelled:
        job.state = JobState.CANCELLED
    except DatasetError as refusal:
        job.state = JobState.FAILED
        job.faults = [asdict(fault) for fault in refusal.faults]
    except SampaiError as refusal:
        job.state, job.result = JobState.FAILED, {"refusal": str(refusal)}
    except Exception:
        # A defect of ours: the log has its trace, the page only this.
        logger.exception("job %s of kind %s failed", job.pk, job.kind)
        job.state, job.result = JobState.FAILED, {"refusal": ""}
    _end(job, began=now)


@transaction.atomic
def _end(job: Job, *, began: datetime) -> None:
    # A run that was given up as lost has nothing more to say.
    still = Job.objects.select_for_update().filter(
        pk=job.pk, state=JobState.RUNNING, started_at=began
    )
    if still.exists():
        job.ended_at = timezone.now()
        job.save(update_fields=["state", "result", "faults", "ended_at"])


def start_job(job: Job) -> Job:
    """
    Store a job and put it in the queue.

    Parameters
    ----------
    job
        Not stored yet.

    Returns
    -------
    Job
        Waiting.
    """
    job.made_at = timezone.now()
    job.save()
    transaction.on_commit(lambda: run_job.enqueue(str(job.pk)))
    return job


def cancel_job(job: Job) -> bool:
    """
    Ask a job to stop.

    Parameters
    ----------
    job
        One that has not ended; asked twice, it stops once.

    Returns
    -------
    bool
        Whether it has ended by this already: it waited, or no worker gives
        a sign of life. One that runs ends at its next step.
    """
    now = timezone.now()
    own = Job.objects.filter(pk=job.pk)
    over = {"state": JobState.CANCELLED, "cancel_asked": True, "ended_at": now}
    if own.filter(state=JobState.WAITING).update(**over):
        return True
    running = own.filter(state=JobState.RUNNING)
    if running.filter(seen_at__lt=now - SILENT_AFTER).update(**over):
        return True
    running.update(cancel_asked=True)
    return False
