"""The price of each constraint: what one change of what is given buys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import time

import polars as pl

from sampai.planning.context import Context
from sampai.planning.make import find_deliveries
from sampai.planning.precautions import Precautions
from sampai.simulation.cures import OUT, Change, earlier, judge_of
from sampai.simulation.robust.judging import Judge, Judgement
from sampai.tables import OPERATION_TABLES, Dataset

LAST_HOUR = 23


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """
    One row of prices.csv before it is compared.

    Parameters
    ----------
    change
        Code of the change.
    subject_id
        What it is about.
    judgement
        What the plan comes to then.
    """

    change: str
    subject_id: str | None
    judgement: Judgement


def price_constraints(
    judge: Judge,
    precautions: Precautions,
    tell: Callable[[str], None] = lambda _change: None,
) -> pl.DataFrame:
    """
    Plan and run the regency with one thing changed at a time.

    The precautions of the plan stay as they are: what is priced is the
    change, not another search.

    Parameters
    ----------
    judge
        Plans and runs the regency as it is.
    precautions
        What the plan does.
    tell
        Is called with the code of each change before it is tried.

    Returns
    -------
    DataFrame
        prices.csv, the plan as it is under ``as_it_is``.
    """
    now = judge.judge(precautions)
    priced = [Priced(change="as_it_is", subject_id=None, judgement=now)]
    for change, subject_id, dataset in _changes(judge.context.dataset):
        tell(change)
        judgement = what_if(judge, dataset, precautions)
        priced.append(
            Priced(change=change, subject_id=subject_id, judgement=judgement)
        )
    for change, hub_id, other in _hubs(judge, precautions):
        tell(change)
        priced.append(
            Priced(
                change=change,
                subject_id=hub_id,
                judgement=judge.judge(other),
            )
        )
    return OPERATION_TABLES["prices"].frame(
        [_row(one, now, judge.context) for one in priced]
    )


def what_if(
    judge: Judge, dataset: Dataset, precautions: Precautions
) -> Judgement:
    """
    Plan and run a dataset that differs a little.

    Parameters
    ----------
    judge
        Of the regency as it is.
    dataset
        The changed dataset.
    precautions
        What the plan does.

    Returns
    -------
    Judgement
        Cost and chances, with scenarios of the same seed.
    """
    return judge_of(judge, dataset).judge(precautions)


def _row(one: Priced, now: Judgement, context: Context) -> dict[str, object]:
    judgement = one.judgement
    villages = context.village_of
    missed = {subject for subject in judgement.missed if subject in villages}
    return {
        "change": one.change,
        "subject_id": one.subject_id,
        "cost_out_idr": judgement.cost_out_idr,
        "saves_idr": now.cost_out_idr - judgement.cost_out_idr,
        "lowest_on_time_prob": judgement.lowest_prob,
        "mean_on_time_prob": judgement.mean_prob,
        "unserved": len(missed),
    }


def _changes(
    dataset: Dataset,
) -> Iterator[tuple[str, str | None, Dataset]]:
    yield "due_an_hour_later", None, _due_later(dataset)
    yield "begin_a_day_earlier", None, earlier(dataset, 1).dataset
    for name, count in dataset.vehicles.select(
        "vehicle_type", "count"
    ).iter_rows():
        yield "vehicle_more", name, with_vehicles(dataset, name, 1).dataset
        if count:
            fewer = with_vehicles(dataset, name, -1)
            yield "vehicle_fewer", name, fewer.dataset


def with_vehicles(dataset: Dataset, name: str, more: int) -> Change:
    """
    Lend more vehicles of a type, or fewer.

    Parameters
    ----------
    dataset
        The regency.
    name
        The vehicle type.
    more
        How many; below zero: fewer.

    Returns
    -------
    Change
        With the table that it changes.
    """
    vehicles = dataset.vehicles.with_columns(
        pl.when(pl.col("vehicle_type") == name)
        .then(pl.col("count") + more)
        .otherwise(pl.col("count"))
        .alias("count")
    )
    return Change(
        name=f"vehicles_{name}_{more:+d}",
        rule=f"vehicles.csv: {more:+d} {name}",
        dataset=replace(dataset, vehicles=vehicles),
    )


def _due_later(dataset: Dataset) -> Dataset:
    """Let goods of the way out be handed over an hour later."""
    rows = [
        _an_hour_later(due) if stage in OUT else due
        for stage, due in dataset.stages.select("stage", "due").iter_rows()
    ]
    due = pl.Series("due", rows, dtype=pl.Time)
    return replace(dataset, stages=dataset.stages.with_columns(due))


def _an_hour_later(due: time) -> time:
    if due.hour == LAST_HOUR:
        return time(LAST_HOUR, 59, 59)
    return due.replace(hour=due.hour + 1)


def _hubs(
    judge: Judge, precautions: Precautions
) -> Iterator[tuple[str, str, Precautions]]:
    """Every hub that goods change vehicles at left out, every other used."""
    context = judge.context
    now = replace(context, precautions=precautions)
    chains = {
        held.goal_id: {hop.to_id for hop in held.hops[:-1]}
        for held in find_deliveries(now, judge.consignments)
    }
    for hub_id in sorted(context.hub_ids):
        villages = [
            goal
            for goal in chains
            if goal != hub_id and context.hub_of(goal) == hub_id
        ]
        users = [goal for goal in chains if hub_id in chains[goal]]
        if users:
            changed = {
                goal: replace(
                    now.precautions.of(goal),
                    avoided=now.precautions.of(goal).avoided | {hub_id},
                )
                for goal in users
            }
            name = "hub_dropped"
        else:
            changed = {
                goal: replace(now.precautions.of(goal), by_hub=True)
                for goal in villages
            }
            name = "hub_added"
        by_goal = {**precautions.by_goal, **changed}
        yield name, hub_id, replace(precautions, by_goal=by_goal)
