"""What chance does to a plan, and what each constraint costs."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sampai.web.people.doors import DoorRequest, door, may
from sampai.web.plans import work
from sampai.web.plans.answers import priced
from sampai.web.plans.chances import (
    cure_rows,
    frontier_rows,
    histogram,
    leg_rows,
    name_risks,
    price_rows,
    verdict_lines,
)
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import (
    dataset_of,
    names_for,
    plan_for,
    plan_in_force,
    plans_for,
    rows_for,
)

PAGE = 50


@door("risk.see")
@require_GET
def risk_page(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show how likely every TPS is to get its goods in time.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?plan=``, ``?q=`` and ``?below=`` choose.

    Returns
    -------
    HttpResponse
        The page.
    """
    plan = plan_in_force(request)
    if plan is None:
        return render(request, "plans/risk.html", {"plan": None})
    rows = rows_for(plan, "risk").order_by("on_time_prob", "tps_id")
    target = plan.summary.get("on_time_target")
    shown, query = rows, request.GET.get("q", "").strip()[:80]
    if request.GET.get("below") and target is not None:
        shown = shown.filter(on_time_prob__lt=target)
    if query:
        shown = shown.filter(tps_id__in=_found(plan, query))
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    name_risks(page.object_list, names_for(plan.edition_id), plan)
    return render(
        request,
        "plans/risk.html",
        {
            "plan": plan,
            "plans": plans_for(request)[:20],
            "page": page,
            "query": query,
            "below": request.GET.get("below", ""),
            "target": target,
            "has_risk": rows.exists(),
            "verdict": verdict_lines(plan),
            "legs": leg_rows(plan),
            "cures": cure_rows(plan),
            "frontier": frontier_rows(plan),
            "bins": histogram(plan),
            "may_ask": may(request, "plans.make"),
        },
    )


@door("risk.see")
@require_GET
def risk_json(request: DoorRequest, regency: str, number: int) -> JsonResponse:
    """
    Give the histogram of the chances.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    JsonResponse
        As the chart takes it.
    """
    plan = plan_for(request, number)
    bins = histogram(plan)
    return JsonResponse(
        {
            "kind": "bars",
            "x_kind": "number",
            "x": list(range(len(bins))),
            "x_labels": [one["name"] for one in bins],
            "x_name": _("Chance of being on time"),
            "series": [
                {
                    "name": _("TPS"),
                    "unit": "TPS",
                    "values": [one["count"] for one in bins],
                }
            ],
        }
    )


@door("prices.see")
@require_GET
def prices_page(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Show what each constraint costs, for the meeting.

    Parameters
    ----------
    request, regency
        Who asks, and of where; ``?plan=`` names another plan.

    Returns
    -------
    HttpResponse
        The page.
    """
    plan = plan_in_force(request)
    if plan is None:
        return render(request, "plans/prices.html", {"plan": None})
    rows, scenarios = priced(plan)
    return render(
        request,
        "plans/prices.html",
        {
            "plan": plan,
            "plans": plans_for(request)[:20],
            "rows": price_rows(plan, rows),
            "scenarios": scenarios,
            "may_make": may(request, "plans.make"),
        },
    )


@door("plans.make")
@require_POST
def start_prices(
    request: DoorRequest, regency: str, number: int
) -> HttpResponse:
    """
    Have a plan priced.

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
    if "what_if" in plan.summary:
        raise Http404
    job = work.start_prices(plan, by=request.user)
    return redirect(reverse("jobs:detail", args=[regency, job.pk]))


def _found(plan: Plan, query: str) -> list[str]:
    """TPS whose id, village or district holds the words."""
    names, sought = names_for(plan.edition_id), query.casefold()
    places = {
        place_id
        for place_id in names.places
        if sought in names.place(place_id).casefold()
    }
    tps = dataset_of(plan.edition_id).tps
    return [
        tps_id
        for tps_id, village in tps.select("tps_id", "village_id").iter_rows()
        if sought in tps_id.casefold()
        or village in places
        or names.hub_of(village) in places
    ]
