"""
The one clock: when every stop of a plan happens under given conditions.

With one calm scenario it is the timetable, with many it is the simulation.
Nothing else in sampai computes a time of a trip.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from sampai.planning.circumstances import Conditions
from sampai.planning.drafts import TripDraft
from sampai.planning.moments import Seconds, midnight_before, on_duty_since
from sampai.units import SECONDS_PER_DAY

Vehicle = tuple[str, int]

# When vehicles are free, since when they are on duty, and when goods are
# ready, by place.
State = tuple[
    Mapping[Vehicle, Seconds],
    Mapping[Vehicle, Seconds],
    Mapping[tuple[str, str], Seconds],
]

# A place may open before the shift begins, or close before a crew is there.
# One look finds the day, the next the hour; where the third finds none, no
# day has room for the loading between the hours and the shift.
LOOKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """
    What holds in every scenario: hand-over times and hours of places.

    Parameters
    ----------
    per_stop_s, per_box_s
        Time of a hand-over or a loading: for itself, and for each box. [s]
    hours
        Opening and closing time of day of the places that close. [s]
    night_stages
        Stages in which opening hours do not bind.
    """

    per_stop_s: int
    per_box_s: int
    hours: Mapping[str, tuple[int, int]]
    night_stages: frozenset[str]

    def service_s(self, draft: TripDraft, stop: int) -> int:
        """
        Time of the hand-over at a stop, or of the loading at the origin.

        Parameters
        ----------
        draft
            The trip.
        stop
            Number of the stop; 0 is the origin.

        Returns
        -------
        int
            Time; none where nothing leaves or boards. [s]
        """
        if not draft.is_handover(stop):
            return 0
        return self.per_stop_s + self.per_box_s * draft.boxes_moved(stop)

    def open_from(
        self, draft: TripDraft, stop: int, ready: Seconds
    ) -> Seconds:
        """
        First moment at which a place lets the hand-over begin.

        A loading lies whole inside the hours, a hand-over only begins in
        them.

        Parameters
        ----------
        draft
            The trip.
        stop
            Number of the stop; 0 is the origin.
        ready
            Shape (scenarios,): when the vehicle and the goods are there. [s]

        Returns
        -------
        ndarray
            Shape (scenarios,): the moment, no earlier than ``ready``. [s]
        """
        place = draft.places[stop]
        if place not in self.hours or draft.stage in self.night_stages:
            return ready
        if not draft.is_handover(stop):
            return ready
        opens, closes = self.hours[place]
        last = closes - (self.service_s(draft, 0) if stop == 0 else 0)
        midnight = midnight_before(ready)
        today = np.maximum(ready, midnight + opens)
        tomorrow = midnight + (SECONDS_PER_DAY + opens)
        return np.where(today <= midnight + last, today, tomorrow)


@dataclass(slots=True, kw_only=True)
class TripTimes:
    """
    When a trip happens; every array has the shape (scenarios,).

    Parameters
    ----------
    load_at, depart_at, return_at
        Loading begins, the vehicle leaves, the vehicle has ended. [s]
    since
        The vehicle came on duty on that day. [s]
    arrive, start, depart
        For every stop in order. [s]
    enter, leave
        For every ride, way by way. [s]
    """

    load_at: Seconds
    depart_at: Seconds
    return_at: Seconds
    since: Seconds
    arrive: list[Seconds] = field(default_factory=list)
    start: list[Seconds] = field(default_factory=list)
    depart: list[Seconds] = field(default_factory=list)
    enter: list[list[Seconds]] = field(default_factory=list)
    leave: list[list[Seconds]] = field(default_factory=list)


class Clock:
    """
    The state of a plan as it runs: free vehicles and goods at places.

    Parameters
    ----------
    rules
        Hand-over times and hours.
    conditions
        The scenarios.
    released
        When goods are ready where they start, by subject and place; those
        that are not named are ready from the start. [s]
    """

    def __init__(
        self,
        rules: Rules,
        conditions: Conditions,
        released: Mapping[tuple[str, str], int | Seconds] | None = None,
    ) -> None:
        self.rules = rules
        self.conditions = conditions
        self.free: dict[Vehicle, Seconds] = {}
        self.since: dict[Vehicle, Seconds] = {}
        self.goods: dict[tuple[str, str], Seconds] = {
            key: conditions.moment(moment)
            for key, moment in (released or {}).items()
        }

    def state(self) -> State:
        """
        Note where vehicles and goods are.

        Returns
        -------
        tuple
            What `go_back` takes.
        """
        return dict(self.free), dict(self.since), dict(self.goods)

    def go_back(self, state: State) -> None:
        """
        Undo the trips run since a state was noted.

        Parameters
        ----------
        state
            As `state` gave it.
        """
        free, since, goods = state
        self.free, self.since = dict(free), dict(since)
        self.goods = dict(goods)

    def run(self, draft: TripDraft) -> TripTimes:
        """
        Time one trip and note where it leaves its vehicle and its goods.

        Parameters
        ----------
        draft
            The trip; those before it must have run.

        Returns
        -------
        TripTimes
            Its times in every scenario.
        """
        times = self.preview(draft)
        self.free[draft.vehicle_type, draft.vehicle] = times.return_at
        self.since[draft.vehicle_type, draft.vehicle] = times.since
        for held in draft.carriages:
            key = (held.lot.subject, draft.places[held.leave])
            moment = times.depart[held.leave - 1]
            before = self.goods.get(key)
            self.goods[key] = (
                moment if before is None else np.maximum(before, moment)
            )
        return times

    def preview(self, draft: TripDraft) -> TripTimes:
        """
        Time one trip without noting anything.

        Parameters
        ----------
        draft
            The trip; those before it must have run.

        Returns
        -------
        TripTimes
            Its times in every scenario.
        """
        times = self._load(draft)
        now = times.depart_at
        for stop in range(1, len(draft.ways) + 1):
            now = self._ride(draft, stop - 1, now, times)
            if stop < len(draft.places):
                now = self._hand_over(draft, stop, now, times)
        times.return_at = now
        return times

    def _load(self, draft: TripDraft) -> TripTimes:
        vehicle = (draft.vehicle_type, draft.vehicle)
        ready = self.conditions.moment(draft.load_at_s)
        free = self.free.get(vehicle)
        if free is not None:
            ready = np.maximum(ready, free)
        ready = self._goods_ready(draft, 0, ready)
        loading_s = self.rules.service_s(draft, 0)
        before = self.since.get(vehicle)
        load_at = ready
        for _ in range(LOOKS):
            ready = self.conditions.may_load(draft, load_at, loading_s, before)
            load_at = self.rules.open_from(draft, 0, ready)
            if np.array_equal(load_at, ready):
                break
        depart_at = load_at + loading_s + self.conditions.delay_s(draft)
        return TripTimes(
            load_at=load_at,
            depart_at=depart_at,
            return_at=depart_at,
            since=on_duty_since(before, load_at),
        )

    def _goods_ready(
        self, draft: TripDraft, stop: int, ready: Seconds
    ) -> Seconds:
        place = draft.places[stop]
        for held in draft.carriages:
            if held.board == stop:
                moment = self.goods.get((held.lot.subject, place))
                if moment is not None:
                    ready = np.maximum(ready, moment)
        return ready

    def _ride(
        self, draft: TripDraft, number: int, now: Seconds, times: TripTimes
    ) -> Seconds:
        entered, left = self.conditions.ride(draft, number, now, times.since)
        times.enter.append(entered)
        times.leave.append(left)
        return left[-1] if left else now

    def _hand_over(
        self, draft: TripDraft, stop: int, now: Seconds, times: TripTimes
    ) -> Seconds:
        ready = self._goods_ready(draft, stop, now)
        start = self.rules.open_from(draft, stop, ready)
        depart = start + self.rules.service_s(draft, stop)
        times.arrive.append(now)
        times.start.append(start)
        times.depart.append(depart)
        return depart


def time_trips(
    drafts: Iterable[TripDraft],
    rules: Rules,
    conditions: Conditions,
    released: Mapping[tuple[str, str], int | Seconds] | None = None,
) -> list[TripTimes]:
    """
    Time the trips of a plan in the order in which they depend on another.

    Parameters
    ----------
    drafts
        The trips, each after those whose vehicle or goods it needs.
    rules
        Hand-over times and hours.
    conditions
        The scenarios.
    released
        When goods are ready where they start, by subject and place. [s]

    Returns
    -------
    list of TripTimes
        One for each trip, in the same order.
    """
    clock = Clock(rules, conditions, released)
    return [clock.run(draft) for draft in drafts]
