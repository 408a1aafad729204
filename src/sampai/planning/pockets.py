"""From a pocket's goods to the trips of its vehicles."""

from collections.abc import Iterable

from sampai.planning.context import Context
from sampai.planning.drafts import CARRY, REPOSITION, TripDraft
from sampai.planning.fillings import Hold, Shelf, stow
from sampai.planning.runs import Event, carriages
from sampai.planning.tidal import Pocket, PocketPlanner, Tours
from sampai.planning.tide_tours import Tour


def plan_pocket(
    context: Context,
    pocket: Pocket,
    vehicle_types: Iterable[str],
    stage: str,
) -> list[tuple[TripDraft, ...]] | None:
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
    stage
        Stage of the trips.

    Returns
    -------
    list of tuple of TripDraft or None
        The trips of each vehicle; none where the fleet does not suffice.
    """
    planner = PocketPlanner(context, pocket, vehicle_types)
    fillings = planner.choose()
    if fillings is None:
        return None
    shelf = Shelf(
        pocket.errands,
        {k: pocket.village_of(e) for k, e in enumerate(pocket.errands)},
        context.sizes,
    )
    return [
        _drafts(planner, hold, shelf, stage)
        for hold in stow(fillings, planner.kinds, context.sizes)
    ]


def _drafts(
    planner: PocketPlanner, hold: Hold, shelf: Shelf, stage: str
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
    return _trips(hold.kind.name, tours, halts, stage)


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
