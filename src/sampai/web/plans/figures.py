"""Figures of plans, alone and side by side, each with where it is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Sum
from django.utils.translation import gettext as _

from sampai.documents.names import Names
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import Rows, names_for, rows_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    One figure of a plan.

    Parameters
    ----------
    name, kind, value
        What it is, how it is written (whole, money, prob, text), and it.
    table, rule
        Where it comes from.
    address
        Name of the page that shows it in full; blank for none.
    """

    name: str
    kind: str
    value: Any
    table: str
    rule: str
    address: str = ""


def key_figures(plan: Plan) -> list[Figure]:
    """
    Give the figures that matter most of a plan.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    list of Figure
        Those that the plan has.
    """
    held: Mapping[str, Any] = plan.summary
    table = "summary.json"
    rows = [
        (_("TPS"), "whole", "tps", "tps.csv", ""),
        (_("TPS served"), "whole", "served", "unserved.csv", ""),
        (_("TPS not served"), "whole", "unserved", "unserved.csv", ""),
        (
            _("Exceptions to a rule"),
            "whole",
            "exceptions",
            "exceptions.csv",
            "",
        ),
        (_("Trips"), "whole", "trips", "trips.csv", "trips"),
        (_("Vehicle-days"), "whole", "vehicle_days", "trips.csv", "gantt"),
        (_("Cost, all stages"), "money", "cost_idr", table, ""),
        (_("Cost of the way out"), "money", "cost_out_idr", table, ""),
        (
            _("The usual way, way out"),
            "money",
            "baseline_cost_idr",
            table,
            "",
        ),
        (_("Lowest chance"), "prob", "lowest_on_time_prob", "risk.csv", ""),
        (_("Mean chance"), "prob", "mean_on_time_prob", "risk.csv", ""),
        (_("Target"), "prob", "on_time_target", "dataset.toml", ""),
        (_("Scenarios"), "whole", "scenarios", table, ""),
    ]
    return [
        Figure(
            name=name,
            kind=kind,
            value=held[key],
            table=source,
            rule=key,
            address=address,
        )
        for name, kind, key, source, address in rows
        if key in held
    ]


def compared(plans: Sequence[Plan]) -> list[dict[str, Any]]:
    """
    Set plans side by side.

    Parameters
    ----------
    plans
        Two or three.

    Returns
    -------
    list of dict
        A row for each figure, with a value for each plan.
    """
    if not plans:
        return []
    rows = [
        _row(
            figure.name,
            figure.kind,
            [p.summary.get(figure.rule) for p in plans],
        )
        for figure in key_figures(plans[0])
    ]
    parts = (
        ("fixed_idr", _("Cost: vehicle-days")),
        ("km_idr", _("Cost: kilometres")),
        ("hour_idr", _("Cost: hours")),
    )
    for key, name in parts:
        values = [p.summary.get("cost_parts", {}).get(key) for p in plans]
        rows.append(_row(name, "money", values))
    fleets = [_fleet(plan) for plan in plans]
    for kind in sorted({kind for fleet in fleets for kind in fleet}):
        name = names_for(plans[0].edition_id).vehicle_type(kind)
        rows.append(
            _row(
                _("Vehicles used: %(name)s") % {"name": name},
                "whole",
                [fleet.get(kind, 0) for fleet in fleets],
            )
        )
    totals = [
        rows_for(plan, "trips")
        .order_by()
        .aggregate(days=Count("day", distinct=True), metres=Sum("distance_m"))
        for plan in plans
    ]
    rows.append(
        _row(_("Days with trips"), "whole", [t["days"] for t in totals])
    )
    rows.append(
        _row(
            _("Kilometres"),
            "whole",
            [(t["metres"] or 0) // 1000 for t in totals],
        )
    )
    return rows


def _row(name: str, kind: str, values: list[Any]) -> dict[str, Any]:
    return {
        "name": name,
        "kind": kind,
        "values": values,
        "differs": len(set(values)) > 1,
    }


def _fleet(plan: Plan) -> dict[str, int]:
    used = rows_for(plan, "trips").order_by()
    pairs = used.values_list("vehicle_type", "vehicle").distinct()
    fleet: dict[str, int] = {}
    for kind, _number in pairs:
        fleet[kind] = fleet.get(kind, 0) + 1
    return fleet


def by_day(trips: Rows, names: Names) -> list[dict[str, Any]]:
    """
    Say in rows what the map draws.

    Parameters
    ----------
    trips
        Those that someone may see.
    names
        Names in the language of the page.

    Returns
    -------
    list of dict
        Trips, boxes, first departure and last return by day and stage.
    """
    held = trips.order_by().values("day", "stage")
    rows = held.annotate(
        trips=Count("pk"),
        boxes=Sum("boxes"),
        first=Min("depart_at"),
        last=Max("return_at"),
    )
    return [
        {**row, "stage_name": names.words.code("stage", row["stage"])}
        for row in rows.order_by("day", "first")
    ]
