"""
Vehicles: one place at a time, from base to base, no more than there are.

Readings. A vehicle is known by its type and its name together. It may leave
at the second at which it returned.
"""

from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.records import Trip
from sampai.audit.runs import Run


def by_vehicle(runs: tuple[Run, ...]) -> dict[tuple[str, str], list[Trip]]:
    """
    Sort trips to their vehicles.

    Parameters
    ----------
    runs
        Trips.

    Returns
    -------
    dict
        Trips by type and name of the vehicle, in the order of time.
    """
    trips: dict[tuple[str, str], list[Trip]] = {}
    for trip in sorted(
        (run.trip for run in runs),
        key=lambda one: (one.load_s, one.return_s, one.trip_id),
    ):
        trips.setdefault(trip.name, []).append(trip)
    return trips


def check_vehicles(case: Case) -> Iterator[Finding]:
    """
    Follow every vehicle through its trips.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a trip, vehicle or type.
    """
    facts, trips = case.facts, by_vehicle(case.runs)
    used: dict[str, int] = {}
    for (vehicle_type, _), own in sorted(trips.items()):
        used[vehicle_type] = used.get(vehicle_type, 0) + 1
        yield from _follow(own, facts)
    for vehicle_type, number in used.items():
        count = facts.vehicles[vehicle_type].count
        if number > count:
            yield Finding(
                rule="fleet",
                subject=vehicle_type,
                found=f"{number} vehicles",
                expected=f"at most {count}",
            )


def _follow(trips: list[Trip], facts: Facts) -> Iterator[Finding]:
    base_id = facts.vehicles[trips[0].vehicle_type].base_id
    where, free_s = base_id, trips[0].load_s
    for trip in trips:
        if trip.load_s < free_s:
            yield Finding(
                rule="overlap",
                subject=f"trip {trip.trip_id}",
                found=f"loading at {facts.told(trip.load_s)}",
                expected=f"its vehicle free at {facts.told(free_s)}",
            )
        if trip.origin_id != where:
            yield Finding(
                rule="whereabouts",
                subject=f"trip {trip.trip_id}",
                found=f"a start at {trip.origin_id}",
                expected=f"a start at {where}, where its vehicle stands",
            )
        where, free_s = trip.end_id, max(free_s, trip.return_s)
    if where != base_id:
        yield Finding(
            rule="homecoming",
            subject=f"{trips[-1].vehicle_type} {trips[-1].vehicle}",
            found=f"a last trip to {where}",
            expected=f"its base {base_id}",
        )
