"""Chances, prices, what-if and weather."""

from typing import Annotated, Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Schema

from sampai.operation.whatif import Answer, ClosedLeg, Question
from sampai.simulation.robust.judging import Judgement
from sampai.web.api.desk import Desk
from sampai.web.api.paging import PartQuery, rows_out
from sampai.web.api.refusals import ApiError
from sampai.web.api.schemas import JobOut, Number, Rows, WhatIfIn, WhatIfOut
from sampai.web.jobs.models import Job
from sampai.web.people.doors import DoorRequest
from sampai.web.plans.answers import answer_to, priced
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import (
    dataset_of,
    language,
    plan_for,
    rows_for,
)
from sampai.web.plans.views.weather import told_of
from sampai.web.plans.work import start_prices

desk = Desk(tags=["risk"])
Below = Annotated[float | None, Query(ge=0, le=1)]


class PricesOut(Schema):
    """What an hour, a day, a vehicle or a hub would buy."""

    scenarios: int
    rows: list[dict[str, Any]]


@desk.read("/r/{regency}/plans/{number}/risk", "risk.see", Rows)
def risk(
    request: DoorRequest,
    regency: str,
    number: Number,
    part: PartQuery,
    below: Below = None,
) -> dict[str, Any]:
    """Give the chance of each TPS, the lowest first."""
    rows = rows_for(plan_for(request, number), "risk")
    if below is not None:
        rows = rows.filter(on_time_prob__lt=below)
    return rows_out("risk", rows.order_by("on_time_prob", "tps_id"), part)


@desk.read("/r/{regency}/plans/{number}/prices", "prices.see", PricesOut)
def prices(
    request: DoorRequest, regency: str, number: Number
) -> dict[str, Any]:
    """Give what each constraint costs."""
    rows, scenarios = priced(plan_for(request, number))
    return {"scenarios": scenarios, "rows": rows}


@desk.change(
    "POST", "/r/{regency}/plans/{number}/prices", "plans.make", JobOut
)
def run_prices(request: DoorRequest, regency: str, number: Number) -> Job:
    """Have a plan priced."""
    plan = plan_for(request, number)
    _refuse_answer(plan)
    return start_prices(plan, by=request.user)


def _refuse_answer(plan: Plan) -> None:
    if "what_if" in plan.summary:
        message = _("This plan answers a what-if; it has no prices.")
        raise ApiError(409, "conflict", message)


@desk.change(
    "POST", "/r/{regency}/plans/{number}/whatif", "plans.make", WhatIfOut
)
def what_if(
    request: DoorRequest, regency: str, number: Number, asked: WhatIfIn
) -> dict[str, Any]:
    """Ask what becomes of a plan when something is different."""
    plan = plan_for(request, number)
    question = _question(plan, asked)
    if question.is_empty:
        message = _("Close a leg, take away a vehicle or shift a stage.")
        raise ApiError(422, "invalid", message)
    return _told(answer_to(plan, question))


def _question(plan: Plan, asked: WhatIfIn) -> Question:
    """Refuse what the data do not know before the planner meets it."""
    dataset = dataset_of(plan.edition_id)
    known = {
        *dataset.vehicles["vehicle_type"],
        *dataset.stages["stage"],
        *dataset.legs.select("from_id", "to_id", "surface").iter_rows(),
    }
    closed = tuple(
        ClosedLeg(
            ends=(one.from_id, one.to_id, one.surface),
            first_day=one.first_day,
            last_day=one.last_day,
        )
        for one in asked.closed
    )
    named = [*(one.ends for one in closed), *asked.fewer, *asked.shifts]
    strange = [str(name) for name in named if name not in known]
    if strange:
        message = _("Not in the data of the plan: %(names)s.") % {
            "names": ", ".join(strange)
        }
        raise ApiError(422, "invalid", message)
    if any(one.first_day > one.last_day for one in closed):
        message = _("A leg closes from a first day to a last, not back.")
        raise ApiError(422, "invalid", message)
    return Question(closed=closed, fewer=asked.fewer, shifts=asked.shifts)


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "scenarios": answer.scenarios,
        "before": _side(answer.before),
        "after": _side(answer.after),
        "touched": [
            {
                "tps_id": one.tps_id,
                "before": one.before,
                "after": one.after,
                "is_missed": one.is_missed,
            }
            for one in answer.touched
        ],
    }


def _side(judged: Judgement) -> dict[str, Any]:
    return {
        "cost_out_idr": judged.cost_out_idr,
        "lowest_on_time_prob": judged.lowest_prob,
        "mean_on_time_prob": judged.mean_prob,
    }


@desk.read("/r/{regency}/weather", "weather.see", dict[str, Any])
def weather(request: DoorRequest, regency: str) -> dict[str, Any]:
    """Tell what is known of weather and tide, and what is only chance."""
    if request.regency.current_id is None:
        raise Http404
    return told_of(request.regency.current_id, language())
