"""What the clock asks of the day: the timetable's or a scenario's."""

from typing import Protocol

from sampai.planning.drafts import TripDraft
from sampai.planning.moments import Seconds


class Conditions(Protocol):
    """What the weather, the tide and the vehicles do in each scenario."""

    @property
    def scenarios(self) -> int:
        """Number of scenarios."""
        ...

    def moment(self, second: int | Seconds) -> Seconds:
        """
        Give a moment as the scenarios have it.

        Parameters
        ----------
        second
            A second of the horizon, one for all or shape (scenarios,). [s]

        Returns
        -------
        ndarray
            Shape (scenarios,). [s]
        """
        ...

    def may_load(
        self,
        draft: TripDraft,
        ready: Seconds,
        loading_s: int,
        before: Seconds | None,
    ) -> Seconds:
        """
        Say when a loading may begin, hours of the place aside.

        Parameters
        ----------
        draft
            The trip.
        ready
            Shape (scenarios,): when vehicle and goods are there. [s]
        loading_s
            Time that the loading takes. [s]
        before
            Shape (scenarios,): when the vehicle came on duty for its last
            trip; ``None`` where it had none. [s]

        Returns
        -------
        ndarray
            Shape (scenarios,): no earlier than ``ready``. [s]
        """
        ...

    def delay_s(self, draft: TripDraft) -> Seconds | int:
        """
        Say how much longer a loading takes than it should.

        Parameters
        ----------
        draft
            The trip.

        Returns
        -------
        ndarray or int
            Shape (scenarios,), or one time for all. [s]
        """
        ...

    def ride(
        self, draft: TripDraft, number: int, ready: Seconds, since: Seconds
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
            Shape (scenarios,): when the vehicle stands before it. [s]
        since
            Shape (scenarios,): since when the vehicle is on duty. [s]

        Returns
        -------
        tuple of list
            Shape (scenarios,) each: moments of entering and of leaving every
            leg, or every run of legs that is ridden as one. [s]
        """
        ...
