"""
Legs ridden: contiguous, on time, at the right speed, over the fastest way.

Readings. Numbering of stops and parts may begin at 0 or 1 and goes on in
steps of one; the run to ``end_id`` bears the last stop's number plus one. A
vehicle waits at places, so a leg takes exactly its time, to the second.
``arrive_at`` is when the last leg is left, and ``return_at`` the same for
the run to ``end_id``, or the last ``depart_at`` where the trip ends at its
last stop. The fastest open way is the one that arrives first when the first
leg is entered as planned; a way may be a second a leg slower than it, for
rounding, and one that rides no longer but waits more is left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sampai.audit.case import Case
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.paths import earliest_arrival
from sampai.audit.records import Passage
from sampai.audit.runs import Run

SLACK_S = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """
    The way of a trip from one standing to the next.

    Parameters
    ----------
    from_id, to_id
        Where it begins and ends.
    depart_s, arrive_s
        When it may begin and when it ends by the files. [s]
    passages
        Legs ridden, in order.
    """

    from_id: str
    to_id: str
    depart_s: int
    arrive_s: int
    passages: tuple[Passage, ...]


def hops_of(run: Run) -> tuple[Hop, ...]:
    """
    Cut the legs of a trip at its standings.

    Parameters
    ----------
    run
        A trip.

    Returns
    -------
    tuple of Hop
        One to each stop, and one to the end of the trip.
    """
    trip, halts = run.trip, run.halts
    hops = [
        Hop(
            from_id=before.place_id,
            to_id=halt.place_id,
            depart_s=before.depart_s,
            arrive_s=halt.arrive_s,
            passages=tuple(leg for leg in run.passages if leg.seq == halt.seq),
        )
        for before, halt in pairwise(halts)
    ]
    numbers = {halt.seq for halt in halts}
    hops.append(
        Hop(
            from_id=halts[-1].place_id,
            to_id=trip.end_id,
            depart_s=halts[-1].depart_s,
            arrive_s=trip.return_s,
            passages=tuple(
                leg for leg in run.passages if leg.seq not in numbers
            ),
        )
    )
    return tuple(hops)


def check_passages(case: Case) -> Iterator[Finding]:
    """
    Judge every leg ridden.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        Any of several a hop.
    """
    for run in case.runs:
        yield from _check_numbers(run)
        for hop in hops_of(run):
            yield from _check_joints(run, hop, case.facts)
            for leg in hop.passages:
                yield from _check_leg(run, leg, case.facts)
        metres = _metres(run, case.facts)
        if metres != run.trip.distance_m:
            yield Finding(
                rule="distance",
                subject=run.subject,
                found=f"{run.trip.distance_m} m",
                expected=f"{metres} m, the sum of its legs",
            )


def _metres(run: Run, facts: Facts) -> int:
    legs = (
        facts.legs.get((leg.from_id, leg.to_id, leg.surface))
        for leg in run.passages
    )
    return sum(leg.distance_m for leg in legs if leg is not None)


def _check_numbers(run: Run) -> Iterator[Finding]:
    """Stops, the run to the end, and the parts of a hop count up by one."""
    seqs = [halt.seq for halt in run.halts if halt.seq is not None]
    expected = list(range(seqs[0], seqs[0] + len(seqs))) if seqs else []
    allowed = {*seqs, seqs[-1] + 1} if seqs else {0, 1}
    strange = {leg.seq for leg in run.passages} - allowed
    if seqs != expected or strange:
        yield Finding(
            rule="passages",
            subject=run.subject,
            found=f"stops {seqs}, passages to {sorted(strange)}",
            expected="numbers that count up by one, passages to stops",
        )


def _check_joints(run: Run, hop: Hop, facts: Facts) -> Iterator[Finding]:
    """Each leg begins where and after the one before it ended."""
    place, ready_s = hop.from_id, hop.depart_s
    for leg in hop.passages:
        if leg.from_id != place or leg.enter_s < ready_s:
            yield _gap(run, hop, leg, f"{place} from {facts.told(ready_s)}")
        place, ready_s = leg.to_id, leg.leave_s
    if place != hop.to_id:
        yield Finding(
            rule="passages",
            subject=f"{run.subject}, way to {hop.to_id}",
            found=f"an end at {place}",
            expected=f"an end at {hop.to_id}",
        )
    elif abs(hop.arrive_s - ready_s) > SLACK_S:
        yield Finding(
            rule="passages",
            subject=f"{run.subject}, way to {hop.to_id}",
            found=f"arrival at {facts.told(hop.arrive_s)}",
            expected=f"{facts.told(ready_s)}, when the last leg is left",
        )


def _gap(run: Run, hop: Hop, leg: Passage, expected: str) -> Finding:
    return Finding(
        rule="passages",
        subject=f"{run.subject}, way to {hop.to_id}, part {leg.part}",
        found=f"a leg from {leg.from_id} at second {leg.enter_s}",
        expected=f"a leg from {expected}",
    )


def _check_leg(run: Run, row: Passage, facts: Facts) -> Iterator[Finding]:
    subject = f"{run.subject}, {row.from_id} to {row.to_id} on {row.surface}"
    leg = facts.legs.get((row.from_id, row.to_id, row.surface))
    ride_s = None if leg is None else facts.ride_s(run.trip.vehicle_type, leg)
    if ride_s is None:
        yield Finding(
            rule="passages",
            subject=subject,
            found="a leg that is not there, or not for this vehicle",
            expected=f"a leg of the dataset for {run.trip.vehicle_type}",
        )
        return
    found_s = row.leave_s - row.enter_s
    if abs(found_s - ride_s) > SLACK_S:
        yield Finding(
            rule="speed" if found_s < ride_s else "waiting",
            subject=subject,
            found=f"{found_s} s",
            expected=f"{ride_s} s at its speed, crossings included",
        )


def check_detours(case: Case) -> Iterator[Finding]:
    """
    Judge whether the ways taken are the fastest open ones.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a hop.
    """
    for run in case.runs:
        for hop in hops_of(run):
            if hop.passages:
                yield from _check_detour(run, hop, case)


def _check_detour(run: Run, hop: Hop, case: Case) -> Iterator[Finding]:
    kind, legs = run.trip.vehicle_type, hop.passages
    ridden_s = sum(leg.leave_s - leg.enter_s for leg in legs)
    calm = case.atlas.ways(kind, hop.from_id).get(hop.to_id)
    slack_s = SLACK_S * len(legs)
    if calm is None or ridden_s <= calm.ride_s + slack_s:
        return
    best = earliest_arrival(
        case.facts,
        kind,
        (hop.from_id, hop.to_id),
        legs[0].enter_s,
        case.beach.next_entry,
    )
    if (
        best is not None
        and best.at_s + slack_s < legs[-1].leave_s
        and best.ride_s + slack_s < ridden_s
    ):
        yield Finding(
            rule="detour",
            subject=f"{run.subject}, way to {hop.to_id}",
            found=f"{ridden_s} s on legs",
            expected=f"{best.ride_s} s by a faster open way",
        )
