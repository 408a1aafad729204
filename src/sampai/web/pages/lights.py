"""The four lights of oversight, and what the others find first."""

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sampai.web.datasets.models import Regency
from sampai.web.pages.selectors import edition_rows, plan_rows
from sampai.web.pages.standing import (
    BAD,
    GOOD,
    NONE,
    WARN,
    Card,
    below_target,
)
from sampai.web.pages.templatetags.words import moment
from sampai.web.plans.models import Plan
from sampai.web.records.selectors import storage_found

# Tables whose rows say how far they can be trusted and that plans rest on.
TRUSTED = ("places", "tps", "legs", "vehicles")
NOT_OBSERVED = ("synthesised", "assumed")


def lights(regency: Regency, plan: Plan | None) -> list[Card]:
    """
    Answer the four questions of Bawaslu's published scope.

    Parameters
    ----------
    regency, plan
        The regency, and its published plan.

    Returns
    -------
    list of Card
        From data, plan and inspections; the last says honestly that
        nothing has been recorded yet.
    """
    return [
        _data(regency),
        _delivery(regency, plan),
        _storage(regency),
        Card(
            tone=NONE,
            title=_("Is the use according to procedure?"),
            text=_(
                "Not known yet: nothing is recorded about use before the "
                "handovers begin."
            ),
        ),
    ]


def _data(regency: Regency) -> Card:
    title = _("Are the data complete?")
    edition = regency.current
    if edition is None:
        return Card(tone=BAD, title=title, text=_("No data are stored yet."))
    assumed = sum(
        edition_rows(edition, table)
        .filter(confidence__in=NOT_OBSERVED)
        .count()
        for table in TRUSTED
    )
    url = reverse("datasets:overview", args=[regency.code])
    if not assumed:
        return Card(
            tone=GOOD,
            title=title,
            text=_("Every row comes from a source."),
            url=url,
            action=_("See the data"),
        )
    return Card(
        tone=WARN,
        title=title,
        text=ngettext(
            "{number} row of places, TPS, legs and vehicles is synthesised "
            "or assumed.",
            "{number} rows of places, TPS, legs and vehicles are synthesised "
            "or assumed.",
            assumed,
        ).format(number=assumed),
        url=url,
        action=_("See the data"),
    )


def _delivery(regency: Regency, plan: Plan | None) -> Card:
    title = _("Is delivery on time and protected?")
    if plan is None:
        return Card(
            tone=NONE,
            title=title,
            text=_("Not known yet: no plan is published."),
        )
    unserved = int(plan.summary.get("unserved", 0))
    below = below_target(plan)
    url = reverse("plans:detail", args=[regency.code, plan.number])
    if not unserved and not below:
        text = _("By the plan every TPS reaches the target.")
        tone = GOOD
    else:
        text = _(
            "By the plan {unserved} TPS are not served and {below} are below "
            "the target."
        ).format(unserved=unserved, below=below)
        tone = BAD if unserved else WARN
    return Card(
        tone=tone,
        title=title,
        text=text,
        url=url,
        action=_("See the schedule"),
    )


def _storage(regency: Regency) -> Card:
    title = _("Is the storage safe?")
    url = reverse("records:overview", args=[regency.code])
    found = storage_found(regency)
    tone, text = WARN, ""
    if not found.stores:
        tone, text = NONE, _("Not known yet: no store is written down.")
    elif found.never:
        text = ngettext(
            "Nobody has inspected {number} of the stores.",
            "Nobody has inspected {number} of the stores.",
            found.never,
        ).format(number=found.never)
    elif found.wanting:
        text = ngettext(
            "{number} criterion was not met at the last inspection.",
            "{number} criteria were not met at the last inspection.",
            len(found.wanting),
        ).format(number=len(found.wanting))
    else:
        tone = GOOD
        text = _(
            "Every store met all criteria at its last inspection, "
            "{day}. Custody is not followed in this version."
        ).format(day=moment(found.last, regency))
    return Card(
        tone=tone,
        title=title,
        text=text,
        url=url,
        action=_("See the inspections"),
    )


def police(regency: Regency, plan: Plan) -> list[Card]:
    """
    Tell the police where the plan asks for escorts.

    Parameters
    ----------
    regency, plan
        The regency, and its published plan.

    Returns
    -------
    list of Card
        Escorts by day.
    """
    trips = plan_rows(plan, "trips").filter(Q(police__gt=0)).order_by("day")
    days = trips.values("day").annotate(people=Sum("police"))
    base = reverse("plans:trips", args=[regency.code, plan.number])
    return [
        Card(
            tone=NONE,
            title=f"H{one['day']:+d}" if one["day"] else "H",
            text=ngettext(
                "The plan asks for {number} place of an officer on trips.",
                "The plan asks for {number} places of officers on trips.",
                one["people"],
            ).format(number=one["people"]),
            url=f"{base}?day={one['day']}",
            action=_("See the trips"),
        )
        for one in days
    ]
