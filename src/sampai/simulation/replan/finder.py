"""Find a vehicle that has time for a trip."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sampai.planning.costs import trip_cost_idr
from sampai.planning.drafts import CARRY
from sampai.planning.fleet import VehicleType
from sampai.planning.plan import TimedTrip
from sampai.planning.timing import Vehicle
from sampai.simulation.replan.diary import OPEN_END_S, Diary, Gap
from sampai.simulation.replan.limits import Limits
from sampai.simulation.replan.tours import Tours, fits
from sampai.simulation.replan.wishes import Offer, Wish


@dataclass(slots=True, kw_only=True)
class Finder:
    """
    Looks through the diary for gaps.

    Parameters
    ----------
    tours
        Lays trips out and times them.
    diary
        What vehicles do.
    limits
        What trips must keep.
    at_s
        Now. [s]
    """

    tours: Tours
    diary: Diary
    limits: Limits
    at_s: int
    _arrivals: dict[tuple[str, str, str, int], int] = field(
        default_factory=dict
    )

    def best(
        self, wish: Wish, kinds: Iterable[str], but: Vehicle | None = None
    ) -> Offer | None:
        """
        Find the first day on which a vehicle can, and the cheapest of them.

        Parameters
        ----------
        wish
            The trip.
        kinds
            Vehicle types to ask.
        but
            A vehicle that is not asked.

        Returns
        -------
        Offer or None
            The best, ``None`` where none can.
        """
        offers: list[Offer] = []
        for name in kinds:
            kind = self.tours.context.fleet[name]
            if not (
                wish.days
                and fits(kind, wish.events)
                and self._reaches(kind, wish)
                and self._may_come(kind, wish)
            ):
                continue
            for vehicle in self._asked(kind):
                if vehicle != but:
                    offers += self._offers(vehicle, wish)
        return min(offers, key=lambda offer: offer.key, default=None)

    def of_vehicle(self, vehicle: Vehicle, wish: Wish) -> Offer | None:
        """
        Find what one vehicle can do.

        Parameters
        ----------
        vehicle
            The vehicle.
        wish
            The trip.

        Returns
        -------
        Offer or None
            On the first day on which it can.
        """
        return next(self._offers(vehicle, wish), None)

    def _reaches(self, kind: VehicleType, wish: Wish) -> bool:
        network = self.tours.context.network
        row = network.matrix(kind.name).duration_s[network.index[kind.base_id]]
        return all(row[network.index[e.place_id]] >= 0 for e in wish.events)

    def _may_come(self, kind: VehicleType, wish: Wish) -> bool:
        """
        Tell whether a vehicle that loads at once would come in those days.

        What stands behind a leg that stays closed is told so at once, not
        by asking every vehicle on every day.
        """
        day_start_s = self.tours.context.horizon.day_start_s
        # A trip of a night stage may end on the morning after.
        end_s = day_start_s(max(wish.days) + 2)
        origin_id = wish.events[0].place_id
        return all(
            self._soonest_s(kind, origin_id, event.place_id) <= end_s
            for event in wish.events
        )

    def _asked(self, kind: VehicleType) -> Iterator[Vehicle]:
        """Of the vehicles that stand idle at their base, one is enough."""
        idle = False
        for number in range(1, kind.count + 1):
            vehicle = kind.name, number
            now = self.diary.standing[vehicle]
            if not now.usable:
                continue
            rests = (
                not self.diary.units.get(vehicle)
                and not self.diary.gone.get(vehicle)
                and now.place_id == kind.base_id
                and now.free_s <= self.at_s
            )
            if not rests or not idle:
                yield vehicle
            idle = idle or rests

    def _offers(self, vehicle: Vehicle, wish: Wish) -> Iterator[Offer]:
        """At most one offer: that of the first day and gap that do."""
        for day in wish.days:
            for gap in self.diary.gaps(vehicle):
                if wish.stay and not gap.may_stay:
                    continue
                offer = self._in_gap(vehicle, gap, wish, day)
                if offer is not None:
                    yield offer
                    return

    def _in_gap(
        self, vehicle: Vehicle, gap: Gap, wish: Wish, day: int
    ) -> Offer | None:
        start_s = self._start_s(vehicle, gap, wish, day)
        if start_s is None:
            return None
        trips = self._trips(vehicle, gap, wish, start_s)
        if not trips or not self._holds(vehicle, gap, wish, trips):
            return None
        context = self.tours.context
        if context.horizon.day_of(trips[-1].load_s) != day:
            return None
        others = [t.timed for t in self.diary.of_vehicle(vehicle)]
        kind = context.fleet[vehicle[0]]
        return Offer(
            vehicle=vehicle,
            trips=tuple(trips),
            day=day,
            cost_idr=self._cost_idr(kind, others, trips),
            bends=self._bends(trips[-1]),
        )

    def _start_s(
        self, vehicle: Vehicle, gap: Gap, wish: Wish, day: int
    ) -> int | None:
        """First moment of a day that lies in a gap and in the shift."""
        context = self.tours.context
        kind = context.fleet[vehicle[0]]
        night = context.stages[wish.stage].night
        opens_s = context.horizon.day_start_s(day)
        opens_s += 0 if night else kind.shift_start_s
        start_s = max(gap.free_s, self.at_s, opens_s)
        if gap.place_id == wish.events[0].place_id:
            start_s = max(start_s, wish.from_s)
        ends_s = context.horizon.day_start_s(day + 1)
        if start_s >= min(gap.until_s, ends_s):
            return None
        closes_s = start_s + kind.duty_s
        if not night:
            midnight_s = context.horizon.day_start_s(day)
            closes_s = min(closes_s, midnight_s + kind.shift_end_s)
        closes_s = min(closes_s, gap.until_s)
        if start_s + self._least_s(kind, gap, wish) > closes_s:
            return None
        ends = gap.place_id, wish.events[0].place_id
        return start_s if self._soonest_s(kind, *ends) <= closes_s else None

    def _soonest_s(self, kind: VehicleType, from_id: str, to_id: str) -> int:
        """
        When a vehicle that left now would be somewhere.

        Whoever leaves later is not there sooner, so what is too late for
        this one is too late for all.
        """
        key = kind.name, from_id, to_id, self.at_s
        if key not in self._arrivals:
            found = self.tours.closures.way(*key)
            self._arrivals[key] = OPEN_END_S if found is None else found[1]
        return self._arrivals[key]

    def _least_s(self, kind: VehicleType, gap: Gap, wish: Wish) -> int:
        """Time of all ways where nothing is closed, hand-overs aside."""
        network = self.tours.context.network
        places = [
            gap.place_id,
            *(event.place_id for event in wish.events),
            wish.end_id(gap),
        ]
        rows = [network.index[place_id] for place_id in places]
        seconds = network.matrix(kind.name).duration_s
        return int(sum(seconds[ends] for ends in pairwise(rows)))

    def _holds(
        self, vehicle: Vehicle, gap: Gap, wish: Wish, trips: list[TimedTrip]
    ) -> bool:
        """Tell whether trips fit into a gap and keep every limit."""
        if trips[-1].end_s > gap.until_s:
            return False
        others = [t.timed for t in self.diary.of_vehicle(vehicle)]
        return (
            all(self.limits.keeps(t, late=wish.late) for t in trips)
            and self.limits.keeps_duty([*others, *trips])
            and self.has_police(trips[-1])
        )

    def _trips(
        self, vehicle: Vehicle, gap: Gap, wish: Wish, start_s: int
    ) -> list[TimedTrip]:
        tours, origin_id = self.tours, wish.events[0].place_id
        empty, load_s = None, start_s
        if gap.place_id != origin_id:
            ends = gap.place_id, origin_id
            empty = tours.empty_run(vehicle, ends, start_s, wish.stage)
            if empty is None:
                return []
            # It may run empty before the goods are to be loaded.
            load_s = max(empty.end_s, wish.from_s)
        carry = tours.laid_out(
            vehicle, wish.events, load_s, wish.end_id(gap), wish.stage
        )
        if carry is None:
            return []
        carry = tours.put_off(carry)
        if empty is None:
            return [carry]
        return [tours.by(empty, carry.load_s), carry]

    def _bends(self, trip: TimedTrip) -> bool:
        """Boxes are back on voting day wherever any vehicle allows it."""
        context = self.tours.context
        night = context.stages[trip.draft.stage].night
        midnight_s = context.horizon.day_start_s(1)
        return night and any(
            int(moment[0]) >= midnight_s > trip.load_s
            for moment in trip.times.depart
        )

    def _cost_idr(
        self,
        kind: VehicleType,
        others: Sequence[TimedTrip],
        trips: Sequence[TimedTrip],
    ) -> int:
        context = self.tours.context
        day_of = context.horizon.day_of
        days = {day_of(trip.load_s) for trip in others}
        fresh = {day_of(trip.load_s) for trip in trips} - days
        metres = [
            sum(
                int(context.network.distance_m[ride.leg])
                for way in trip.draft.ways
                for ride in way
            )
            for trip in trips
        ]
        ridden = sum(
            trip_cost_idr(kind, length, trip.end_s - trip.load_s)
            for trip, length in zip(trips, metres, strict=True)
        )
        return ridden + kind.fixed_idr * len(fresh)

    def has_police(self, trip: TimedTrip) -> bool:
        """
        Tell whether there are police enough for one more trip.

        Parameters
        ----------
        trip
            The trip; if it is in the diary, not as it is there.

        Returns
        -------
        bool
            Whether its escort is free all the time.
        """
        context = self.tours.context
        own = context.fleet[trip.draft.vehicle_type].escort
        cap = context.dataset.settings.police_on_the_road
        if not own:
            return True
        first_s, last_s = int(trip.times.depart_at[0]), trip.end_s
        turns: list[tuple[int, int]] = []
        for other in self._on_the_road():
            escort = context.fleet[other.draft.vehicle_type].escort
            begins_s = max(first_s, int(other.times.depart_at[0]))
            ends_s = min(last_s, other.end_s)
            if escort and begins_s < ends_s:
                turns += [(begins_s, escort), (ends_s, -escort)]
        out = most = 0
        for _, change in sorted(turns):
            out += change
            most = max(most, out)
        return most + own <= cap

    def _on_the_road(self) -> Iterator[TimedTrip]:
        gone = (t for own in self.diary.gone.values() for t in own)
        for trip in (*gone, *self.diary.trips()):
            if trip.draft.purpose == CARRY:
                yield trip.timed
