"""Spans: how long a run of work takes, and when it may begin."""

from typing import NamedTuple


class Span(NamedTuple):
    """
    Work without a gap that must begin within a window.

    Parameters
    ----------
    duration_s
        Time from beginning to end, waiting included. [s]
    earliest_s, latest_s
        First and last moment at which it may begin so that it takes no
        longer and breaks no window. [s]
    """

    duration_s: int
    earliest_s: int
    latest_s: int

    def then(self, travel_s: int, other: "Span") -> "Span | None":
        """
        Join a second span, some travel later.

        The joint span begins as late as it can without losing time, which
        is how a driver avoids waiting in front of a closed door.

        Parameters
        ----------
        travel_s
            Travel between the two. [s]
        other
            The second span.

        Returns
        -------
        Span or None
            Both as one; ``None`` when the second cannot be reached in time.
        """
        until = self.duration_s + travel_s
        if self.earliest_s + until > other.latest_s:
            return None
        wait = max(other.earliest_s - until - self.latest_s, 0)
        return Span(
            until + wait + other.duration_s,
            max(other.earliest_s - until - wait, self.earliest_s),
            min(other.latest_s - until, self.latest_s),
        )

    def not_before(self, moment_s: int) -> "Span | None":
        """
        Begin no earlier than a moment.

        Parameters
        ----------
        moment_s
            The moment. [s]

        Returns
        -------
        Span or None
            The span; ``None`` when it would have to begin before.
        """
        if moment_s > self.latest_s:
            return None
        return Span(
            self.duration_s, max(self.earliest_s, moment_s), self.latest_s
        )
