"""Trips with their visits, and what is handed over at each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sampai.documents.names import Row
from sampai.tables import Dataset, Operation, Settings

CARRY = "carry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """
    One place of a trip: its origin (``seq`` 0) or a stop.

    Parameters
    ----------
    seq
        Order within the trip.
    place_id
        Where it is.
    arrive_at, start_at, depart_at
        As in stops.csv; at the origin, loading begins at the first two.
    done_at
        The last box is handed over.
    off, on
        Rows of loads that leave the vehicle, and that board it.
    """

    seq: int
    place_id: str
    arrive_at: datetime
    start_at: datetime
    depart_at: datetime
    done_at: datetime
    off: tuple[Row, ...]
    on: tuple[Row, ...]

    @property
    def is_exchange(self) -> bool:
        """Whether goods change hands."""
        return bool(self.off or self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """
    A trip with all that belongs to it.

    Parameters
    ----------
    trip
        Row of trips.
    visits
        Origin and stops, in order.
    passages
        Rows of passages, in order.
    loads
        Rows of loads.
    away
        Whether the vehicle stays the night away from its base.
    """

    trip: Row
    visits: tuple[Visit, ...]
    passages: tuple[Row, ...]
    loads: tuple[Row, ...]
    away: bool

    @property
    def id(self) -> str:
        """Id of the trip."""
        return str(self.trip["trip_id"])

    @property
    def is_carry(self) -> bool:
        """Whether it carries goods; else it is an empty run."""
        return bool(self.trip["purpose"] == CARRY)


def journeys(dataset: Dataset, operation: Operation) -> list[Journey]:
    """
    Put the tables of an operation together trip by trip.

    Parameters
    ----------
    dataset
        The regency.
    operation
        Its plan.

    Returns
    -------
    list of Journey
        In the order of their beginning.
    """
    stops = _by_trip(operation.stops.iter_rows(named=True))
    passages = _by_trip(operation.passages.iter_rows(named=True))
    loads = _by_trip(operation.loads.iter_rows(named=True))
    trips = operation.trips.sort("load_at", "trip_id").to_dicts()
    away = _nights_away(dataset, trips)
    return [
        Journey(
            trip=trip,
            visits=_visits(
                dataset.settings, trip, stops[trip_id], loads[trip_id]
            ),
            passages=tuple(passages[trip_id]),
            loads=tuple(loads[trip_id]),
            away=trip_id in away,
        )
        for trip in trips
        for trip_id in [trip["trip_id"]]
    ]


def boxes(loads: Iterable[Row]) -> int:
    """
    Add up the boxes of some loads.

    Parameters
    ----------
    loads
        Rows of loads.

    Returns
    -------
    int
        Boxes.
    """
    return sum(load["boxes"] for load in loads)


def _by_trip(rows: Iterable[dict[str, object]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[cast("str", row["trip_id"])].append(row)
    return found


def _nights_away(dataset: Dataset, trips: Sequence[Row]) -> set[str]:
    """Trips after which a vehicle sleeps away from its base."""
    base = dict(dataset.vehicles.select("vehicle_type", "base_id").iter_rows())
    last: dict[tuple[str, str, int], Row] = {}
    for trip in trips:
        last[trip["vehicle_type"], trip["vehicle"], trip["day"]] = trip
    return {
        trip["trip_id"]
        for (kind, _, _), trip in last.items()
        if trip["end_id"] != base[kind]
    }


def _visits(
    settings: Settings, trip: Row, stops: Sequence[Row], loads: Sequence[Row]
) -> tuple[Visit, ...]:
    origin = {
        "seq": 0,
        "place_id": trip["origin_id"],
        "arrive_at": trip["load_at"],
        "start_at": trip["load_at"],
        "depart_at": trip["depart_at"],
    }
    rows = [origin, *stops]
    places = [row["place_id"] for row in rows]
    off: dict[int, list[Row]] = defaultdict(list)
    on: dict[int, list[Row]] = defaultdict(list)
    for load in loads:
        boards = places.index(load["board_id"])
        on[boards].append(load)
        off[places.index(load["place_id"], boards + 1)].append(load)
    return tuple(
        _visit(settings, row, off[at], on[at]) for at, row in enumerate(rows)
    )


def _visit(
    settings: Settings, row: Row, off: Sequence[Row], on: Sequence[Row]
) -> Visit:
    seconds = 0
    if off or on:
        moved = boxes(off) + boxes(on)
        seconds = settings.per_stop_s + settings.per_box_s * moved
    return Visit(
        seq=row["seq"],
        place_id=row["place_id"],
        arrive_at=row["arrive_at"],
        start_at=row["start_at"],
        depart_at=row["depart_at"],
        done_at=row["start_at"] + timedelta(seconds=seconds),
        off=tuple(off),
        on=tuple(on),
    )
