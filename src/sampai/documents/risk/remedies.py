"""Cures, prices and plans that were weighed, from codes into words."""

import re
from dataclasses import dataclass

import polars as pl

from sampai.documents.names import Names
from sampai.documents.risk.weakest import where_of
from sampai.documents.words import Words
from sampai.tables import Dataset

OUT = ("depot_to_hub", "hub_to_village")
AS_IT_IS = "as_it_is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cure:
    """
    A change, and the TPS that it would help alike.

    Parameters
    ----------
    tps_ids, where
        The TPS, and where they are.
    name, bends
        What is changed, and the rule or table it bends, in words.
    prob, bound
        Chance then, and what no plan would exceed then.
    cost_out_idr
        Cost of the plan's way out then, without that of the change. [IDR]
    """

    tps_ids: tuple[str, ...]
    where: str
    name: str
    bends: str
    prob: float
    bound: float
    cost_out_idr: int


def cures(dataset: Dataset, table: pl.DataFrame, names: Names) -> list[Cure]:
    """
    List what would help.

    Parameters
    ----------
    dataset
        It knows the rules that are bent.
    table
        As in cures.csv.
    names
        Names in the language asked for.

    Returns
    -------
    list of Cure
        What helps most first.
    """
    alike = ["cure", "rule", "on_time_prob", "reachable_prob", "cost_out_idr"]
    groups = (
        table.sort("tps_id")
        .group_by(alike, maintain_order=True)
        .agg(pl.col("tps_id"))
        .sort("on_time_prob", "cure", descending=[True, False])
    )
    return [
        Cure(
            tps_ids=tuple(row["tps_id"]),
            where=where_of(names, row["tps_id"]),
            name=cure_name(row["cure"], row["rule"], names),
            bends=rule_bent(dataset, row["cure"], row["rule"], names),
            prob=row["on_time_prob"],
            bound=row["reachable_prob"],
            cost_out_idr=row["cost_out_idr"],
        )
        for row in groups.iter_rows(named=True)
    ]


def cure_name(code: str, rule: str, names: Names) -> str:
    """
    Put a cure into words.

    Parameters
    ----------
    code
        Its code, such as ``earlier_3``.
    rule
        The rule it bends, as in cures.csv.
    names
        Names in the language asked for.

    Returns
    -------
    str
        The rule itself, where we know no words for the code.
    """
    words = names.words
    if days := re.fullmatch(r"earlier_(\d+)", code):
        key = "one_earlier" if days[1] == "1" else "earlier"
        return words(f"risk.cure_{key}", days=days[1])
    if metres := re.fullmatch(r"boat_([\d.]+)m", code):
        return words("risk.cure_boat", metres=_short(metres[1], names))
    if surfaces := re.fullmatch(r"surfaces\.csv: (.*) made fast.*", rule):
        kinds = [
            words.code("surface", surface)
            for surface in surfaces[1].split(", ")
        ]
        return words("risk.cure_repair", surfaces=", ".join(kinds))
    known = {"escort": "risk.cure_escort", "vehicle_more": "risk.cure_vehicle"}
    return words(known[code]) if code in known else rule


def rule_bent(dataset: Dataset, code: str, rule: str, names: Names) -> str:
    """
    Tell which rule or figure of the dataset a cure bends.

    Parameters
    ----------
    dataset
        It holds what is in force.
    code, rule
        As in cures.csv.
    names
        Names in the language asked for.

    Returns
    -------
    str
        The rule as the table has it, where we know no words for it.
    """
    words = names.words
    if days := re.fullmatch(r"earlier_(\d+)", code):
        first = dict(dataset.stages.select("stage", "first_day").iter_rows())
        return "; ".join(
            words(
                "risk.bends_days",
                stage=words.code("stage", stage),
                then=words.day(first[stage] - int(days[1])),
                now=words.day(first[stage]),
            )
            for stage in OUT
            if stage in first
        )
    if code.startswith("boat_"):
        limit = f"{dataset.settings.wave_below_m:g}"
        return words("risk.bends_boat", metres=_short(limit, names))
    if more := re.fullmatch(r"escort\.police\S* (\d+) instead of (\d+)", rule):
        return words("risk.bends_escort", then=more[1], now=more[2])
    known = {"repair": "risk.bends_repair", "vehicle_more": "risk.bends_fleet"}
    return words(known[code]) if code in known else rule


def change_name(code: str, subject_id: str | None, names: Names) -> str:
    """
    Put a change of prices.csv into words.

    Parameters
    ----------
    code
        Its code.
    subject_id
        Vehicle type or hub it is about.
    names
        Names in the language asked for.

    Returns
    -------
    str
        Such as ``satu lagi: perahu jukung``.
    """
    words = names.words
    change = words.code("change", code)
    if subject_id is None:
        return change
    subject = subject_id
    if subject_id in names.vehicles:
        subject = names.vehicle_type(subject_id)
    elif subject_id in names.places:
        subject = names.place(subject_id)
    return f"{change}: {subject}"


def plan_name(code: str, words: Words) -> str:
    """
    Name a plan that was weighed.

    Parameters
    ----------
    code
        Its name in frontier.csv.
    words
        Words of the language asked for.

    Returns
    -------
    str
        Such as ``sasaran 99 %``.
    """
    if code == "plain":
        return words("risk.plain")
    if level := re.fullmatch(r"p([\d.]+)", code):
        aim = f"{float(level[1]) * 100:g}"
        shown = words.decimal(float(aim), len(aim.partition(".")[2]))
        return words("risk.weighed_level", level=f"{shown}\N{NO-BREAK SPACE}%")
    return words.code("risk", f"weighed_{code}")


def reached(cure: Cure, target: float) -> bool:
    """
    Tell whether a cure brings its TPS to the target.

    Parameters
    ----------
    cure
        The cure.
    target
        Chance asked for.

    Returns
    -------
    bool
        Whether it suffices.
    """
    return cure.prob >= target


def _short(number: str, names: Names) -> str:
    """Write a number of a code with the language's own decimal sign."""
    places = len(number.partition(".")[2])
    return names.words.decimal(float(number), places)
