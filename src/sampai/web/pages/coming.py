"""What comes to someone, when, and what they send on."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.urls import reverse

from sampai.documents.names import Names
from sampai.web.pages.selectors import plan_rows
from sampai.web.people.doors import DoorRequest
from sampai.web.people.models import Seat
from sampai.web.people.roles import Role
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import names_for

SHOWN = 20
RECEIVE = frozenset({Role.PPK, Role.PPS, Role.KPPS, Role.PKD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """
    Goods that come to a place, or leave it.

    Parameters
    ----------
    at, place, vehicle, boxes
        When, where, with what, and how many boxes.
    trip_id, url
        The trip, and its page; blank where goods are carried by hand.
    """

    at: Any
    place: str
    vehicle: str
    boxes: int | None
    trip_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """
    What concerns the places of someone.

    Parameters
    ----------
    arrivals, departures
        The first to come first; at most 20 of each.
    by_hand
        Way between village and TPS.
    """

    arrivals: list[Arrival]
    departures: list[Arrival]
    by_hand: list[Arrival]


def coming_to(request: DoorRequest, plan: Plan) -> Coming:
    """
    Tell what comes to the places of someone's seats.

    Parameters
    ----------
    request
        Whose seats.
    plan
        The published plan.

    Returns
    -------
    Coming
        Of the places themselves; what lies below them is in the trips.
    """
    names = names_for(plan.edition_id)
    seats = [seat for seat in request.seats if seat.role in RECEIVE]
    places = [seat.place_id for seat in seats if seat.place_id]
    return Coming(
        arrivals=_arrivals(plan, places, names),
        departures=_departures(plan, places, names),
        by_hand=_by_hand(plan, seats, names),
    )


def _arrivals(plan: Plan, places: list[str], names: Names) -> list[Arrival]:
    stops = plan_rows(plan, "stops").filter(place_id__in=places)
    shown = list(stops.order_by("start_at")[:SHOWN])
    trips = {
        trip.trip_id: trip
        for trip in plan_rows(plan, "trips").filter(
            trip_id__in=[stop.trip_id for stop in shown]
        )
    }
    boxes = _boxes(plan, list(trips), "place_id", places)
    return [
        _arrival(
            plan,
            names,
            trips[stop.trip_id],
            at=stop.start_at,
            place_id=stop.place_id,
            boxes=boxes.get((stop.trip_id, stop.place_id), 0),
        )
        for stop in shown
    ]


def _departures(plan: Plan, places: list[str], names: Names) -> list[Arrival]:
    trips = plan_rows(plan, "trips").filter(origin_id__in=places)
    return [
        _arrival(
            plan,
            names,
            trip,
            at=trip.depart_at,
            place_id=trip.origin_id,
            boxes=trip.boxes,
        )
        for trip in trips.order_by("depart_at")[:SHOWN]
    ]


def _by_hand(plan: Plan, seats: list[Seat], names: Names) -> list[Arrival]:
    stations = [seat.place_id for seat in seats if seat.role == Role.KPPS]
    rows = plan_rows(plan, "last_mile").filter(tps_id__in=stations)
    return [
        Arrival(
            at=row.arrive_at,
            place=names.station(row.tps_id),
            vehicle=names.words.code("stage", row.stage),
            boxes=None,
        )
        for row in rows.order_by("arrive_at")[:SHOWN]
    ]


def _boxes(
    plan: Plan, trips: list[str], field: str, places: list[str]
) -> dict[tuple[str, str], int]:
    loads = plan_rows(plan, "loads").filter(
        **{"trip_id__in": trips, f"{field}__in": places}
    )
    sums = loads.order_by().values_list("trip_id", field)
    return {
        (trip_id, place_id): boxes
        for trip_id, place_id, boxes in sums.annotate(Sum("boxes"))
    }


def _arrival(
    plan: Plan,
    names: Names,
    trip: Any,
    *,
    at: Any,
    place_id: str,
    boxes: int,
) -> Arrival:
    return Arrival(
        at=at,
        place=names.place(place_id),
        vehicle=f"{names.vehicle_type(trip.vehicle_type)} {trip.vehicle}",
        boxes=boxes,
        trip_id=trip.trip_id,
        url=reverse(
            "plans:trip", args=[plan.regency.code, plan.number, trip.trip_id]
        ),
    )
