"""Who may call the API: by session, by token, and what no token may."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sampai.web.api.routes import data
from sampai.web.datasets.models import Regency
from sampai.web.people.models import Seat, Token
from sampai.web.people.roles import NEVER_BY_TOKEN, PERMISSIONS
from sampai.web.plans.services import approve, publish

SECRET = "secret of the house"  # noqa: S105 (of nobody)
DECIDE = {"name": "Sari", "reason": "tested"}


def test_a_stranger_is_asked_to_sign_in(base):
    answer = Client().get(f"/api/{base}/plans")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] == "not_signed_in"


def test_tono_may_call_nothing(tono, browser, base):
    caller = browser(tono)
    for path in ("plans", "tables", "needs", "jobs", "stock", "weather"):
        assert caller.get(f"{base}/{path}").status_code == 403, path
    assert caller.get("regencies").json() == []


def test_a_session_needs_its_csrf_token(sari, base, plan):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        sari, "allauth.account.auth_backends.AuthenticationBackend"
    )
    answer = client.post(
        f"/api/{base}/plans/{plan.number}/approve",
        DECIDE,
        content_type="application/json",
        headers={"Idempotency-Key": "12345678"},
    )
    assert answer.status_code == 403
    assert answer.json()["code"] == "csrf"


def test_a_token_opens_its_scopes_alone(sari, program, base, plan):
    caller = program(sari, "plans.see")
    assert caller.get(f"{base}/plans/{plan.number}").status_code == 404
    assert caller.get(f"{base}/tables").status_code == 403
    both = program(sari, "plans.see", "drafts.see")
    assert both.get(f"{base}/plans/{plan.number}").status_code == 200
    assert both.get("me").json()["permissions"] == [
        "drafts.see",
        "plans.see",
    ]


def test_a_token_opens_less_once_its_owner_may_less(sari, program, base):
    caller = program(sari, "plans.see")
    assert caller.get(f"{base}/plans").status_code == 200
    sari.seats.update(ends_at=timezone.now())
    assert caller.get(f"{base}/plans").status_code == 403


def test_a_token_opens_one_regency(sari, program):
    other = Regency.objects.create(code="elsewhere", name="Elsewhere")
    Seat.objects.create(
        user=sari, role="kpu", regency=other, begins_at=timezone.now()
    )
    caller = program(sari, "plans.see")
    assert caller.get("r/elsewhere/plans").status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"digest": "0" * 64},
    ],
)
def test_a_token_that_holds_no_more_opens_nothing(sari, program, base, change):
    caller = program(sari, "plans.see")
    Token.objects.update(**change)
    assert caller.get(f"{base}/plans").status_code == 401


@pytest.mark.parametrize("deed", ["approve", "publish"])
def test_no_token_decides_whatever_its_scopes_say(
    sari, program, base, plan, deed
):
    caller = program(sari, *PERMISSIONS)
    answer = caller.post(f"{base}/plans/{plan.number}/{deed}", DECIDE)
    assert answer.status_code == 403
    assert answer.json()["code"] == "not_by_token"
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_no_scope_publishes_enrols_or_breaks_glass():
    assert {"plans.publish", "people.change", "glass.break"} <= NEVER_BY_TOKEN


def test_a_token_asks_its_owner_for_a_second_factor(
    sari, program, base, settings
):
    settings.DEMO = False
    answer = program(sari, "plans.see").get(f"{base}/plans")
    assert answer.json()["code"] == "second_factor"


def test_the_use_of_a_token_is_noted_once_a_minute(sari, program):
    caller = program(sari, "jobs.see")
    caller.get("me")
    used = Token.objects.get().used_at
    assert used is not None
    caller.get("me")
    assert Token.objects.get().used_at == used


@pytest.fixture
def readers(browser, sari, budi, dewi):
    """The regency, a district of it and a TPS of that."""
    return browser(sari), browser(budi), browser(dewi)


def test_a_district_reads_its_own_part(readers, sari, base, tps_id, plan):
    whole, district, station = readers
    approve(plan, by=sari, name="Sari", reason="tested")
    publish(plan, by=sari, name="Sari", reason="tested")
    table = f"{base}/plans/{plan.number}/tables"
    for name in ("trips", "loads", "last_mile"):
        every = whole.get(f"{table}/{name}").json()["count"]
        part = district.get(f"{table}/{name}").json()["count"]
        one = station.get(f"{table}/{name}").json()["count"]
        assert every > part >= one > 0, name
    assert district.get(f"{table}/passages").json()["count"] == 0
    assert district.get(f"{table}/risk").status_code == 403
    assert district.get(f"{table}/escorts").status_code == 403
    detail = district.get(f"{base}/plans/{plan.number}").json()
    assert detail["summary"] == {}
    needs = station.get(f"{base}/needs", size=500).json()["rows"]
    assert {row["tps_id"] for row in needs} == {tps_id}


def test_a_failure_tells_no_trace(sari, browser, base, monkeypatch, caplog):
    def break_down(*_arguments):
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(data, "rows_out", break_down)
    with caplog.at_level(logging.CRITICAL):
        answer = browser(sari).get(f"{base}/tables/tps")
    assert answer.status_code == 500
    assert answer.json()["code"] == "failed"
    assert "secret" not in answer.content.decode()
