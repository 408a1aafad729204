"""
Loading and hand-overs: their length, order and hours.

Readings. Loading begins at ``load_at``; it and every hand-over take
``per_stop_s + per_box_s * boxes`` and must fit before ``depart_at``, where
waiting may follow. Loading lies whole inside the hours of the origin; a
hand-over must begin inside the hours of its place, its end may lie after
them. In night stages hours do not bind.
"""

from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.runs import Halt, Run
from sampai.units import SECONDS_PER_DAY


def check_handovers(case: Case) -> Iterator[Finding]:
    """
    Judge loading and hand-overs of every trip.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        Any of several a standing.
    """
    for run in case.runs:
        for halt in run.halts:
            yield from _check_order(run, halt, case.facts)
            yield from _check_length(run, halt)
            if halt.is_used and not case.facts.stages[run.trip.stage].night:
                yield from _check_hours(run, halt, case.facts)


def _subject(run: Run, halt: Halt) -> str:
    if halt.seq is None:
        return run.subject
    return f"{run.subject}, stop {halt.seq} at {halt.place_id}"


def _check_order(run: Run, halt: Halt, facts: Facts) -> Iterator[Finding]:
    if not halt.arrive_s <= halt.start_s <= halt.depart_s:
        times = (halt.arrive_s, halt.start_s, halt.depart_s)
        yield Finding(
            rule="stop_order",
            subject=_subject(run, halt),
            found=", ".join(facts.told(second) for second in times),
            expected="arrival, start and departure in this order",
        )


def _check_length(run: Run, halt: Halt) -> Iterator[Finding]:
    if halt.depart_s < halt.done_s:
        rule = "loading_time" if halt.seq is None else "handover_time"
        yield Finding(
            rule=rule,
            subject=_subject(run, halt),
            found=f"{halt.depart_s - halt.start_s} s",
            expected=f"at least {halt.done_s - halt.start_s} s",
        )


def _check_hours(run: Run, halt: Halt, facts: Facts) -> Iterator[Finding]:
    place = facts.places[halt.place_id]
    midnight = halt.start_s // SECONDS_PER_DAY * SECONDS_PER_DAY
    # Loading lies whole inside the hours, a hand-over only begins there.
    last = halt.done_s if halt.seq is None else halt.start_s
    opens, closes = midnight + place.opens_s, midnight + place.closes_s
    if not opens <= halt.start_s <= last <= closes:
        what = "loading" if halt.seq is None else "a hand-over"
        yield Finding(
            rule="hours",
            subject=_subject(run, halt),
            found=f"{what} at {facts.told(halt.start_s)}",
            expected=(
                f"{what} inside the hours of {halt.place_id},"
                f" {facts.told(opens)} to {facts.told(closes)}"
            ),
        )
