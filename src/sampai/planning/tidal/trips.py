"""From a pocket's goods to the trips of its vehicles."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sampai.planning.context import Context
from sampai.planning.drafts import CARRY, REPOSITION, TripDraft
from sampai.planning.errands import Errand
from sampai.planning.runs import Event, carriages
from sampai.planning.tidal.patterns import Free, out_by_day
from sampai.planning.tidal.planner import PocketPlanner
from sampai.planning.tidal.pocket import Pocket
from sampai.planning.tidal.rounds import DAYS_HOME, Tours
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
    free: Free,
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
    free
        Gives the vehicles of a type that may yet set out on a day.

    Returns
    -------
    PocketPlan
        Trips of the vehicles, and what they could not take.
    """
    kinds = tuple(sorted(vehicle_types))
    reach = range(pocket.first_day, pocket.days[-1] + DAYS_HOME)
    key = (
        "pocket",
        pocket,
        tuple((name, day, free(name, day)) for name in kinds for day in reach),
    )
    return context.recall(
        key,
        lambda: _plan_pocket(
            PocketPlanner(context, pocket, kinds, free), stage_of
        ),
    )


def _plan_pocket(
    planner: PocketPlanner, stage_of: Callable[[Sequence[Event]], str]
) -> PocketPlan:
    pocket = planner.pocket
    missing = planner.closed_villages()
    closed = tuple(
        e for e in pocket.errands if pocket.village_of(e) in missing
    )
    held = tuple(e for e in pocket.errands if e not in closed)
    if not held:
        return PocketPlan(closed=closed)
    if closed:
        planner = planner.of(held)
    holds = _holds(planner)
    short: tuple[Errand, ...] = ()
    if holds is None:
        planner, holds, short = _as_many_as_can(planner)
    return PocketPlan(
        runs=_runs(planner, holds, stage_of), closed=closed, short=short
    )


def _as_many_as_can(
    planner: PocketPlanner,
) -> tuple[PocketPlanner, list[Hold], tuple[Errand, ...]]:
    """Serve near errands first, as many as the fleet suffices for."""
    ordered = sorted(planner.pocket.errands, key=planner.nearness)
    best, holds = planner.of(ordered[:0]), list[Hold]()
    low, high = 0, len(ordered)
    while high - low > 1:
        middle = (low + high) // 2
        trial = planner.of(ordered[:middle])
        found = _holds(trial)
        if found is None:
            high = middle
        else:
            best, holds, low = trial, found, middle
    return best, holds, tuple(ordered[low:])


def _runs(
    planner: PocketPlanner,
    holds: Iterable[Hold],
    stage_of: Callable[[Sequence[Event]], str],
) -> tuple[tuple[TripDraft, ...], ...]:
    errands = planner.pocket.errands
    shelf = Shelf(
        errands,
        {k: planner.pocket.village_of(e) for k, e in enumerate(errands)},
        planner.context.sizes,
    )
    return tuple(_drafts(planner, hold, shelf, stage_of) for hold in holds)


def _holds(planner: PocketPlanner) -> list[Hold] | None:
    """Load single vehicles; whole pieces may need more than there are."""
    for loosely in (False, True):
        fillings = planner.choose(loosely=loosely) or ()
        holds = stow(fillings, planner.kinds, planner.context.sizes)
        out = out_by_day([hold.pattern for hold in holds])
        if holds and all(
            len(own) <= planner.free(*key) for key, own in out.items()
        ):
            return holds
    return None


def _drafts(
    planner: PocketPlanner,
    hold: Hold,
    shelf: Shelf,
    stage_of: Callable[[Sequence[Event]], str],
) -> tuple[TripDraft, ...]:
    villages = [v for v in hold.pattern.villages if v in hold.pieces]
    boxes = {village: hold.pieces[village][0] for village in villages}
    # Fewer boxes and fewer calls are never slower than the pattern.
    tours = planner.rounds.tours(hold.kind, boxes, hold.pattern.day) or (
        *(hold.pattern.before, hold.pattern.carry),
        hold.pattern.after,
    )
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
