"""The plan of a regency: out, the last mile, and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from sampai.conditions.crossings import TidalCrossing, tidal_crossings
from sampai.planning.chains import Hop
from sampai.planning.context import (
    Context,
)
from sampai.planning.footwork import Footwork
from sampai.planning.goods import Lot, total
from sampai.planning.homeward import Homeward, Return
from sampai.planning.outward import Delivery, Outward
from sampai.planning.plan import Plan, PlanTables, TimedTrip
from sampai.planning.remarks import exceptions_table, unserved_table
from sampai.planning.schedule import Schedule
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_DEPOT,
    HUB_TO_VILLAGE,
    VILLAGE_TO_HUB,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRegency:
    """
    Everything the planner says about a regency.

    Parameters
    ----------
    plan
        Trips, stops, passages and loads.
    last_mile, unserved, exceptions
        As in DESIGN's contract of an operation.
    crossings
        What the tide lets each kind of vehicle do.
    """

    plan: Plan
    last_mile: pl.DataFrame
    unserved: pl.DataFrame
    exceptions: pl.DataFrame
    crossings: tuple[TidalCrossing, ...]


def plan_regency(
    context: Context, consignments: pl.DataFrame
) -> PlannedRegency:
    """
    Plan every stage of a regency that is prepared.

    Parameters
    ----------
    context
        The regency, the search and its precautions.
    consignments
        Goods of every tps and district, as `election.consignments` gives
        them.

    Returns
    -------
    PlannedRegency
        The plan and what it could not do.
    """
    lots = _lots(consignments)
    schedule = Schedule(context)
    outward = _plan_outward(context, schedule, lots)
    footwork = Footwork(context, schedule)
    # What did not all come out is not carried on foot, nor fetched back.
    missed = outward.missed()
    come = [held for held in lots if held[0].subject not in missed]
    home = _plan_home(context, schedule, footwork, come)
    trips = schedule.numbered()
    tables = PlanTables(context.horizon, context.network, dict(context.fleet))
    return PlannedRegency(
        plan=tables.make(trips),
        last_mile=footwork.table(come),
        unserved=unserved_table(outward, home),
        exceptions=exceptions_table(context, trips),
        crossings=_crossings(context),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOutward:
    """
    The way out of a plan, before it is written down.

    Parameters
    ----------
    trips
        Trips with their vehicles and times.
    missed
        Subjects of goods that do not all come.
    """

    trips: Sequence[TimedTrip]
    missed: frozenset[str]


def plan_outward(
    context: Context, consignments: pl.DataFrame
) -> PlannedOutward:
    """
    Plan the way out alone, to compare precautions.

    Parameters
    ----------
    context
        The regency and its precautions.
    consignments
        Goods of every tps and district.

    Returns
    -------
    PlannedOutward
        Its trips.
    """
    schedule = Schedule(context)
    outward = _plan_outward(context, schedule, _lots(consignments))
    return PlannedOutward(trips=schedule.numbered(), missed=outward.missed())


def find_deliveries(
    context: Context, consignments: pl.DataFrame
) -> list[Delivery]:
    """
    Find the chain of hops that all goods take on the way out.

    Parameters
    ----------
    context
        The regency and its precautions.
    consignments
        Goods of every tps and district.

    Returns
    -------
    list of Delivery
        Goods with their goals and chains.
    """
    return _deliveries(context, _lots(consignments))


def _plan_outward(
    context: Context, schedule: Schedule, lots: Sequence[tuple[Lot, str]]
) -> Outward:
    outward = Outward(
        context=context,
        schedule=schedule,
        deliveries=_deliveries(context, lots),
    )
    outward.plan()
    return outward


def _crossings(context: Context) -> tuple[TidalCrossing, ...]:
    """Compare the beach with the tides from the first trip to the boxes."""
    stages = (DEPOT_TO_HUB, HUB_TO_VILLAGE, VILLAGE_TO_HUB)
    first = min(context.stages[name].first_day for name in stages)
    last = max(context.stages[name].last_day for name in stages)
    return tidal_crossings(
        context.dataset,
        context.network,
        context.windows,
        context.horizon,
        range(first, last + 1),
    )


def _lots(consignments: pl.DataFrame) -> list[tuple[Lot, str]]:
    """Goods with the village or hub they go to."""
    return [
        (
            Lot(
                tps_id=row["tps_id"],
                for_place_id=row["for_place_id"],
                boxes=row["boxes"],
                booths=row["booths"],
                bags=row["bags"],
                volume_l=row["volume_l"],
                mass_kg=row["mass_kg"],
            ),
            row["place_id"],
        )
        for row in consignments.iter_rows(named=True)
    ]


def _deliveries(
    context: Context, lots: Sequence[tuple[Lot, str]]
) -> list[Delivery]:
    loads: dict[str, tuple[float, float]] = {}
    for lot, goal_id in lots:
        volume_l, mass_kg = loads.get(goal_id, (0.0, 0.0))
        loads[goal_id] = (volume_l + lot.volume_l, mass_kg + lot.mass_kg)
    chains = {
        goal_id: context.recall(
            ("chain_out", goal_id, load, context.precautions.of(goal_id)),
            partial(_chain_out, context, goal_id, *load),
        )
        for goal_id, load in sorted(loads.items())
    }
    return [
        Delivery(lot=lot, goal_id=goal_id, hops=chains[goal_id])
        for lot, goal_id in lots
    ]


def _chain_out(
    context: Context, goal_id: str, volume_l: float, mass_kg: float
) -> tuple[Hop, ...]:
    """Way from the depot; past the hub where allowed and no dearer."""
    chains = context.chains_for(goal_id)
    find, share = chains.find, chains.share_idr
    hub_id = context.hub_of(goal_id)
    load = (volume_l, mass_kg)
    direct = find(context.depot_id, goal_id, *load)
    if hub_id == goal_id:
        return direct
    first = find(context.depot_id, hub_id, *load)
    second = find(hub_id, goal_id, *load)
    by_hub = (*first, *second) if first and second else ()
    may_skip = context.stages[HUB_TO_VILLAGE].may_skip_hub
    if not may_skip or context.precautions.of(goal_id).by_hub:
        return by_hub
    return min(direct, by_hub, key=lambda hops: share(hops, *load))


def _plan_home(
    context: Context,
    schedule: Schedule,
    footwork: Footwork,
    lots: Iterable[tuple[Lot, str]],
) -> list[Homeward]:
    boxes = [
        (lot.boxes_only(context.sizes), village)
        for lot, village in lots
        if lot.tps_id is not None
    ]
    chains = _chains_home(
        context, [(lot, context.hub_of(v), v) for lot, v in boxes]
    )
    sealed = footwork.back_in_village_s()
    to_hub = Homeward(
        context=context,
        schedule=schedule,
        stage=context.stages[VILLAGE_TO_HUB],
        returns=[
            Return(
                lot=lot,
                ready_s=sealed[lot.subject],
                hops=chains[village],
            )
            for lot, village in boxes
        ],
    )
    for held, (_, village) in zip(to_hub.returns, boxes, strict=True):
        schedule.release(held.lot.subject, village, held.ready_s)
    to_hub.plan()
    missed = to_hub.missed()
    boxes = [held for held in boxes if held[0].subject not in missed]
    to_depot = Homeward(
        context=context,
        schedule=schedule,
        stage=context.stages[HUB_TO_DEPOT],
        returns=_from_hubs(context, schedule, boxes),
    )
    to_depot.plan()
    return [to_hub, to_depot]


def _chains_home(
    context: Context, boxes: Iterable[tuple[Lot, str, str]]
) -> dict[str, tuple[Hop, ...]]:
    """Ways out to far places, turned round, for what each sends home."""
    loads: dict[tuple[str, str], list[Lot]] = {}
    for lot, near_id, far_id in boxes:
        loads.setdefault((near_id, far_id), []).append(lot)
    chains = {}
    for (near_id, far_id), lots in sorted(loads.items()):
        _, volume_l, mass_kg = total(lots)
        chain = context.chains.find(near_id, far_id, volume_l, mass_kg)
        chains[far_id] = tuple(hop.reversed() for hop in reversed(chain))
    return chains


def _from_hubs(
    context: Context,
    schedule: Schedule,
    boxes: Sequence[tuple[Lot, str]],
) -> list[Return]:
    hubs = [(lot, context.hub_of(village)) for lot, village in boxes]
    chains = _chains_home(
        context, [(lot, context.depot_id, hub_id) for lot, hub_id in hubs]
    )
    return [
        Return(
            lot=lot,
            ready_s=schedule.ready_s(lot.subject, hub_id),
            hops=chains[hub_id],
        )
        for lot, hub_id in hubs
    ]
