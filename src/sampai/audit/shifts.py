"""
Shifts, duty and nights.

Readings. In night stages the shift does not bind at all, neither its end nor
its start; duty always does. A trip belongs to the calendar day of its
``load_at``, also where it returns after midnight, and so does its duty:
from the first ``load_at`` to the last ``return_at`` of the trips of a day.
Outside night stages a trip that is out over midnight has stayed a night.
"""

from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.runs import Run
from sampai.units import SECONDS_PER_DAY

Span = tuple[str, int, int]


def check_shifts(case: Case) -> Iterator[Finding]:
    """
    Judge when vehicles and their crews work.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a trip and rule, one a vehicle and day.
    """
    duty: dict[tuple[str, str, int], list[Run]] = {}
    for run in case.runs:
        trip = run.trip
        day = trip.load_s // SECONDS_PER_DAY
        duty.setdefault((*trip.name, day), []).append(run)
        if not case.facts.stages[trip.stage].night:
            yield from _check_shift(run, case.facts)
            yield from _check_night(run, case.facts)
    for (vehicle_type, vehicle, day), runs in sorted(duty.items()):
        limit = case.facts.vehicles[vehicle_type].duty_s
        first = min(run.trip.load_s for run in runs)
        last = max(run.trip.return_s for run in runs)
        if last - first > limit:
            yield Finding(
                rule="duty",
                subject=f"{vehicle_type} {vehicle} on day {day}",
                found=f"{last - first} s on duty",
                expected=f"at most {limit} s",
            )


def _spans(run: Run) -> Iterator[Span]:
    origin = run.halts[0]
    yield "loading", origin.start_s, origin.done_s
    for halt in run.halts[1:]:
        if halt.is_used:
            yield f"hand-over at {halt.place_id}", halt.start_s, halt.done_s
    for leg in run.passages:
        yield f"leg to {leg.to_id}", leg.enter_s, leg.leave_s


def _check_shift(run: Run, facts: Facts) -> Iterator[Finding]:
    """Report the first thing done outside the shift; one is enough."""
    vehicle = facts.vehicles[run.trip.vehicle_type]
    for what, start, end in _spans(run):
        midnight = start // SECONDS_PER_DAY * SECONDS_PER_DAY
        opens = midnight + vehicle.shift_start_s
        closes = midnight + vehicle.shift_end_s
        if start < opens or end > closes:
            yield Finding(
                rule="shift",
                subject=run.subject,
                found=f"{what}, {facts.told(start)} to {facts.told(end)}",
                expected=f"{facts.told(opens)} to {facts.told(closes)}",
            )
            return


def _check_night(run: Run, facts: Facts) -> Iterator[Finding]:
    trip = run.trip
    if trip.load_s // SECONDS_PER_DAY != trip.return_s // SECONDS_PER_DAY:
        yield Finding(
            rule="night",
            subject=run.subject,
            found=(
                f"a trip from {facts.told(trip.load_s)}"
                f" to {facts.told(trip.return_s)}"
            ),
            expected="a trip that ends where its vehicle stays the night",
        )
