"""The trips planned so far, the clock they run on, and their vehicles."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from sampai.planning.context import Context
from sampai.planning.drafts import CARRY, TripDraft
from sampai.planning.limits import is_in_time
from sampai.planning.plan import TimedTrip
from sampai.planning.scheduling import run_close_together, schedule_run
from sampai.planning.timing import Clock
from sampai.units import SECONDS_PER_DAY


class Schedule:
    """
    Collects runs in the order in which their goods depend on each other.

    Parameters
    ----------
    context
        The regency.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.clock = Clock(context.rules, context.calm)
        self.runs: list[list[TimedTrip]] = []

    def add(self, drafts: Sequence[TripDraft]) -> bool:
        """
        Time the trips of one more vehicle, and keep them if they are sound.

        Parameters
        ----------
        drafts
            Its trips in order, from its base to its base.

        Returns
        -------
        bool
            Whether they end in time; if not, nothing is changed.
        """
        number = -1 - len(self.runs)
        before = self.clock.state()
        head_start_s = self.context.precautions.head_start_s
        run = schedule_run(self.clock, drafts, number, head_start_s)
        if not is_in_time(self.context, run):
            self.clock.go_back(before)
            run = run_close_together(self.clock, run)
        if is_in_time(self.context, run):
            self.runs.append(run)
            return True
        self.clock.go_back(before)
        return False

    def add_as_timed(self, drafts: Sequence[TripDraft]) -> None:
        """
        Add trips whose start has been chosen with the tide in mind.

        Parameters
        ----------
        drafts
            Trips of one vehicle in order, from its base to its base.
        """
        number = -1 - len(self.runs)
        own = [replace(draft, vehicle=number) for draft in drafts]
        before = self.clock.state()
        run = self._timed(self._ahead(own))
        if self.context.precautions.head_start_s and not is_in_time(
            self.context, run
        ):
            self.clock.go_back(before)
            run = self._timed(own)
        self.runs.append(run)

    def _timed(self, drafts: Iterable[TripDraft]) -> list[TimedTrip]:
        return [
            TimedTrip(draft=draft, times=self.clock.run(draft))
            for draft in drafts
        ]

    def _ahead(self, run: Sequence[TripDraft]) -> list[TripDraft]:
        """Let the trips of a run's first day set out with a head start."""
        wanted_s = self.context.precautions.head_start_s
        if not wanted_s or not run:
            return list(run)
        kind = self.context.fleet[run[0].vehicle_type]
        midnight_s = run[0].load_at_s - run[0].load_at_s % SECONDS_PER_DAY
        spare_s = run[0].load_at_s - midnight_s - kind.shift_start_s
        head_s = max(0, min(wanted_s, spare_s))
        return [
            replace(draft, load_at_s=draft.load_at_s - head_s)
            if draft.load_at_s < midnight_s + SECONDS_PER_DAY
            and draft.purpose == CARRY
            else draft
            for draft in run
        ]

    def ready_s(self, subject: str, place_id: str) -> int:
        """
        When goods have come to a place.

        Parameters
        ----------
        subject
            Whose goods.
        place_id
            Where.

        Returns
        -------
        int
            The moment; 0 where they have been there from the start. [s]
        """
        moment = self.clock.goods.get((subject, place_id))
        return 0 if moment is None else int(moment[0])

    def has_come(self, subject: str, place_id: str) -> bool:
        """
        Tell whether a trip brings goods to a place.

        Parameters
        ----------
        subject
            Whose goods.
        place_id
            Where.

        Returns
        -------
        bool
            Whether any of them come.
        """
        return (subject, place_id) in self.clock.goods

    def release(self, subject: str, place_id: str, ready_s: int) -> None:
        """
        Note that goods are ready at a place from a moment on.

        Parameters
        ----------
        subject
            Whose goods.
        place_id
            Where.
        ready_s
            The moment. [s]
        """
        self.clock.goods[subject, place_id] = np.array([ready_s])

    def vehicles_out(self, vehicle_type: str, day: int) -> int:
        """
        Count the vehicles of a type that can begin no run on a day.

        Parameters
        ----------
        vehicle_type
            The kind.
        day
            Whole days from voting day.

        Returns
        -------
        int
            Vehicles that load on that day, or are still away when the
            shift begins.
        """
        midnight_s = self.context.horizon.day_start_s(day)
        opens_s = midnight_s + self.context.fleet[vehicle_type].shift_start_s
        return sum(
            run[0].load_s < midnight_s + SECONDS_PER_DAY
            and self._busy_until_s(run) > opens_s
            for run in self.runs
            if run and run[0].draft.vehicle_type == vehicle_type
        )

    def _busy_until_s(self, run: Sequence[TimedTrip]) -> int:
        """
        When a vehicle may begin another run.

        One that comes home after midnight may go out again that day: time
        on duty counts for the day on which a trip begins.
        """
        last_day = self.context.horizon.day_of(run[-1].load_s)
        midnight_s = self.context.horizon.day_start_s(last_day + 1)
        return max(run[-1].end_s, midnight_s)

    def numbered(self) -> list[TimedTrip]:
        """
        Give every run the lowest vehicle that is free when it begins.

        Returns
        -------
        list of TimedTrip
            Every trip with the number of its vehicle.
        """
        free_s: dict[tuple[str, int], int] = {}
        trips: list[TimedTrip] = []
        for run in sorted((r for r in self.runs if r), key=_order):
            name, number = run[0].draft.vehicle_type, 1
            while free_s.get((name, number), 0) > run[0].load_s:
                number += 1
            free_s[name, number] = self._busy_until_s(run)
            trips += _with_number(run, number)
        return trips


def _with_number(run: Iterable[TimedTrip], number: int) -> list[TimedTrip]:
    return [
        replace(trip, draft=replace(trip.draft, vehicle=number))
        for trip in run
    ]


def _order(run: Sequence[TimedTrip]) -> tuple[object, ...]:
    subjects = [
        held.lot.subject for trip in run for held in trip.draft.carriages
    ]
    return (
        run[0].load_s,
        run[0].draft.vehicle_type,
        min(subjects, default=""),
        run[-1].end_s,
    )
