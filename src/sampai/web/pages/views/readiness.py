"""The first page of each role, and what the public may know."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sampai.web.pages import lights, standing
from sampai.web.pages.coming import RECEIVE, coming_to
from sampai.web.pages.selectors import edition_rows
from sampai.web.people.doors import DoorRequest, door, may
from sampai.web.people.roles import Role
from sampai.web.plans.models import Plan, PlanState
from sampai.web.plans.selectors import plan_in_force, reader_of


@door("home.see")
@require_GET
def readiness(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Answer the first question of a role.

    Parameters
    ----------
    request, regency
        Who asks, and of where.

    Returns
    -------
    HttpResponse
        The page.
    """
    roles = {Role(seat.role) for seat in request.seats}
    published = _published(request)
    known = plan_in_force(request) if may(request, "plans.see") else None
    held: dict[str, object] = {
        "plan": known,
        "published": published,
        "countdown": standing.countdown(
            request.regency,
            # When the first vehicle leaves concerns who sees the whole.
            known if known and reader_of(request).sees_all else None,
        ),
    }
    if Role.KPU in roles:
        held |= _kpu(request, known)
    if Role.BAWASLU in roles:
        held["lights"] = lights.lights(request.regency, published)
    if roles & RECEIVE:
        held["receives"] = True
        held["coming"] = coming_to(request, published) if published else None
    if Role.POLRES in roles:
        held["is_police"] = True
        held["escorts"] = (
            lights.police(request.regency, published) if published else []
        )
    held["is_pemda"] = Role.PEMDA in roles
    held["is_driver"] = Role.DRIVER in roles
    held["is_guest"] = roles <= {Role.WITNESS, Role.OBSERVER}
    return render(request, "pages/readiness.html", held)


def _kpu(request: DoorRequest, plan: Plan | None) -> dict[str, object]:
    regency = request.regency
    held: dict[str, object] = {
        "is_kpu": True,
        "steps": standing.steps(regency, plan),
        "blocks": standing.blocks(regency, plan),
    }
    if plan is not None:
        unknown, kinds = standing.stock_unknown(regency, plan)
        held |= {
            "summary": plan.summary,
            "below": standing.below_target(plan),
            "stock_unknown": unknown,
            "stock_kinds": kinds,
        }
    return held


def _published(request: DoorRequest) -> Plan | None:
    plans = request.regency.plans.select_related("edition", "regency")
    return plans.filter(state=PlanState.PUBLISHED).first()


@door("public.see")
@require_GET
def public(request: DoorRequest, regency: str) -> HttpResponse:
    """
    Tell anyone how it stands, without routes, escorts or hours.

    Parameters
    ----------
    request, regency
        Of anyone, and where.

    Returns
    -------
    HttpResponse
        The page.
    """
    edition = request.regency.current
    plan = _published(request)
    decision = None
    if plan is not None:
        decisions = plan.decisions.filter(state=PlanState.PUBLISHED)
        decision = decisions.first()
    places = edition_rows(edition, "places")
    return render(
        request,
        "pages/public.html",
        {
            "plan": plan,
            "decision": decision,
            "countdown": standing.countdown(request.regency, None),
            "districts": places.filter(kind="hub").count(),
            "villages": places.filter(kind="village").count(),
            "stations": edition_rows(edition, "tps").count(),
        },
    )
