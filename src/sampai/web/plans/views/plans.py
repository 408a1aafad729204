"""The list of plans, one plan, several side by side, and a new one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sampai.web.jobs.models import Job
from sampai.web.jobs.running import start_job
from sampai.web.people.doors import DoorRequest, door, may
from sampai.web.plans.figures import compared, key_figures
from sampai.web.plans.forms import RunForm, posted
from sampai.web.plans.models import PlanState
from sampai.web.plans.selectors import (
    is_number,
    plan_for,
    plans_for,
    reader_of,
    trips_for,
)
from sampai.web.plans.work import PLAN

PAGE = 50
MOST_COMPARED = 3


@door("plans.see")
@require_GET
def plan_list(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show the plans of a regency.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The page.
    """
    plans = plans_for(request).select_related("made_by", "edition")
    page = Paginator(plans, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "plans/list.html",
        {
            "page": page,
            "may_make": may(request, "plans.make"),
            "sees_all": reader_of(request).sees_all,
            "has_data": bool(request.regency.current_id),
        },
    )


@door("plans.see")
@require_GET
def detail(request: DoorRequest, regency: str, number: int) -> HttpResponse:
    """
    Show one plan: its figures and what was decided.

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
    reader = reader_of(request)
    is_maker = may(request, "plans.make")
    return render(
        request,
        "plans/detail.html",
        {
            "plan": plan,
            "reader": reader,
            "figures": key_figures(plan) if reader.sees_all else [],
            "decisions": plan.decisions.select_related("by"),
            "own_trips": trips_for(plan, reader).count(),
            "is_what_if": "what_if" in plan.summary,
            "is_old": plan.edition_id != request.regency.current_id,
            "may_approve": may(request, "plans.approve")
            and plan.state == PlanState.DRAFT,
            "may_publish": may(request, "plans.publish")
            and plan.state == PlanState.APPROVED,
            "may_ask": is_maker,
            "may_papers": may(request, "papers.see"),
            "may_risk": may(request, "risk.see"),
            "may_prices": may(request, "prices.see"),
        },
    )


@door("plans.see")
@require_GET
def compare(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Set two or three plans side by side.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?plan=`` names each.

    Returns
    -------
    HttpResponse
        The page.
    """
    asked = [int(n) for n in request.GET.getlist("plan") if is_number(n)]
    known = plans_for(request)
    if not reader_of(request).sees_all:
        known = known.none()
    chosen = list(known.filter(number__in=asked).order_by("number"))
    chosen = chosen[:MOST_COMPARED]
    return render(
        request,
        "plans/compare.html",
        {
            "plans": chosen,
            "rows": compared(chosen),
            "choices": known[:PAGE],
            "chosen": [plan.number for plan in chosen],
        },
    )


@door("plans.make")
@require_http_methods(["GET", "POST"])
def run(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Ask how a plan is to be made, and have it made.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The form, or on to the job.
    """
    form = RunForm(posted(request))
    edition = request.regency.current
    if request.method == "POST" and edition and form.is_valid():
        given = {**form.cleaned_data, "edition": edition.pk}
        job = start_job(
            Job(
                regency=request.regency,
                kind=PLAN,
                title=form.cleaned_data["name"],
                by=request.user,
                given=given,
            )
        )
        return redirect(reverse("jobs:detail", args=[regency, job.pk]))
    return render(
        request, "plans/run.html", {"form": form, "edition": edition}
    )
