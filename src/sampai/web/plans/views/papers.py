"""The papers of a plan, to download one by one or all at once."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sampai.web.jobs.models import Job
from sampai.web.jobs.selectors import jobs_for
from sampai.web.people.doors import DoorRequest, door, may
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import language, plan_for
from sampai.web.plans.work import PAPERS, papers_of, start_papers


@door("papers.see")
@require_GET
def paper_list(
    request: DoorRequest,
    regency: str,
    number: int,
) -> HttpResponse:
    """
    Show the papers of a plan that are written.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    HttpResponse
        The page.
    """
    plan = plan_for(request, number)
    files = papers_listed(plan)
    job = Job.objects.filter(
        regency=request.regency, kind=PAPERS, given__plan_id=plan.pk
    ).first()
    return render(
        request,
        "plans/papers.html",
        {
            "plan": plan,
            "files": files,
            "job": job,
            "may_make": may(request, "plans.make"),
            "may_jobs": job is not None
            and jobs_for(request).filter(pk=job.pk).exists(),
        },
    )


def papers_listed(plan: Plan) -> list[dict[str, Any]]:
    """
    List the papers of a plan that are written, all in one file first.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    list of dict
        name, language, size_kb and is_all of each.
    """
    files = [
        {
            "name": path.name,
            "language": path.parent.name,
            "size_kb": path.stat().st_size // 1024 + 1,
            "is_all": path.name.endswith("-all.zip"),
        }
        for path in papers_of(plan)
    ]
    return sorted(files, key=lambda one: (not one["is_all"], one["language"]))


@door("plans.make")
@require_POST
def start(request: DoorRequest, regency: str, number: int) -> HttpResponse:
    """
    Have the papers of a plan written in the language of the page.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    HttpResponse
        On to the job.
    """
    plan = plan_for(request, number)
    job = start_papers(plan, by=request.user, language=language())
    return redirect(reverse("jobs:detail", args=[regency, job.pk]))


@door("papers.see")
@require_GET
def download(
    request: DoorRequest,
    regency: str,
    number: int,
    language: str,
    name: str,
) -> FileResponse:
    """
    Give one paper.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.
    language, name
        Which of those that are listed.

    Returns
    -------
    FileResponse
        To keep, never to open in the page: a report brings its own style.

    Raises
    ------
    Http404
        When it is not listed.
    """
    plan = plan_for(request, number)
    for path in papers_of(plan):
        if (path.parent.name, path.name) == (language, name):
            return FileResponse(
                path.open("rb"), as_attachment=True, filename=name
            )
    raise Http404
