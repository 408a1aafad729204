"""How far the operation of a regency has come, and what blocks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sampai.web.datasets.models import Regency
from sampai.web.pages.selectors import edition_rows, plan_rows
from sampai.web.pages.speech import words_for
from sampai.web.plans.models import Plan, PlanState
from sampai.web.sheets.convert import rows_of, sheets_by_table
from sampai.web.sheets.memory import kept
from sampai.web.sheets.models import Sheet

KEPT = 64
GOOD, WARN, BAD, NONE = "good", "warn", "bad", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """
    Something to know, and the one thing to do about it.

    Parameters
    ----------
    tone
        good, warn, bad or none.
    title, text
        What it is.
    url, action
        Where it is done, and what; blank for nothing to do.
    """

    tone: str
    title: str
    text: str = ""
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    One step of the guided strip.

    Parameters
    ----------
    name, url
        What it is, and where it is done.
    is_done, is_next
        How far it is.
    """

    name: str
    url: str
    is_done: bool
    is_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """
    Where today stands against the calendar of the data.

    Parameters
    ----------
    voting_day
        In full.
    days_left
        Whole days; below zero where it is past.
    first_at, last_at
        First departure and last arrival of the plan.
    """

    voting_day: str
    days_left: int
    first_at: Any = None
    last_at: Any = None

    @property
    def is_past(self) -> bool:
        """Whether the voting day of the data lies behind us."""
        return self.days_left < 0


def countdown(regency: Regency, plan: Plan | None) -> Countdown | None:
    """
    Count the days to the voting day of the data.

    Parameters
    ----------
    regency
        Whose data.
    plan
        Plan that the reader may know of.

    Returns
    -------
    Countdown or None
        None where there are no data yet.
    """
    if regency.current is None:
        return None
    words = words_for(regency)
    today: date = words.local(timezone.now()).date()
    ends: Mapping[str, Any] = {}
    if plan is not None:
        sheet = sheets_by_table(plan).get("trips")
        ends = _ends(sheet.pk, sheet.sha256) if sheet else {}
    return Countdown(
        voting_day=words.date(0),
        days_left=(words.voting_day - today).days,
        first_at=ends.get("first"),
        last_at=ends.get("last"),
    )


# A sheet never changes; its digest tells it from another with its number.
@kept(KEPT)
def _ends(sheet_id: int, sha256: str) -> Mapping[str, Any]:  # noqa: ARG001 (a part of the key)
    trips = rows_of(Sheet.objects.get(pk=sheet_id))
    return trips.aggregate(first=Min("depart_at"), last=Max("return_at"))


@kept(KEPT)
def _items(sheet_id: int, sha256: str) -> frozenset[tuple[str, str]]:  # noqa: ARG001 (as above)
    needs: QuerySet[Any] = rows_of(Sheet.objects.get(pk=sheet_id))
    pairs = needs.order_by().values_list("item", "contest").distinct()
    return frozenset((item, contest or "") for item, contest in pairs)


def stock_unknown(regency: Regency, plan: Plan) -> tuple[int, int]:
    """
    Count the goods of which nobody has said how many there are.

    Parameters
    ----------
    regency, plan
        Data in force, and the plan whose needs count.

    Returns
    -------
    tuple
        Kinds of goods without a row of stock, and all kinds.
    """
    sheet = sheets_by_table(plan).get("needs")
    needed = _items(sheet.pk, sheet.sha256) if sheet else frozenset()
    rows = edition_rows(regency.current, "stock")
    known = {
        (item, contest or "")
        for item, contest in rows.values_list("item", "contest").distinct()
    }
    return len(needed - known), len(needed)


def below_target(plan: Plan) -> int:
    """
    Count the TPS whose chance is below the target.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    int
        TPS.
    """
    target = plan.summary.get("on_time_target")
    if target is None:
        return 0
    return plan_rows(plan, "risk").filter(on_time_prob__lt=target).count()


def steps(regency: Regency, plan: Plan | None) -> list[Step]:
    """
    Tell what is done of the way to a published plan.

    Parameters
    ----------
    regency, plan
        The regency, and its plan in force or newest.

    Returns
    -------
    list of Step
        The first that is not done is the next.
    """
    code = regency.code
    has_plan = plan is not None
    is_published = plan is not None and plan.is_frozen
    number = plan.number if plan else 0
    shown = reverse("plans:detail", args=[code, number]) if plan else ""
    held = [
        (
            _("Import"),
            reverse("datasets:overview", args=[code]),
            regency.current is not None,
        ),
        (
            pgettext("step", "Plan"),
            reverse("plans:list", args=[code]),
            has_plan,
        ),
        (
            _("Publish"),
            shown or reverse("plans:list", args=[code]),
            is_published,
        ),
    ]
    done = [one[2] for one in held]
    following = done.index(False) if False in done else -1
    return [
        Step(name=name, url=url, is_done=ok, is_next=at == following)
        for at, (name, url, ok) in enumerate(held)
    ]


def blocks(regency: Regency, plan: Plan | None) -> list[Card]:
    """
    Tell the KPU what blocks, each with the one thing to do next.

    Parameters
    ----------
    regency, plan
        The regency, and its plan in force or newest.

    Returns
    -------
    list of Card
        The most pressing first; one good card where nothing blocks.
    """
    if regency.current is None:
        return [
            Card(
                tone=BAD,
                title=_("There are no data yet"),
                text=_("Fill in the workbook and import it."),
                url=reverse("datasets:overview", args=[regency.code]),
                action=_("Import data"),
            )
        ]
    if plan is None:
        return [
            Card(
                tone=BAD,
                title=_("There is no plan yet"),
                text=_("The data are in; a plan takes about half a minute."),
                url=reverse("plans:run", args=[regency.code]),
                action=_("Make a plan"),
            )
        ]
    cards = [*_state(regency, plan), *_trouble(regency, plan)]
    return cards or [
        Card(tone=GOOD, title=_("Nothing blocks"), text=_("The plan stands."))
    ]


def _state(regency: Regency, plan: Plan) -> list[Card]:
    url = reverse("plans:detail", args=[regency.code, plan.number])
    if plan.edition_id != regency.current_id:
        return [
            Card(
                tone=BAD,
                title=_("The data have changed since the plan was made"),
                text=_("Trips may no longer fit. Plan anew."),
                url=reverse("plans:run", args=[regency.code]),
                action=_("Make a plan"),
            )
        ]
    if plan.state == PlanState.DRAFT:
        return [
            Card(
                tone=WARN,
                title=_("The plan is a draft"),
                text=_("Nobody else sees it before it is published."),
                url=url,
                action=_("Look and approve"),
            )
        ]
    if plan.state == PlanState.APPROVED:
        return [
            Card(
                tone=WARN,
                title=_("The plan is approved, not published"),
                text=_("Recipients and oversight see it once published."),
                url=url,
                action=_("Publish"),
            )
        ]
    return []


def _trouble(regency: Regency, plan: Plan) -> list[Card]:
    code = regency.code
    cards = []
    unserved = int(plan.summary.get("unserved", 0))
    if unserved:
        cards.append(
            Card(
                tone=BAD,
                title=ngettext(
                    "{number} TPS is not served",
                    "{number} TPS are not served",
                    unserved,
                ).format(number=unserved),
                text=_("The plan tells the reason and a remedy for each."),
                url=reverse("plans:detail", args=[code, plan.number]),
                action=_("See the plan"),
            )
        )
    below = below_target(plan)
    if below:
        cards.append(
            Card(
                tone=WARN,
                title=ngettext(
                    "{number} TPS is below the target",
                    "{number} TPS are below the target",
                    below,
                ).format(number=below),
                text=_("See the weakest legs and what would help."),
                url=reverse("plans:risk", args=[code]),
                action=_("See the risk"),
            )
        )
    unknown, _all = stock_unknown(regency, plan)
    if unknown:
        cards.append(
            Card(
                tone=WARN,
                title=ngettext(
                    "Stock of {number} kind of goods is not known",
                    "Stock of {number} kinds of goods is not known",
                    unknown,
                ).format(number=unknown),
                text=_("Count the store and enter what has come in."),
                url=reverse("supplies:stock", args=[code]),
                action=_("Enter stock"),
            )
        )
    return cards
