"""Goods behind a gate that only tide-bound legs reach, and their tours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from sampai.planning.context import Context
from sampai.planning.costs import hour_cost_idr, km_cost_idr
from sampai.planning.errands import Errand
from sampai.planning.fleet import VehicleType
from sampai.planning.tidal.patterns import Filling, Pattern, choose, most_boxes
from sampai.planning.tidal.tours import Call, Tour, ride_home, start_late
from sampai.units import SECONDS_PER_DAY

MOST_CALLS = 3
DAYS_HOME = 5

Tours = tuple[tuple[Tour, ...], Tour, tuple[Tour, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pocket:
    """
    Villages behind a gate that only tide-bound legs reach.

    Parameters
    ----------
    gate_id
        Where goods change to the vehicles of the pocket.
    outward
        Whether goods go from the gate to the villages, or back.
    errands
        What is to be carried.
    days
        Days on which goods may be carried.
    due_s
        Moment by which they are handed over. [s]
    night
        Whether hours of places and shifts do not bind.
    late_after_s
        Arrivals at the gate after this are too late by a rule, if any. [s]
    """

    gate_id: str
    outward: bool
    errands: tuple[Errand, ...]
    days: tuple[int, ...]
    due_s: int
    night: bool
    late_after_s: int | None = None

    def village_of(self, errand: Errand) -> str:
        """
        Far end of an errand.

        Parameters
        ----------
        errand
            One of the pocket.

        Returns
        -------
        str
            The village.
        """
        return errand.to_id if self.outward else errand.from_id

    def demand(self) -> dict[str, tuple[int, int, int]]:
        """
        Boxes, booths and bags by village.

        Returns
        -------
        dict
            Pieces by village, in the order of their ids.
        """
        found: dict[str, tuple[int, int, int]] = {}
        for errand in self.errands:
            village = self.village_of(errand)
            boxes, booths, bags = found.get(village, (0, 0, 0))
            for lot in errand.lots:
                boxes += lot.boxes
                booths += lot.booths
                bags += lot.bags
            found[village] = (boxes, booths, bags)
        return dict(sorted(found.items()))

    def ready_s(self, village: str) -> int:
        """
        When all goods of a village are ready to board.

        Parameters
        ----------
        village
            A village of the pocket.

        Returns
        -------
        int
            The moment. [s]
        """
        return max(
            errand.ready_s
            for errand in self.errands
            if self.village_of(errand) == village
        )


class PocketPlanner:
    """
    Lists the tours that serve a pocket and chooses among them.

    Parameters
    ----------
    context
        The regency.
    pocket
        What is to be carried.
    vehicle_types
        Kinds of vehicle that can.
    """

    def __init__(
        self,
        context: Context,
        pocket: Pocket,
        vehicle_types: Iterable[str],
    ) -> None:
        self.context = context
        self.pocket = pocket
        self.kinds = {k: context.fleet[k] for k in sorted(vehicle_types)}
        self.demand = pocket.demand()
        self._patterns: list[Pattern] | None = None
        self._known: dict[object, Tours | None] = {}
        self.nights = sorted(
            {*self.demand, pocket.gate_id}
            | {kind.base_id for kind in self.kinds.values()}
        )

    def closed_villages(self) -> frozenset[str]:
        """
        Find villages that no tour reaches in time.

        Returns
        -------
        frozenset of str
            Their ids.
        """
        reached = {v for one in self.patterns() for v in one.villages}
        return frozenset(self.demand) - reached

    def choose(self) -> tuple[Filling, ...] | None:
        """
        Choose the cheapest tours, those in time before those that are late.

        Returns
        -------
        tuple of Filling or None
            None where the fleet does not suffice.
        """
        patterns = self.patterns()
        if not patterns:
            return None
        dearest = max(pattern.cost_idr for pattern in patterns)
        return choose(
            patterns,
            self.demand,
            self.kinds,
            self.context.sizes,
            late_price_idr=10 * dearest,
        )

    def patterns(self) -> list[Pattern]:
        """
        List the tours that are possible, without those others make useless.

        Returns
        -------
        list of Pattern
            In the order of vehicle type, villages and day.
        """
        if self._patterns is not None:
            return self._patterns
        found: dict[object, Pattern] = {}
        for kind in self.kinds.values():
            for villages in self._subsets(kind):
                for day in self.pocket.days:
                    pattern = self._pattern(kind, villages, day)
                    if pattern is None:
                        continue
                    key = (kind.name, villages, pattern.days)
                    best = found.get(key)
                    if best is None or _rank(pattern) < _rank(best):
                        found[key] = pattern
        self._patterns = list(found.values())
        return self._patterns

    def _subsets(self, kind: VehicleType) -> list[tuple[str, ...]]:
        """Villages of a tour in riding order: outward near first."""
        gate = self.context.network.index[self.pocket.gate_id]
        far = self.context.network.matrix(kind.name).duration_s[gate]
        index = self.context.network.index
        ordered = sorted(
            (v for v in self.demand if far[index[v]] >= 0),
            key=lambda village: (far[index[village]], village),
        )
        if not self.pocket.outward:
            ordered.reverse()
        most = min(MOST_CALLS, most_boxes(kind, self.context.sizes))
        return [
            villages
            for size in range(1, most + 1)
            for villages in combinations(ordered, size)
        ]

    def tours(
        self, kind: VehicleType, boxes: Mapping[str, int], day: int
    ) -> Tours | None:
        """
        Time one vehicle that serves some villages.

        Parameters
        ----------
        kind
            The vehicle type.
        boxes
            Boxes by village, in the order of the tour.
        day
            Day on which the goods are carried.

        Returns
        -------
        tuple or None
            Empty tours to the goods, the tour with them, empty tours home;
            none where a leg does not open in time.
        """
        key = (kind.name, tuple(boxes.items()), day)
        if key not in self._known:
            plan = self._outward if self.pocket.outward else self._back
            self._known[key] = plan(kind, boxes, day)
        return self._known[key]

    def _pattern(
        self, kind: VehicleType, villages: tuple[str, ...], day: int
    ) -> Pattern | None:
        most = most_boxes(kind, self.context.sizes)
        boxes = {v: min(self.demand[v][0], most) for v in villages}
        tours = self.tours(kind, boxes, day)
        if tours is None:
            return None
        before, carry, after = tours
        whole = (*before, carry, *after)
        days = sorted(
            {
                day
                for tour in whole
                for day in range(
                    self.context.horizon.day_of(tour.start_s),
                    self.context.horizon.day_of(tour.end_s) + 1,
                )
            }
        )
        span = tuple(range(days[0], days[-1] + 1))
        late = self.pocket.late_after_s
        return Pattern(
            vehicle_type=kind.name,
            villages=villages,
            day=day,
            before=before,
            carry=carry,
            after=after,
            days=span,
            cost_idr=kind.fixed_idr * len(span)
            + sum(self._price(kind, tour) for tour in whole),
            late_boxes=int(late is not None and carry.end_s > late),
        )

    def _price(self, kind: VehicleType, tour: Tour) -> int:
        metres = sum(
            int(self.context.network.distance_m[ride.leg])
            for way in tour.ways
            for ride in way
        )
        return km_cost_idr(kind, metres) + hour_cost_idr(
            kind, tour.end_s - tour.start_s
        )

    def _service_s(self, kind: VehicleType, boxes: Iterable[int]) -> int:
        """Time to load, or to hand over, no more than a vehicle takes."""
        rules = self.context.rules
        most = most_boxes(kind, self.context.sizes)
        return rules.per_stop_s + rules.per_box_s * min(sum(boxes), most)

    def _outward(
        self, kind: VehicleType, boxes: Mapping[str, int], day: int
    ) -> Tours | None:
        """Load at the gate, serve the villages, go home, maybe next day."""
        context, gate_id = self.context, self.pocket.gate_id
        journey = context.journey(kind.name)
        opens, closes = self._day(kind, day)
        before = ride_home(
            journey, self.nights, kind.base_id, gate_id, [(opens, closes)]
        )
        if before is None:
            return None
        free = before[-1].end_s if before else opens
        loading_s = self._service_s(kind, boxes.values())
        ready = max(self.pocket.ready_s(village) for village in boxes)
        load_s = max(free, self._gate_opens(day), ready)
        calls = self._calls(kind, boxes)
        tour = start_late(journey, gate_id, load_s + loading_s, calls)
        if tour is None or tour.end_s > min(closes, self.pocket.due_s):
            return None
        carry = _with_loading(tour, loading_s)
        began = before[0].start_s if before else carry.start_s
        limit = min(closes, began + kind.duty_s)
        if carry.end_s > limit:
            return None
        days = [(carry.end_s, limit), *self._days_after(kind, day)]
        after = ride_home(
            journey, self.nights, carry.end_id, kind.base_id, days
        )
        return None if after is None else (before, carry, after)

    def _back(
        self, kind: VehicleType, boxes: Mapping[str, int], day: int
    ) -> Tours | None:
        """Go out empty, maybe the day before, and bring goods to the gate."""
        journey = self.context.journey(kind.name)
        for ahead in range(DAYS_HOME):
            days = [self._day(kind, day - k) for k in range(ahead, -1, -1)]
            before = ride_home(
                journey, self.nights, kind.base_id, next(iter(boxes)), days
            )
            found = self._bring(kind, boxes, day, before)
            if found is not None:
                return found
        return None

    def _bring(
        self,
        kind: VehicleType,
        boxes: Mapping[str, int],
        day: int,
        before: tuple[Tour, ...] | None,
    ) -> Tours | None:
        if before is None:
            return None
        journey = self.context.journey(kind.name)
        opens, closes = self._day(kind, day)
        arrived = before[-1].end_s if before else opens
        first = next(iter(boxes))
        ready = self.pocket.ready_s(first)
        loading_s = self._service_s(kind, [boxes[first]])
        load_s = max(opens, arrived, ready)
        calls = self._calls(kind, boxes)
        tour = start_late(journey, first, load_s + loading_s, calls)
        if tour is None:
            return None
        carry = _with_loading(tour, loading_s)
        on_day = [t for t in before if self._same_day(t, carry)]
        began = on_day[0].start_s if on_day else carry.start_s
        limit = min(closes, began + kind.duty_s, self.pocket.due_s)
        if carry.end_s > limit:
            return None
        days = [(carry.end_s, limit), *self._days_after(kind, day)]
        after = ride_home(
            journey, self.nights, carry.end_id, kind.base_id, days
        )
        return None if after is None else (before, carry, after)

    def _same_day(self, one: Tour, other: Tour) -> bool:
        day_of = self.context.horizon.day_of
        return day_of(one.start_s) == day_of(other.start_s)

    def _calls(
        self, kind: VehicleType, boxes: Mapping[str, int]
    ) -> list[Call]:
        """Stops after the place of loading."""
        if self.pocket.outward:
            return [
                Call(place_id=v, service_s=self._service_s(kind, [count]))
                for v, count in boxes.items()
            ]
        stops = [
            Call(
                place_id=village,
                service_s=self._service_s(kind, [count]),
                ready_s=self.pocket.ready_s(village),
            )
            for village, count in list(boxes.items())[1:]
        ]
        gate = Call(
            place_id=self.pocket.gate_id,
            service_s=self._service_s(kind, boxes.values()),
        )
        return [*stops, gate]

    def _day(self, kind: VehicleType, day: int) -> tuple[int, int]:
        """Span of a day in which a vehicle may be on its way."""
        midnight = self.context.horizon.day_start_s(day)
        closes = SECONDS_PER_DAY if self.pocket.night else kind.shift_end_s
        return midnight + kind.shift_start_s, midnight + closes

    def _days_after(
        self, kind: VehicleType, day: int
    ) -> list[tuple[int, int]]:
        spans = []
        for later in range(day + 1, day + DAYS_HOME):
            opens, closes = self._day(kind, later)
            spans.append((opens, min(closes, opens + kind.duty_s)))
        return spans

    def _gate_opens(self, day: int) -> int:
        midnight = self.context.horizon.day_start_s(day)
        if self.pocket.night:
            return midnight
        return midnight + self.context.hours(self.pocket.gate_id)[0]


def _rank(pattern: Pattern) -> tuple[int, int, int]:
    return pattern.late_boxes, pattern.cost_idr, pattern.carry.end_s


def _with_loading(tour: Tour, loading_s: int) -> Tour:
    """Let a tour begin with the loading before its first ride."""
    return Tour(
        start_s=tour.start_s - loading_s,
        end_s=tour.end_s,
        start_id=tour.start_id,
        end_id=tour.end_id,
        ways=tour.ways,
    )
