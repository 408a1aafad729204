"""Run a job: told what to do by its kind, stopped when it is asked to."""

import logging
from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from sampai.errors import DatasetError, SampaiError
from sampai.web.jobs.models import ENDED, Job, JobState

logger = logging.getLogger(__name__)
Work = Callable[["Reporter"], dict[str, object]]
KINDS: dict[str, Work] = {}


class Cancelled(Exception):  # noqa: N818 (nothing went wrong)
    """The person asked for the job to stop."""


def kind_of_job(name: str) -> Callable[[Work], Work]:
    """
    Declare what a kind of job does.

    Parameters
    ----------
    name
        Such as ``plan``; kept in `Job.kind`.

    Returns
    -------
    Callable
        Marks the function that does it. It is given a `Reporter`, commits
        what it makes in one transaction at its end, and returns what the
        page of the job needs to know.
    """

    def mark(work: Work) -> Work:
        KINDS[name] = work
        return work

    return mark


class Reporter:
    """
    Tell how far a job is, and hear whether it is to stop.

    Parameters
    ----------
    job
        The job.
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
        Job.objects.filter(pk=self.job.pk).update(
            step=step[:120], done=done, total=total, seen_at=timezone.now()
        )
        self.job.refresh_from_db(fields=["cancel_asked"])
        if self.job.cancel_asked:
            raise Cancelled


@task()
def run_job(job_id: str) -> None:
    """
    Run a job to its end, whatever the end is.

    Parameters
    ----------
    job_id
        Of a `Job` that waits.
    """
    job = Job.objects.get(pk=job_id)
    if job.has_ended:
        return
    now = timezone.now()
    job.state, job.started_at, job.seen_at = JobState.RUNNING, now, now
    job.save(update_fields=["state", "started_at", "seen_at"])
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


def cancel_job(job: Job) -> None:
    """
    Ask a job to stop.

    Parameters
    ----------
    job
        One that has not ended; asked twice, it stops once.
    """
    Job.objects.filter(pk=job.pk).exclude(state__in=ENDED).update(
        cancel_asked=True
    )
    Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
        state=JobState.CANCELLED, ended_at=timezone.now()
    )
