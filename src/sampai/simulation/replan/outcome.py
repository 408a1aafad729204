"""What a replanned way out and back comes to, tps by tps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import polars as pl

from sampai.planning.context import (
    Context,
)
from sampai.planning.footwork import Footwork
from sampai.planning.goods import Lot
from sampai.planning.plan import TimedTrip
from sampai.planning.remarks import exceptions_table
from sampai.planning.schedule import Schedule
from sampai.planning.stages import (
    HUB_TO_DEPOT,
    HUB_TO_VILLAGE,
    VILLAGE_TO_HUB,
    VILLAGE_TO_TPS,
)
from sampai.simulation.replan.placed import Goods, pieces_of
from sampai.simulation.replan.scene import CLOSURE, VEHICLE
from sampai.simulation.replan.stock import Stock
from sampai.tables import OPERATION_TABLES

HAND_OVER_DUE = "hand_over_due"
SAME_DAY = "same_day_return"
LOST = "goods_missing"
REMEDIES = {
    CLOSURE: "open_the_leg_or_lend_a_vehicle_beyond_it",
    VEHICLE: "lend_more_vehicles_or_allow_more_days",
    LOST: "replace_the_missing_goods",
}
OTHER_REMEDY = "lend_more_vehicles_or_allow_more_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """
    When the goods of every subject come to their goal.

    Parameters
    ----------
    at_goal_s
        By subject; those whose goods do not all come are missing. [s]
    short
        Subjects of which some pieces are nowhere.
    """

    at_goal_s: Mapping[str, int]
    short: frozenset[str]


def came_out(
    stock: Stock,
    lots: Mapping[str, Lot],
    goals: Mapping[str, str],
    told: Mapping[str, Sequence[tuple[str, str, Goods]]],
) -> Came:
    """
    See what has come to its goal on the way out.

    Parameters
    ----------
    stock
        Where goods lie at the end.
    lots
        Goods of every subject.
    goals
        Where each goes.
    told
        Goods that a live state tells of.

    Returns
    -------
    Came
        By subject.
    """
    at_goal: dict[str, int] = {}
    short: set[str] = set()
    for subject, lot in lots.items():
        wanted = pieces_of(lot)
        if subject in told:
            held = [pieces for _, _, pieces in told[subject]]
            known = sum(map(sum, held))
            if known < sum(wanted):
                short.add(subject)
                boxes, booths, bags = (
                    sum(kind) for kind in zip(*held, strict=True)
                )
                wanted = boxes, booths, bags
        goal_id = goals[subject]
        if stock.there(subject, goal_id) == wanted and any(wanted):
            at_goal[subject] = stock.ready_s(subject, goal_id, wanted)
    return Came(at_goal_s=at_goal, short=frozenset(short))


def in_time(
    context: Context, came: Came, walk_s: Mapping[str, int]
) -> dict[str, int]:
    """
    Keep the tps whose goods are there in time.

    Parameters
    ----------
    context
        The regency.
    came
        When goods come to their village.
    walk_s
        Time of the last mile by tps. [s]

    Returns
    -------
    dict
        When goods come, by tps. [s]
    """
    due_s = context.due_s(VILLAGE_TO_TPS)
    return {
        tps_id: came.at_goal_s[tps_id]
        for tps_id in walk_s
        if tps_id in came.at_goal_s
        and came.at_goal_s[tps_id] + walk_s[tps_id] <= due_s
    }


def footwork_of(context: Context, came_s: Mapping[str, int]) -> Footwork:
    """
    Give the last mile of the tps whose goods come.

    Parameters
    ----------
    context
        The regency.
    came_s
        When goods come to the village, by tps. [s]

    Returns
    -------
    Footwork
        As the planner has it.
    """
    schedule = Schedule(context)
    for tps_id, moment in came_s.items():
        schedule.release(tps_id, context.village_of[tps_id], moment)
    return Footwork(context, schedule)


def last_mile(
    before: pl.DataFrame,
    footwork: Footwork,
    lots: Iterable[Lot],
) -> pl.DataFrame:
    """
    Walk as planned where the goods have come by then, else when they have.

    Parameters
    ----------
    before
        The last mile as planned.
    footwork
        When goods come.
    lots
        Goods of every tps.

    Returns
    -------
    DataFrame
        As in DESIGN's contract of an operation.
    """
    fresh = footwork.table([(lot, "") for lot in lots])
    key = ["tps_id", "stage"]
    both = fresh.join(before, on=key, how="left", suffix="_old")
    stays = pl.col("depart_at") <= pl.col("depart_at_old")
    # On the way back the count decides, not the goods.
    home = pl.col("stage") != VILLAGE_TO_TPS
    kept = both.filter((stays | home) & pl.col("depart_at_old").is_not_null())
    old = before.join(kept.select(key), on=key, how="semi")
    new = fresh.join(kept.select(key), on=key, how="anti")
    table = OPERATION_TABLES["last_mile"]
    return pl.concat([old, new]).select(*table.columns).sort(table.key)


def unserved_rows(
    before: pl.DataFrame,
    failed: Mapping[tuple[str, str], tuple[str, str]],
    known: frozenset[str],
) -> pl.DataFrame:
    """
    Name every tps that is not served, with what is to blame.

    Parameters
    ----------
    before
        Those that the plan names.
    failed
        Cause and why, by tps and stage.
    known
        Tps that the plan names by itself; nothing new is said of them.

    Returns
    -------
    DataFrame
        As in DESIGN's contract of an operation.
    """
    rows = [
        row
        for row in before.iter_rows(named=True)
        if row["tps_id"] in known or (row["tps_id"], row["stage"]) in failed
    ]
    told = {(row["tps_id"], row["stage"]) for row in rows}
    rows += [
        {
            "tps_id": tps_id,
            "stage": stage,
            "reason": why,
            "remedy": REMEDIES.get(cause, OTHER_REMEDY),
        }
        for (tps_id, stage), (cause, why) in sorted(failed.items())
        if tps_id not in known and (tps_id, stage) not in told
    ]
    return OPERATION_TABLES["unserved"].frame(rows)


def exception_rows(
    context: Context,
    before: pl.DataFrame,
    trips: Sequence[TimedTrip],
    came_s: Mapping[str, int],
    changed: frozenset[str],
) -> pl.DataFrame:
    """
    Name every rule that is bent; what is as planned stays as it is told.

    Parameters
    ----------
    context
        The regency.
    before
        Exceptions of the plan.
    trips
        All trips, as they are to be expected.
    came_s
        When goods come to the village, by tps. [s]
    changed
        Tps that a change concerns.

    Returns
    -------
    DataFrame
        As in DESIGN's contract of an operation.
    """
    rules = [SAME_DAY, HAND_OVER_DUE]
    kept = before.filter(
        ~pl.col("rule").is_in(rules) | ~pl.col("subject_id").is_in([*changed])
    )
    due_s = context.due_s(HUB_TO_VILLAGE)
    moment = context.horizon.moment
    late: list[dict[str, Any]] = [
        {
            "subject_id": tps_id,
            "rule": HAND_OVER_DUE,
            "allowed_until": moment(due_s).astimezone(UTC),
            "planned_at": moment(came).astimezone(UTC),
            "why": "replanned",
        }
        for tps_id, came in came_s.items()
        if came > due_s
    ]
    table = OPERATION_TABLES["exceptions"]
    fresh = pl.concat(
        [exceptions_table(context, trips), table.frame(late)]
    ).filter(pl.col("subject_id").is_in([*changed]))
    return pl.concat([kept, fresh]).sort(table.key)


def failed_home(
    context: Context,
    stock: Stock,
    served: Iterable[str],
    boxes: Mapping[str, int],
) -> dict[str, str]:
    """
    Find the boxes that do not come back to the depot in time.

    Parameters
    ----------
    context
        The regency.
    stock
        Where boxes lie at the end.
    served
        Tps whose goods went out.
    boxes
        Boxes of every tps.

    Returns
    -------
    dict
        By tps the stage that fails.
    """
    due_s = context.due_s(HUB_TO_DEPOT)
    failed: dict[str, str] = {}
    for tps_id in served:
        wanted = (boxes[tps_id], 0, 0)
        depot_id = context.depot_id
        back = stock.there(tps_id, depot_id)[0]
        if back >= boxes[tps_id] and (
            stock.ready_s(tps_id, depot_id, wanted) <= due_s
        ):
            continue
        hub_id = context.hub_of(context.village_of[tps_id])
        near = back + stock.there(tps_id, hub_id)[0]
        failed[tps_id] = (
            HUB_TO_DEPOT if near >= boxes[tps_id] else VILLAGE_TO_HUB
        )
    return failed
