"""Whether a run of a vehicle, once timed, keeps its shift and is in time."""

from collections.abc import Sequence

from sampai.planning.context import (
    Context,
)
from sampai.planning.drafts import Carriage
from sampai.planning.plan import TimedTrip
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_DEPOT,
    HUB_TO_VILLAGE,
    VILLAGE_TO_HUB,
)


def is_in_time(context: Context, run: Sequence[TimedTrip]) -> bool:
    """
    Tell whether a run keeps shift, duty and due times.

    The solver counts the time of hand-overs a little differently, so what
    it thought to fit may not.

    Parameters
    ----------
    context
        The regency.
    run
        Timed trips of one vehicle, in order.

    Returns
    -------
    bool
        Whether every limit is kept.
    """
    return (
        _keeps_duty(context, run)
        and all(_keeps_shift(context, trip) for trip in run)
        and all(_is_due_later(context, trip) for trip in run)
    )


def _keeps_duty(context: Context, run: Sequence[TimedTrip]) -> bool:
    """Time on duty counts for the day on which a trip begins."""
    began: dict[int, int] = {}
    for trip in run:
        day = context.horizon.day_of(trip.load_s)
        first = began.setdefault(day, trip.load_s)
        kind = context.fleet[trip.draft.vehicle_type]
        if trip.end_s - first > kind.duty_s:
            return False
    return True


def _keeps_shift(context: Context, trip: TimedTrip) -> bool:
    if context.stages[trip.draft.stage].night:
        return True
    kind = context.fleet[trip.draft.vehicle_type]
    day = context.horizon.day_of(trip.load_s)
    midnight_s = context.horizon.day_start_s(day)
    return (
        trip.load_s >= midnight_s + kind.shift_start_s
        and trip.end_s <= midnight_s + kind.shift_end_s
    )


def _is_due_later(context: Context, trip: TimedTrip) -> bool:
    for held in trip.draft.carriages:
        stage = _stage_ended(context, trip, held)
        handed_over_s = int(trip.times.depart[held.leave - 1][0])
        if stage is not None and handed_over_s > context.due_s(stage):
            return False
    return True


def _stage_ended(
    context: Context, trip: TimedTrip, held: Carriage
) -> str | None:
    """Stage whose due time a hand-over must keep; none at a transfer."""
    place = trip.draft.places[held.leave]
    if place == context.depot_id:
        return HUB_TO_DEPOT
    village = context.village_of.get(held.lot.tps_id or "")
    if place == village:
        return HUB_TO_VILLAGE
    if place != context.hub_of(village or held.lot.subject):
        return None
    is_out = trip.draft.stage in (DEPOT_TO_HUB, HUB_TO_VILLAGE)
    return DEPOT_TO_HUB if is_out else VILLAGE_TO_HUB
