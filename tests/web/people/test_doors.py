"""A door is shut unless it says who may enter."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from sampai.web.datasets.models import Regency
from sampai.web.people.doors import DoorMiddleware, door
from sampai.web.people.models import User
from sampai.web.people.roles import CHANGES, OVERSIGHT, PERMISSIONS


def knock(user: User, view: Callable[..., HttpResponse], regency: Regency):
    """Stand before a view as someone; give the request and the answer."""
    request = RequestFactory().get("/")
    request.user = user
    named = {"regency": regency.code}
    answer = DoorMiddleware(view).process_view(request, view, (), named)
    return request, answer


@door("needs.see")
def needs(_request: object, **_named: str) -> HttpResponse:
    """A view for some."""
    return HttpResponse()


def unmarked(_request: object, **_named: str) -> HttpResponse:
    """A view that somebody forgot to mark."""
    return HttpResponse()


def test_a_view_without_a_permission_opens_to_nobody(sari, regency):
    with pytest.raises(PermissionDenied):
        knock(sari, unmarked, regency)


def test_someone_without_a_seat_is_refused(tono, regency):
    with pytest.raises(PermissionDenied):
        knock(tono, needs, regency)


def test_a_seat_in_another_regency_opens_nothing(sari, regency):
    del regency
    other = Regency.objects.create(code="lampung-barat", name="Lampung Barat")
    with pytest.raises(PermissionDenied):
        knock(sari, needs, other)


def test_the_district_sees_its_own_and_no_other(
    budi, regency, hub_id, tps_id, dataset
):
    request, answer = knock(budi, needs, regency)
    assert answer is None
    assert not request.scope.whole
    assert request.scope.has_place(hub_id)
    assert request.scope.has_tps(tps_id)
    villages = dataset.places.filter(parent_id=hub_id)["place_id"].to_list()
    own = dataset.tps.filter(dataset.tps["village_id"].is_in(villages))
    assert request.scope.tps == frozenset(own["tps_id"])


def test_the_station_sees_itself_alone(dewi, regency, tps_id):
    request, _ = knock(dewi, needs, regency)
    assert request.scope.tps == {tps_id}


def test_a_second_factor_is_asked_for_above_the_village(
    sari, dewi, regency, settings
):
    settings.DEMO = False
    settings.ROOT_URLCONF = "sampai.web.config.urls"
    _, answer = knock(sari, needs, regency)
    assert answer is not None
    assert answer.status_code == 302
    _, answer = knock(dewi, needs, regency)
    assert answer is None


@pytest.mark.parametrize("permission", sorted(CHANGES))
def test_oversight_changes_nothing(permission):
    assert not PERMISSIONS[permission] & OVERSIGHT
