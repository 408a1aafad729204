"""A plan: the trips of an operation with their times, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from sampai.clock import Horizon
from sampai.geography import Network
from sampai.planning.costs import trip_cost_idr
from sampai.planning.drafts import CARRY, TripDraft
from sampai.planning.fleet import VehicleType
from sampai.planning.goods import total
from sampai.planning.timing import TripTimes
from sampai.tables import OPERATION_TABLES

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedTrip:
    """
    A trip with its times in one scenario.

    Parameters
    ----------
    draft
        What it does.
    times
        When; arrays of one scenario.
    """

    draft: TripDraft
    times: TripTimes

    @property
    def load_s(self) -> int:
        """When loading begins. [s]"""
        return int(self.times.load_at[0])

    @property
    def end_s(self) -> int:
        """When the vehicle has ended. [s]"""
        return int(self.times.return_at[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    The tables of the fleet's trips.

    Parameters
    ----------
    trips, stops, passages, loads
        As in DESIGN's contract of an operation.
    """

    trips: pl.DataFrame
    stops: pl.DataFrame
    passages: pl.DataFrame
    loads: pl.DataFrame


class PlanTables:
    """
    Turns timed trips into tables.

    Parameters
    ----------
    horizon
        For moments.
    network
        For legs.
    fleet
        For costs and escorts.
    """

    def __init__(
        self,
        horizon: Horizon,
        network: Network,
        fleet: dict[str, VehicleType],
    ) -> None:
        self.horizon = horizon
        self.network = network
        self.fleet = fleet

    def make(self, trips: Sequence[TimedTrip]) -> Plan:
        """
        Number the trips by their start and write every table.

        Parameters
        ----------
        trips
            Timed trips in any order.

        Returns
        -------
        Plan
            The tables, sorted.
        """
        ordered = sorted(trips, key=_order)
        named = [
            (f"T{number:04d}", trip)
            for number, trip in enumerate(ordered, start=1)
        ]
        return Plan(
            trips=_frame("trips", [self._trip(*item) for item in named]),
            stops=_frame(
                "stops",
                [row for item in named for row in self._stops(*item)],
            ),
            passages=_frame(
                "passages",
                [row for item in named for row in self._passages(*item)],
            ),
            loads=_frame(
                "loads", [row for item in named for row in _loads(*item)]
            ),
        )

    def _moment(self, second: int) -> datetime:
        return self.horizon.moment(second).astimezone(UTC)

    def _trip(self, trip_id: str, trip: TimedTrip) -> Row:
        draft, kind = trip.draft, self.fleet[trip.draft.vehicle_type]
        boxes, volume_l, mass_kg = total(h.lot for h in draft.carriages)
        metres = self.distance_m(draft)
        span_s = trip.end_s - trip.load_s
        return {
            "trip_id": trip_id,
            "stage": draft.stage,
            "purpose": draft.purpose,
            "day": self.horizon.day_of(trip.load_s),
            "vehicle_type": draft.vehicle_type,
            "vehicle": str(draft.vehicle),
            "origin_id": draft.places[0],
            "load_at": self._moment(trip.load_s),
            "depart_at": self._moment(int(trip.times.depart_at[0])),
            "end_id": draft.end_id,
            "return_at": self._moment(trip.end_s),
            "distance_m": metres,
            "cost_idr": trip_cost_idr(kind, metres, span_s),
            "boxes": boxes,
            "volume_l": volume_l,
            "mass_kg": mass_kg,
            "police": kind.escort if draft.purpose == CARRY else 0,
        }

    def distance_m(self, draft: TripDraft) -> int:
        """
        Length of a trip over all its rides.

        Parameters
        ----------
        draft
            The trip.

        Returns
        -------
        int
            Length. [m]
        """
        return sum(
            int(self.network.distance_m[ride.leg])
            for way in draft.ways
            for ride in way
        )

    def _stops(self, trip_id: str, trip: TimedTrip) -> list[Row]:
        times = trip.times
        return [
            {
                "trip_id": trip_id,
                "seq": seq,
                "place_id": place,
                "arrive_at": self._moment(int(times.arrive[seq - 1][0])),
                "start_at": self._moment(int(times.start[seq - 1][0])),
                "depart_at": self._moment(int(times.depart[seq - 1][0])),
            }
            for seq, place in enumerate(trip.draft.places[1:], start=1)
        ]

    def _passages(self, trip_id: str, trip: TimedTrip) -> list[Row]:
        return [
            {
                "trip_id": trip_id,
                "seq": seq,
                "part": part,
                "from_id": ride.from_id,
                "to_id": ride.to_id,
                "surface": self.network.surface[ride.leg],
                "enter_at": self._moment(
                    int(trip.times.enter[seq - 1][part - 1][0])
                ),
                "leave_at": self._moment(
                    int(trip.times.leave[seq - 1][part - 1][0])
                ),
            }
            for seq, way in enumerate(trip.draft.ways, start=1)
            for part, ride in enumerate(way, start=1)
        ]


def _order(trip: TimedTrip) -> tuple[object, ...]:
    draft = trip.draft
    return (
        trip.load_s,
        draft.vehicle_type,
        draft.vehicle,
        trip.end_s,
        draft.purpose,
    )


def _loads(trip_id: str, trip: TimedTrip) -> list[Row]:
    """Goods by owner and way; parts that travel together become one."""
    rows: dict[tuple[str, str, str], Row] = {}
    for held in trip.draft.carriages:
        board_id = trip.draft.places[held.board]
        place_id = trip.draft.places[held.leave]
        row = rows.setdefault(
            (held.lot.subject, board_id, place_id),
            {
                "trip_id": trip_id,
                "tps_id": held.lot.tps_id,
                "for_place_id": held.lot.for_place_id,
                "board_id": board_id,
                "place_id": place_id,
            },
        )
        for column in ("boxes", "booths", "bags", "volume_l", "mass_kg"):
            row[column] = row.get(column, 0) + getattr(held.lot, column)
    return list(rows.values())


def _frame(table: str, rows: Sequence[Row]) -> pl.DataFrame:
    return OPERATION_TABLES[table].frame(rows)
