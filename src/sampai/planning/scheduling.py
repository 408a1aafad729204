"""Give the trips of a run their times, without waiting where it is dear."""

from collections.abc import Sequence
from dataclasses import replace

from sampai.planning.drafts import REPOSITION, TripDraft
from sampai.planning.plan import TimedTrip
from sampai.planning.timing import Clock, TripTimes

MOST_DELAYS = 8


def schedule_run(
    clock: Clock,
    drafts: Sequence[TripDraft],
    vehicle: int,
    head_start_s: int = 0,
) -> list[TimedTrip]:
    """
    Time the trips of one vehicle and let each set out as late as it may.

    An hour from loading to the end of a trip is paid, so a trip does not
    set out to wait for a place to open.

    Parameters
    ----------
    clock
        Knows what is where; is moved on.
    drafts
        Trips of one vehicle in order.
    vehicle
        A number that no other run has, until vehicles are numbered.
    head_start_s
        Time by which each sets out before that latest moment, where it may.
        [s]

    Returns
    -------
    list of TimedTrip
        The trips with their times.
    """
    timed: list[TimedTrip] = []
    waiting: TripDraft | None = None
    for draft in drafts:
        own = replace(draft, vehicle=vehicle)
        if own.purpose == REPOSITION:
            # An empty run is timed when it is known what it runs to.
            waiting = own
            continue
        if waiting is not None:
            timed.append(_reposition(clock, waiting, own))
            waiting = None
        late = set_out_late(clock, own)
        begins_s = max(own.load_at_s, late.load_at_s - head_start_s)
        late = replace(late, load_at_s=begins_s)
        timed.append(TimedTrip(draft=late, times=clock.run(late)))
    if waiting is not None:
        timed.append(TimedTrip(draft=waiting, times=clock.run(waiting)))
    return timed


def run_close_together(
    clock: Clock, run: Sequence[TimedTrip]
) -> list[TimedTrip]:
    """
    Let each trip of a run begin later, so that none waits for the next.

    A wait between two trips is not paid, but it is time on duty.

    Parameters
    ----------
    clock
        Knows what is where before the run; is moved on.
    run
        The run as `schedule_run` timed it.

    Returns
    -------
    list of TimedTrip
        The same trips; the last begins when it did.
    """
    drafts: list[TripDraft] = []
    begins_s = run[-1].load_s
    for trip in reversed(run):
        begins_s -= trip.end_s - trip.load_s if drafts else 0
        drafts.append(replace(trip.draft, load_at_s=begins_s))
    return [
        TimedTrip(draft=draft, times=clock.run(draft))
        for draft in reversed(drafts)
    ]


def _reposition(clock: Clock, empty: TripDraft, goal: TripDraft) -> TimedTrip:
    """Time an empty run so that it arrives when the loading begins."""
    trial = clock.preview(empty)
    key = (empty.vehicle_type, empty.vehicle)
    before = clock.free.get(key)
    clock.free[key] = trial.return_at
    load_s = set_out_late(clock, goal).load_at_s
    if before is None:
        del clock.free[key]
    else:
        clock.free[key] = before
    spare = max(0, load_s - int(trial.return_at[0]))
    late = replace(empty, load_at_s=int(trial.load_at[0]) + spare)
    if int(clock.preview(late).return_at[0]) > load_s:
        late = replace(empty, load_at_s=int(trial.load_at[0]))
    return TimedTrip(draft=late, times=clock.run(late))


def set_out_late(clock: Clock, draft: TripDraft) -> TripDraft:
    """
    Move the loading of a trip to the latest moment that costs nothing.

    Parameters
    ----------
    clock
        Knows what is where; is not moved on.
    draft
        The trip as early as it may be.

    Returns
    -------
    TripDraft
        The same trip with another ``load_at_s``; it ends no later.
    """
    times = clock.preview(draft)
    best = replace(draft, load_at_s=int(times.load_at[0]))
    for _ in range(MOST_DELAYS):
        wait_s = first_wait_s(times)
        if not wait_s:
            break
        later = replace(best, load_at_s=int(times.load_at[0]) + wait_s)
        moved = clock.preview(later)
        if int(moved.return_at[0]) > int(times.return_at[0]):
            break
        best, times = later, moved
    return best


def first_wait_s(times: TripTimes) -> int:
    """
    Time for which a trip first waits after it has set out.

    Parameters
    ----------
    times
        Times of the trip.

    Returns
    -------
    int
        Waiting before a leg or a hand-over; 0 where it never waits. [s]
    """
    now = int(times.depart_at[0])
    for way, (entered, left) in enumerate(
        zip(times.enter, times.leave, strict=True)
    ):
        for enter, leave in zip(entered, left, strict=True):
            if int(enter[0]) > now:
                return int(enter[0]) - now
            now = int(leave[0])
        if way < len(times.start):
            if int(times.start[way][0]) > now:
                return int(times.start[way][0]) - now
            now = int(times.depart[way][0])
    return 0
