"""
What made goods late: the delay of every leg, traced through the plan.

Each late scenario is run beside the calm day. A delay is what separates the
two at the same moment of a plan. It is handed on from trip to trip with the
list of what caused it: where a leg adds to it, by being shut or slow, the leg
is charged; where waiting that was planned takes some of it up, all charges
shrink alike; where a trip waits for the later of several others, it takes
over the list of that one. At the tps the charges add up to the delay, and as
shares to one, scenario by scenario.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sampai.conditions.draws import BLOCK
from sampai.conditions.ensemble import Block, Ensemble
from sampai.planning.drafts import TripDraft
from sampai.planning.moments import (
    NEVER,
    Seconds,
)
from sampai.planning.reading import PlannedTrip, needed_before
from sampai.planning.timing import (
    Clock,
    TripTimes,
)
from sampai.simulation.running import Course, Run

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

# Late scenarios looked into for one tps; more would not change which leg
# stands first.
MOST_TRACED = 400

# What is charged besides legs.
LOADING = "loading"
HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """
    What is charged with a delay.

    Parameters
    ----------
    kind
        ``shut`` or ``slow`` for a leg (a breakdown is a wait before the leg
        on which it happens, so it counts as shut), ``loading`` for late
        releases and slow loading, ``hours`` for places and shifts that had
        closed.
    leg
        Row of ``legs``; -1 for none.
    """

    kind: str
    leg: int = -1


@dataclass(slots=True)
class _Delay:
    """A delay and its charges; arrays have the shape (k,)."""

    late_s: Floats
    charges: dict[Cause, Floats] = field(default_factory=dict)

    def moved_to(self, late_s: Floats, cause: Cause) -> "_Delay":
        """Charge what is added, and shrink the charges by what is lost."""
        before = np.maximum(self.late_s, 0)
        charges = dict(self.charges)
        if (late_s < before).any():
            kept = np.divide(
                np.clip(late_s, 0, before),
                before,
                out=np.zeros_like(before),
                where=before > 0,
            )
            charges = {key: part * kept for key, part in charges.items()}
        more = np.maximum(late_s - before, 0)
        if more.any():
            known = charges.get(cause)
            charges[cause] = more if known is None else known + more
        return _Delay(late_s, charges)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """
    What made one tps late.

    Parameters
    ----------
    tps_id
        The tps.
    late
        Scenarios in which it was late.
    traced
        Of them, those looked into.
    shares
        By cause: its share of the delay, over the traced scenarios; they
        add up to one.
    """

    tps_id: str
    late: int
    traced: int
    shares: Mapping[Cause, float]


def find_blame(
    run: Run, ensemble: Ensemble, course: Course
) -> dict[str, Blame]:
    """
    Tell what made tps late.

    Parameters
    ----------
    run
        The plan.
    ensemble
        The scenarios.
    course
        What the plan came to in them.

    Returns
    -------
    dict
        By tps; without those that never were late, or no later than in fair
        weather, or that the plan does not serve.
    """
    served = course.at_tps_s.min(axis=1) < NEVER
    late = {
        tps_id: np.flatnonzero(course.at_tps_s[place] > course.due_s)
        for place, tps_id in enumerate(course.tps_ids)
        if served[place]
    }
    late = {tps_id: rows for tps_id, rows in late.items() if len(rows)}
    sums: dict[str, dict[Cause, float]] = {tps_id: {} for tps_id in late}
    trips = needed_trips(run.parts[0], late)
    for number in ensemble.blocks if late else ():
        first = number * BLOCK
        own = {
            tps_id: _within(rows[:MOST_TRACED], first)
            for tps_id, rows in late.items()
        }
        trace = _Trace(run, ensemble.block(number), trips, own)
        for tps_id in late:
            for cause, amount in trace.shares(tps_id).items():
                before = sums[tps_id].get(cause, 0.0)
                sums[tps_id][cause] = before + amount
    return {
        tps_id: Blame(
            tps_id=tps_id,
            late=len(rows),
            traced=min(len(rows), MOST_TRACED),
            shares=_sorted(sums[tps_id]),
        )
        for tps_id, rows in late.items()
        if sums[tps_id]
    }


def _within(rows: Rows, first: int) -> Rows:
    """Scenarios of one block, counted from its start."""
    own: Rows = rows[(rows >= first) & (rows < first + BLOCK)] - first
    return own


def needed_trips(
    trips: Sequence[PlannedTrip], subjects: Collection[str]
) -> list[PlannedTrip]:
    """
    Find the trips on which some goods depend.

    Parameters
    ----------
    trips
        Of a plan, in order.
    subjects
        Whose goods.

    Returns
    -------
    list of PlannedTrip
        Those that carry them, and those before them.
    """
    needs = needed_before(trips)
    wanted = [
        number
        for number, trip in enumerate(trips)
        if any(h.lot.subject in subjects for h in trip.draft.carriages)
    ]
    found: set[int] = set()
    while wanted:
        number = wanted.pop()
        if number not in found:
            found.add(number)
            wanted += needs[number]
    return [trips[number] for number in sorted(found)]


class _Trace:
    """Runs a block beside the calm day and hands delays on."""

    def __init__(
        self,
        run: Run,
        block: Block,
        trips: Sequence[PlannedTrip],
        late: Mapping[str, Rows],
    ) -> None:
        self.run = run
        self.late = late
        self.rows = np.unique(np.concatenate(list(late.values())))
        self.calm = Clock(run.context.rules, run.context.calm)
        self.clock = Clock(
            run.context.rules, run.scenarios(block, singly=True)
        )
        self.walks = {row["tps_id"]: row for row in run.walks}
        self.vehicles: dict[tuple[str, int], _Delay] = {}
        self.goods: dict[tuple[str, str], _Delay] = {}
        for trip in trips if len(self.rows) else ():
            self._trip(trip.draft)

    def shares(self, tps_id: str) -> dict[Cause, float]:
        """Add up the shares of the causes over late scenarios."""
        if not len(self.late[tps_id]):
            return {}
        walk = self.walks[tps_id]
        held = self.goods[tps_id, walk["village_id"]]
        late_s = self._late(
            self.run.at_tps(walk, self.clock), self.run.at_tps(walk, self.calm)
        )
        final = held.moved_to(late_s, Cause(kind=HOURS))
        own = np.searchsorted(self.rows, self.late[tps_id])
        # A plan that is late in fair weather is no later by any cause.
        own = own[final.late_s[own] > 0]
        return {
            cause: float((part[own] / final.late_s[own]).sum())
            for cause, part in final.charges.items()
            if part[own].any()
        }

    def _late(self, moment: Seconds, calm: Seconds) -> Floats:
        late: Floats = (moment[self.rows] - int(calm[0])).astype(np.float32)
        return late

    def _trip(self, draft: TripDraft) -> None:
        before = self._before(draft, 0, self._set_out(draft))
        calm, times = self.calm.run(draft), self.clock.run(draft)
        delay = before.moved_to(
            self._late(times.depart_at, calm.depart_at), Cause(kind=LOADING)
        )
        for stop in range(1, len(draft.ways) + 1):
            delay = self._ride(draft, stop - 1, delay, (calm, times))
            if stop < len(draft.places):
                late_s = self._late(
                    times.depart[stop - 1], calm.depart[stop - 1]
                )
                delay = self._before(draft, stop, delay).moved_to(
                    late_s, Cause(kind=HOURS)
                )
                self._leave(draft, stop, delay)
        self.vehicles[draft.vehicle_type, draft.vehicle] = delay

    def _set_out(self, draft: TripDraft) -> _Delay:
        """Delay of the vehicle against the planned loading."""
        held = self.vehicles.get((draft.vehicle_type, draft.vehicle))
        on_time = _Delay(np.zeros(len(self.rows), dtype=np.float32))
        if held is None:
            return on_time
        vehicle = draft.vehicle_type, draft.vehicle
        slack_s = draft.load_at_s - int(self.calm.free[vehicle][0])
        late_s = np.maximum(held.late_s - max(0, slack_s), 0)
        return held.moved_to(late_s, Cause(kind=HOURS))

    def _before(self, draft: TripDraft, stop: int, delay: _Delay) -> _Delay:
        """Take over the delay of the goods that board where it is greater."""
        place = draft.places[stop]
        for held in draft.carriages:
            goods = self.goods.get((held.lot.subject, place))
            if held.board == stop and goods is not None:
                ready = int(self.calm.goods[held.lot.subject, place][0])
                slack_s = max(0, draft.load_at_s - ready) if stop == 0 else 0
                late_s = np.maximum(goods.late_s - slack_s, 0)
                delay = _greater(
                    delay, goods.moved_to(late_s, Cause(kind=HOURS))
                )
        return delay

    def _ride(
        self,
        draft: TripDraft,
        number: int,
        delay: _Delay,
        both: tuple[TripTimes, TripTimes],
    ) -> _Delay:
        calm, times = both
        for part, ride in enumerate(draft.ways[number]):
            for kind, now, then in (
                ("shut", times.enter, calm.enter),
                ("slow", times.leave, calm.leave),
            ):
                late_s = self._late(now[number][part], then[number][part])
                delay = delay.moved_to(late_s, Cause(kind=kind, leg=ride.leg))
        return delay

    def _leave(self, draft: TripDraft, stop: int, delay: _Delay) -> None:
        for held in draft.carriages:
            if held.leave == stop:
                key = held.lot.subject, draft.places[stop]
                before = self.goods.get(key)
                self.goods[key] = (
                    delay if before is None else _greater(before, delay)
                )


def _greater(one: _Delay, other: _Delay) -> _Delay:
    """In every scenario the delay that is greater, with its charges."""
    takes = other.late_s > one.late_s
    nothing = np.zeros_like(one.late_s)
    causes = {**one.charges, **other.charges}
    return _Delay(
        np.where(takes, other.late_s, one.late_s),
        {
            cause: np.where(
                takes,
                other.charges.get(cause, nothing),
                one.charges.get(cause, nothing),
            )
            for cause in causes
        },
    )


def _sorted(sums: Mapping[Cause, float]) -> dict[Cause, float]:
    """Shares of one, the greatest first."""
    whole = sum(sums.values())
    order = sorted(sums, key=lambda c: (-sums[c], c.kind, c.leg))
    return {cause: sums[cause] / whole for cause in order}
