"""Whoever drives or receives sees their part of a plan and no more."""

import json
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sampai.tables import Dataset
from sampai.web.people.models import Seat, User
from sampai.web.people.roles import Role
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import rows_for

SignIn = Callable[[User], Client]


def address(name: str, plan: Plan, *more: str) -> str:
    return reverse(
        f"plans:{name}", args=[plan.regency.code, plan.number, *more]
    )


def test_a_driver_sees_the_own_trips_from_end_to_end_and_no_other(
    published: Plan, seat: Callable, client_of: SignIn
):
    trips = rows_for(published, "trips").filter(vehicle_type="pickup")
    own, other = trips.filter(vehicle="1"), trips.exclude(vehicle="1")
    client = client_of(seat("dodi", Role.DRIVER, "pickup:1"))
    listed = client.get(address("trips", published))
    assert listed.context["page"].paginator.count == own.count()
    trip_id = own.first().trip_id
    shown = client.get(address("trip", published, trip_id))
    assert shown.context["passages"]
    stops = rows_for(published, "stops").filter(trip_id=trip_id)
    assert len(shown.context["stops"]) == stops.count()
    strange = address("trip", published, other.first().trip_id)
    assert client.get(strange).status_code == 404
    drawn = json.loads(client.get(address("map_json", published)).content)
    ids = {one["properties"]["id"] for one in drawn["trips"]["features"]}
    assert ids == set(own.values_list("trip_id", flat=True))


def test_a_driver_whose_vehicle_nobody_knows_sees_no_trip(
    published: Plan, seat: Callable, client_of: SignIn
):
    client = client_of(seat("dodi", Role.DRIVER))
    listed = client.get(address("trips", published))
    assert listed.context["reader"].lacks_vehicle
    assert listed.context["page"].paginator.count == 0
    trip = rows_for(published, "trips").first().trip_id
    assert client.get(address("trip", published, trip)).status_code == 404


def test_a_driver_who_is_kpps_too_sees_no_more_than_both(
    published: Plan, seat: Callable, client_of: SignIn, tps_id: str
):
    user = seat("dodi", Role.DRIVER)
    Seat.objects.create(
        user=user,
        role=Role.KPPS,
        regency=published.regency,
        place_id=tps_id,
        begins_at=timezone.now() - timedelta(days=1),
    )
    listed = client_of(user).get(address("trips", published))
    assert not listed.context["reader"].sees_all
    loads = rows_for(published, "loads").filter(tps_id=tps_id)
    own = set(loads.values_list("trip_id", flat=True))
    assert {trip.trip_id for trip in listed.context["page"]} == own


def test_the_map_of_a_recipient_tells_no_chance_and_no_way_of_others(
    published: Plan,
    dewi: User,
    tps_id: str,
    dataset: Dataset,
    client_of: SignIn,
):
    text = client_of(dewi).get(address("map_json", published)).content
    drawn = json.loads(text)
    places = drawn["places"]["features"]
    assert not any("prob" in one["properties"] for one in places)
    tps = dataset.tps.filter(dataset.tps["tps_id"] == tps_id)
    village = tps["village_id"][0]
    at = next(
        one["geometry"]["coordinates"]
        for one in places
        if one["properties"]["id"] == village
    )
    trips = drawn["trips"]["features"]
    assert trips
    for one in trips:
        line = one["geometry"]["coordinates"]
        assert at in line
        assert len(line) <= 3
