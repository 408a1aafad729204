"""The figures at the head of the report, each with where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import polars as pl

from sampai.documents.words import Words
from sampai.planning.costs import cost_parts, vehicle_days
from sampai.planning.fleet import read_fleet
from sampai.tables import Dataset, Operation

PARTS = ("fixed_idr", "km_idr", "hour_idr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    One figure of the summary.

    Parameters
    ----------
    name, value, note
        What it is, how much, and how it comes about.
    anchor
        Table it can be followed to.
    state
        ``good``, ``warn`` or blank.
    """

    name: str
    value: str
    note: str
    anchor: str
    state: str = ""


def figures(
    dataset: Dataset, operation: Operation, words: Words
) -> list[Figure]:
    """
    Choose the figures a reader looks for first.

    Parameters
    ----------
    dataset, operation
        The regency and its plan.
    words
        Words in the language of the report.

    Returns
    -------
    list of Figure
        In the order in which they show.
    """
    summary = operation.summary
    served, tps = int(_whole(summary, "served")), dataset.tps.height
    late = operation.exceptions.height
    out, base = (
        _whole(summary, "cost_out_idr"),
        _whole(summary, "baseline_cost_idr"),
    )
    boxes = operation.needs.filter(pl.col("item").is_in(["BOX", "BPK"]))
    saved = words.percent(1 - out / base) if base else "-"
    values = {
        "served": (
            f"{words.whole(served)} / {words.whole(tps)}",
            "unserved",
            "good" if served == tps else "warn",
        ),
        "boxes": (words.whole(int(boxes["quantity"].sum())), "needs", ""),
        "runs": (words.whole(operation.trips.height), "trips", ""),
        "vehicle_days": (
            words.whole(_whole(summary, "vehicle_days")),
            "fleet",
            "",
        ),
        "cost_out": (words.money(out), "costs", ""),
        "saved": (saved, "costs", "good" if out <= base else "warn"),
        "cost_all": (words.money(_whole(summary, "cost_idr")), "trips", ""),
        "late": (
            words.whole(late),
            "exceptions",
            "warn" if late else "good",
        ),
    }
    return [
        Figure(
            name=words(f"report.figure_{key}"),
            value=value,
            note=words(f"report.figure_{key}_note"),
            anchor=anchor,
            state=state,
        )
        for key, (value, anchor, state) in values.items()
    ]


def cost_bars(
    dataset: Dataset, operation: Operation, words: Words
) -> list[dict[str, Any]]:
    """
    Set the cost of the way out beside the baseline, part by part.

    Parameters
    ----------
    dataset, operation
        The regency and its plan.
    words
        Words in the language of the report.

    Returns
    -------
    list of dict
        One bar for the plan and one for the baseline, widths in percent of
        the longer.
    """
    plan = _out_parts(dataset, operation)
    usual = _parts(operation.summary)
    longest = max(sum(plan.values()), sum(usual.values()), 1)
    return [
        {
            "name": words(f"report.{name}"),
            "total": words.money(sum(parts.values())),
            "parts": [
                {
                    "key": part,
                    "width": round(100 * share / longest, 2),
                    "title": f"{words(f'report.{part}')}: "
                    f"{words.money(share)}",
                }
                for part, share in parts.items()
            ],
        }
        for name, parts in (("plan_out", plan), ("baseline_out", usual))
    ]


def _out_parts(dataset: Dataset, operation: Operation) -> dict[str, int]:
    """Cost of the out stages, as the summary adds it up."""
    fleet = read_fleet(dataset.vehicles)
    zone = dataset.settings.time_zone
    days = vehicle_days(operation.trips, fleet, zone)
    out = dataset.stages.filter(direction="out")["stage"].to_list()
    held = pl.col("stage").is_in(out)
    parts = cost_parts(operation.trips.filter(held), days.filter(held), fleet)
    return {part: getattr(parts, part) for part in PARTS}


def _parts(summary: Mapping[str, object]) -> dict[str, int]:
    held = cast("dict[str, int]", summary["baseline_parts"])
    return {part: held[part] for part in PARTS}


def _whole(summary: Mapping[str, object], key: str) -> int:
    return cast("int", summary[key])
