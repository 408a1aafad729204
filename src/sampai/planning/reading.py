"""Read the trips of a plan back from its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from sampai.errors import PlanningError
from sampai.planning.context import Context
from sampai.planning.drafts import Carriage, Ride, TripDraft
from sampai.planning.goods import Lot
from sampai.planning.plan import TimedTrip

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTrip:
    """
    A trip as a plan's tables tell it.

    Parameters
    ----------
    trip_id
        Its id.
    draft
        What it does; it sets out no earlier than planned.
    end_s
        When it is planned to have ended. [s]
    depart_s
        For the origin and every stop, when it is planned to leave. [s]
    """

    trip_id: str
    draft: TripDraft
    end_s: int
    depart_s: tuple[int, ...]


def read_trips(
    context: Context,
    trips: pl.DataFrame,
    stops: pl.DataFrame,
    passages: pl.DataFrame,
    loads: pl.DataFrame,
) -> list[PlannedTrip]:
    """
    Read the trips of a plan, each after those on which it depends.

    Parameters
    ----------
    context
        The regency.
    trips, stops, passages, loads
        As in DESIGN's contract of an operation.

    Returns
    -------
    list of PlannedTrip
        A trip stands after the one before it of its vehicle, and after
        those that bring what it carries on.

    Raises
    ------
    PlanningError
        When the rows of a trip do not fit together.
    """
    own = {
        "stops": _by_trip(stops, "trip_id", "seq"),
        "passages": _by_trip(passages, "trip_id", "seq", "part"),
        "loads": _by_trip(
            loads, "trip_id", "tps_id", "for_place_id", "board_id"
        ),
    }
    leg_of = {
        key: row
        for row, key in enumerate(
            context.dataset.legs.select(
                "from_id", "to_id", "surface"
            ).iter_rows()
        )
    }
    leg_of |= {(b, a, surface): row for (a, b, surface), row in leg_of.items()}
    read = [
        _sound_trip(
            context,
            leg_of,
            row,
            *(own[name].get(row["trip_id"], []) for name in own),
        )
        for row in trips.sort("load_at", "trip_id").iter_rows(named=True)
    ]
    return in_order(read)


def planned_trips(trips: Sequence[TimedTrip]) -> list[PlannedTrip]:
    """
    Take over the trips of a plan that is not written down yet.

    Parameters
    ----------
    trips
        Timed trips.

    Returns
    -------
    list of PlannedTrip
        As `read_trips` would read them; named by their position.
    """
    ordered = sorted(trips, key=lambda trip: trip.load_s)
    return in_order(
        [
            PlannedTrip(
                trip_id=f"T{number:04d}",
                draft=replace(trip.draft, load_at_s=trip.load_s),
                end_s=trip.end_s,
                depart_s=(
                    int(trip.times.depart_at[0]),
                    *(int(moment[0]) for moment in trip.times.depart),
                ),
            )
            for number, trip in enumerate(ordered, start=1)
        ]
    )


def _by_trip(frame: pl.DataFrame, *order: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in frame.sort(*order, nulls_last=True).iter_rows(named=True):
        found.setdefault(row["trip_id"], []).append(row)
    return found


def _sound_trip(
    context: Context,
    leg_of: Mapping[tuple[str, str, str], int],
    row: Row,
    stops: Sequence[Row],
    passages: Sequence[Row],
    loads: Sequence[Row],
) -> PlannedTrip:
    """Refuse a trip that names what is not there; the audit says more."""
    try:
        return _trip(context, leg_of, row, stops, passages, loads)
    except (KeyError, IndexError, ValueError):
        msg = (
            f"Found trip {row['trip_id']} whose stops, passages and loads do "
            "not fit together, expected those of one run over the dataset's "
            "legs. Let 'sampai verify-plan' tell what is wrong with the plan."
        )
        raise PlanningError(msg) from None


def _trip(
    context: Context,
    leg_of: Mapping[tuple[str, str, str], int],
    row: Row,
    stops: Sequence[Row],
    passages: Sequence[Row],
    loads: Sequence[Row],
) -> PlannedTrip:
    places = (row["origin_id"], *(stop["place_id"] for stop in stops))
    goes_on = bool(passages) and passages[-1]["seq"] > len(stops)
    ways: list[list[Ride]] = [[] for _ in range(len(stops) + goes_on)]
    for part in passages:
        ends = part["from_id"], part["to_id"]
        ways[part["seq"] - 1].append(
            Ride(
                leg=leg_of[*ends, part["surface"]],
                from_id=ends[0],
                to_id=ends[1],
            )
        )
    second = context.horizon.second
    return PlannedTrip(
        trip_id=row["trip_id"],
        draft=TripDraft(
            stage=row["stage"],
            purpose=row["purpose"],
            vehicle_type=context.fleet[row["vehicle_type"]].name,
            vehicle=int(row["vehicle"]),
            load_at_s=second(row["load_at"]),
            places=places,
            ways=tuple(tuple(way) for way in ways),
            carriages=tuple(_carriage(places, load) for load in loads),
            end_id=row["end_id"],
        ),
        end_s=second(row["return_at"]),
        depart_s=(
            second(row["depart_at"]),
            *(second(stop["depart_at"]) for stop in stops),
        ),
    )


def _carriage(places: Sequence[str], load: Row) -> Carriage:
    """Goods board at a place once a trip, so its first visit is the one."""
    board = places.index(load["board_id"])
    return Carriage(
        lot=Lot(
            tps_id=load["tps_id"],
            for_place_id=load["for_place_id"],
            boxes=load["boxes"],
            booths=load["booths"],
            bags=load["bags"],
            volume_l=load["volume_l"],
            mass_kg=load["mass_kg"],
        ),
        board=board,
        leave=places.index(load["place_id"], board + 1),
    )


def in_order(trips: Sequence[PlannedTrip]) -> list[PlannedTrip]:
    """
    Put every trip after those on which it depends.

    Parameters
    ----------
    trips
        In the order of their loading.

    Returns
    -------
    list of PlannedTrip
        The same, those that depend on nothing as they stood.
    """
    needs = needed_before(trips)
    done: set[int] = set()
    ordered: list[PlannedTrip] = []

    for start in range(len(trips)):
        # Depth first, without recursion: a vehicle may make many trips.
        stack = [start]
        while stack:
            here = stack[-1]
            open_ = [n for n in needs[here] if n not in done]
            waits = [n for n in open_ if n not in stack]
            if waits:
                stack.append(waits[0])
                continue
            stack.pop()
            if here not in done:
                done.add(here)
                ordered.append(trips[here])
    return ordered


def needed_before(trips: Sequence[PlannedTrip]) -> list[list[int]]:
    """
    Find the trips on which each trip depends.

    Parameters
    ----------
    trips
        In any order.

    Returns
    -------
    list of list
        Positions of the trip before it of the same vehicle, and of those
        that bring goods which it carries on.
    """
    order = sorted(range(len(trips)), key=lambda k: trips[k].draft.load_at_s)
    last: dict[tuple[str, int], int] = {}
    needs: list[list[int]] = [[] for _ in trips]
    brought: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for k in order:
        draft = trips[k].draft
        vehicle = draft.vehicle_type, draft.vehicle
        if vehicle in last:
            needs[k].append(last[vehicle])
        last[vehicle] = k
        for held in draft.carriages:
            key = held.lot.subject, draft.places[held.leave]
            brought.setdefault(key, []).append(
                (trips[k].depart_s[held.leave], k)
            )
    for k, trip in enumerate(trips):
        for held in trip.draft.carriages:
            key = held.lot.subject, trip.draft.places[held.board]
            until = trip.depart_s[held.board]
            needs[k] += [
                other
                for moment, other in brought.get(key, [])
                if moment <= until and other != k
            ]
    return needs
