"""What a plan could not do, and which rules it had to bend."""

from collections.abc import Iterable, Sequence
from datetime import UTC

import polars as pl

from sampai.planning.context import (
    FLEET,
    NO_WAY,
    NO_WINDOW,
    Context,
)
from sampai.planning.homeward import Homeward
from sampai.planning.outward import Outward
from sampai.planning.plan import TimedTrip
from sampai.planning.stages import (
    HUB_TO_VILLAGE,
    VILLAGE_TO_HUB,
)
from sampai.tables import OPERATION_TABLES

SAME_DAY = "same_day_return"
BEACH = "beach_closed"
TOO_LATE = "too_late"
REMEDIES = {
    NO_WAY: "lend_a_vehicle_that_can_go_there",
    NO_WINDOW: "allow_an_earlier_day_or_lend_a_faster_vehicle",
    FLEET: "lend_more_vehicles_or_allow_more_days",
}


def unserved_table(outward: Outward, home: Iterable[Homeward]) -> pl.DataFrame:
    """
    Name every tps that the plan does not serve, with reason and remedy.

    Parameters
    ----------
    outward
        The way out, planned.
    home
        The ways back, planned.

    Returns
    -------
    DataFrame
        As in DESIGN's contract of an operation; reason and remedy are
        codes that papers and pages put into words.
    """
    found: dict[tuple[str, str], str] = {}
    for delivery in outward.deliveries:
        tps_id = delivery.lot.tps_id
        if tps_id and not delivery.hops:
            found[tps_id, HUB_TO_VILLAGE] = NO_WAY
            found[tps_id, VILLAGE_TO_HUB] = NO_WAY
    # Parts of one lot may stay for several reasons; the first is named.
    for lot, reason in outward.unserved:
        if lot.tps_id:
            found.setdefault((lot.tps_id, HUB_TO_VILLAGE), reason)
    for stage in home:
        for lot, reason in stage.unserved:
            if lot.tps_id:
                found.setdefault((lot.tps_id, stage.stage.name), reason)
    return OPERATION_TABLES["unserved"].frame(
        [
            {
                "tps_id": tps_id,
                "stage": stage,
                "reason": reason,
                "remedy": REMEDIES[reason],
            }
            for (tps_id, stage), reason in found.items()
        ]
    )


def exceptions_table(
    context: Context, trips: Sequence[TimedTrip]
) -> pl.DataFrame:
    """
    Name every tps whose boxes reach their hub after voting day.

    Parameters
    ----------
    context
        The regency.
    trips
        All timed trips.

    Returns
    -------
    DataFrame
        As in DESIGN's contract of an operation; ``why`` is a code.
    """
    allowed_s = context.horizon.day_start_s(1) - 1
    arrived: dict[str, int] = {}
    waits_for_tide: set[str] = set()
    for trip in trips:
        if trip.draft.stage != VILLAGE_TO_HUB:
            continue
        tidal = _is_tidal(context, trip)
        for held in trip.draft.carriages:
            tps_id = held.lot.subject
            hub_id = context.hub_of(context.village_of[tps_id])
            if tidal:
                waits_for_tide.add(tps_id)
            if trip.draft.places[held.leave] == hub_id:
                done = int(trip.times.depart[held.leave - 1][0])
                arrived[tps_id] = max(arrived.get(tps_id, 0), done)
    moment = context.horizon.moment
    return OPERATION_TABLES["exceptions"].frame(
        [
            {
                "subject_id": tps_id,
                "rule": SAME_DAY,
                "allowed_until": moment(allowed_s).astimezone(UTC),
                "planned_at": moment(done).astimezone(UTC),
                "why": BEACH if tps_id in waits_for_tide else TOO_LATE,
            }
            for tps_id, done in arrived.items()
            if done > allowed_s
        ]
    )


def _is_tidal(context: Context, trip: TimedTrip) -> bool:
    return any(
        context.windows.of(ride.leg) is not None
        for way in trip.draft.ways
        for ride in way
    )
