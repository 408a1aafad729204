"""Bring home every vehicle that would be left elsewhere at the end."""

from collections.abc import Iterator

from sampai.planning.limits import is_in_time
from sampai.planning.plan import TimedTrip
from sampai.planning.timing import Vehicle
from sampai.simulation.replan.change import NEW_TRIP, Change
from sampai.simulation.replan.diary import Unit
from sampai.simulation.replan.placed import PlacedTrip
from sampai.simulation.replan.scene import KNOCK_ON, Scene
from sampai.simulation.replan.tours import Tours

# A crew that cannot go home today goes in the morning, or the next.
DAYS_TRIED = 3


def come_home(
    scene: Scene, tours: Tours, ids: Iterator[str]
) -> Iterator[Change]:
    """
    Add the empty runs home that are missing.

    Parameters
    ----------
    scene
        The regency; its diary is added to.
    tours
        Lays trips out.
    ids
        Gives ids that no trip has had.

    Yields
    ------
    Change
        One for each run.
    """
    diary = scene.diary
    for vehicle, standing in sorted(diary.standing.items()):
        gap = list(diary.gaps(vehicle))[-1]
        home_id = scene.context.fleet[vehicle[0]].base_id
        if not standing.usable or gap.place_id == home_id:
            continue
        start_s = max(gap.free_s, scene.at_s)
        timed = _run(scene, tours, vehicle, (gap.place_id, home_id), start_s)
        if timed is None:
            continue
        trip = PlacedTrip(trip_id=next(ids), timed=timed)
        diary.add(Unit(trips=(trip,)))
        diary.settled.add(trip.trip_id)
        own = diary.of_vehicle(vehicle)
        why = f"after: {own[-2].trip_id}" if len(own) > 1 else standing.why
        yield Change(
            change=NEW_TRIP,
            before=None,
            after=trip,
            cause=standing.cause or KNOCK_ON,
            why=standing.why or why,
        )


def _run(
    scene: Scene,
    tours: Tours,
    vehicle: Vehicle,
    ends: tuple[str, str],
    start_s: int,
) -> TimedTrip | None:
    context = scene.context
    own = scene.diary.of_vehicle(vehicle)
    stage = own[-1].draft.stage if own else next(iter(context.stages))
    shift_s = context.fleet[vehicle[0]].shift_start_s
    today = context.horizon.day_of(start_s)
    last = None
    for day in range(today, today + DAYS_TRIED):
        opens_s = context.horizon.day_start_s(day) + shift_s
        last = tours.empty_run(vehicle, ends, max(start_s, opens_s), stage)
        held = [trip.timed for trip in own]
        if (
            last is not None
            and is_in_time(context, [last])
            and _keeps_duty(scene, [*held, last])
        ):
            return last
    return last


def _keeps_duty(scene: Scene, trips: list[TimedTrip]) -> bool:
    day_of = scene.context.horizon.day_of
    today = day_of(trips[-1].load_s)
    spans = [t for t in trips if day_of(t.load_s) == today]
    duty_s = scene.context.fleet[trips[-1].draft.vehicle_type].duty_s
    begins_s = min(trip.load_s for trip in spans)
    return max(trip.end_s for trip in spans) - begins_s <= duty_s
