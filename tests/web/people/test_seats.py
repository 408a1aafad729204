"""Seats end; one is taken in an emergency only in the open."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.pages.models import Notice
from sampai.web.people.inviting import PeopleError
from sampai.web.people.models import Act, Seat, User
from sampai.web.people.roles import EMERGENCY, OVERSIGHT, Role
from sampai.web.people.services import break_glass, end_seat
from sampai.web.plans.models import Plan

SignIn = Callable[[User], Client]
REASON = "the secretary cannot be reached, trucks wait"


def take(user: User, regency: Regency, hours: int = 1) -> Seat:
    """Take the seat of the KPU in an emergency."""
    return break_glass(
        user,
        regency,
        role=Role.KPU,
        place_id="",
        lasts=timedelta(hours=hours),
        reason=REASON,
    )


def test_a_seat_that_ended_opens_nothing(
    sari: User, budi: User, regency: Regency, client_of: SignIn
):
    seat = budi.seats.get()
    url = reverse("people:end", args=[regency.code, seat.pk])
    client_of(sari).post(url, {"reason": "left the office"})
    page = client_of(budi).get(reverse("readiness", args=[regency.code]))
    assert page.status_code == 403
    assert Act.objects.get(verb="seat.ended").reason == "left the office"


def test_a_seat_does_not_end_without_a_reason(
    sari: User, budi: User, regency: Regency, client_of: SignIn
):
    seat = budi.seats.get()
    url = reverse("people:end", args=[regency.code, seat.pk])
    assert client_of(sari).post(url, {"reason": " "}).status_code == 200
    seat.refresh_from_db()
    assert seat.ends_at is None


def test_the_last_of_the_kpu_stays(sari: User):
    with pytest.raises(PeopleError):
        end_seat(sari.seats.get(), by=sari, reason="tired")


def test_the_glass_is_broken_in_the_open(
    budi: User, ratih: User, regency: Regency, client_of: SignIn
):
    url = reverse("people:glass", args=[regency.code])
    form = {"role": "kpu", "hours": "2", "reason": REASON}
    client_of(budi).post(url, form)
    seat = budi.seats.get(is_emergency=True)
    assert seat.ends_at - seat.begins_at == timedelta(hours=2)
    reader = client_of(ratih)
    for name in ("people:list", "people:acts"):
        page = reader.get(reverse(name, args=[regency.code]))
        assert REASON in page.content.decode()


def test_it_opens_for_its_time_and_no_longer(
    budi: User, regency: Regency, client_of: SignIn
):
    data = reverse("people:acts", args=[regency.code])
    assert client_of(budi).get(data).status_code == 403
    seat = take(budi, regency)
    assert client_of(budi).get(data).status_code == 200
    Seat.objects.filter(pk=seat.pk).update(ends_at=timezone.now())
    assert client_of(budi).get(data).status_code == 403


def test_it_gives_nothing_that_would_outlast_it(
    budi: User, regency: Regency, client_of: SignIn
):
    take(budi, regency)
    client = client_of(budi)
    for name in ("people:invite", "account_token"):
        page = client.get(reverse(name, args=[regency.code]))
        assert page.status_code == 403, name


def test_it_is_ended_early_by_oneself(
    budi: User, regency: Regency, client_of: SignIn
):
    seat = take(budi, regency)
    url = reverse("people:close_glass", args=[regency.code, seat.pk])
    client_of(budi).post(url)
    seat.refresh_from_db()
    assert not seat.holds_at(timezone.now())
    assert Act.objects.filter(verb="glass.closed", user=budi).exists()


def test_nobody_ends_the_emergency_of_another_that_way(
    budi: User, dewi: User, regency: Regency, client_of: SignIn
):
    seat = take(budi, regency)
    url = reverse("people:close_glass", args=[regency.code, seat.pk])
    assert client_of(dewi).post(url).status_code == 404


@pytest.mark.parametrize("hours", [0, 5])
def test_it_lasts_at_most_four_hours(budi: User, regency: Regency, hours: int):
    with pytest.raises(PeopleError):
        take(budi, regency, hours)


def test_the_police_do_not_become_the_kpu(joko: User, regency: Regency):
    with pytest.raises(PeopleError):
        take(joko, regency)


def test_no_emergency_makes_oversight_of_anyone_or_of_oversight():
    assert not OVERSIGHT & EMERGENCY.keys()
    assert not OVERSIGHT & frozenset().union(*EMERGENCY.values())


@pytest.mark.usefixtures("sari", "ratih", "dewi")
def test_the_kpu_and_bawaslu_get_a_notice(budi: User, regency: Regency):
    take(budi, regency)
    told = {notice.user.username for notice in Notice.objects.all()}
    assert told == {"sari", "ratih"}
    for notice in Notice.objects.all():
        assert "budi" in str(notice)
        assert "KPU" in str(notice)


def test_a_seat_is_not_taken_twice_at_once(budi: User, regency: Regency):
    take(budi, regency)
    with pytest.raises(PeopleError):
        take(budi, regency)
    assert budi.seats.filter(is_emergency=True).count() == 1


def test_in_an_emergency_nobody_signs_for_the_kpu(
    budi: User, plan: Plan, regency: Regency, client_of: SignIn
):
    take(budi, regency)
    client = client_of(budi)
    detail = reverse("plans:detail", args=[regency.code, plan.number])
    assert client.get(detail).status_code == 200
    for name in ("plans:approve", "plans:publish"):
        url = reverse(name, args=[regency.code, plan.number])
        assert url not in client.get(detail).content.decode()
        form = {"name": "Budi", "reason": REASON}
        assert client.post(url, form).status_code == 403
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_who_asks_for_help_does_not_grant_it():
    assert not any(Role.PEMDA in taken for taken in EMERGENCY.values())
