"""The vehicles a plan may use."""

from dataclasses import dataclass

import polars as pl

from sampai.clock import seconds_of_day


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleType:
    """
    One kind of vehicle, as lent for the operation.

    Parameters
    ----------
    name
        Code of the kind, such as ``truck``.
    count
        How many there are.
    base_id
        Place where each starts its first trip and ends its last.
    volume_l, mass_kg
        What one carries. [l, kg]
    fixed_idr
        Price of a calendar day on which it moves or is away. [rupiah]
    per_km_idr, per_hour_idr
        Price of a kilometre and of an hour on a trip. [rupiah]
    shift_start_s, shift_end_s
        Shift, from local midnight. [s]
    duty_s
        Longest time on duty in a calendar day. [s]
    escort
        Police that a trip with goods needs. [people]
    """

    name: str
    count: int
    base_id: str
    volume_l: float
    mass_kg: float
    fixed_idr: int
    per_km_idr: int
    per_hour_idr: int
    shift_start_s: int
    shift_end_s: int
    duty_s: int
    escort: int

    def loads_needed(self, volume_l: float, mass_kg: float) -> int:
        """
        Fewest loads of this type that carry goods which divide freely.

        Parameters
        ----------
        volume_l, mass_kg
            The goods. [l, kg]

        Returns
        -------
        int
            Number of loads, at least one.
        """
        by_volume = -(-volume_l // self.volume_l)
        by_mass = -(-mass_kg // self.mass_kg)
        return max(1, int(by_volume), int(by_mass))


def read_fleet(vehicles: pl.DataFrame) -> dict[str, VehicleType]:
    """
    Read the vehicle types of a dataset.

    Parameters
    ----------
    vehicles
        The table ``vehicles``.

    Returns
    -------
    dict
        Vehicle types by name, in the order of their names.
    """
    return {
        row["vehicle_type"]: VehicleType(
            name=row["vehicle_type"],
            shift_start_s=seconds_of_day(row["shift_start"]),
            shift_end_s=seconds_of_day(row["shift_end"]),
            **{key: row[key] for key in _COPIED},
        )
        for row in vehicles.sort("vehicle_type").iter_rows(named=True)
    }


_COPIED = (
    "count",
    "base_id",
    "volume_l",
    "mass_kg",
    "fixed_idr",
    "per_km_idr",
    "per_hour_idr",
    "duty_s",
    "escort",
)
