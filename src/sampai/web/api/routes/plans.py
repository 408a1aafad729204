"""Plans: their tables, new ones, and decisions."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Schema

from sampai.operation.service import ITERATIONS
from sampai.web.api.desk import Desk
from sampai.web.api.paging import PartQuery, rows_out, within
from sampai.web.api.refusals import ApiError, refused
from sampai.web.api.schemas import (
    DecideIn,
    DecisionOut,
    JobOut,
    Number,
    PlanOut,
    Rows,
    RunIn,
)
from sampai.web.jobs.models import Job
from sampai.web.jobs.running import start_job
from sampai.web.people.doors import DoorRequest, may
from sampai.web.plans.figures import compared
from sampai.web.plans.models import Decision, Plan
from sampai.web.plans.selectors import (
    driven,
    plan_for,
    plans_for,
    reader_of,
    rows_for,
    trips_for,
)
from sampai.web.plans.services import approve, publish
from sampai.web.plans.work import PLAN
from sampai.web.sheets.models import ROWS, TABLES

desk = Desk(tags=["plans"])
MOST_COMPARED = 3
# Tables that tell only of a trip, and so belong to whoever sees the trip.
OF_TRIPS = frozenset({"trips", "stops", "loads"})
# Tables that someone with a part of the plan sees a part of.
IN_PARTS = OF_TRIPS | {"needs", "last_mile"}
# Tables that ask for more than to see plans.
ASKS = {
    "risk": "risk.see",
    "blame": "risk.see",
    "frontier": "risk.see",
    "cures": "risk.see",
    "prices": "prices.see",
    "escorts": "papers.see",
    "deployment": "papers.see",
    "checks": "papers.see",
}


class PlansOut(Schema):
    """Part of the list of plans."""

    count: int
    page: int
    size: int
    plans: list[PlanOut]


class FigureOut(Schema):
    """One figure of several plans."""

    name: str
    kind: str
    values: list[Any]
    differs: bool


def _out(request: DoorRequest, plan: Plan) -> dict[str, Any]:
    """Show the figures only to those who see the whole plan."""
    return {
        "number": plan.number,
        "name": plan.name,
        "state": plan.state,
        "edition": plan.edition.number,
        "made_at": plan.made_at,
        "summary": plan.summary if reader_of(request).sees_all else {},
    }


@desk.read("/r/{regency}/plans", "plans.see", PlansOut)
def plans(
    request: DoorRequest, regency: str, part: PartQuery
) -> dict[str, Any]:
    """List plans, the newest first."""
    found = plans_for(request)
    begin = (part.page - 1) * part.size
    return {
        "count": found.count(),
        "page": part.page,
        "size": part.size,
        "plans": [
            _out(request, one) for one in found[begin : begin + part.size]
        ],
    }


@desk.read("/r/{regency}/plans/compare", "plans.see", list[FigureOut])
def compare_plans(
    request: DoorRequest,
    regency: str,
    plan: Annotated[list[Number], Query(min_length=2, max_length=3)],
) -> list[dict[str, Any]]:
    """Set two or three plans side by side."""
    if not reader_of(request).sees_all:
        raise refused()
    found = list(plans_for(request).filter(number__in=plan))
    if len(found) != len(set(plan)):
        raise Http404
    return compared(sorted(found, key=lambda one: one.number))


@desk.read("/r/{regency}/plans/{number}", "plans.see", PlanOut)
def plan_detail(
    request: DoorRequest, regency: str, number: Number
) -> dict[str, Any]:
    """Give one plan."""
    return _out(request, plan_for(request, number))


@desk.read("/r/{regency}/plans/{number}/tables/{table}", "plans.see", Rows)
def plan_table(
    request: DoorRequest,
    regency: str,
    number: Number,
    table: str,
    part: PartQuery,
) -> dict[str, Any]:
    """Give rows of a table of a plan."""
    plan = plan_for(request, number)
    if table in ASKS and not may(request, ASKS[table]):
        raise refused()
    if table not in TABLES or not plan.sheets.filter(table=table).exists():
        raise Http404
    given = rows_out(table, _rows(request, plan, table), part)
    if table == "trips" and not reader_of(request).sees_escort:
        for row in given["rows"]:
            row["police"] = None
    return given


def _rows(request: DoorRequest, plan: Plan, table: str) -> QuerySet[Any]:
    """Give someone the part of a table that concerns their territory."""
    reader, rows = reader_of(request), rows_for(plan, table)
    if reader.sees_all:
        return rows
    if table not in IN_PARTS:
        return ROWS[table]._default_manager.none()  # noqa: SLF001 (a model made at run time has no typed `objects`)
    if table == "trips":
        return trips_for(plan, reader)
    found = rows
    if table == "stops":
        own = trips_for(plan, reader).values("trip_id")
        found = rows.filter(trip_id__in=own)
    found = within(table, found, reader.scope)
    if table in OF_TRIPS and reader.scope.vehicles:
        driving = driven(plan, reader).order_by().values("trip_id")
        found |= rows.filter(trip_id__in=driving)
    return found


@desk.change("POST", "/r/{regency}/plans", "plans.make", JobOut)
def run_plan(request: DoorRequest, regency: str, asked: RunIn) -> Job:
    """Have a plan made."""
    edition = request.regency.current
    if edition is None:
        raise ApiError(409, "conflict", _("There are no data. Import first."))
    given = asked.dict() | {
        "iterations": asked.iterations or ITERATIONS,
        "edition": edition.pk,
    }
    return start_job(
        Job(
            regency=request.regency,
            kind=PLAN,
            title=asked.name,
            by=request.user,
            given=given,
        )
    )


@desk.change(
    "POST",
    "/r/{regency}/plans/{number}/approve",
    "plans.approve",
    DecisionOut,
)
def approve_plan(
    request: DoorRequest, regency: str, number: Number, asked: DecideIn
) -> dict[str, Any]:
    """Approve a draft; never by token."""
    return _decided(
        approve(
            plan_for(request, number),
            by=request.user,
            name=asked.name,
            reason=asked.reason,
        )
    )


@desk.change(
    "POST",
    "/r/{regency}/plans/{number}/publish",
    "plans.publish",
    DecisionOut,
)
def publish_plan(
    request: DoorRequest, regency: str, number: Number, asked: DecideIn
) -> dict[str, Any]:
    """Publish an approved plan; never by token."""
    return _decided(
        publish(
            plan_for(request, number),
            by=request.user,
            name=asked.name,
            reason=asked.reason,
        )
    )


def _decided(decision: Decision) -> dict[str, Any]:
    return {
        "plan": decision.plan.number,
        "state": decision.state,
        "name": decision.name,
        "reason": decision.reason,
        "at": decision.at,
    }
