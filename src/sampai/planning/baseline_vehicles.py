"""How many vehicles a day's round trips from one origin need."""

from collections.abc import Sequence
from dataclasses import dataclass

from sampai.planning.baseline_hops import DAYS_OVER_THE_TIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """
    A round trip as it fills a vehicle's day.

    Parameters
    ----------
    time_s
        Loading and hand-over included. [s]
    tidal
        Whether the tide closes a leg of its way.
    """

    time_s: int
    tidal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """
    Vehicles for some round trips.

    Parameters
    ----------
    vehicles
        How many.
    vehicle_days
        Days they are paid for, all together.
    """

    vehicles: int
    vehicle_days: int


@dataclass(slots=True)
class _Vehicle:
    used_s: int = 0
    tidal_s: int = 0

    def fits(self, run: Run, window_s: int, tide_s: int) -> bool:
        """Tell whether a round trip still fits into the day."""
        tidal_s = self.tidal_s + run.time_s if run.tidal else 0
        return self.used_s + run.time_s <= window_s and tidal_s <= tide_s

    def take(self, run: Run) -> None:
        """Fill the day with a round trip."""
        self.used_s += run.time_s
        self.tidal_s += run.time_s if run.tidal else 0


def count_vehicles(runs: Sequence[Run], *, window_s: int, tide_s: int) -> Need:
    """
    Fill vehicles one after the other, the longest round trips first.

    Parameters
    ----------
    runs
        Round trips.
    window_s
        Time that a vehicle has for all of them. [s]
    tide_s
        Time that it has for those the tide binds. [s]

    Returns
    -------
    Need
        A round trip too long for the tide has a vehicle of its own, for two
        days.
    """
    together = [run for run in runs if not run.tidal or run.time_s <= tide_s]
    alone = len(runs) - len(together)
    vehicles: list[_Vehicle] = []
    # Tidal ones first among the equally long, so that the count does not
    # hang on the order in which the trips were listed.
    for run in sorted(together, key=lambda run: (-run.time_s, not run.tidal)):
        for vehicle in vehicles:
            if vehicle.fits(run, window_s, tide_s):
                vehicle.take(run)
                break
        else:
            vehicles.append(_Vehicle())
            vehicles[-1].take(run)
    return Need(
        vehicles=len(vehicles) + alone,
        vehicle_days=len(vehicles) + DAYS_OVER_THE_TIDE * alone,
    )
