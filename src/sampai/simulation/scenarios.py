"""
The conditions of many scenarios, for the clock.

Every rule is the timetable's: a passage lies whole inside what is open, and
one waits at a place. A vehicle that breaks down stands at the place before
the leg on which it happens; a crew whose shift or time on duty is over goes
on when its next shift begins.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sampai.conditions.ensemble import Block
from sampai.conditions.hazards import ORIGIN, Hazards
from sampai.planning.context import Context
from sampai.planning.drafts import CARRY, TripDraft
from sampai.planning.moments import (
    Seconds,
    midnight_before,
    on_duty_since,
)
from sampai.simulation.duty import in_shift, rides_until
from sampai.simulation.luck import (
    Luck,
    draw_luck,
    loading_delay_s,
    name_of,
)
from sampai.simulation.plan_facts import PlanFacts
from sampai.simulation.waiting import Crew, Waiting
from sampai.simulation.ways import Stretch, Ways
from sampai.units import SECONDS_PER_DAY

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(slots=True, kw_only=True)
class _Trip:
    """A trip under way; arrays have the shape (n,)."""

    draft: TripDraft
    luck: Luck
    stretches: list[list[Stretch]]
    # Midnight of the day it is planned for, and of the day it is on.
    planned_s: int
    midnight: Floats
    since: Floats
    until: Floats
    # Scenarios that are on another day, and paces of the planned one.
    astray: Ints
    paces: dict[tuple[str, str], Floats]


@dataclass(kw_only=True)
class Scenarios:
    """
    Conditions of a block of scenarios.

    Parameters
    ----------
    ways
        The legs of the regency.
    block
        Weather and random numbers.
    hazards
        Their parameters.
    facts
        Of the plan that runs.
    singly
        Whether every leg is timed apart, to lay blame.
    """

    ways: Ways
    block: Block
    hazards: Hazards
    facts: PlanFacts
    singly: bool = False
    _trip: _Trip | None = field(default=None, repr=False)

    @property
    def scenarios(self) -> int:
        """Number of scenarios."""
        return self.block.scenarios

    @property
    def context(self) -> Context:
        """The regency."""
        return self.ways.context

    @cached_property
    def waiting(self) -> Waiting:
        """What happens to those who cannot ride on."""
        weather = self.block.weather
        days = weather.wet.shape[1]
        return Waiting(
            ways=self.ways,
            weather=weather,
            end_s=weather.first_s + days * SECONDS_PER_DAY,
        )

    def moment(self, second: int | Seconds) -> Seconds:
        """
        Give a moment as the scenarios have it.

        Parameters
        ----------
        second
            A second of the horizon, one for all or shape (n,). [s]

        Returns
        -------
        ndarray
            Shape (n,). [s]
        """
        return np.full(self.scenarios, second, dtype=np.float32)

    def may_load(
        self,
        draft: TripDraft,
        ready: Seconds,
        loading_s: int,
        before: Seconds | None,
    ) -> Seconds:
        """
        Say when a loading may begin: goods released, inside a shift.

        Parameters
        ----------
        draft
            The trip.
        ready
            Shape (n,): when vehicle and goods are there. [s]
        loading_s
            Time that the loading takes. [s]
        before
            Shape (n,): when the vehicle came on duty for its last trip;
            ``None`` where it had none. [s]

        Returns
        -------
        ndarray
            Shape (n,): no earlier than ``ready``. [s]
        """
        day = self.context.horizon.day_of(draft.load_at_s)
        key = draft.places[0], day
        found = self.hazards.find("stage_release_delay", ORIGIN)
        now = _floats(ready)
        if found and draft.purpose == CARRY and key in self.facts.released:
            late = self.block.draws.exponential("release", *key)
            late *= np.float32(found[0])
            now = np.maximum(now, late + self.facts.released[key])
        if not self._binds(draft):
            return now
        kind = self.context.fleet[draft.vehicle_type]
        since = _floats(on_duty_since(before, now))
        return in_shift(kind, now, loading_s, since)

    def delay_s(self, draft: TripDraft) -> Seconds | int:
        """
        Say how much longer a loading takes than it should.

        Parameters
        ----------
        draft
            The trip.

        Returns
        -------
        ndarray or int
            Shape (n,); 0 for an empty run. [s]
        """
        name = self.facts.names[name_of(draft)]
        return loading_delay_s(self.block.draws, self.hazards, draft, name)

    def ride(
        self, draft: TripDraft, number: int, ready: Seconds, since: Seconds
    ) -> tuple[list[Seconds], list[Seconds]]:
        """
        Ride one way of a trip, each leg when it is open for a passage.

        Parameters
        ----------
        draft
            The trip.
        number
            Which of its ways.
        ready
            Shape (n,): when the vehicle stands before it. [s]
        since
            Shape (n,): since when the vehicle is on duty. [s]

        Returns
        -------
        tuple of list
            Shape (n,) each: moments of entering and leaving every leg;
            where legs are not timed singly, of the last stretch alone. [s]
        """
        now = _floats(ready)
        trip = self._begin(draft, number, now, _floats(since))
        entered: list[Seconds] = []
        left: list[Seconds] = []
        for stretch in trip.stretches[number]:
            enter, now = self._pass(trip, stretch, now)
            if not self.singly:
                entered.clear()
                left.clear()
            entered.append(enter)
            left.append(now)
        return entered, left

    def _binds(self, draft: TripDraft) -> bool:
        """Tell whether shift and time on duty bind."""
        return draft.stage not in self.context.rules.night_stages

    def _begin(
        self, draft: TripDraft, number: int, now: Floats, since: Floats
    ) -> _Trip:
        trip = self._trip
        if number == 0 or trip is None or trip.draft is not draft:
            trip = self._trip = self._set_out(draft, since)
        trip.midnight = _floats(midnight_before(now))
        trip.until = self._until(trip, trip.midnight, since)
        if self._binds(draft):
            # A hand-over may end in the night: who is done before the shift
            # begins cannot simply ride on.
            kind = self.context.fleet[draft.vehicle_type]
            early = now < trip.midnight + kind.shift_start_s
            trip.until = np.where(early, now, trip.until)
        trip.astray = np.flatnonzero(trip.midnight != trip.planned_s)
        trip.paces = {}
        return trip

    def _set_out(self, draft: TripDraft, since: Floats) -> _Trip:
        stretches: list[list[Stretch]] = []
        metres = 0
        for way in draft.ways:
            stretches.append(
                self.ways.stretches(
                    draft.vehicle_type, way, metres, singly=self.singly
                )
            )
            metres += self.ways.length_m(way)
        day = self.context.horizon.day_of(draft.load_at_s)
        name = self.facts.names[name_of(draft)]
        return _Trip(
            draft=draft,
            luck=draw_luck(
                self.block.draws,
                self.hazards,
                draft.vehicle_type,
                name,
                metres,
            ),
            stretches=stretches,
            planned_s=self.context.horizon.day_start_s(day),
            midnight=since,
            since=since,
            until=since,
            astray=np.empty(0, dtype=np.int64),
            paces={},
        )

    def _until(self, trip: _Trip, midnight: Floats, since: Floats) -> Floats:
        """Say until when one may ride without a second look."""
        if not self._binds(trip.draft):
            return midnight + np.float32(SECONDS_PER_DAY)
        kind = self.context.fleet[trip.draft.vehicle_type]
        return rides_until(kind, midnight, since)

    def _pass(
        self, trip: _Trip, stretch: Stretch, now: Floats
    ) -> tuple[Floats, Floats]:
        """Ride a stretch: most at once, those held up leg by leg."""
        if self.ways.is_free(stretch.legs[0]):
            leave = now + self._travel_s(trip, stretch)
            rows = self._held_up(trip, stretch, now, leave)
            if not len(rows):
                return now, leave
        else:
            leave = now.copy()
            rows = np.arange(self.scenarios)
        enter = now.copy() if self.singly else now
        entered, left = self._leg_by_leg(trip, stretch, rows, now[rows])
        if self.singly:
            enter[rows] = entered
        leave[rows] = left
        self._note_day(trip, rows, left)
        return enter, leave

    def _travel_s(self, trip: _Trip, stretch: Stretch) -> Floats:
        key = stretch.district, stretch.surface
        if key not in trip.paces:
            trip.paces[key] = self._pace(trip, stretch)
        travel = trip.paces[key] * np.float32(stretch.riding_s)
        if stretch.crossing_s:
            travel += np.float32(stretch.crossing_s)
        return travel

    def _pace(self, trip: _Trip, stretch: Stretch) -> Floats:
        """Time on the planned day as a share of that of a usual dry one."""
        weather = self.block.weather
        wet_pace = self.ways.wet_pace[stretch.surface]
        place = weather.district.get(stretch.district)
        if place is None or wet_pace == 1:
            return trip.luck.slowness
        day = (trip.planned_s - weather.first_s) // SECONDS_PER_DAY
        wet = weather.wet[place, day]
        if len(trip.astray):
            wet = wet.copy()
            wet[trip.astray] = weather.is_wet(
                stretch.district, trip.astray, trip.midnight[trip.astray]
            )
        return np.where(wet, wet_pace, np.float32(1)) * trip.luck.slowness

    def _held_up(
        self, trip: _Trip, stretch: Stretch, now: Floats, leave: Floats
    ) -> Ints:
        """Find the scenarios that cannot simply ride on."""
        found = [np.flatnonzero(leave > trip.until)]
        closures = self.block.weather.closures.get(
            (stretch.district, stretch.surface)
        )
        if closures is not None:
            met = (closures.begin < leave[closures.rows, None]) & (
                closures.end > now[closures.rows, None]
            )
            found.append(closures.rows[met.any(axis=1)])
        broken = trip.luck.breakdowns
        if len(broken.row):
            on_it = broken.between(stretch.from_m, stretch.to_m)
            found.append(broken.row[on_it])
        if len(found) == 1:
            return found[0]
        return np.unique(np.concatenate(found))

    def _leg_by_leg(
        self, trip: _Trip, stretch: Stretch, rows: Ints, now: Floats
    ) -> tuple[Floats, Floats]:
        crew = Crew(
            kind=self.context.fleet[trip.draft.vehicle_type],
            rows=rows,
            slowness=trip.luck.slowness[rows],
            since=trip.since[rows],
            binds=self._binds(trip.draft),
            shut=self.block.weather.shut(
                (stretch.district, stretch.surface), rows
            ),
        )
        metres, entered = stretch.from_m, now
        for leg in stretch.legs:
            one = self.ways.single(crew.kind.name, leg, metres)
            metres = one.to_m
            now = now + self._repair_s(trip, one, rows)
            entered, now = self.waiting.ride(crew, one, now)
        return entered, now

    def _repair_s(self, trip: _Trip, leg: Stretch, rows: Ints) -> Floats:
        repair = np.zeros(self.scenarios, dtype=np.float32)
        broken = trip.luck.breakdowns
        if len(broken.row):
            on_it = broken.between(leg.from_m, leg.to_m)
            np.add.at(repair, broken.row[on_it], broken.hold_s[on_it])
        return repair[rows]

    def _note_day(self, trip: _Trip, rows: Ints, left: Floats) -> None:
        """Move those who waited overnight to another day."""
        midnight = _floats(midnight_before(left))
        trip.until[rows] = self._until(trip, midnight, trip.since[rows])
        if (midnight != trip.midnight[rows]).any():
            trip.midnight[rows] = midnight
            trip.astray = np.flatnonzero(trip.midnight != trip.planned_s)
            trip.paces = {}


def _floats(moments: Seconds) -> Floats:
    return moments.astype(np.float32, copy=False)
