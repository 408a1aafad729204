"""The conditions of the timetable: one scenario in fair weather."""

from dataclasses import dataclass

import numpy as np

from sampai.conditions.windows import LegWindows
from sampai.geography import Network
from sampai.planning.drafts import TripDraft
from sampai.planning.moments import NEVER, Seconds


@dataclass(slots=True)
class CalmConditions:
    """
    One scenario: fair weather, and the tide as it is predicted.

    Parameters
    ----------
    network
        For times on legs.
    windows
        For tide and daylight.
    """

    network: Network
    windows: LegWindows

    @property
    def scenarios(self) -> int:
        """One."""
        return 1

    def moment(self, second: int | Seconds) -> Seconds:
        """
        Give a moment as the scenario has it.

        Parameters
        ----------
        second
            A second of the horizon. [s]

        Returns
        -------
        ndarray
            Shape (1,). [s]
        """
        return np.full(1, second, dtype=np.int64)

    def may_load(
        self,
        draft: TripDraft,
        ready: Seconds,
        loading_s: int,
        before: Seconds | None,
    ) -> Seconds:
        """
        Say when a loading may begin: as soon as all is there.

        Parameters
        ----------
        draft
            The trip.
        ready
            Shape (1,): when vehicle and goods are there. [s]
        loading_s
            Time that the loading takes. [s]
        before
            Shape (1,): when the vehicle came on duty for its last trip. [s]

        Returns
        -------
        ndarray
            The same moment. [s]
        """
        return ready

    def delay_s(self, draft: TripDraft) -> int:
        """
        Say how much longer a loading takes than it should.

        Parameters
        ----------
        draft
            The trip.

        Returns
        -------
        int
            Nothing. [s]
        """
        return 0

    def ride(
        self,
        draft: TripDraft,
        number: int,
        ready: Seconds,
        since: Seconds,
    ) -> tuple[list[Seconds], list[Seconds]]:
        """
        Ride one way of a trip, each leg when it is open for a passage.

        Parameters
        ----------
        draft
            The trip.
        number
            Which of its ways.
        ready
            Shape (1,): when the vehicle stands before it. [s]
        since
            Shape (1,): since when the vehicle is on duty. [s]

        Returns
        -------
        tuple of list
            Shape (1,) each: moments of entering and leaving every leg. [s]
        """
        legs_s = self.network.leg_s[draft.vehicle_type]
        entered: list[Seconds] = []
        left: list[Seconds] = []
        for ride in draft.ways[number]:
            travel_s = int(legs_s[ride.leg])
            enter = self._enter(ride.leg, ready, travel_s)
            ready = enter + travel_s
            entered.append(enter)
            left.append(ready)
        return entered, left

    def _enter(self, leg: int, ready: Seconds, travel_s: int) -> Seconds:
        if self.windows.of(leg) is None:
            return ready
        entry = self.windows.next_entry(leg, int(ready[0]), travel_s)
        return np.array([NEVER if entry is None else entry])
