"""What if: a question about a plan, answered at the table."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sampai.errors import SampaiError
from sampai.operation.whatif import Answer
from sampai.web.people.doors import DoorRequest, door
from sampai.web.plans.answers import answer_to
from sampai.web.plans.forms import (
    WhatIfForm,
    districts_to_choose,
    posted,
)
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import dataset_of, names_for, plan_for

SHOWN = 100


@door("plans.make")
@require_http_methods(["GET", "POST"])
def ask(request: DoorRequest, regency: str, number: int) -> HttpResponse:
    """
    Ask what becomes of a plan when something is different.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    HttpResponse
        The form, with the answer where something was asked.
    """
    plan = plan_for(request, number)
    names = names_for(plan.edition_id)
    dataset = dataset_of(plan.edition_id)
    districts = districts_to_choose(dataset, names)
    district = _district(request, districts)
    form = WhatIfForm(dataset, names, district, posted(request))
    told: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        began = timezone.now()
        try:
            answer = answer_to(plan, form.question())
        except SampaiError as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _told(plan, answer)
            told["took_s"] = (timezone.now() - began).total_seconds()
    told |= {"districts": districts, "district": district}
    return render(
        request, "plans/whatif.html", {"plan": plan, "form": form, **told}
    )


def _district(request: DoorRequest, districts: list[tuple[str, str]]) -> str:
    """Tell whose legs are listed; the address keeps it for what is sent."""
    known = [hub_id for hub_id, _name in districts]
    asked = request.GET.get("district", "")
    return asked if asked in known else next(iter(known), "")


def _told(plan: Plan, answer: Answer) -> dict[str, Any]:
    names = names_for(plan.edition_id)
    touched = answer.touched
    return {
        "answer": answer,
        "dearer_idr": answer.after.cost_out_idr - answer.before.cost_out_idr,
        "touched_count": len(touched),
        # A district whose own boxes stay behind is no TPS.
        "missed_before": len(names.tps.keys() & set(answer.before.missed)),
        "missed_after": len(names.tps.keys() & set(answer.after.missed)),
        "touched": [
            {
                "tps_id": one.tps_id,
                "name": names.station(one.tps_id),
                "before": one.before,
                "after": one.after,
                "is_missed": one.is_missed,
            }
            for one in touched[:SHOWN]
        ],
    }
