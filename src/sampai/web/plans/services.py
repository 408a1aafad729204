"""Store a plan, approve it, publish it."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sampai.errors import SampaiError
from sampai.tables import Operation
from sampai.web.datasets.models import Edition, Regency
from sampai.web.people.acts import write_act
from sampai.web.people.models import User
from sampai.web.plans.convert import store_operation
from sampai.web.plans.models import Decision, Plan, PlanState

# What must have been before a plan may become something.
COMES_FROM = {
    PlanState.APPROVED: PlanState.DRAFT,
    PlanState.PUBLISHED: PlanState.APPROVED,
}
REFUSALS = {
    PlanState.APPROVED: _("Only a draft can be approved."),
    PlanState.PUBLISHED: _("Only an approved plan can be published."),
}
OTHER_DATA = _(
    "This plan answers a what-if: change the data accordingly and plan "
    "anew before you approve."
)
NAME_AND_REASON = _("Give the name you sign with, and a reason.")
# Called with the plan once its publication is committed; rooms that tell
# people about it add themselves here.
LISTENERS: list[Callable[[Plan], None]] = []


class DecisionError(SampaiError):
    """A decision that cannot be taken, and why."""


@transaction.atomic
def add_plan(
    edition: Edition,
    operation: Operation,
    *,
    name: str,
    by: User | None,
    replaces: Plan | None = None,
) -> Plan:
    """
    Keep a plan as a draft.

    Parameters
    ----------
    edition
        Data it was made from.
    operation
        Its tables.
    name, by
        What it is called, and who made it.
    replaces
        Plan that it was made from, by a change or a replanning.

    Returns
    -------
    Plan
        Stored.
    """
    sheets = store_operation(operation)
    regency = Regency.objects.select_for_update().get(pk=edition.regency_id)
    last = regency.plans.order_by("-number").first()
    summary: Mapping[str, object] = operation.summary
    plan = Plan.objects.create(
        regency=regency,
        edition=edition,
        number=last.number + 1 if last else 1,
        name=name,
        summary=dict(summary),
        made_at=timezone.now(),
        made_by=by,
        replaces=replaces,
    )
    plan.sheets.set(sheets)
    write_act("plan.made", user=by, regency=regency, subject=str(plan.number))
    return plan


@transaction.atomic
def approve(plan: Plan, *, by: User, name: str, reason: str) -> Decision:
    """
    Approve a draft.

    Parameters
    ----------
    plan
        The draft.
    by
        Who decides.
    name, reason
        The name they sign with, and why.

    Returns
    -------
    Decision
        Stored.

    Raises
    ------
    DecisionError
        When it is no draft, or name or reason is missing.
    """
    if "what_if" in plan.summary:
        raise DecisionError(str(OTHER_DATA))
    return _decide(
        plan, PlanState.APPROVED, by=by, signed=_signed(name, reason)
    )


@transaction.atomic
def publish(plan: Plan, *, by: User, name: str, reason: str) -> Decision:
    """
    Publish an approved plan; the one before is replaced.

    Parameters
    ----------
    plan
        The plan.
    by
        Who decides.
    name, reason
        The name they sign with, and why.

    Returns
    -------
    Decision
        Stored.

    Raises
    ------
    DecisionError
        When it is not approved, or name or reason is missing.
    """
    decision = _decide(
        plan, PlanState.PUBLISHED, by=by, signed=_signed(name, reason)
    )
    transaction.on_commit(lambda: on_published(plan))
    return decision


def on_published(plan: Plan) -> None:
    """
    Tell every listener that a plan was published.

    Parameters
    ----------
    plan
        The plan.
    """
    for listener in LISTENERS:
        listener(plan)


def _signed(name: str, reason: str) -> tuple[str, str]:
    signed = name.strip(), reason.strip()
    if not all(signed):
        raise DecisionError(str(NAME_AND_REASON))
    return signed


def _decide(
    plan: Plan, state: PlanState, *, by: User, signed: tuple[str, str]
) -> Decision:
    """Lock the regency, so that no two decisions look at once."""
    name, reason = signed
    regency = Regency.objects.select_for_update().get(pk=plan.regency_id)
    plan.refresh_from_db(fields=["state"])
    if plan.state != COMES_FROM[state]:
        raise DecisionError(str(REFUSALS[state]))
    if state == PlanState.PUBLISHED:
        for earlier in regency.plans.filter(state=PlanState.PUBLISHED):
            earlier.state = PlanState.REPLACED
            earlier.save(update_fields=["state"])
    plan.state = state
    plan.save(update_fields=["state"])
    write_act(
        f"plan.{state}",
        user=by,
        regency=regency,
        subject=str(plan.number),
        reason=reason,
        detail={"plan": plan.pk},
    )
    return Decision.objects.create(
        plan=plan,
        state=state,
        by=by,
        name=name,
        reason=reason,
        at=timezone.now(),
    )
