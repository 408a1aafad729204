"""
Workers and cancels at the same moment, on a database in a file.

Run by `test_race.py` as a process of its own: a database that lives in
memory locks otherwise than one in a file. Prints what it found as JSON.
"""

import json
import sys
from pathlib import Path
from threading import Barrier, Thread

import django
from django.conf import settings


def main(folder: Path, jobs: int) -> None:
    """Let two workers and a person at each job, all at once."""
    from sampai.web.config import testing  # noqa: PLC0415 (before Django)
    from sampai.web.config.base import sqlite  # noqa: PLC0415 (as above)

    names = [name for name in dir(testing) if name.isupper()]
    members = {name: getattr(testing, name) for name in names}
    members["DATABASES"] = {"default": sqlite(folder / "race.sqlite3")}
    # Tables for all models as they stand, whatever migrations there are.
    members["MIGRATION_MODULES"] = {
        app.rpartition(".")[2]: None for app in testing.INSTALLED_APPS
    }
    settings.configure(**members)
    django.setup()
    json.dump(raced(jobs), sys.stdout)


def raced(jobs: int) -> list[dict[str, object]]:
    """Tell of each job how often it was begun, and how it ended."""
    from django.core.management import call_command  # noqa: PLC0415 (after it)
    from django.utils import timezone  # noqa: PLC0415 (as above)

    from sampai.web.datasets.models import Regency  # noqa: PLC0415 (as above)
    from sampai.web.jobs.models import Job  # noqa: PLC0415 (as above)
    from sampai.web.jobs.running import KINDS, Reporter  # noqa: PLC0415 (as above)

    call_command("migrate", run_syncdb=True, verbosity=0)
    regency = Regency.objects.create(code="race", name="Race")
    begun: list[object] = []

    def work(reporter: Reporter) -> dict[str, object]:
        begun.append(reporter.job.pk)
        reporter.tell("middle")
        with reporter.closing():
            Regency.objects.create(code=str(reporter.job.pk), name="made")
        return {"made": True}

    KINDS["race"] = work
    told = []
    for _ in range(jobs):
        job = Job.objects.create(
            regency=regency, kind="race", title="", made_at=timezone.now()
        )
        ended = at_once(job)
        job.refresh_from_db()
        told.append(
            {
                "begun": begun.count(job.pk),
                "ended_waiting": ended,
                "state": job.state,
                "made": Regency.objects.filter(code=str(job.pk)).exists(),
                "result": job.result,
            }
        )
    return told


def at_once(job: object) -> bool:
    """Run it twice and cancel it, in three threads that start together."""
    from django.db import connection  # noqa: PLC0415 (after the set-up)

    from sampai.web.jobs.running import cancel_job, run_job  # noqa: PLC0415 (as above)

    start, found = Barrier(3), []

    def together(deed: object) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            found.append(deed())
        finally:
            connection.close()

    deeds = [
        lambda: run_job.call(str(job.pk)),
        lambda: run_job.call(str(job.pk)),
        lambda: cancel_job(job),
    ]
    threads = [Thread(target=together, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(deeds), "a thread fell over"
    return True in found


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
