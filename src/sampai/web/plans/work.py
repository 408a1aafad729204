"""Jobs of this room: a plan, its prices, its papers."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from sampai.operation.chance import Chance
from sampai.web.datasets.convert import dataset_of_edition
from sampai.web.datasets.models import Edition
from sampai.web.jobs.children import in_child
from sampai.web.jobs.links import JOB_LINKS
from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.running import Reporter, kind_of_job, start_job
from sampai.web.people.models import User
from sampai.web.plans.convert import operation_of
from sampai.web.plans.deeds import make_plan, price_plan, write_files
from sampai.web.plans.models import Plan, PlanState
from sampai.web.plans.services import LISTENERS, add_plan

PLAN, PRICES, PAPERS = "plan", "prices", "papers"
# As `sampai prices` takes.
PRICE_SCENARIOS = 2_000


@kind_of_job(PLAN, "plans.make")
def run_plan(reporter: Reporter) -> dict[str, object]:
    """
    Make a plan and keep it as a draft.

    Parameters
    ----------
    reporter
        Of the job; given are the edition and how to search.

    Returns
    -------
    dict
        Number of the plan.
    """
    given = reporter.job.given
    edition = Edition.objects.get(pk=given["edition"])
    operation = in_child(
        reporter,
        make_plan,
        dataset=dataset_of_edition(edition),
        iterations=given["iterations"],
        chance=Chance(
            scenarios=given["scenarios"],
            robust=given["robust"],
            prices=given["prices"],
        ),
    )
    with reporter.closing():
        plan = add_plan(
            edition, operation, name=given["name"], by=reporter.job.by
        )
    return {"plan": plan.number}


@kind_of_job(PRICES, "plans.make")
def run_prices(reporter: Reporter) -> dict[str, object]:
    """
    Price what is given to a plan; its tables stay as they are.

    Parameters
    ----------
    reporter
        Of the job; given are the plan and the scenarios.

    Returns
    -------
    dict
        Number of the plan, scenarios, and the rows of prices.csv.
    """
    given = reporter.job.given
    plan = Plan.objects.select_related("edition").get(pk=given["plan_id"])
    rows = in_child(
        reporter,
        price_plan,
        dataset=dataset_of_edition(plan.edition),
        operation=operation_of(plan),
        scenarios=given["scenarios"],
    )
    return {
        "plan": plan.number,
        "scenarios": given["scenarios"],
        "rows": rows,
    }


@kind_of_job(PAPERS, "papers.see")
def run_papers(reporter: Reporter) -> dict[str, object]:
    """
    Write every paper of a plan; they appear all together or not at all.

    Parameters
    ----------
    reporter
        Of the job; given are the plan and the language.

    Returns
    -------
    dict
        Number of the plan and names of the files.
    """
    given = reporter.job.given
    plan = Plan.objects.select_related("edition", "regency").get(
        pk=given["plan_id"]
    )
    folder = folder_of(plan, given["language"])
    folder.parent.mkdir(parents=True, exist_ok=True)
    lent = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        in_child(
            reporter,
            write_files,
            dataset=dataset_of_edition(plan.edition),
            operation=operation_of(plan),
            folder=lent,
            name=file_name(plan),
            language=given["language"],
        )
        with reporter.closing():
            shutil.rmtree(folder, ignore_errors=True)
            lent.rename(folder)
    finally:
        shutil.rmtree(lent, ignore_errors=True)
    return {"plan": plan.number, "files": [f.name for f in papers_of(plan)]}


def file_name(plan: Plan) -> str:
    """
    Name the files of a plan, so that a draft is never taken for the plan.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    str
        Begins the name of each file.
    """
    mark = "" if plan.is_frozen else "DRAF-"
    return f"{mark}{plan.regency.code}-{plan.number}"


def folder_of(plan: Plan, language: str) -> Path:
    """
    Tell where the papers of a plan lie.

    Parameters
    ----------
    plan
        The plan.
    language
        ``id`` or ``en``.

    Returns
    -------
    Path
        Another folder once it is published, so that no draft's paper is
        left in it.
    """
    kind = "published" if plan.is_frozen else "draft"
    root = Path(settings.MEDIA_ROOT) / "plans" / plan.regency.code
    return root / f"{plan.pk}-{kind}" / language


def papers_of(plan: Plan) -> list[Path]:
    """
    List the papers of a plan that are written.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    list of Path
        Of both languages.
    """
    found = folder_of(plan, "id").parent.glob("[!.]*/*")
    return sorted(path for path in found if path.is_file())


def start_papers(plan: Plan, *, by: User | None, language: str) -> Job:
    """
    Have the papers of a plan written.

    Parameters
    ----------
    plan
        The plan.
    by
        Who asked.
    language
        ``id`` or ``en``.

    Returns
    -------
    Job
        Waiting, or the one that is at it already.
    """
    given = {"plan_id": plan.pk, "plan": plan.number, "language": language}
    at_it = Job.objects.filter(
        regency=plan.regency,
        kind=PAPERS,
        given__plan_id=plan.pk,
        given__language=language,
        state__in=[JobState.WAITING, JobState.RUNNING],
    ).first()
    if at_it is not None:
        return at_it
    title = translation.gettext("Papers of plan %(number)s") % {
        "number": plan.number
    }
    job = Job(
        regency=plan.regency, kind=PAPERS, title=title, by=by, given=given
    )
    return start_job(job)


def start_prices(plan: Plan, *, by: User | None) -> Job:
    """
    Have a plan priced.

    Parameters
    ----------
    plan
        The plan.
    by
        Who asked.

    Returns
    -------
    Job
        Waiting.
    """
    title = translation.gettext("Prices of plan %(number)s")
    given = {
        "plan_id": plan.pk,
        "plan": plan.number,
        "scenarios": PRICE_SCENARIOS,
    }
    return start_job(
        Job(
            regency=plan.regency,
            kind=PRICES,
            title=title % {"number": plan.number},
            by=by,
            given=given,
        )
    )


def write_on_publication(plan: Plan) -> None:
    """
    Have the papers written as soon as a plan is published.

    Parameters
    ----------
    plan
        Published.
    """
    decision = plan.decisions.filter(state=PlanState.PUBLISHED).last()
    start_papers(plan, by=decision.by if decision else None, language="id")


def _page_of(job: Job) -> str:
    """Find the page of what a job of this room made."""
    page = {PLAN: "detail", PRICES: "prices", PAPERS: "papers"}[job.kind]
    parts: list[object] = [job.regency.code]
    if job.kind != PRICES:
        parts.append(job.result["plan"])
    return reverse(f"plans:{page}", args=parts)


LISTENERS.append(write_on_publication)
JOB_LINKS.update(dict.fromkeys((PLAN, PRICES, PAPERS), _page_of))
