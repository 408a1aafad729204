"""
Police: the escort of each trip, and how many are out at once.

Readings. A trip that carries has exactly the escort of its vehicle type, an
empty run none. Police are on the road from ``depart_at`` to ``return_at``,
and free for the next trip at that very second.
"""

from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.findings import Finding


def check_police(case: Case) -> Iterator[Finding]:
    """
    Judge escorts.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a trip, and one for the moment with most police out.
    """
    turns: list[tuple[int, int]] = []
    for run in case.runs:
        trip = run.trip
        escort = case.facts.vehicles[trip.vehicle_type].escort
        wanted = escort if trip.is_carry else 0
        if trip.police != wanted:
            yield Finding(
                rule="police",
                subject=run.subject,
                found=f"{trip.police} police",
                expected=f"{wanted} on a {trip.vehicle_type}",
            )
        turns.append((trip.depart_s, wanted))
        turns.append((trip.return_s, -wanted))
    limit = case.facts.settings.police_on_the_road
    out, most, when = 0, 0, 0
    for second, change in sorted(turns):
        out += change
        if out > most:
            most, when = out, second
    if most > limit:
        yield Finding(
            rule="police",
            subject="all trips",
            found=f"{most} police at {case.facts.told(when)}",
            expected=f"at most {limit} on the road at any time",
        )
