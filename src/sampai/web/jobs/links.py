"""Where the result of a job is shown: told by the app that made it."""

from collections.abc import Callable

from sampai.web.jobs.models import Job, JobState

# By kind: the address of what the job made. Apps add theirs when they load.
JOB_LINKS: dict[str, Callable[[Job], str]] = {}


def link_of(job: Job) -> str:
    """
    Find the page of what a job made.

    Parameters
    ----------
    job
        The job.

    Returns
    -------
    str
        Its address; blank where there is none, or nothing was made.
    """
    find = JOB_LINKS.get(job.kind)
    if find is None or job.state != JobState.DONE:
        return ""
    return find(job)
