"""What a plan costs: kilometres, hours, and vehicles by the calendar day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from sampai.planning.fleet import VehicleType
from sampai.units import METRES_PER_KM, SECONDS_PER_HOUR


def trip_cost_idr(kind: VehicleType, distance_m: int, span_s: int) -> int:
    """
    Price of a trip without the vehicle's day.

    Parameters
    ----------
    kind
        The vehicle type.
    distance_m
        Every kilometre of the trip, empty ones too. [m]
    span_s
        From the start of loading to the end of the trip. [s]

    Returns
    -------
    int
        Price, rounded to the whole rupiah. [rupiah]
    """
    return km_cost_idr(kind, distance_m) + hour_cost_idr(kind, span_s)


def km_cost_idr(kind: VehicleType, distance_m: int) -> int:
    """
    Price of the way.

    Parameters
    ----------
    kind
        The vehicle type.
    distance_m
        Length of the way. [m]

    Returns
    -------
    int
        Price. [rupiah]
    """
    return _rounded(kind.per_km_idr * distance_m, METRES_PER_KM)


def hour_cost_idr(kind: VehicleType, span_s: int) -> int:
    """
    Price of the time.

    Parameters
    ----------
    kind
        The vehicle type.
    span_s
        Time on the trip. [s]

    Returns
    -------
    int
        Price. [rupiah]
    """
    return _rounded(kind.per_hour_idr * span_s, SECONDS_PER_HOUR)


def _rounded(amount: int, by: int) -> int:
    """Divide and round half up, in whole numbers."""
    return (2 * amount + by) // (2 * by)


def vehicle_days(
    trips: pl.DataFrame, fleet: Mapping[str, VehicleType], zone: str
) -> pl.DataFrame:
    """
    Calendar days on which each vehicle moves or is away from its base.

    Parameters
    ----------
    trips
        The table trips.csv.
    fleet
        The vehicle types.
    zone
        Name of the time zone in which the days are counted.

    Returns
    -------
    DataFrame
        vehicle_type, vehicle, date, stage (of the trip to which the day
        counts), fixed_idr [rupiah]; one row a vehicle and day, sorted.
    """
    days: dict[tuple[str, str, date], str] = {}
    local = trips.sort("load_at", "trip_id").with_columns(
        pl.col("load_at", "return_at").dt.convert_time_zone(zone)
    )
    for (name, vehicle), own in local.group_by(
        "vehicle_type", "vehicle", maintain_order=True
    ):
        kind = fleet[str(name)]
        rows = own.select("load_at", "return_at", "end_id", "stage").rows()
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            first, last, end_id, stage = row
            until = last.date()
            if after is not None and end_id != kind.base_id:
                until = max(until, after[0].date() - timedelta(days=1))
            for day in _dates(first.date(), until):
                days.setdefault((str(name), str(vehicle), day), stage)
    return pl.DataFrame(
        [
            (name, vehicle, day, stage, fleet[name].fixed_idr)
            for (name, vehicle, day), stage in sorted(days.items())
        ],
        schema={
            "vehicle_type": pl.String,
            "vehicle": pl.String,
            "date": pl.Date,
            "stage": pl.String,
            "fixed_idr": pl.Int64,
        },
        orient="row",
    )


def _dates(first: date, last: date) -> list[date]:
    return [first + timedelta(days=k) for k in range((last - first).days + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostParts:
    """
    What trips cost, by part.

    Parameters
    ----------
    fixed_idr, km_idr, hour_idr
        Vehicles by the day, kilometres, hours. [rupiah]
    """

    fixed_idr: int
    km_idr: int
    hour_idr: int

    @property
    def total_idr(self) -> int:
        """All parts together. [rupiah]"""
        return self.fixed_idr + self.km_idr + self.hour_idr


def cost_parts(
    trips: pl.DataFrame, days: pl.DataFrame, fleet: Mapping[str, VehicleType]
) -> CostParts:
    """
    Add up what trips cost.

    Parameters
    ----------
    trips
        Rows of trips.csv.
    days
        Rows of `vehicle_days`.
    fleet
        The vehicle types.

    Returns
    -------
    CostParts
        By part. [rupiah]
    """
    km_idr = hour_idr = 0
    for name, metres, load_at, return_at in trips.select(
        "vehicle_type", "distance_m", "load_at", "return_at"
    ).iter_rows():
        span_s = round((return_at - load_at).total_seconds())
        km_idr += km_cost_idr(fleet[name], metres)
        hour_idr += hour_cost_idr(fleet[name], span_s)
    return CostParts(
        fixed_idr=int(days["fixed_idr"].sum()),
        km_idr=km_idr,
        hour_idr=hour_idr,
    )
