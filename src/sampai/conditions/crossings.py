"""Whether a vehicle can ride a whole beach in one tide."""

from dataclasses import dataclass

import numpy as np

from sampai.clock import Horizon
from sampai.conditions.rain import wet_leg_seconds
from sampai.conditions.windows import LegWindows
from sampai.geography import Network
from sampai.tables import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class TidalCrossing:
    """
    The longest ride of a vehicle type over legs that the tide closes.

    Parameters
    ----------
    vehicle_type
        Who rides.
    from_id, to_id
        Its base, or where it enters the tidal legs, and the farthest place.
    distance_m
        Length of the way. [m]
    calm_s, wet_s
        Time on a dry and on a wet day, river crossings included. [s]
    longest_open_s
        Longest span in which the way is open, on any day looked at. [s]
    """

    vehicle_type: str
    from_id: str
    to_id: str
    distance_m: int
    calm_s: int
    wet_s: int
    longest_open_s: int

    @property
    def fits_one_tide(self) -> bool:
        """Whether a dry day's ride fits the longest opening."""
        return self.calm_s <= self.longest_open_s


def tidal_crossings(
    dataset: Dataset,
    network: Network,
    windows: LegWindows,
    horizon: Horizon,
    days: range,
) -> tuple[TidalCrossing, ...]:
    """
    Compare each vehicle type's ride along the beach with the tide.

    Parameters
    ----------
    dataset, network
        The regency.
    windows
        When legs are open.
    horizon
        Seconds are counted on it.
    days
        Whole days from voting day whose tides are looked at.

    Returns
    -------
    tuple of TidalCrossing
        One for each vehicle type whose base lies on a tidal leg, sorted.
    """
    legs = len(network.from_index)
    dry = np.array([windows.of(row) is None for row in range(legs)], bool)
    if dry.all():
        return ()
    open_s = windows.longest_open_s(
        horizon.day_start_s(days[0]), horizon.day_start_s(days[-1] + 1)
    )
    found = []
    bases = dataset.vehicles.sort("vehicle_type")
    for name, base_id in bases.select("vehicle_type", "base_id").iter_rows():
        matrix = network.matrix(name, closed=dry)
        base = network.index[base_id]
        far = int(matrix.duration_s[base].argmax())
        if far == base:
            continue
        found.append(
            TidalCrossing(
                vehicle_type=name,
                from_id=base_id,
                to_id=network.place_ids[far],
                distance_m=int(matrix.distance_m[base, far]),
                calm_s=int(matrix.duration_s[base, far]),
                wet_s=_wet_s(dataset, network, name, (base, far), dry),
                longest_open_s=open_s,
            )
        )
    return tuple(found)


def _wet_s(
    dataset: Dataset,
    network: Network,
    vehicle_type: str,
    ends: tuple[int, int],
    dry: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> int:
    """Time of the same way on a wet day."""
    wet = wet_leg_seconds(dataset, vehicle_type)
    previous = network.matrix(vehicle_type, closed=dry).previous
    start, place = ends
    total = 0
    while place != start:
        before = int(previous[start, place])
        held = (network.from_index == before) & (network.to_index == place)
        held |= (network.from_index == place) & (network.to_index == before)
        total += int(wet[held & ~dry & (wet >= 0)].min())
        place = before
    return total
