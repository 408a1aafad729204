"""Mend one trip after the other, each with the least change that does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sampai.planning.drafts import Carriage
from sampai.planning.goods import Lot
from sampai.planning.plan import TimedTrip
from sampai.planning.runs import Event, carriages
from sampai.simulation.replan.book import Book
from sampai.simulation.replan.change import (
    OTHER_VEHICLE,
    REROUTED,
    RETIMED,
    Reason,
)
from sampai.simulation.replan.cutting import halves
from sampai.simulation.replan.diary import Diary, Unit
from sampai.simulation.replan.finder import Finder
from sampai.simulation.replan.placed import PlacedTrip
from sampai.simulation.replan.scene import Scene
from sampai.simulation.replan.search import Kinds, Search
from sampai.simulation.replan.tours import Tours, events_of, used
from sampai.simulation.replan.troubles import Troubles
from sampai.simulation.replan.wishes import Offer, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """
    Mends the trips of one direction in the order of what they need.

    Parameters
    ----------
    scene
        The regency at the moment.
    finder
        Finds vehicles.
    book
        Takes what is mended.
    troubles
        Says what is wrong.
    search
        Finds other vehicles and other days.
    """

    scene: Scene
    finder: Finder
    book: Book
    troubles: Troubles
    search: Search

    @property
    def diary(self) -> Diary:
        """What vehicles do."""
        return self.scene.diary

    @property
    def tours(self) -> Tours:
        """What lays trips out."""
        return self.finder.tours

    def mend(self, trip: PlacedTrip) -> None:
        """
        Keep a trip, or mend it with the least change that does.

        Parameters
        ----------
        trip
            A trip; those it needs have been mended.
        """
        unit = self.diary.unit_of(trip.trip_id, trip.vehicle)
        if not trip.carries:
            # An empty run is mended with what it leads to.
            if unit.trips[-1] is trip:
                self._go_home(unit)
            return
        events = self.troubles.what_is_there(trip)
        if not used(events):
            self.book.drop(unit, self.troubles.why_no_goods(trip))
            return
        is_whole = _lots(events) == [h.lot for h in _by_leave(trip)]
        trouble = self.troubles.of_unit(unit)
        if is_whole and trouble is None:
            self.book.settle(unit)
            return
        cause, why = trouble or self.troubles.why_no_goods(trip)
        if trouble is None and self._can_keep_times(trip, events):
            self._lighten(unit, events, (cause, why))
            return
        self.diary.remove(unit)
        self._climb(unit, events, (cause, why))

    def _go_home(self, unit: Unit) -> None:
        """Keep an empty run to the base, or make it anew from elsewhere."""
        trouble = self.troubles.of_unit(unit)
        if trouble is None:
            self.book.settle(unit)
            return
        self.diary.remove(unit)
        run = unit.trips[-1]
        base_id = self.diary.bases[run.vehicle[0]]
        place_id, free_s = self.diary.before(unit)
        usable = self.diary.standing[run.vehicle].usable
        start_s = max(free_s, unit.load_s)
        if not usable or place_id == base_id:
            self.book.leave_out(unit, trouble)
            return
        timed = self.tours.empty_run(
            run.vehicle, (place_id, base_id), start_s, run.draft.stage
        )
        day = self.scene.context.horizon.day_of(start_s)
        if timed is None or not self._stays(timed, day, free_s):
            # Whoever is away from home at the end is brought home then.
            self.book.leave_out(unit, trouble)
            return
        fresh = PlacedTrip(trip_id=run.trip_id, timed=timed)
        self.book.put(unit, Unit(trips=(fresh,)), RETIMED, trouble)

    def _can_keep_times(
        self, trip: PlacedTrip, events: Sequence[Event]
    ) -> bool:
        return all(
            bool(now.on or now.off) == bool(then.on or then.off)
            for now, then in zip(events, events_of(trip.draft), strict=True)
        )

    def _lighten(
        self, unit: Unit, events: Sequence[Event], reason: Reason
    ) -> None:
        """Leave out what is not there; the others are not told anything."""
        trip = unit.trips[-1]
        lighter = PlacedTrip(
            trip_id=trip.trip_id,
            timed=TimedTrip(
                draft=replace(trip.draft, carriages=carriages(events)),
                times=trip.times,
            ),
        )
        self.diary.remove(unit)
        fresh = Unit(trips=(*unit.trips[:-1], lighter))
        self.book.put(unit, fresh, RETIMED, reason)

    def _climb(
        self, unit: Unit, events: Sequence[Event], reason: Reason
    ) -> None:
        trip = unit.trips[-1]
        day = self.scene.context.horizon.day_of(trip.timed.load_s)
        stage = trip.draft.stage
        own = self._by_itself(unit, events)
        if own is not None and self._rest_holds(unit, own):
            kind = RETIMED if _same_ways(own.carry, trip) else REROUTED
            self.book.place(unit, own, kind, reason)
            return
        wish = Wish(
            events=tuple(used(events)),
            stage=stage,
            days=(day,),
            from_s=trip.timed.load_s,
        )
        kinds = self._kinds(trip)
        offer = self.search.same_day(kinds, wish) or self.search.later(
            kinds, wish, day
        )
        if offer is None and own is not None:
            kind = RETIMED if _same_ways(own.carry, trip) else REROUTED
            self.book.place(unit, own, kind, reason)
            return
        if offer is not None:
            same = offer.vehicle == trip.vehicle
            kind = RETIMED if same else OTHER_VEHICLE
            self.book.place(unit, offer, kind, reason)
            return
        self._split(unit, wish, day, reason)

    def _by_itself(self, unit: Unit, events: Sequence[Event]) -> Offer | None:
        """Steps 2 and 3: the same vehicle later, or another way around."""
        trip = unit.trips[-1]
        vehicle = trip.vehicle
        if not self.diary.standing[vehicle].usable:
            return None
        place_id, free_s = self.diary.before(unit)
        day = self.scene.context.horizon.day_of(trip.timed.load_s)
        if place_id != trip.draft.places[0]:
            return self.finder.of_vehicle(
                vehicle,
                Wish(
                    events=tuple(used(events)),
                    stage=trip.draft.stage,
                    days=(day,),
                    from_s=trip.timed.load_s,
                ),
            )
        start_s = max(trip.timed.load_s, free_s)
        found: list[TimedTrip] = []
        if _lots(events) == [h.lot for h in _by_leave(trip)]:
            waited = self.tours.same_way(trip.draft, start_s)
            if waited is not None and self._stays(waited, day, free_s):
                length_s = trip.timed.end_s - trip.timed.load_s
                if waited.end_s - trip.timed.end_s <= length_s:
                    return self._offer(waited, day)
                found.append(waited)
        # One that would wait longer than it rides tries a way around first.
        around = self.tours.laid_out(
            vehicle,
            [events[0], *used(events[1:])],
            start_s,
            trip.draft.end_id,
            trip.draft.stage,
            trip.draft.ways,
        )
        if around is not None and self._stays(around, day, free_s):
            found.insert(0, around)
        return self._offer(found[0], day) if found else None

    def _stays(self, trip: TimedTrip, day: int, free_s: int) -> bool:
        """
        Tell whether a vehicle may do a trip between its other ones.

        A trip that waits may begin after what stands next was to begin, so
        all that stands counts from the moment at which the vehicle is free.
        """
        vehicle = trip.draft.vehicle_type, trip.draft.vehicle
        if self.scene.context.horizon.day_of(trip.load_s) != day:
            return False
        if trip.end_s > self.diary.next_settled_s(vehicle, free_s):
            return False
        others = [
            one.timed
            for one in self.diary.of_vehicle(vehicle)
            if one.timed.load_s < trip.load_s
        ]
        limits = self.finder.limits
        return (
            limits.keeps(trip)
            and limits.keeps_duty([*others, trip])
            and self.finder.has_police(trip)
        )

    def _offer(self, trip: TimedTrip, day: int) -> Offer:
        vehicle = trip.draft.vehicle_type, trip.draft.vehicle
        return Offer(vehicle=vehicle, trips=(trip,), day=day, cost_idr=0)

    def _rest_holds(self, unit: Unit, offer: Offer) -> bool:
        """Tell whether what the vehicle does next can wait for it."""
        here_id, free_s = offer.carry.draft.end_id, offer.carry.end_s
        done = [*offer.trips]
        for rest in self._after(unit, offer):
            if rest.origin_id != here_id:
                return False
            if rest.load_s >= free_s:
                return self.finder.limits.keeps_duty(done)
            if self.diary.is_settled(rest):
                return False
            for trip in rest.trips:
                timed = self.tours.same_way(
                    trip.draft, max(free_s, trip.timed.load_s)
                )
                if timed is None or not self.finder.limits.keeps(timed):
                    return False
                here_id, free_s = timed.draft.end_id, timed.end_s
                done.append(timed)
        return self.finder.limits.keeps_duty(done)

    def _after(self, unit: Unit, offer: Offer) -> Iterator[Unit]:
        """
        List what a vehicle does after an offer.

        A trip that waits may begin later than what was to follow it: that
        follows all the same.
        """
        begins_s = offer.trips[0].load_s
        for other in self.diary.units.get(offer.vehicle, ()):
            waits = other.load_s >= unit.load_s and not (
                self.diary.is_settled(other)
            )
            if other.load_s >= begins_s or waits:
                yield other

    def _kinds(self, trip: PlacedTrip) -> Kinds:
        own = trip.draft.vehicle_type
        others = tuple(
            name for name in self.scene.context.fleet if name != own
        )
        return [(own,), others]

    def _split(self, unit: Unit, wish: Wish, day: int, reason: Reason) -> None:
        """Bring what one trip cannot by several, as far as they can."""
        self.book.leave_out(unit, reason)
        kinds = self._kinds(unit.trips[-1])
        for half in halves(wish.events, self.scene.context.sizes):
            self.search.bring(kinds, replace(wish, events=half), day, reason)


def _lots(events: Sequence[Event]) -> list[Lot]:
    return [lot for event in events for lot in event.off]


def _by_leave(trip: PlacedTrip) -> list[Carriage]:
    return sorted(trip.draft.carriages, key=lambda held: held.leave)


def _same_ways(now: TimedTrip, then: PlacedTrip) -> bool:
    return now.draft.ways == then.draft.ways
