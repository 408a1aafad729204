"""A job ends, whatever its end is."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sampai.web.datasets.models import Edition
from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.running import (
    SILENT_AFTER,
    Cancelled,
    Reporter,
    cancel_job,
    run_job,
    start_job,
)
from sampai.web.jobs.services import give_up, give_up_all_lost, start_again

LONG_AGO = SILENT_AFTER + timedelta(seconds=1)


def ran(job: Job) -> Job:
    """Run it as the worker does, and read it anew."""
    with transaction.atomic():
        start_job(job)
    run_job.call(str(job.pk))
    job.refresh_from_db()
    return job


def begun(job: Job, ago: timedelta = timedelta(0)) -> Job:
    """A worker has begun it and told so some time ago."""
    now = timezone.now()
    job.state, job.made_at = JobState.RUNNING, now
    job.started_at = job.seen_at = now - ago
    job.save()
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


def test_an_unknown_kind_ends_too(job, caplog):
    job.kind = "never heard of"
    job = ran(job)
    assert (job.state, job.result) == (JobState.FAILED, {"refusal": ""})
    assert "never heard of" in caplog.text


def test_a_job_that_waits_is_cancelled_and_never_runs(job):
    with transaction.atomic():
        start_job(job)
        assert cancel_job(job)
    run_job.call(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.CANCELLED, {})


def test_a_job_that_is_asked_to_stop_stops_at_its_next_step(job, kinds):
    def asked(reporter: Reporter) -> dict[str, object]:
        assert not cancel_job(reporter.job)
        reporter.tell("next")
        return {}

    kinds["count"] = asked
    job = ran(job)
    assert job.state == JobState.CANCELLED
    assert job.step == ""


def test_a_job_runs_once_however_often_it_is_taken(job, kinds):
    taken = []
    kinds["count"] = lambda _reporter: taken.append(1) or {}
    ran(job)
    run_job.call(str(job.pk))
    assert taken == [1]


def test_a_job_that_runs_elsewhere_is_not_begun_again(job, kinds):
    kinds["count"] = lambda _reporter: pytest.fail("begun twice")
    run_job.call(str(begun(job).pk))


@pytest.mark.parametrize("stop", [cancel_job, None])
def test_what_a_job_makes_comes_whole_or_not_at_all(job, kinds, stop):
    """Cancelled, or with a defect, in the midst of writing."""
    number = 77

    def half(reporter: Reporter) -> dict[str, object]:
        if stop:
            stop(reporter.job)
        with reporter.closing():
            edition = Edition.objects.get(regency=reporter.job.regency)
            edition.pk, edition.number = None, number
            edition.save()
            raise ZeroDivisionError
        return {}

    kinds["count"] = half
    job = ran(job)
    assert job.state == (JobState.CANCELLED if stop else JobState.FAILED)
    assert not Edition.objects.filter(number=number).exists()


def test_a_job_without_a_sign_of_life_is_cancelled_at_once(job):
    assert cancel_job(begun(job, LONG_AGO))
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_a_worker_that_was_given_up_commits_nothing(job):
    run = Reporter(Job.objects.get(pk=begun(job, LONG_AGO).pk))
    assert give_up(job)
    with pytest.raises(Cancelled):
        run.tell("still here")
    with pytest.raises(Cancelled), run.closing():
        pytest.fail("may not write")
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.FAILED, {"lost": True})


def test_a_worker_that_was_given_up_does_not_change_the_end(job, kinds):
    def slow(reporter: Reporter) -> dict[str, object]:
        Job.objects.update(seen_at=timezone.now() - LONG_AGO)
        assert give_up(reporter.job)
        return {"late": True}

    kinds["count"] = slow
    job = ran(job)
    assert (job.state, job.result) == (JobState.FAILED, {"lost": True})


def test_only_what_is_silent_is_given_up(job, regency, kinds):
    assert "count" in kinds
    begun(job, SILENT_AFTER - timedelta(seconds=10))
    other = begun(Job(regency=regency, kind="count", title="b"), LONG_AGO)
    assert give_up_all_lost() == 1
    job.refresh_from_db()
    other.refresh_from_db()
    assert [job.state, other.state] == [JobState.RUNNING, JobState.FAILED]


def test_a_lost_job_is_started_again_with_what_it_was_given(job, sari):
    job.given = {"edition": 3}
    with transaction.atomic():
        again = start_again(begun(job, LONG_AGO), by=sari)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert (again.given, again.by) == ({"edition": 3}, sari)
    assert again.pk != job.pk


def test_a_sign_of_life_is_kept(job):
    run = Reporter(begun(job, timedelta(minutes=2)))
    before = job.seen_at
    run.tell("on")
    job.refresh_from_db()
    assert job.seen_at > before
