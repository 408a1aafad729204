"""
When legs are open: in daylight, while the tide is low.

A leg is open or closed for a whole passage, river crossings included: one
waits at a place, never on a leg. Tide and daylight bind the legs whose
surface the tide closes. Waves and rain close nothing here: that is chance,
and the simulation draws it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sampai.clock import Horizon
from sampai.conditions.daylight import daylight_spans
from sampai.conditions.tide import low_tide_spans
from sampai.tables import Dataset
from sampai.units import SECONDS_PER_DAY

Ints = npt.NDArray[np.int64]
Seconds = npt.NDArray[np.int64] | npt.NDArray[np.float32]

# Far beyond any horizon: a leg that does not open again.
NEVER = 2**40
TIDE = "tide"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegWindows:
    """
    Spans in which legs are open; a leg that is not named never closes.

    Parameters
    ----------
    spans
        By row of ``legs``, shape (k, 2): first and last second at which a
        vehicle may be on the leg, in order and apart. [s]
    """

    spans: Mapping[int, Ints]

    def of(self, leg_row: int) -> Ints | None:
        """
        Find the spans in which a leg is open.

        Parameters
        ----------
        leg_row
            Row of ``legs``.

        Returns
        -------
        ndarray or None
            Shape (k, 2): opening and closing, ``None`` where it never
            closes. [s]
        """
        return self.spans.get(leg_row)

    def passable(self, leg_row: int, enter_s: int, travel_s: int) -> bool:
        """
        Tell whether a leg is open for the whole of a passage.

        Parameters
        ----------
        leg_row
            Row of ``legs``.
        enter_s
            When the leg is entered. [s]
        travel_s
            Length of the passage, river crossings included. [s]

        Returns
        -------
        bool
            Whether one span holds the passage.
        """
        return self.next_entry(leg_row, enter_s, travel_s) == enter_s

    def next_entry(
        self, leg_row: int, not_before_s: int, travel_s: int
    ) -> int | None:
        """
        Find the first moment from which a leg is open for a whole passage.

        Parameters
        ----------
        leg_row
            Row of ``legs``.
        not_before_s
            When the vehicle stands before the leg. [s]
        travel_s
            Length of the passage, river crossings included. [s]

        Returns
        -------
        int or None
            Second of entry, ``None`` where there is none any more. [s]
        """
        spans = self.spans.get(leg_row)
        if spans is None:
            return not_before_s
        for open_s, close_s in spans.tolist():
            enter_s = max(open_s, not_before_s)
            if enter_s + travel_s <= close_s:
                return int(enter_s)
        return None

    def latest_entry(
        self, leg_row: int, leave_by_s: int, travel_s: int
    ) -> int | None:
        """
        Find the last moment of entry from which one leaves a leg in time.

        Parameters
        ----------
        leg_row
            Row of ``legs``.
        leave_by_s
            When the passage must have ended. [s]
        travel_s
            Length of the passage, river crossings included. [s]

        Returns
        -------
        int or None
            Second of entry, ``None`` where the leg was not open yet. [s]
        """
        spans = self.spans.get(leg_row)
        if spans is None:
            return leave_by_s - travel_s
        for open_s, close_s in reversed(spans.tolist()):
            enter_s = min(close_s, leave_by_s) - travel_s
            if enter_s >= open_s:
                return int(enter_s)
        return None

    def next_entry_array(
        self, leg_row: int, not_before_s: Seconds, travel_s: Seconds | int
    ) -> Seconds:
        """
        Find the first open moment for many vehicles or scenarios at once.

        Parameters
        ----------
        leg_row
            Row of ``legs``.
        not_before_s
            Shape (n,): when each stands before the leg. [s]
        travel_s
            Length of the passage, one for all or shape (n,). [s]

        Returns
        -------
        ndarray
            Shape (n,): second of entry, ``NEVER`` where there is none. [s]
        """
        spans = self.spans.get(leg_row)
        if spans is None:
            return not_before_s
        enter_s: Seconds = np.full_like(not_before_s, NEVER)
        found = np.zeros(not_before_s.shape, dtype=np.bool_)
        first = np.searchsorted(spans[:, 1], not_before_s.min(initial=NEVER))
        for open_s, close_s in spans[first:].tolist():
            here_s = np.maximum(not_before_s, open_s)
            fits = (here_s + travel_s <= close_s) & ~found
            enter_s = np.where(fits, here_s, enter_s)
            found |= fits
            if found.all():
                break
        return enter_s

    def longest_open_s(self, open_s: int, close_s: int) -> int:
        """
        Find the longest time for which any closing leg is open.

        Parameters
        ----------
        open_s, close_s
            Part of the horizon to look at, such as a day. [s]

        Returns
        -------
        int
            Longest span, cut to that part; 0 where none is open. [s]
        """
        part = np.array([[open_s, close_s]])
        lengths = [
            np.diff(overlaps(spans, part)).max(initial=0)
            for spans in self.spans.values()
        ]
        return int(max(lengths, default=0))


def leg_windows(dataset: Dataset, horizon: Horizon, days: range) -> LegWindows:
    """
    Find the spans in which the legs of a dataset are open.

    Parameters
    ----------
    dataset
        Checked dataset.
    horizon
        Seconds are counted on it.
    days
        Whole days from voting day on which the legs are looked at; on any
        other day a leg that the tide closes counts as closed.

    Returns
    -------
    LegWindows
        Spans of every leg that the tide closes.
    """
    middles = _middles(dataset)
    if not middles or not days:
        return LegWindows(spans={row: _no_spans() for row in middles})
    settings = dataset.settings
    start_s = horizon.day_start_s(days[0])
    low = start_s + low_tide_spans(
        settings.tide,
        settings.tide_below_m - settings.tide_margin_m,
        # One station, so one latitude: that of the coast it speaks for.
        sum(lat for lat, _ in middles.values()) / len(middles),
        horizon.moment(start_s),
        len(days) * SECONDS_PER_DAY,
    )
    return LegWindows(
        spans={
            row: overlaps(low, daylight_spans(lat, lon, horizon, days))
            for row, (lat, lon) in middles.items()
        }
    )


def overlaps(one: Ints, other: Ints) -> Ints:
    """
    Find the spans that two lists of spans have in common.

    Parameters
    ----------
    one, other
        Shape (k, 2): spans in order and apart. [s]

    Returns
    -------
    ndarray
        Shape (k, 2): where both hold, for a second at least. [s]
    """
    open_s = np.maximum(one[:, None, 0], other[None, :, 0]).ravel()
    close_s = np.minimum(one[:, None, 1], other[None, :, 1]).ravel()
    held = close_s > open_s
    return np.stack((open_s[held], close_s[held]), axis=1)


def _no_spans() -> Ints:
    return np.empty((0, 2), dtype=np.int64)


def _middles(dataset: Dataset) -> dict[int, tuple[float, float]]:
    """Find the middle of every leg that the tide closes: lat, lon."""
    tidal = {
        surface
        for surface, closed_by in dataset.surfaces.select(
            "surface", "closed_by"
        ).iter_rows()
        if TIDE in closed_by.split(";")
    }
    point = {
        place_id: (lat, lon)
        for place_id, lat, lon in dataset.places.select(
            "place_id", "lat", "lon"
        ).iter_rows()
    }
    ends = dataset.legs.select("from_id", "to_id", "surface").iter_rows()
    return {
        row: (
            (point[from_id][0] + point[to_id][0]) / 2,
            (point[from_id][1] + point[to_id][1]) / 2,
        )
        for row, (from_id, to_id, surface) in enumerate(ends)
        if surface in tidal
    }
