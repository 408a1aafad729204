"""Two requests at the same moment: one of them decides, the other is told."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from sampai.errors import SampaiError
from sampai.web.api.models import Answer
from sampai.web.datasets.models import Regency
from sampai.web.jobs.models import Job
from sampai.web.people.inviting import accept, invite
from sampai.web.people.models import Act, Seat, User
from sampai.web.people.roles import Role
from sampai.web.people.services import break_glass, end_seat
from sampai.web.plans.models import Decision, Plan
from sampai.web.plans.services import approve, publish

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connections["default"].vendor == "sqlite",
        reason="a database in memory has one connection: make test-postgres",
    ),
]
SignIn = Callable[[User], Client]
TRIES = 5
SIGNED = {"name": "Sari", "reason": "tested"}


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do things at the same moment; give what came of each."""
    barrier, came = Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        try:
            barrier.wait()
            came.append(deed())
        except SampaiError as refusal:
            came.append(refusal)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == len(deeds), "one of them failed"
    return came


def refused(came: list[object]) -> int:
    """Count those who were refused."""
    return sum(isinstance(one, SampaiError) for one in came)


def test_a_plan_is_published_once(plan: Plan, sari: User):
    approve(plan, by=sari, **SIGNED)

    def deed() -> Decision:
        return publish(Plan.objects.get(pk=plan.pk), by=sari, **SIGNED)

    assert refused(at_once(deed, deed, deed)) == 2
    assert Decision.objects.filter(state="published").count() == 1
    assert Act.objects.filter(verb="plan.published").count() == 1


def taking(secret: str, name: str) -> Callable[[], Seat]:
    """Make ready to take the seat of a link."""
    return lambda: accept(secret, username=name, password="x")  # noqa: S106 (of nobody)


def test_an_invitation_is_taken_once(regency: Regency, sari: User):
    for number in range(TRIES):
        offer = invite(regency, role=Role.DRIVER, place_id="", by=sari)
        names = [f"wati{number}{word}" for word in "abc"]
        came = at_once(*(taking(offer.secret, name) for name in names))
        assert refused(came) == 2
    assert Seat.objects.filter(role=Role.DRIVER).count() == TRIES
    assert User.objects.filter(username__startswith="wati").count() == TRIES


def test_one_name_is_given_once(regency: Regency, sari: User):
    offers = [
        invite(regency, role=Role.DRIVER, place_id="", by=sari).secret
        for _ in range(2)
    ]
    came = at_once(*(taking(secret, "wati") for secret in offers))
    assert refused(came) == 1
    assert User.objects.filter(username__iexact="wati").count() == 1


def test_the_last_two_of_the_kpu_do_not_end_each_other(
    sari: User, seat: Callable[..., User]
):
    wati = seat("wati", Role.KPU)
    came = at_once(
        lambda: end_seat(wati.seats.get(), by=sari, reason="left"),
        lambda: end_seat(sari.seats.get(), by=wati, reason="left"),
    )
    assert refused(came) == 1
    assert Seat.objects.filter(role=Role.KPU, ends_at=None).count() == 1


def test_the_glass_is_broken_once(regency: Regency, budi: User):
    def deed() -> Seat:
        return break_glass(
            User.objects.get(pk=budi.pk),
            regency,
            role=Role.KPU,
            place_id="",
            lasts=timedelta(hours=1),
            reason="nobody answers",
        )

    assert refused(at_once(deed, deed)) == 1
    assert budi.seats.filter(is_emergency=True).count() == 1


def test_one_key_at_once_does_a_thing_once(
    plan: Plan, sari: User, client_of: SignIn
):
    code = plan.regency.code

    def deed() -> int:
        return (
            client_of(sari)
            .post(
                f"/api/r/{code}/plans/{plan.number}/approve",
                SIGNED,
                content_type="application/json",
                headers={"Idempotency-Key": "at-once-1"},
            )
            .status_code
        )

    came = at_once(deed, deed, deed)
    assert 200 in came
    assert set(came) <= {200, 409}
    assert Act.objects.filter(verb="plan.approved").count() == 1
    assert Answer.objects.count() == 1
    assert not Job.objects.exists()
