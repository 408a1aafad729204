"""What is known of a regency at the moment of a live state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sampai.planning.context import (
    Context,
)
from sampai.planning.goods import Lot
from sampai.planning.plan import TimedTrip
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_DEPOT,
    HUB_TO_VILLAGE,
    VILLAGE_TO_HUB,
)
from sampai.planning.timing import TripTimes, Vehicle
from sampai.simulation.replan.closures import Closures
from sampai.simulation.replan.diary import OPEN_END_S, Diary, Standing
from sampai.simulation.replan.placed import (
    Goods,
    PlacedTrip,
    later,
)
from sampai.simulation.replan.stock import Stock
from sampai.simulation.replan.tours import Tours
from sampai.tables.live_state import LiveState

OUT = (DEPOT_TO_HUB, HUB_TO_VILLAGE)
HOME = (VILLAGE_TO_HUB, HUB_TO_DEPOT)
CLOSURE, VEHICLE, GOODS, KNOCK_ON = "closure", "vehicle", "goods", "knock_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """
    A trip that has set out: what the files say and what is to be expected.

    Parameters
    ----------
    trip
        As in the files.
    times
        As it will be; where it never ends, far beyond the horizon.
    broken_off
        Whether its vehicle stands elsewhere with what is aboard.
    cause, why
        What is not as planned, where anything is.
    """

    trip: PlacedTrip
    times: TripTimes
    broken_off: bool = False
    cause: str = ""
    why: str = ""

    @property
    def end_s(self) -> int:
        """When it will have ended. [s]"""
        return int(self.times.return_at[0])

    @property
    def is_late(self) -> bool:
        """Whether a hand-over or its end comes later than planned."""
        return bool(self.cause)

    @property
    def expected(self) -> PlacedTrip:
        """The trip as it will be."""
        return PlacedTrip(
            trip_id=self.trip.trip_id,
            timed=TimedTrip(draft=self.trip.draft, times=self.times),
        )


@dataclass(slots=True, kw_only=True)
class Scene:
    """
    The regency at a moment.

    Parameters
    ----------
    context
        The regency.
    closures
        What is closed.
    at_s
        The moment. [s]
    lots
        Goods of every subject, as they are packed.
    departed
        Trips that have set out.
    diary
        What vehicles do from now on.
    told
        Goods that are told of: subject, place or trip, and pieces.
    """

    context: Context
    closures: Closures
    at_s: int
    lots: Mapping[str, Lot]
    departed: tuple[Departed, ...] = ()
    diary: Diary
    told: dict[str, list[tuple[str, str, Goods]]] = field(default_factory=dict)

    def tours(self, stock: Stock) -> Tours:
        """
        Give what lays trips out.

        Parameters
        ----------
        stock
            Where goods lie.

        Returns
        -------
        Tours
            Under this live state.
        """
        return Tours(context=self.context, closures=self.closures, stock=stock)


def look(
    context: Context,
    closures: Closures,
    trips: Iterable[PlacedTrip],
    state: LiveState,
    lots: Mapping[str, Lot],
) -> Scene:
    """
    Put together what a plan and a live state say of a moment.

    Parameters
    ----------
    context
        The regency.
    closures
        Closures of the live state.
    trips
        The plan, each trip after what it needs.
    state
        The live state.
    lots
        Goods of every subject.

    Returns
    -------
    Scene
        With the diary of all vehicles.
    """
    at_s = context.horizon.second(state.at)
    rows = _vehicles_now(context, state)
    held = list(trips)
    gone = [trip for trip in held if trip.depart_s <= at_s]
    last = {trip.vehicle: trip for trip in _by_time(gone)}
    for vehicle, trip in last.items():
        if _leaves_now(trip, rows.get(vehicle), at_s):
            del rows[vehicle]
    departed = tuple(
        _departed(
            Tours(context=context, closures=closures, stock=Stock()),
            trip,
            rows.get(trip.vehicle) if last[trip.vehicle] is trip else None,
            at_s,
        )
        for trip in gone
    )
    diary = Diary(
        bases={name: kind.base_id for name, kind in context.fleet.items()},
        standing=_standing(context, departed, rows, at_s),
    )
    for one in _by_time(gone):
        diary.gone.setdefault(one.vehicle, []).append(one)
    diary.plan(trip for trip in held if trip.depart_s > at_s)
    scene = Scene(
        context=context,
        closures=closures,
        at_s=at_s,
        lots=lots,
        departed=departed,
        diary=diary,
    )
    for row in state.holdings.iter_rows(named=True):
        pieces = row["boxes"], row["booths"], row["bags"]
        scene.told.setdefault(row["tps_id"], []).append(
            (row["place_id"] or "", row["trip_id"] or "", pieces)
        )
    return scene


def _by_time(trips: Iterable[PlacedTrip]) -> list[PlacedTrip]:
    return sorted(trips, key=lambda t: (t.timed.load_s, t.timed.end_s))


def _leaves_now(trip: PlacedTrip, now: Standing | None, at_s: int) -> bool:
    """Who stands at the origin at the very moment of leaving is on its way."""
    return (
        now is not None
        and now.usable
        and now.place_id == trip.draft.places[0]
        and now.free_s <= trip.depart_s == at_s
    )


def _vehicles_now(
    context: Context, state: LiveState
) -> dict[Vehicle, Standing]:
    return {
        (row["vehicle_type"], int(row["vehicle"])): Standing(
            place_id=row["place_id"],
            free_s=context.horizon.second(row["free_at"]),
            usable=row["usable"],
        )
        for row in state.vehicles_now.iter_rows(named=True)
    }


def _departed(
    tours: Tours, trip: PlacedTrip, now: Standing | None, at_s: int
) -> Departed:
    """Say what is to be expected of a trip that has set out."""
    end_s = trip.timed.end_s
    name = " ".join(map(str, trip.vehicle))
    if now is not None and end_s > at_s:
        if not now.usable or now.place_id != trip.draft.end_id:
            what = "unusable" if not now.usable else "elsewhere"
            return Departed(
                trip=trip,
                times=trip.times,
                broken_off=True,
                cause=VEHICLE,
                why=f"{what}: {name}",
            )
        if now.free_s > end_s:
            times = later(trip.times, at_s, now.free_s - end_s)
            return Departed(
                trip=trip, times=times, cause=VEHICLE, why=f"late: {name}"
            )
    closure = tours.closures.hit(trip)
    if closure is None:
        return Departed(trip=trip, times=trip.times)
    return Departed(
        trip=trip,
        times=_around(tours, trip, at_s),
        cause=CLOSURE,
        why=f"closed: {closure.why}",
    )


def _around(tours: Tours, trip: PlacedTrip, at_s: int) -> TripTimes:
    """Time a trip on its way: what it has yet to ride may go around."""
    draft = replace(trip.draft, ways=(), carriages=trip.draft.carriages)
    clock = tours.clock(draft)
    for number, way in enumerate(trip.draft.ways):
        kept = replace(draft, ways=(*draft.ways, way))
        times = clock.preview(kept)
        entered, left = times.enter[number], times.leave[number]
        done = sum(int(enter[0]) < at_s for enter in entered)
        best = kept
        if done < len(way):
            before = clock.preview(draft)
            ready_s = int(
                before.depart[number - 1][0] if number else before.depart_at[0]
            )
            if done:
                ready_s = int(left[done - 1][0])
            found = tours.closures.way(
                draft.vehicle_type,
                way[done].from_id,
                way[-1].to_id,
                max(ready_s, at_s),
            )
            if found is not None and found[1] < int(left[-1][0]):
                rides = (*way[:done], *found[0])
                best = replace(draft, ways=(*draft.ways, rides))
        draft = best
    return clock.preview(draft)


def _standing(
    context: Context,
    departed: Iterable[Departed],
    rows: Mapping[Vehicle, Standing],
    at_s: int,
) -> dict[Vehicle, Standing]:
    found = {
        (kind.name, number): Standing(place_id=kind.base_id)
        for kind in context.fleet.values()
        for number in range(1, kind.count + 1)
    }
    for one in sorted(departed, key=lambda d: d.trip.timed.load_s):
        found[one.trip.vehicle] = Standing(
            place_id=one.trip.draft.end_id,
            free_s=one.end_s,
            usable=one.end_s < OPEN_END_S,
            cause=KNOCK_ON if one.is_late else "",
            why=f"after: {one.trip.trip_id}" if one.is_late else "",
        )
    for vehicle, row in rows.items():
        found[vehicle] = _as_told(vehicle, found[vehicle], row, at_s)
    return {
        vehicle: replace(one, free_s=0) if one.free_s <= at_s else one
        for vehicle, one in found.items()
    }


def _as_told(
    vehicle: Vehicle, planned: Standing, row: Standing, at_s: int
) -> Standing:
    name = " ".join(map(str, vehicle))
    if not row.usable:
        return replace(row, cause=VEHICLE, why=f"unusable: {name}")
    if row.place_id != planned.place_id:
        return replace(row, cause=VEHICLE, why=f"elsewhere: {name}")
    if row.free_s > max(planned.free_s, at_s):
        return replace(row, cause=VEHICLE, why=f"late: {name}")
    return planned
