"""What pages and API both ask of a plan."""

from functools import lru_cache
from threading import Lock
from typing import Any

from sampai.operation.whatif import Answer, Question, WhatIf
from sampai.web.jobs.models import Job
from sampai.web.plans.convert import operation_of
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import dataset_of, rows_for

# Plans whose preparation stays in memory.
KEPT = 2
# One question at a time: the planner fills caches of its own.
_lock = Lock()


@lru_cache(maxsize=KEPT)
def _prepared(plan_id: int) -> WhatIf:
    plan = Plan.objects.get(pk=plan_id)
    return WhatIf(dataset_of(plan.edition_id), operation_of(plan))


def answer_to(plan: Plan, question: Question) -> Answer:
    """
    Tell what becomes of a plan when something is different.

    Parameters
    ----------
    plan, question
        The plan, and what is to be different.

    Returns
    -------
    Answer
        The plan as it is, beside the one that would be made then.
    """
    with _lock:
        return _prepared(plan.pk).ask(question)


def priced(plan: Plan) -> tuple[list[dict[str, Any]], int]:
    """
    Find the prices of a plan.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    list of dict
        Those it was made with, else those worked out since.
    int
        On how many scenarios; 0: none yet.
    """
    own = list(rows_for(plan, "prices").values())
    if own:
        return own, int(plan.summary.get("scenarios", 0))
    job = Job.objects.filter(
        kind="prices", given__plan_id=plan.pk, state="done"
    ).first()
    if job is None:
        return [], 0
    return job.result["rows"], job.result["scenarios"]
