"""How one vehicle serves villages behind a gate, empty tours included."""

from collections.abc import Iterable, Mapping

from sampai.planning.context import Context
from sampai.planning.fleet import VehicleType
from sampai.planning.tidal.patterns import most_boxes
from sampai.planning.tidal.pocket import Pocket
from sampai.planning.tidal.tours import (
    Call,
    Tour,
    follow,
    ride_home,
    start_late,
)
from sampai.units import SECONDS_PER_DAY

DAYS_HOME = 5

Tours = tuple[tuple[Tour, ...], Tour, tuple[Tour, ...]]


class Rounds:
    """
    Times the tours of a vehicle with the tide.

    Parameters
    ----------
    context
        The regency.
    pocket
        What is to be carried.
    nights
        Places where a vehicle may stay the night.
    """

    def __init__(
        self, context: Context, pocket: Pocket, nights: Iterable[str]
    ) -> None:
        self.context = context
        self.pocket = pocket
        self.nights = sorted(nights)
        self._known: dict[object, Tours | None] = {}

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

    def _service_s(self, kind: VehicleType, boxes: Iterable[int]) -> int:
        """Time to load, or to hand over, no more than a vehicle takes."""
        rules = self.context.rules
        most = most_boxes(kind, self.context.sizes)
        return rules.per_stop_s + rules.per_box_s * min(sum(boxes), most)

    def _outward(
        self, kind: VehicleType, boxes: Mapping[str, int], day: int
    ) -> Tours | None:
        """Load at the gate, serve the villages, go home, maybe next day."""
        gate_id = self.pocket.gate_id
        opens, closes = self._day(kind, day)
        before = self._ride_home(
            kind, kind.base_id, gate_id, [(opens, closes)]
        )
        if before is None:
            return None
        free = before[-1].end_s if before else opens
        loading_s = self._service_s(kind, boxes.values())
        ready = max(self.pocket.ready_s(village) for village in boxes)
        carry = self._carry(kind, gate_id, max(free, ready), loading_s, boxes)
        if carry is None or carry.end_s > min(closes, self.pocket.due_s):
            return None
        began = before[0].start_s if before else carry.start_s
        limit = min(closes, began + kind.duty_s)
        if carry.end_s > limit:
            return None
        days = [(carry.end_s, limit), *self._days_after(kind, day)]
        after = self._ride_home(kind, carry.end_id, kind.base_id, days)
        return None if after is None else (before, carry, after)

    def _back(
        self, kind: VehicleType, boxes: Mapping[str, int], day: int
    ) -> Tours | None:
        """Go out empty, maybe the day before, and bring goods to the gate."""
        most = min(DAYS_HOME, day - self.pocket.first_day + 1)
        for ahead in range(most):
            days = [self._day(kind, day - k) for k in range(ahead, -1, -1)]
            before = self._ride_home(
                kind, kind.base_id, next(iter(boxes)), days
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
        opens, closes = self._day(kind, day)
        arrived = before[-1].end_s if before else opens
        first = next(iter(boxes))
        ready = self.pocket.ready_s(first)
        loading_s = self._service_s(kind, [boxes[first]])
        begin = max(opens, arrived, ready)
        carry = self._carry(kind, first, begin, loading_s, boxes)
        if carry is None:
            return None
        on_day = [t for t in before if self._same_day(t, carry)]
        began = on_day[0].start_s if on_day else carry.start_s
        limit = min(closes, began + kind.duty_s, self.pocket.due_s)
        if carry.end_s > limit:
            return None
        days = [(carry.end_s, limit), *self._days_after(kind, day)]
        after = self._ride_home(kind, carry.end_id, kind.base_id, days)
        return None if after is None else (before, carry, after)

    def _carry(
        self,
        kind: VehicleType,
        place_id: str,
        ready_s: int,
        loading_s: int,
        boxes: Mapping[str, int],
    ) -> Tour | None:
        """Load at a place, as late as may be, and serve the calls."""
        journey = self.context.journey(kind.name)
        calls = self._calls(kind, boxes)
        load_s = self._loads_from(place_id, ready_s, loading_s)
        tour = start_late(journey, place_id, load_s + loading_s, calls)
        if tour is None:
            return None
        late_s = tour.start_s - loading_s
        if self._loads_from(place_id, late_s, loading_s) != late_s:
            # The place is shut by then: load early, and wait on the way.
            tour = follow(journey, place_id, load_s + loading_s, calls)
        return None if tour is None else _with_loading(tour, loading_s)

    def _loads_from(self, place_id: str, ready_s: int, loading_s: int) -> int:
        """First moment from which a place is open for a whole loading."""
        opens, closes = self._hours(place_id)
        midnight = ready_s - ready_s % SECONDS_PER_DAY
        begin = max(ready_s, midnight + opens)
        if begin + loading_s <= midnight + closes:
            return begin
        return midnight + SECONDS_PER_DAY + opens

    def _hours(self, place_id: str) -> tuple[int, int]:
        if self.pocket.night:
            return 0, 2 * SECONDS_PER_DAY
        return self.context.hours(place_id)

    def _same_day(self, one: Tour, other: Tour) -> bool:
        day_of = self.context.horizon.day_of
        return day_of(one.start_s) == day_of(other.start_s)

    def _calls(
        self, kind: VehicleType, boxes: Mapping[str, int]
    ) -> list[Call]:
        """Stops after the place of loading."""
        if self.pocket.outward:
            return [
                self._call(village, self._service_s(kind, [count]))
                for village, count in boxes.items()
            ]
        stops = [
            self._call(
                village,
                self._service_s(kind, [count]),
                self.pocket.ready_s(village),
            )
            for village, count in list(boxes.items())[1:]
        ]
        service_s = self._service_s(kind, boxes.values())
        return [*stops, self._call(self.pocket.gate_id, service_s)]

    def _call(self, place_id: str, service_s: int, ready_s: int = 0) -> Call:
        opens, closes = self._hours(place_id)
        return Call(
            place_id=place_id,
            service_s=service_s,
            ready_s=ready_s,
            open_s=opens,
            close_s=closes,
        )

    def _day(self, kind: VehicleType, day: int) -> tuple[int, int]:
        """Span of a day in which a vehicle may be on its way."""
        midnight = self.context.horizon.day_start_s(day)
        closes = SECONDS_PER_DAY if self.pocket.night else kind.shift_end_s
        return midnight + kind.shift_start_s, midnight + closes

    def _days_after(
        self, kind: VehicleType, day: int
    ) -> list[tuple[int, int]]:
        return [self._day(kind, day + n) for n in range(1, DAYS_HOME)]

    def _ride_home(
        self,
        kind: VehicleType,
        start_id: str,
        end_id: str,
        days: list[tuple[int, int]],
    ) -> tuple[Tour, ...] | None:
        journey = self.context.journey(kind.name)
        return ride_home(
            journey, self.nights, start_id, end_id, days, kind.duty_s
        )


def _with_loading(tour: Tour, loading_s: int) -> Tour:
    """Let a tour begin with the loading before its first ride."""
    return Tour(
        start_s=tour.start_s - loading_s,
        end_s=tour.end_s,
        start_id=tour.start_id,
        end_id=tour.end_id,
        ways=tour.ways,
    )
