"""A seat is offered by a link that works once."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.people.inviting import LASTS, PeopleError, accept, invite
from sampai.web.people.models import Act, Invitation, Seat, User
from sampai.web.people.roles import Role
from sampai.web.people.services import end_seat

SignIn = Callable[[User], Client]
PASSWORD = "seberang-pulau-pisang-9"  # noqa: S105 (of nobody)
JOIN = {"username": "wati", "password": PASSWORD, "again": PASSWORD}


def offer_by_page(client: Client, regency: Regency, **form: str) -> str:
    """Make an invitation and give the path of its link."""
    url = reverse("people:invite", args=[regency.code])
    text = client.post(url, form).content.decode()
    found = re.search(r'value="http://testserver(/[^"]+)"', text)
    assert found, text
    return found[1]


def test_a_link_brings_someone_in_with_the_seat(
    sari: User, regency: Regency, client_of: SignIn, hub_id: str
):
    link = offer_by_page(client_of(sari), regency, role="ppk", place_id=hub_id)
    guest = Client()
    assert guest.get(link).status_code == 200
    answer = guest.post(link, JOIN)
    assert answer.headers["Location"] == reverse("mfa_index")
    seat = Seat.objects.get(user__username="wati")
    assert (seat.role, seat.place_id) == ("ppk", hub_id)
    assert seat.given_by == sari
    assert seat.user.check_password(PASSWORD)


def test_a_link_works_once(sari: User, regency: Regency, client_of: SignIn):
    link = offer_by_page(client_of(sari), regency, role="driver")
    Client().post(link, JOIN)
    again = Client().post(link, JOIN | {"username": "second"})
    assert again.status_code == 404
    assert not User.objects.filter(username="second").exists()


def test_an_old_link_opens_nothing(sari: User, regency: Regency):
    offer = invite(regency, role=Role.DRIVER, place_id="", by=sari)
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(PeopleError):
        accept(offer.secret, username="wati", password=PASSWORD)
    assert timedelta(hours=72) == LASTS


def test_a_link_that_was_taken_back_opens_nothing(
    sari: User, regency: Regency, client_of: SignIn
):
    client = client_of(sari)
    link = offer_by_page(client, regency, role="driver")
    pk = Invitation.objects.get().pk
    client.post(reverse("people:revoke", args=[regency.code, pk]))
    assert Client().get(link).status_code == 404


def test_the_secret_is_kept_nowhere(sari: User, regency: Regency):
    offer = invite(regency, role=Role.DRIVER, place_id="", by=sari)
    stored = [*Invitation.objects.values_list(), *Act.objects.values_list()]
    assert offer.secret not in str(stored)


def test_someone_here_already_adds_the_seat_to_the_account(
    sari: User, dewi: User, regency: Regency, client_of: SignIn
):
    link = offer_by_page(client_of(sari), regency, role="driver")
    client = client_of(dewi)
    assert b"dewi" in client.get(link).content
    client.post(link)
    assert set(dewi.seats.values_list("role", flat=True)) == {
        "kpps",
        "driver",
    }


@pytest.mark.parametrize(
    ("role", "place_id"),
    [("ppk", ""), ("ppk", "nowhere"), ("kpps", "nowhere"), ("kpu", "x")],
)
def test_a_territory_must_fit_its_role(
    sari: User,
    regency: Regency,
    client_of: SignIn,
    role: str,
    place_id: str,
):
    url = reverse("people:invite", args=[regency.code])
    form = {"role": role, "place_id": place_id}
    answer = client_of(sari).post(url, form)
    assert b'aria-invalid="true"' in answer.content
    assert not Invitation.objects.exists()


def test_every_fault_of_a_new_account_is_told_at_once(
    sari: User, regency: Regency, client_of: SignIn
):
    link = offer_by_page(client_of(sari), regency, role="driver")
    form = {"username": "A b", "password": "short", "again": "other"}
    text = Client().post(link, form).content.decode()
    assert text.count('class="faults"') == 3


def test_oversight_reads_people_and_invites_nobody(
    ratih: User, regency: Regency, client_of: SignIn
):
    client = client_of(ratih)
    listed = client.get(reverse("people:list", args=[regency.code]))
    assert listed.status_code == 200
    url = reverse("people:invite", args=[regency.code])
    assert client.get(url).status_code == 403


def test_a_list_of_many_people_asks_little(
    sari: User,
    regency: Regency,
    client_of: SignIn,
    seat: Callable[..., User],
    django_assert_max_num_queries: Callable,
):
    for number in range(60):
        seat(f"driver{number}", Role.DRIVER)
    client = client_of(sari)
    with django_assert_max_num_queries(16):
        client.get(reverse("people:list", args=[regency.code]))


def test_an_offer_falls_with_whoever_made_it(
    sari: User, seat: Callable[..., User], regency: Regency
):
    seat("successor", Role.KPU)
    offer = invite(regency, role=Role.KPU, place_id="", by=sari)
    end_seat(sari.seats.get(), by=sari, reason="left the office")
    assert Client().get(f"/akun/undangan/{offer.secret}/").status_code == 404
    with pytest.raises(PeopleError):
        accept(offer.secret, username="wati", password=PASSWORD)


@pytest.mark.parametrize(
    ("vehicle", "is_there"),
    [
        ("pickup:1", True),
        ("pickup:99", False),
        ("pickup:0", False),
        ("pickup:01", False),
        ("pickup", False),
        ("zeppelin:1", False),
        ("", True),
    ],
)
def test_a_driver_is_given_a_vehicle_of_the_data(
    sari: User, regency: Regency, client_of: SignIn, vehicle: str, is_there
):
    url = reverse("people:invite", args=[regency.code])
    form = {"role": "driver", "place_id": vehicle}
    client_of(sari).post(url, form)
    assert Invitation.objects.exists() is is_there


def test_a_guessed_link_opens_nothing(sari: User, regency: Regency):
    secret = invite(regency, role=Role.KPU, place_id="", by=sari).secret
    for guess in (secret[:-1], secret.swapcase(), "0", "%00", "../" + secret):
        answer = Client().get(f"/akun/undangan/{guess}/")
        assert answer.status_code in {400, 404}, guess
