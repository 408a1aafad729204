"""Chances, causes, cures and prices of a plan in the words of the page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from sampai.documents.names import Names
from sampai.documents.risk.causes import leg_name
from sampai.documents.risk.outcome import has_assumed_hazards, verdict
from sampai.documents.risk.precautions import precaution_lines
from sampai.documents.risk.remedies import change_name, cures, plan_name
from sampai.web.plans.convert import operation_of
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import (
    Rows,
    dataset_of,
    language,
    names_for,
    rows_for,
    sheets_of,
)
from sampai.web.sheets.convert import frame_from, rows_of
from sampai.web.sheets.memory import kept
from sampai.web.sheets.models import Sheet

EDGES = (0.5, 0.9, 0.95, 0.99, 0.999)
CLASSES = ((0.0, EDGES[0]), *zip(EDGES, (*EDGES[1:], 2.0), strict=True))
LEGS_SHOWN = 10
KEPT = 16
# Tables of a plan that the verdict rests on.
JUDGED = ("risk", "blame", "frontier", "cures")


def name_risks(rows: Iterable[Any], names: Names, plan: Plan) -> None:
    """
    Give rows of risk the names that the page shows.

    Parameters
    ----------
    rows
        Rows of one page.
    names
        Names in the language of the page.
    plan
        Their plan.
    """
    target = plan.summary.get("on_time_target", 0)
    for row in rows:
        row.name = names.station(row.tps_id)
        village = names.tps[row.tps_id]["village_id"]
        hub = names.hub_of(village)
        row.district = names.place(hub) if hub else ""
        row.leg = leg_name(names, _leg(row), "blame_")
        row.is_below = row.on_time_prob < target


def _leg(row: Any) -> Mapping[str, Any]:
    keys = ("blame_from_id", "blame_to_id", "blame_surface")
    return {key: getattr(row, key) for key in keys}


def histogram(plan: Plan) -> list[dict[str, Any]]:
    """
    Count the TPS by their chance.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    list of dict
        Name and count of each class, the worst first.
    """
    sheet = sheets_of(plan).get("risk")
    counts = _counts(sheet.pk, sheet.sha256) if sheet else (0,) * len(CLASSES)
    return [
        {"name": _edge(low, high), "count": count}
        for (low, high), count in zip(CLASSES, counts, strict=True)
    ]


# A sheet never changes; its digest tells it from another with its number.
@kept(KEPT)
def _counts(sheet_id: int, _sha256: str) -> tuple[int, ...]:
    rows: Rows = rows_of(Sheet.objects.get(pk=sheet_id)).order_by()
    counts = rows.aggregate(
        **{
            f"bin_{at}": Count(
                "id", filter=Q(on_time_prob__gte=low, on_time_prob__lt=high)
            )
            for at, (low, high) in enumerate(CLASSES)
        }
    )
    return tuple(counts[f"bin_{at}"] for at in range(len(CLASSES)))


def _edge(low: float, high: float) -> str:
    start, end = _percent(low), _percent(high)
    if low == 0:
        return f"< {end} %"
    if high > 1:
        return f"\N{GREATER-THAN OR EQUAL TO} {start} %"
    return f"{start}\N{EN DASH}{end} %"


def _percent(share: float) -> str:
    """Write 50 or 99,9 as the language of the page does."""
    text = f"{share * 100:g}"
    return text.replace(".", ",") if language() == "id" else text


def leg_rows(plan: Plan) -> list[dict[str, Any]]:
    """
    List the legs that make TPS late.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    list of dict
        The leg to blame for most first, with the cause and its TPS.
    """
    sheet = sheets_of(plan).get("blame")
    if sheet is None:
        return []
    key = (sheet.pk, sheet.sha256, plan.edition_id, language())
    return list(_blamed(*key))


# Kept, since a road between junctions is named after what is near.
@kept(KEPT)
def _blamed(
    sheet_id: int, _sha256: str, edition_id: int, _spoken: str
) -> tuple[dict[str, Any], ...]:
    names = names_for(edition_id)
    rows: Rows = rows_of(Sheet.objects.get(pk=sheet_id))
    groups = (
        rows.order_by()
        .values("cause", "from_id", "to_id", "surface")
        .annotate(tps=Count("tps_id", distinct=True), weight=Sum("share"))
        .order_by("-weight", "cause", "from_id", "to_id")[:LEGS_SHOWN]
    )
    causes = {
        "shut": _("shut, or a vehicle broke down"),
        "slow": _("slow"),
        "loading": _("late or slow loading"),
        "hours": _("a place or shift had ended"),
    }
    return tuple(
        {
            "cause": causes[row["cause"]],
            "leg": leg_name(names, row, ""),
            "tps": row["tps"],
            "weight": row["weight"] or 0,
        }
        for row in groups
    )


def verdict_lines(plan: Plan) -> list[str]:
    """
    Say in a few sentences what the chances come to.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    list of str
        None where no scenario was run.
    """
    return list(_verdict(plan.pk, language()))


@kept(KEPT)
def _verdict(plan_id: int, _spoken: str) -> tuple[str, ...]:
    """Kept, since it reads whole tables, and a plan never changes."""
    plan = Plan.objects.get(pk=plan_id)
    operation = operation_of(plan, *JUDGED)
    if operation.risk.is_empty():
        return ()
    names, dataset = names_for(plan.edition_id), dataset_of(plan.edition_id)
    lines = verdict(dataset, operation, names)
    lines += precaution_lines(
        str(plan.summary.get("precautions") or ""), names
    )
    if has_assumed_hazards(dataset):
        lines.append(names.words("risk.verdict_assumed"))
    return tuple(lines)


def cure_rows(plan: Plan) -> Sequence[Any]:
    """
    List what would help TPS below the target.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    list of Cure
        What helps most first.
    """
    rows = rows_for(plan, "cures")
    names, dataset = names_for(plan.edition_id), dataset_of(plan.edition_id)
    return cures(dataset, frame_from("cures", rows), names)


def frontier_rows(plan: Plan) -> list[Any]:
    """
    List the plans that were weighed.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    list of SheetRow
        The cheapest first, each with its name.
    """
    words = names_for(plan.edition_id).words
    rows = list(rows_for(plan, "frontier").order_by("cost_out_idr"))
    for row in rows:
        row.name = plan_name(row.plan, words)
    return rows


def price_rows(
    plan: Plan, rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """
    Put prices into words and order, and say what each means.

    Parameters
    ----------
    plan
        The plan.
    rows
        As in prices.csv.

    Returns
    -------
    list of dict
        What leaves TPS without goods stands last, else what saves most
        first.
    """
    names = names_for(plan.edition_id)
    order = sorted(
        rows,
        key=lambda r: (
            r["unserved"],
            -r["saves_idr"],
            r["change"],
            r["subject_id"] or "",
        ),
    )
    return [
        {
            **row,
            "name": change_name(row["change"], row["subject_id"], names),
            "says": _meaning(row),
            "is_now": row["change"] == "as_it_is",
        }
        for row in order
    ]


def _meaning(row: Mapping[str, Any]) -> str:
    if row["change"] == "as_it_is":
        return _("The plan as it is.")
    if row["unserved"]:
        return _("Leaves TPS without goods.")
    if row["saves_idr"] > 0:
        return _("Worth it if the change costs less than it saves.")
    if row["saves_idr"] < 0:
        return _("Makes the way out dearer.")
    return _("Changes nothing in cost.")
