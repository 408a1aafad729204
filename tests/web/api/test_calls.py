"""What the calls give, and how they refuse."""

import re
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone

from sampai.tables import read_dataset
from sampai.web.api.models import Answer
from sampai.web.jobs.models import Job, JobState
from sampai.web.people.models import Act

DECIDE = {"name": "Sari", "reason": "tested"}
SHAPE = {"code", "message", "faults"}


@pytest.fixture
def kpu(browser, sari):
    """Sari at a browser."""
    return browser(sari)


@pytest.fixture
def job(regency, sari) -> Job:
    """A job that waits."""
    return Job.objects.create(
        regency=regency,
        kind="plan",
        title="t",
        by=sari,
        made_at=timezone.now(),
    )


def test_the_caller_is_told_who_they_are(kpu, regency):
    told = kpu.get("me").json()
    assert told["username"] == "sari"
    assert told["seats"][0]["role"] == "kpu"
    assert "plans.publish" in told["permissions"]
    assert kpu.get("regencies").json() == [
        {"code": regency.code, "name": "Pesisir Barat", "edition": 1}
    ]


def test_tables_are_paged(kpu, base, dataset):
    listed = kpu.get(f"{base}/tables").json()
    rows = {one["table"]: one["rows"] for one in listed}
    assert rows["tps"] == dataset.tps.height
    first = kpu.get(f"{base}/tables/tps", size=2).json()
    assert (first["count"], len(first["rows"])) == (dataset.tps.height, 2)
    beyond = kpu.get(f"{base}/tables/tps", page=100_000).json()
    assert beyond["rows"] == []
    assert set(first["rows"][0]) == set(dataset.tps.columns)


def test_an_export_reads_back_to_the_same_data(kpu, base, dataset, tmp_path):
    path = tmp_path / "data.xlsx"
    path.write_bytes(kpu.get(f"{base}/export").content)
    assert read_dataset(path).input_sha256() == dataset.input_sha256()


def test_needs_stock_weather_and_search_answer(kpu, base, tps_id):
    needs = kpu.get(f"{base}/needs", tps_id=tps_id).json()
    assert needs["count"] > 0
    assert kpu.get(f"{base}/stock").json()["count"] > 0
    assert kpu.get(f"{base}/weather").json()["days"]
    assert kpu.get(f"{base}/search", q=tps_id).json()
    assert kpu.get(f"{base}/editions").json()[0]["number"] == 1


def test_a_plan_goes_its_way(kpu, base, plan):
    address = f"{base}/plans/{plan.number}"
    assert kpu.post(f"{address}/publish", DECIDE).status_code == 409
    assert kpu.post(f"{address}/approve", DECIDE).status_code == 200
    told = kpu.post(f"{address}/publish", DECIDE).json()
    assert told["state"] == "published"
    assert kpu.get(address).json()["state"] == "published"
    verbs = Act.objects.values_list("verb", flat=True)
    assert {"plan.approved", "plan.published"} <= set(verbs)


def test_risk_comes_the_lowest_first(kpu, base, plan):
    told = kpu.get(f"{base}/plans/{plan.number}/risk", size=50).json()
    chances = [row["on_time_prob"] for row in told["rows"]]
    assert chances == sorted(chances)
    assert kpu.get(f"{base}/plans/{plan.number}/prices").status_code == 200


def test_a_question_that_names_nothing_known_is_refused(kpu, base, plan):
    address = f"{base}/plans/{plan.number}/whatif"
    assert kpu.post(address, {}).status_code == 422
    answer = kpu.post(address, {"fewer": {"spaceship": 1}})
    assert "spaceship" in answer.json()["message"]


def test_a_question_is_answered(kpu, base, plan, dataset):
    kind = dataset.vehicles.filter(dataset.vehicles["count"] > 1)[
        "vehicle_type"
    ][0]
    answer = kpu.post(
        f"{base}/plans/{plan.number}/whatif", {"fewer": {kind: 1}}
    )
    assert answer.status_code == 200, answer.content
    assert answer.json()["before"]["cost_out_idr"] > 0


def test_a_job_is_cancelled(kpu, base, job):
    assert kpu.get(f"{base}/jobs").json()["count"] == 1
    told = kpu.post(f"{base}/jobs/{job.pk}/cancel").json()
    assert told["state"] == JobState.CANCELLED


def test_every_fault_of_a_body_is_told(kpu, base):
    answer = kpu.post(f"{base}/plans", {"scenarios": 1, "wings": 2})
    told = answer.json()
    assert answer.status_code == 422
    assert set(told) == SHAPE
    faults = {fault["column"]: fault for fault in told["faults"]}
    assert set(faults) == {"asked.name", "asked.scenarios", "asked.wings"}
    assert faults["asked.scenarios"]["found"] == "1"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nowhere", 404),
        ("r/nowhere/plans", 404),
        ("{base}/tables/nothing", 404),
        ("{base}/plans/99", 404),
        ("{base}/plans/99999999999999999999", 422),
        ("{base}/plans/x", 422),
        ("{base}/jobs/x", 422),
        ("{base}/tables/tps?page=0", 422),
        ("{base}/needs?item=%00", 422),
    ],
)
def test_every_refusal_has_one_shape(kpu, base, path, status):
    answer = kpu.get(path.format(base=base))
    assert answer.status_code == status
    assert set(answer.json()) == SHAPE


def test_a_body_that_is_no_json_is_refused(kpu, base):
    answer = kpu.client.post(
        f"/api/{base}/plans",
        "{",
        content_type="application/json",
        headers={"Idempotency-Key": "12345678"},
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


class TestOnce:
    """A key does a thing once."""

    def test_the_same_request_gets_the_same_answer(self, kpu, base, plan):
        address = f"{base}/plans/{plan.number}/approve"
        first = kpu.post(address, DECIDE, key="approve-1")
        again = kpu.post(address, DECIDE, key="approve-1")
        assert first.status_code == again.status_code == 200
        assert first.content == again.content
        assert again.headers["Idempotent-Replay"] == "true"
        assert Act.objects.filter(verb="plan.approved").count() == 1

    def test_another_body_may_not_use_the_key(self, kpu, base, plan):
        address = f"{base}/plans/{plan.number}/approve"
        kpu.post(address, DECIDE, key="approve-1")
        other = kpu.post(address, DECIDE | {"name": "X"}, key="approve-1")
        assert other.status_code == 422
        assert other.json()["code"] == "key_reused"

    def test_a_refused_request_may_be_mended(self, kpu, base, plan):
        address = f"{base}/plans/{plan.number}/approve"
        assert kpu.post(address, {}, key="approve-1").status_code == 422
        mended = kpu.post(address, DECIDE, key="approve-1")
        assert mended.status_code == 200

    def test_a_request_at_work_is_not_begun_again(self, kpu, base, plan):
        address = f"{base}/plans/{plan.number}/approve"
        kpu.post(address, DECIDE, key="approve-1")
        Answer.objects.update(status=None)
        again = kpu.post(address, DECIDE, key="approve-1")
        assert again.status_code == 409
        assert again.json()["code"] == "in_progress"

    def test_keys_of_others_do_not_matter(self, kpu, browser, seat, base, job):
        address = f"{base}/jobs/{job.pk}/cancel"
        assert kpu.post(address, key="cancel-1").status_code == 200
        other = browser(seat("second", "kpu"))
        assert other.post(address, key="cancel-1").status_code == 200

    @pytest.mark.parametrize("key", ["short", "with space in it", "x" * 201])
    def test_a_key_is_asked_for(self, kpu, base, plan, key):
        address = f"{base}/plans/{plan.number}/approve"
        answer = kpu.post(address, DECIDE, key=key)
        assert answer.status_code == 400
        assert answer.json()["code"] == "key_missing"


@pytest.mark.django_db
def test_the_docs_load_files_of_this_site_alone():
    page = Client().get("/api/docs")
    text = page.content.decode()
    assert page.status_code == 200
    assert "http://" not in text
    assert "https://" not in text
    inline = r"<script(?![^>]*\ssrc=)(?![^>]*application/json)|<style|style="
    assert not re.search(inline, text)
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert BytesIO(Client().get("/api/openapi.json").content).read(1) == b"{"
