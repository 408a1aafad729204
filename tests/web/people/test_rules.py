"""The rules, the doors and the table of permissions are one truth."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.people.doors import may, scope_for
from sampai.web.people.models import User
from sampai.web.people.roles import (
    CHANGES,
    NEVER_BY_TOKEN,
    OVERSIGHT,
    PERMISSIONS,
)
from sampai.web.people.rules import Subject, seats_of
from sampai.web.people.words import PERMISSION_NAMES


@pytest.mark.parametrize("permission", sorted(PERMISSIONS))
@pytest.mark.parametrize("name", ["sari", "budi", "dewi", "ratih", "tono"])
def test_rules_and_doors_agree(
    permission: str,
    name: str,
    request: pytest.FixtureRequest,
    regency: Regency,
    hub_id: str,
    tps_id: str,
):
    user = request.getfixturevalue(name)
    knock = RequestFactory().get("/")
    knock.user, knock.regency = user, regency
    knock.seats = seats_of(user, regency.code, timezone.now())
    is_public = permission == "public.see"
    opens = may(knock, permission) or is_public
    assert user.has_perm(permission, Subject(regency)) == opens
    scope = scope_for(knock, permission)
    for place_id in (hub_id, tps_id, "elsewhere"):
        inside = scope.has_place(place_id) or scope.has_tps(place_id)
        expected = is_public or inside
        subject = Subject(regency, place_id)
        assert user.has_perm(permission, subject) == expected


def test_a_district_may_see_its_own_and_no_other(
    budi: User, regency: Regency, hub_id: str, dataset
):
    hubs = dataset.places.filter(kind="hub")["place_id"].to_list()
    other = next(hub for hub in hubs if hub != hub_id)
    assert budi.has_perm("plans.see", Subject(regency, hub_id))
    assert not budi.has_perm("plans.see", Subject(regency, other))


def test_another_regency_is_not_theirs(sari: User, regency: Regency):
    other = Regency.objects.create(code="elsewhere", name="Elsewhere")
    assert sari.has_perm("plans.see", Subject(regency))
    assert not sari.has_perm("plans.see", Subject(other))


def test_the_public_reads_only_the_public_page(regency: Regency):
    public = AnonymousUser()
    opens = {
        permission
        for permission in PERMISSIONS
        if public.has_perm(permission, Subject(regency))
    }
    assert opens == {"public.see"}


def test_oversight_holds_no_permission_that_changes():
    for permission in CHANGES:
        assert not PERMISSIONS[permission] & OVERSIGHT, permission


def test_whatever_is_named_as_a_change_is_one_of_the_permissions():
    assert PERMISSIONS.keys() >= CHANGES | NEVER_BY_TOKEN
    named = {p for p in PERMISSIONS if p.endswith((".change", ".make"))}
    assert named <= CHANGES


def test_every_permission_has_a_name_for_the_form_of_tokens():
    assert PERMISSION_NAMES.keys() == PERMISSIONS.keys()
