"""Wait before a leg until it is open for the whole of a passage."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sampai.conditions.weather import Shut, Weather
from sampai.planning.fleet import VehicleType
from sampai.planning.moments import (
    NEVER,
    midnight_before,
)
from sampai.simulation.duty import in_shift
from sampai.simulation.ways import Stretch, Ways
from sampai.units import SECONDS_PER_DAY

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
# From moments of entry and times on the leg to moments no earlier.
Wait = Callable[[Floats, Floats], Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """
    Who waits, in some of the scenarios.

    Parameters
    ----------
    kind
        The vehicle type.
    rows
        Shape (k,): the scenarios, rising.
    slowness
        Shape (k,): time on the way as a share of the usual.
    since
        Shape (k,): since when it is on duty. [s]
    binds
        Whether shift and time on duty bind.
    shut
        Closures of the surface on which it is.
    """

    kind: VehicleType
    rows: Ints
    slowness: Floats
    since: Floats
    binds: bool
    shut: Shut


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """
    The rules of waiting under one draw of the weather.

    Parameters
    ----------
    ways
        The legs.
    weather
        The draw.
    end_s
        End of the horizon: who still waits then never comes. [s]
    """

    ways: Ways
    weather: Weather
    end_s: int

    def ride(
        self, crew: Crew, leg: Stretch, ready: Floats
    ) -> tuple[Floats, Floats]:
        """
        Enter a leg when all that can close it is open, and leave it.

        Parameters
        ----------
        crew
            Who rides.
        leg
            The leg.
        ready
            Shape (k,): when it stands before the leg. [s]

        Returns
        -------
        tuple of ndarray
            Shape (k,) each: moments of entering and leaving. [s]
        """
        travel, later = self.travel_s(crew, leg, ready), ready
        for wait in self._waits(crew, leg):
            later = wait(later, travel)
        # On another day the leg may be wet, or dry, so nobody waits past the
        # next morning on the word of today's time on the leg.
        morning = midnight_before(ready) + np.float32(
            SECONDS_PER_DAY + crew.kind.shift_start_s * crew.binds
        )
        later = np.minimum(later, morning)
        later = np.where(later < self.end_s, later, np.float32(NEVER))
        moved = np.flatnonzero(later != ready)
        leave = ready + travel
        if not len(moved):
            return ready, leave
        # Only those who waited look again.
        later[moved], leave[moved] = self.ride(
            self._some(crew, leg, moved), leg, later[moved]
        )
        return later, leave

    def _some(self, crew: Crew, leg: Stretch, which: Ints) -> Crew:
        rows = crew.rows[which]
        return replace(
            crew,
            rows=rows,
            slowness=crew.slowness[which],
            since=crew.since[which],
            shut=self.weather.shut((leg.district, leg.surface), rows),
        )

    def travel_s(self, crew: Crew, leg: Stretch, enter: Floats) -> Floats:
        """
        Time on a leg, river crossings included.

        Parameters
        ----------
        crew
            Who rides.
        leg
            The leg.
        enter
            Shape (k,): when it is entered. [s]

        Returns
        -------
        ndarray
            Shape (k,). [s]
        """
        wet = self.weather.is_wet(leg.district, crew.rows, enter)
        pace = np.where(wet, self.ways.wet_pace[leg.surface], np.float32(1))
        riding: Floats = np.float32(leg.riding_s) * pace * crew.slowness
        return riding + np.float32(leg.crossing_s)

    def _waits(self, crew: Crew, leg: Stretch) -> list[Wait]:
        """Rules that move an entry to a later moment, in any order."""
        row = leg.legs[0]

        def shift(enter: Floats, travel: Floats) -> Floats:
            return in_shift(crew.kind, enter, travel, crew.since)

        def tide(enter: Floats, travel: Floats) -> Floats:
            windows = self.ways.context.windows
            return windows.next_entry_array(row, enter, travel).astype(
                np.float32, copy=False
            )

        def rain(enter: Floats, travel: Floats) -> Floats:
            return crew.shut.after(enter, enter + travel)

        def waves(enter: Floats, travel: Floats) -> Floats:
            return self.weather.after_waves(
                leg.surface, crew.rows, enter, enter + travel
            )

        waits: list[Wait] = [rain]
        if crew.binds:
            waits.append(shift)
        if self.ways.context.windows.of(row) is not None:
            waits.append(tide)
        if leg.surface in self.ways.seas:
            waits.append(waves)
        return waits
