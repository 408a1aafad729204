"""What a stranger or a greedy program tries on the API."""

import pytest
from django.test import Client
from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.jobs.models import Job, JobState
from sampai.web.people.models import Person, Seat
from sampai.web.plans.services import approve, publish

METHODS = ("put", "patch", "delete", "options", "trace")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ["plans", "me"])
def test_a_method_that_is_not_there_is_refused_in_the_same_shape(
    sari, base, client_of, method, path
):
    address = f"/api/{path if path == 'me' else f'{base}/{path}'}"
    for client in (client_of(sari), Client()):
        answer = getattr(client, method)(address)
        assert answer.status_code == 405
        told = answer.json()
        assert told["code"] == "method_not_allowed"
        assert told["faults"] == []
        assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "path",
    ["tables/%00", "tables/tps?page=%00", "search?q=a%00b"],
)
def test_a_null_is_refused_in_the_same_shape(sari, base, browser, path):
    answer = browser(sari).client.get(f"/api/{base}/{path}")
    assert answer.status_code in {400, 422}
    assert {"code", "message", "faults"} == answer.json().keys()


def test_a_token_that_reads_jobs_stops_none(sari, program, base, regency):
    job = Job.objects.create(
        regency=regency,
        kind="plan",
        title="t",
        by=sari,
        made_at=timezone.now(),
    )
    path = f"{base}/jobs/{job.pk}/cancel"
    assert program(sari, "jobs.see").post(path).status_code == 403
    job.refresh_from_db()
    assert job.state == JobState.WAITING
    able = program(sari, "jobs.see", "plans.make")
    assert able.post(path).status_code == 200


@pytest.mark.parametrize(
    "word", ["", "Bearer", "Bearer ", "Bearer \u00e9", "Basic c2FyaTp4"]
)
def test_what_is_no_token_opens_nothing(base, word):
    answer = Client().get(
        f"/api/{base}/plans", headers={"Authorization": word}
    )
    assert answer.status_code == 401


def test_a_wrong_token_is_not_made_good_by_a_session(sari, base, client_of):
    answer = client_of(sari).get(
        f"/api/{base}/plans", headers={"Authorization": "Bearer wrong"}
    )
    assert answer.status_code == 401


def test_a_token_of_someone_inactive_opens_nothing(sari, program, base):
    caller = program(sari, "plans.see")
    sari.is_active = False
    sari.save()
    assert caller.get(f"{base}/plans").status_code == 401


def test_no_call_gives_names_or_phones(sari, program, browser, base, regency):
    Person.objects.create(
        person_id="P1", regency=regency, name="Siti", phone="0812"
    )
    for caller in (browser(sari), program(sari, "contacts.see")):
        for path in ("persons", "contacts", "records/persons"):
            answer = caller.get(f"{base}/{path}")
            assert answer.status_code in {403, 404}, path
            assert b"Siti" not in answer.content


def test_nothing_of_another_regency_is_found_by_its_id(sari, browser, regency):
    """Sari of one regency, with the ids of another, under both names."""
    other = Regency.objects.create(code="elsewhere", name="Elsewhere")
    job = Job.objects.create(
        regency=other, kind="plan", title="t", made_at=timezone.now()
    )
    caller = browser(sari)
    under_own = caller.get(f"r/{regency.code}/jobs/{job.pk}")
    assert under_own.status_code == 404
    assert caller.get(f"r/elsewhere/jobs/{job.pk}").status_code == 403


def test_an_answer_is_given_again_only_to_who_still_may(
    sari, browser, base, plan
):
    body = {"name": "Sari", "reason": "tested"}
    path, key = f"{base}/plans/{plan.number}/approve", "approve-1"
    assert browser(sari).post(path, body, key=key).status_code == 200
    Seat.objects.filter(user=sari).update(ends_at=timezone.now())
    assert browser(sari).post(path, body, key=key).status_code == 403


def test_a_job_tells_nothing_of_a_draft_to_others(
    sari, ratih, browser, program, base, plan
):
    job = Job.objects.create(
        regency=plan.regency,
        kind="prices",
        title="t",
        by=sari,
        made_at=timezone.now(),
        state=JobState.DONE,
        result={"plan": plan.number, "rows": [{"price_idr": 5}]},
    )
    path = f"{base}/jobs/{job.pk}"
    assert browser(sari).get(path).json()["result"]["rows"]
    assert browser(ratih).get(path).json()["result"] == {}
    every = browser(ratih).get(f"{base}/jobs").json()["jobs"]
    assert [one["result"] for one in every] == [{}]
    assert program(sari, "jobs.see").get(path).json()["result"] == {}
    approve(plan, by=sari, name="Sari", reason="tested")
    publish(plan, by=sari, name="Sari", reason="tested")
    assert browser(ratih).get(path).json()["result"]["rows"]
    assert program(sari, "jobs.see").get(path).json()["result"] == {}
