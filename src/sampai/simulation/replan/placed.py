"""A trip with its id and its times, as it stands in a plan that runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from sampai.planning.context import Context
from sampai.planning.drafts import CARRY, TripDraft
from sampai.planning.moments import (
    Seconds,
)
from sampai.planning.plan import TimedTrip
from sampai.planning.reading import read_trips
from sampai.planning.timing import (
    TripTimes,
    Vehicle,
)
from sampai.tables import Operation

Row = Mapping[str, Any]
Goods = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTrip:
    """
    A trip of a plan with its times in the one scenario of the timetable.

    Parameters
    ----------
    trip_id
        Its id.
    timed
        What it does, and when.
    """

    trip_id: str
    timed: TimedTrip

    @property
    def draft(self) -> TripDraft:
        """What it does."""
        return self.timed.draft

    @property
    def times(self) -> TripTimes:
        """When."""
        return self.timed.times

    @property
    def vehicle(self) -> Vehicle:
        """Kind and number of its vehicle."""
        return self.draft.vehicle_type, self.draft.vehicle

    @property
    def carries(self) -> bool:
        """Whether it is no empty run."""
        return self.draft.purpose == CARRY

    @property
    def depart_s(self) -> int:
        """When it leaves its origin. [s]"""
        return int(self.times.depart_at[0])

    def board_s(self, stop: int) -> int:
        """
        When goods board at a stop.

        Parameters
        ----------
        stop
            Number of the stop; 0 is the origin.

        Returns
        -------
        int
            The moment at which the hand-over or the loading begins. [s]
        """
        if stop == 0:
            return self.timed.load_s
        return int(self.times.start[stop - 1][0])

    def leave_s(self, stop: int) -> int:
        """
        When goods have been handed over at a stop.

        Parameters
        ----------
        stop
            Number of the stop.

        Returns
        -------
        int
            The moment. [s]
        """
        return int(self.times.depart[stop - 1][0])


def pieces_of(lot: Any) -> Goods:
    """
    Count the pieces of goods.

    Parameters
    ----------
    lot
        Goods, or a row of a table that tells them.

    Returns
    -------
    tuple of int
        Boxes, booths and bags.
    """
    return lot.boxes, lot.booths, lot.bags


def read_placed(context: Context, operation: Operation) -> list[PlacedTrip]:
    """
    Read the trips of a plan with their times, each after what it needs.

    Parameters
    ----------
    context
        The regency.
    operation
        The plan.

    Returns
    -------
    list of PlacedTrip
        As in the files, to the second.
    """
    read = read_trips(
        context,
        operation.trips,
        operation.stops,
        operation.passages,
        operation.loads,
    )
    rows = {row["trip_id"]: row for row in _rows(operation.trips)}
    stops = _by_trip(operation.stops, "seq")
    passages = _by_trip(operation.passages, "seq", "part")
    return [
        PlacedTrip(
            trip_id=one.trip_id,
            timed=TimedTrip(
                draft=one.draft,
                times=_times(
                    context,
                    rows[one.trip_id],
                    stops.get(one.trip_id, []),
                    passages.get(one.trip_id, []),
                ),
            ),
        )
        for one in read
    ]


def _rows(frame: pl.DataFrame) -> Sequence[Row]:
    return list(frame.iter_rows(named=True))


def _by_trip(frame: pl.DataFrame, *order: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in frame.sort("trip_id", *order).iter_rows(named=True):
        found.setdefault(row["trip_id"], []).append(row)
    return found


def _times(
    context: Context, trip: Row, stops: Sequence[Row], passages: Sequence[Row]
) -> TripTimes:
    def at(row: Row, column: str) -> Seconds:
        return np.array([context.horizon.second(row[column])])

    ways = len(stops) + (bool(passages) and passages[-1]["seq"] > len(stops))
    enter: list[list[Seconds]] = [[] for _ in range(ways)]
    leave: list[list[Seconds]] = [[] for _ in range(ways)]
    for part in passages:
        enter[part["seq"] - 1].append(at(part, "enter_at"))
        leave[part["seq"] - 1].append(at(part, "leave_at"))
    load_at = at(trip, "load_at")
    return TripTimes(
        load_at=load_at,
        depart_at=at(trip, "depart_at"),
        return_at=at(trip, "return_at"),
        since=load_at,
        arrive=[at(stop, "arrive_at") for stop in stops],
        start=[at(stop, "start_at") for stop in stops],
        depart=[at(stop, "depart_at") for stop in stops],
        enter=enter,
        leave=leave,
    )


def later(times: TripTimes, at_s: int, delay_s: int) -> TripTimes:
    """
    Put off all of a trip that lies after a moment.

    Parameters
    ----------
    times
        Times of the trip.
    at_s
        What was before it stays. [s]
    delay_s
        By how much. [s]

    Returns
    -------
    TripTimes
        The later times.
    """

    def moved(moment: Seconds) -> Seconds:
        return np.where(moment > at_s, moment + delay_s, moment)

    return replace(
        times,
        return_at=moved(times.return_at),
        arrive=[moved(one) for one in times.arrive],
        start=[moved(one) for one in times.start],
        depart=[moved(one) for one in times.depart],
        enter=[[moved(one) for one in way] for way in times.enter],
        leave=[[moved(one) for one in way] for way in times.leave],
    )
