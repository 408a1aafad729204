"""Long work."""

from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Schema

from sampai.web.api.desk import Desk
from sampai.web.api.paging import PartQuery
from sampai.web.api.refusals import refused
from sampai.web.api.schemas import JobOut
from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.selectors import job_for, jobs_for, may_cancel
from sampai.web.jobs.services import cancel
from sampai.web.people.doors import DoorRequest, may
from sampai.web.plans.models import FROZEN
from sampai.web.plans.work import PRICES

desk = Desk(tags=["jobs"])
StateQuery = Annotated[JobState | None, Query()]


class JobsOut(Schema):
    """Part of the list of jobs."""

    count: int
    page: int
    size: int
    jobs: list[JobOut]


def _shown(request: DoorRequest, jobs: list[Job]) -> list[Job]:
    """Blank what a job found about what someone may not see itself."""
    public: set[int] = set()
    if not may(request, "drafts.see"):
        plans = request.regency.plans.filter(state__in=FROZEN)
        public = set(plans.values_list("number", flat=True))
    for job in jobs:
        number = job.result.get("plan")
        is_open = may(request, "drafts.see") or number in {None, *public}
        if job.kind == PRICES:
            is_open = is_open and may(request, "prices.see")
        if not is_open:
            job.result = {}
    return jobs


@desk.read("/r/{regency}/jobs", "jobs.see", JobsOut)
def jobs(
    request: DoorRequest,
    regency: str,
    part: PartQuery,
    state: StateQuery = None,
) -> dict[str, Any]:
    """List jobs, the newest first."""
    found = jobs_for(request)
    if state is not None:
        found = found.filter(state=state)
    begin = (part.page - 1) * part.size
    return {
        "count": found.count(),
        "page": part.page,
        "size": part.size,
        "jobs": _shown(request, list(found[begin : begin + part.size])),
    }


@desk.read("/r/{regency}/jobs/{job}", "jobs.see", JobOut)
def job_state(request: DoorRequest, regency: str, job: UUID) -> Job:
    """Tell how far a job is, and what it found."""
    return _shown(request, [job_for(request, job)])[0]


@desk.change("POST", "/r/{regency}/jobs/{job}/cancel", "jobs.see", JobOut)
def cancel_job(request: DoorRequest, regency: str, job: UUID) -> Job:
    """Ask a job to stop."""
    found = job_for(request, job)
    if not may_cancel(request, found):
        raise refused()
    cancel(found, by=request.user)
    found.refresh_from_db()
    return _shown(request, [found])[0]
