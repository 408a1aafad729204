"""
Cost: of each trip, and of vehicles by calendar day.

Readings. Money is whole; a trip may be a rupiah off for rounding. Its cost
is its kilometres and hours, without ``fixed_idr``. A vehicle-day is a
calendar day on which a trip of the vehicle runs, from ``load_at`` to
``return_at``, or on which it stands away from its base between two trips. A
vehicle-day is of the way out when the first trip of that day is, or, where
there is none, the trip before.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sampai.audit.case import Case
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.records import Trip
from sampai.audit.vehicles import by_vehicle
from sampai.units import METRES_PER_KM, SECONDS_PER_DAY, SECONDS_PER_HOUR

SLACK_IDR = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """
    What an operation costs, by parts.

    Parameters
    ----------
    fixed_idr, km_idr, hour_idr
        The three parts. [IDR]
    vehicle_days
        Vehicles and calendar days paid for.
    """

    fixed_idr: float
    km_idr: float
    hour_idr: float
    vehicle_days: int

    @property
    def total_idr(self) -> float:
        """Sum of the parts. [IDR]"""
        return self.fixed_idr + self.km_idr + self.hour_idr


def trip_parts_idr(trip: Trip, facts: Facts) -> tuple[float, float]:
    """
    Price of a trip's kilometres and hours.

    Parameters
    ----------
    trip
        A trip.
    facts
        The dataset.

    Returns
    -------
    tuple of float
        Kilometres and hours. [IDR]
    """
    vehicle = facts.vehicles[trip.vehicle_type]
    hours = (trip.return_s - trip.load_s) / SECONDS_PER_HOUR
    return (
        vehicle.per_km_idr * trip.distance_m / METRES_PER_KM,
        vehicle.per_hour_idr * hours,
    )


def vehicle_days(trips: list[Trip], facts: Facts) -> dict[int, bool]:
    """
    Calendar days for which one vehicle is paid.

    Parameters
    ----------
    trips
        Its trips, in the order of time.
    facts
        The dataset.

    Returns
    -------
    dict
        By day, whether it counts to the way out.
    """
    base_id = facts.vehicles[trips[0].vehicle_type].base_id
    days: dict[int, bool] = {}
    for trip, following in zip(trips, [*trips[1:], None], strict=True):
        first = trip.load_s // SECONDS_PER_DAY
        last = trip.return_s // SECONDS_PER_DAY
        if following is not None and trip.end_id != base_id:
            last = max(last, following.load_s // SECONDS_PER_DAY - 1)
        for day in range(first, last + 1):
            days.setdefault(day, facts.stages[trip.stage].is_out)
    return days


def cost_of(case: Case, *, only_out: bool) -> Cost:
    """
    Add up what the trips of an operation cost.

    Parameters
    ----------
    case
        What is under audit.
    only_out
        Whether to leave out the way back.

    Returns
    -------
    Cost
        By parts.
    """
    facts = case.facts
    fixed, kilometres, hours, number = 0.0, 0.0, 0.0, 0
    for (vehicle_type, _), trips in by_vehicle(case.runs).items():
        days = vehicle_days(trips, facts)
        paid = sum(is_out or not only_out for is_out in days.values())
        number += paid
        fixed += paid * facts.vehicles[vehicle_type].fixed_idr
    for run in case.runs:
        if facts.stages[run.trip.stage].is_out or not only_out:
            km_idr, hour_idr = trip_parts_idr(run.trip, facts)
            kilometres += km_idr
            hours += hour_idr
    return Cost(
        fixed_idr=fixed,
        km_idr=kilometres,
        hour_idr=hours,
        vehicle_days=number,
    )


def check_costs(case: Case) -> Iterator[Finding]:
    """
    Judge the cost of every trip.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a trip.
    """
    for run in case.runs:
        wanted = sum(trip_parts_idr(run.trip, case.facts))
        if abs(run.trip.cost_idr - wanted) > SLACK_IDR:
            yield Finding(
                rule="trip_cost",
                subject=run.subject,
                found=f"{run.trip.cost_idr} IDR",
                expected=f"{wanted:.0f} IDR for its kilometres and hours",
            )
