"""Cancel a job, and start one anew, with a line in the log."""

from django.db import transaction
from django.utils import timezone

from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.running import SILENT_AFTER, cancel_job, start_job
from sampai.web.people.acts import write_act
from sampai.web.people.models import User

LOST = {"lost": True}


@transaction.atomic
def cancel(job: Job, *, by: User) -> bool:
    """
    Ask a job to stop, and write down who did.

    Parameters
    ----------
    job
        The job; one that has ended is left as it is.
    by
        Who asks.

    Returns
    -------
    bool
        Whether it has ended already.
    """
    job.refresh_from_db(fields=["state", "cancel_asked"])
    if job.has_ended:
        return True
    if not job.cancel_asked:
        write_act(
            "job.cancelled",
            user=by,
            regency=job.regency,
            subject=str(job.pk),
            detail={"kind": job.kind},
        )
    return cancel_job(job)


@transaction.atomic
def start_again(job: Job, *, by: User) -> Job:
    """
    Start a job once more with what it was given.

    Parameters
    ----------
    job
        One that failed, was cancelled, or lost its worker.
    by
        Who starts it.

    Returns
    -------
    Job
        Another one, that waits.
    """
    give_up(job)
    write_act(
        "job.started_again",
        user=by,
        regency=job.regency,
        subject=str(job.pk),
        detail={"kind": job.kind},
    )
    return start_job(
        Job(
            regency=job.regency,
            kind=job.kind,
            title=job.title,
            by=by,
            given=job.given,
        )
    )


def give_up(job: Job) -> bool:
    """
    Write down that the worker of a job has died.

    Should it be alive after all, it finds its job taken away at its next
    step, and commits nothing.

    Parameters
    ----------
    job
        A job.

    Returns
    -------
    bool
        Whether it was lost; any other is left as it is.
    """
    now = timezone.now()
    lost = Job.objects.select_for_update().filter(
        pk=job.pk, state=JobState.RUNNING, seen_at__lt=now - SILENT_AFTER
    )
    found = lost.first()
    if found is None:
        return False
    found.state, found.result = JobState.FAILED, LOST
    found.ended_at = now
    # Saved, not updated: whoever started it is told by this.
    found.save(update_fields=["state", "result", "ended_at"])
    return True


@transaction.atomic
def give_up_all_lost() -> int:
    """
    Write down every job whose worker has died.

    Returns
    -------
    int
        How many there were.
    """
    running = Job.objects.filter(state=JobState.RUNNING)
    return sum(give_up(job) for job in running)
