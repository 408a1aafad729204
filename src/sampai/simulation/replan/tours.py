"""Lay out a trip on the legs that are open, and time it by the one clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sampai.planning.context import Context
from sampai.planning.drafts import CARRY, REPOSITION, Ride, TripDraft
from sampai.planning.fleet import VehicleType
from sampai.planning.goods import Lot, total
from sampai.planning.plan import TimedTrip
from sampai.planning.runs import Event, carriages
from sampai.planning.scheduling import MOST_DELAYS, set_out_late
from sampai.planning.timing import Clock, TripTimes, Vehicle
from sampai.simulation.replan.closures import Closures
from sampai.simulation.replan.diary import OPEN_END_S
from sampai.simulation.replan.placed import pieces_of
from sampai.simulation.replan.stock import NOTHING, Stock, plus

Ways = Sequence[tuple[Ride, ...]]


def events_of(draft: TripDraft) -> list[Event]:
    """
    Give the halts of a trip with what boards and what leaves.

    Parameters
    ----------
    draft
        The trip.

    Returns
    -------
    list of Event
        The origin, then every stop.
    """
    return [
        Event(
            place_id=place_id,
            on=tuple(h.lot for h in draft.carriages if h.board == stop),
            off=tuple(h.lot for h in draft.carriages if h.leave == stop),
        )
        for stop, place_id in enumerate(draft.places)
    ]


def used(events: Iterable[Event]) -> list[Event]:
    """
    Leave out the halts at which nothing changes hands.

    Parameters
    ----------
    events
        Halts.

    Returns
    -------
    list of Event
        The others.
    """
    return [event for event in events if event.on or event.off]


def fits(kind: VehicleType, events: Iterable[Event]) -> bool:
    """
    Tell whether a vehicle can hold what is aboard at any time.

    Parameters
    ----------
    kind
        The vehicle type.
    events
        Halts in order.

    Returns
    -------
    bool
        Whether volume and mass suffice.
    """
    aboard: list[Lot] = []
    for event in events:
        gone = {id(lot) for lot in event.off}
        aboard = [lot for lot in aboard if id(lot) not in gone]
        aboard += event.on
        _, volume_l, mass_kg = total(aboard)
        if volume_l > kind.volume_l or mass_kg > kind.mass_kg:
            return False
    return True


@dataclass(slots=True, kw_only=True)
class Tours:
    """
    Times trips of one direction under a live state.

    Parameters
    ----------
    context
        The regency.
    closures
        What is closed.
    stock
        Where goods lie.
    """

    context: Context
    closures: Closures
    stock: Stock

    def clock(self, draft: TripDraft) -> Clock:
        """
        Give the one clock, with the goods of a trip where they are.

        Parameters
        ----------
        draft
            The trip.

        Returns
        -------
        Clock
            Knows no other trip.
        """
        wanted: dict[tuple[str, str], tuple[int, int, int]] = {}
        for held in draft.carriages:
            key = held.lot.subject, draft.places[held.board]
            wanted[key] = plus(wanted.get(key, NOTHING), pieces_of(held.lot))
        ready = {
            key: self.stock.ready_s(*key, pieces)
            for key, pieces in wanted.items()
        }
        return Clock(
            self.context.rules, self.closures.conditions, released=ready
        )

    def same_way(self, draft: TripDraft, load_at_s: int) -> TimedTrip | None:
        """
        Time a trip on its own way, beginning no earlier than it should.

        Parameters
        ----------
        draft
            The trip.
        load_at_s
            The earliest moment of loading. [s]

        Returns
        -------
        TimedTrip or None
            The trip, ``None`` where a leg does not open any more.
        """
        own = replace(draft, load_at_s=load_at_s)
        clock = self.clock(own)
        return _without_waiting(clock, own, clock.preview(own))

    def laid_out(
        self,
        vehicle: Vehicle,
        events: Sequence[Event],
        load_at_s: int,
        end_id: str,
        stage: str,
        kept: Ways = (),
    ) -> TimedTrip | None:
        """
        Lay out a trip over the legs that are open when it comes to them.

        Parameters
        ----------
        vehicle
            Who rides.
        events
            Its halts, the origin first.
        load_at_s
            The earliest moment of loading. [s]
        end_id
            Where it ends.
        stage
            Its stage.
        kept
            Ways between the same halts that are taken where no other is
            faster.

        Returns
        -------
        TimedTrip or None
            The trip, ``None`` where there is no way.
        """
        draft = TripDraft(
            stage=stage,
            purpose=CARRY,
            vehicle_type=vehicle[0],
            vehicle=vehicle[1],
            load_at_s=load_at_s,
            places=tuple(event.place_id for event in events),
            ways=(),
            carriages=carriages(events),
            end_id=end_id,
        )
        clock = self.clock(draft)
        goals = [*draft.places[1:], *_end(draft)]
        for number, (start, goal) in enumerate(
            pairwise([draft.places[0], *goals])
        ):
            times = clock.preview(draft)
            ready_s = int(
                times.depart[number - 1][0] if number else times.depart_at[0]
            )
            if ready_s >= OPEN_END_S:
                return None
            found = self.closures.way(vehicle[0], start, goal, ready_s)
            if found is None:
                return None
            rides, there_s = found
            if number < len(kept) and _ends(kept[number]) == (start, goal):
                own = replace(draft, ways=(*draft.ways, tuple(kept[number])))
                left = clock.preview(own).leave[number]
                if not left or int(left[-1][0]) <= there_s:
                    rides = tuple(kept[number])
            draft = replace(draft, ways=(*draft.ways, rides))
        return _timed(draft, clock.preview(draft))

    def put_off(self, trip: TimedTrip) -> TimedTrip:
        """
        Let a trip set out as late as costs nothing.

        Parameters
        ----------
        trip
            The trip as early as it may be.

        Returns
        -------
        TimedTrip
            The same; it ends no later.
        """
        clock = self.clock(trip.draft)
        late = set_out_late(clock, trip.draft)
        return TimedTrip(draft=late, times=clock.preview(late))

    def empty_run(
        self, vehicle: Vehicle, ends: tuple[str, str], start_s: int, stage: str
    ) -> TimedTrip | None:
        """
        Lay out an empty run.

        Parameters
        ----------
        vehicle
            Who rides.
        ends
            From where and to where.
        start_s
            The earliest moment. [s]
        stage
            Stage of the trip it serves.

        Returns
        -------
        TimedTrip or None
            The run, ``None`` where there is no way.
        """
        found = self.closures.way(vehicle[0], *ends, start_s)
        if found is None:
            return None
        draft = TripDraft(
            stage=stage,
            purpose=REPOSITION,
            vehicle_type=vehicle[0],
            vehicle=vehicle[1],
            load_at_s=start_s,
            places=ends[:1],
            ways=(found[0],),
            end_id=ends[1],
        )
        trip = _timed(draft, self.clock(draft).preview(draft))
        return None if trip is None else self.put_off(trip)

    def by(self, empty: TimedTrip, arrive_s: int) -> TimedTrip:
        """
        Let an empty run set out so that it arrives just in time.

        Parameters
        ----------
        empty
            The run as early as it may be.
        arrive_s
            When the loading begins. [s]

        Returns
        -------
        TimedTrip
            The run.
        """
        spare_s = arrive_s - empty.end_s
        if spare_s <= 0:
            return empty
        late = replace(empty.draft, load_at_s=empty.load_s + spare_s)
        times = self.clock(late).preview(late)
        if int(times.return_at[0]) > arrive_s:
            return empty
        return TimedTrip(draft=late, times=times)


def _end(draft: TripDraft) -> tuple[str, ...]:
    return () if draft.end_id == draft.places[-1] else (draft.end_id,)


def _ends(way: Sequence[Ride]) -> tuple[str, str]:
    return (way[0].from_id, way[-1].to_id) if way else ("", "")


def _timed(draft: TripDraft, times: TripTimes) -> TimedTrip | None:
    if int(times.return_at[0]) >= OPEN_END_S:
        return None
    own = replace(draft, load_at_s=int(times.load_at[0]))
    return TimedTrip(draft=own, times=times)


def _without_waiting(
    clock: Clock, draft: TripDraft, times: TripTimes
) -> TimedTrip | None:
    """
    Begin later where a trip would only wait on the way to its first stop.

    A wait farther on would put off stops that are not concerned.
    """
    best = _timed(draft, times)
    for _ in range(MOST_DELAYS):
        if best is None or not best.times.enter:
            return best
        now, wait_s = int(best.times.depart_at[0]), 0
        for enter, leave in zip(
            best.times.enter[0], best.times.leave[0], strict=True
        ):
            wait_s = wait_s or int(enter[0]) - now
            now = int(leave[0])
        if not wait_s:
            return best
        later = replace(best.draft, load_at_s=best.load_s + wait_s)
        moved = clock.preview(later)
        if int(moved.return_at[0]) > best.end_s:
            return best
        best = TimedTrip(
            draft=replace(later, load_at_s=int(moved.load_at[0])),
            times=moved,
        )
    return best
