"""A cancel and two workers at the same moment: one of them decides."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands.db_worker import Worker

from sampai.web.jobs.models import JobState
from sampai.web.jobs.running import start_job

JOBS = 40
HERE = Path(__file__).parent


def test_a_cancel_and_two_workers_at_once(tmp_path):
    """
    With real threads on a file, forty times.

    However it falls: begun at most once, never after the cancel said that
    it ended, and what was made is there exactly when the job is done.
    """
    run = subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, HERE / "race.py", tmp_path, str(JOBS)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert len(told) == JOBS
    for job in told:
        assert job["begun"] == (0 if job["ended_waiting"] else 1), job
        is_done = job["state"] == JobState.DONE
        assert is_done or job["state"] == JobState.CANCELLED, job
        assert job["made"] == is_done, job
        assert bool(job["result"]) == is_done, job


@pytest.mark.django_db(transaction=True)
def test_the_worker_of_the_site_runs_a_job(job, settings, monkeypatch):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend"}
    }
    # Ctrl-C stays with pytest.
    monkeypatch.setattr(Worker, "configure_signals", lambda _self: None)
    start_job(job)
    job.refresh_from_db()
    assert job.state == JobState.WAITING
    call_command(
        "db_worker", batch=True, interval=0, startup_delay=False, verbosity=0
    )
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"counted": 2})
