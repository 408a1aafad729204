"""A job ends, whatever its end is."""

import pytest
from django.db import transaction

from sampai.errors import DatasetError, Fault
from sampai.web.jobs import running
from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.running import cancel_job, run_job, start_job

FAULT = Fault(
    file="tps.csv", row=2, found="'x'", expected="a number", remedy="Mend it."
)


def refuse(_reporter: running.Reporter) -> dict[str, object]:
    """Find the input wanting."""
    raise DatasetError([FAULT])


def fall(_reporter: running.Reporter) -> dict[str, object]:
    """Have a defect."""
    raise ZeroDivisionError


def count(reporter: running.Reporter) -> dict[str, object]:
    """Tell two steps."""
    reporter.tell("first", 1, 2)
    reporter.tell("second", 2, 2)
    return {"counted": 2}


@pytest.fixture
def job(regency, monkeypatch) -> Job:
    kinds = {"count": count, "refuse": refuse, "fall": fall}
    monkeypatch.setattr(running, "KINDS", kinds)
    return Job(regency=regency, kind="count", title="Count")


def ran(job: Job) -> Job:
    """Run it as the worker does, and read it anew."""
    with transaction.atomic():
        start_job(job)
    run_job.call(str(job.pk))
    job.refresh_from_db()
    return job


def test_a_job_leaves_its_result(job):
    job = ran(job)
    assert (job.state, job.result) == (JobState.DONE, {"counted": 2})
    assert (job.step, job.done, job.total) == ("second", 2, 2)


def test_faults_are_kept_as_rows(job):
    job.kind = "refuse"
    job = ran(job)
    assert job.state == JobState.FAILED
    assert job.faults[0]["file"] == "tps.csv"
    assert job.faults[0]["remedy"] == "Mend it."


def test_a_defect_shows_no_trace(job, caplog):
    job.kind = "fall"
    job = ran(job)
    assert (job.state, job.result) == (JobState.FAILED, {"refusal": ""})
    assert "ZeroDivisionError" in caplog.text


def test_a_job_that_waits_is_cancelled_and_never_runs(job):
    with transaction.atomic():
        start_job(job)
        cancel_job(job)
    run_job.call(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.CANCELLED, {})


def test_a_job_that_is_asked_to_stop_stops_at_its_next_step(job, monkeypatch):
    def asked(reporter: running.Reporter) -> dict[str, object]:
        cancel_job(reporter.job)
        return count(reporter)

    monkeypatch.setitem(running.KINDS, "count", asked)
    assert ran(job).state == JobState.CANCELLED
