"""From a pocket's goods to the trips of its vehicles."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sampai.planning.context import Context
from sampai.planning.drafts import CARRY, REPOSITION, TripDraft
from sampai.planning.errands import Errand
from sampai.planning.runs import Event, carriages
from sampai.planning.tidal.pocket import Pocket, PocketPlanner, Tours
from sampai.planning.tidal.stowage import Hold, Shelf, stow
from sampai.planning.tidal.tours import Tour


@dataclass(frozen=True, slots=True, kw_only=True)
class PocketPlan:
    """
    Trips of a pocket, and what they could not take.

    Parameters
    ----------
    runs
        The trips of each vehicle.
    closed
        Errands of villages that no tour reaches in time.
    short
        Errands for which the fleet does not suffice.
    """

    runs: tuple[tuple[TripDraft, ...], ...] = ()
    closed: tuple[Errand, ...] = ()
    short: tuple[Errand, ...] = ()


def plan_pocket(
    context: Context,
    pocket: Pocket,
    vehicle_types: Iterable[str],
    stage_of: Callable[[Sequence[Event]], str],
) -> PocketPlan:
    """
    Plan every vehicle that serves a pocket.

    Parameters
    ----------
    context
        The regency.
    pocket
        What is to be carried, and when.
    vehicle_types
        Kinds of vehicle that can.
    stage_of
        Gives the stage of a trip from its halts.

    Returns
    -------
    PocketPlan
        Trips of the vehicles, and what they could not take.
    """
    kinds = tuple(vehicle_types)
    planner = PocketPlanner(context, pocket, kinds)
    missing = planner.closed_villages()
    closed = tuple(
        e for e in pocket.errands if pocket.village_of(e) in missing
    )
    held = tuple(e for e in pocket.errands if e not in closed)
    if not held:
        return PocketPlan(closed=closed)
    if closed:
        smaller = replace(pocket, errands=held)
        planner = PocketPlanner(context, smaller, kinds)
    fillings = planner.choose()
    if fillings is None:
        return PocketPlan(closed=closed, short=held)
    shelf = Shelf(
        held,
        {k: pocket.village_of(e) for k, e in enumerate(held)},
        context.sizes,
    )
    runs = tuple(
        _drafts(planner, hold, shelf, stage_of)
        for hold in stow(fillings, planner.kinds, context.sizes)
    )
    return PocketPlan(runs=runs, closed=closed)


def _drafts(
    planner: PocketPlanner,
    hold: Hold,
    shelf: Shelf,
    stage_of: Callable[[Sequence[Event]], str],
) -> tuple[TripDraft, ...]:
    villages = [v for v in hold.pattern.villages if v in hold.pieces]
    boxes = {village: hold.pieces[village][0] for village in villages}
    tours = planner.tours(hold.kind, boxes, hold.pattern.day)
    if tours is None:
        # Fewer boxes are never slower, so this is the pattern's own time.
        tours = hold.pattern.before, hold.pattern.carry, hold.pattern.after
    lots = {v: shelf.take(v, hold.pieces[v]) for v in villages}
    gate_id = planner.pocket.gate_id
    everything = tuple(lot for v in villages for lot in lots[v])
    if planner.pocket.outward:
        halts = [Event(place_id=gate_id, on=everything)]
        halts += [Event(place_id=v, off=lots[v]) for v in villages]
    else:
        halts = [Event(place_id=v, on=lots[v]) for v in villages]
        halts.append(Event(place_id=gate_id, off=everything))
    return _trips(hold.kind.name, tours, halts, stage_of(halts))


def _trips(
    vehicle_type: str, tours: Tours, halts: list[Event], stage: str
) -> tuple[TripDraft, ...]:
    before, carry, after = tours
    drafts = [_empty(vehicle_type, tour, stage) for tour in before]
    drafts.append(
        TripDraft(
            stage=stage,
            purpose=CARRY,
            vehicle_type=vehicle_type,
            vehicle=0,
            load_at_s=carry.start_s,
            places=tuple(halt.place_id for halt in halts),
            ways=carry.ways,
            carriages=carriages(halts),
            end_id=carry.end_id,
        )
    )
    drafts += [_empty(vehicle_type, tour, stage) for tour in after]
    return tuple(drafts)


def _empty(vehicle_type: str, tour: Tour, stage: str) -> TripDraft:
    return TripDraft(
        stage=stage,
        purpose=REPOSITION,
        vehicle_type=vehicle_type,
        vehicle=0,
        load_at_s=tour.start_s,
        places=(tour.start_id,),
        ways=tour.ways,
        end_id=tour.end_id,
    )
