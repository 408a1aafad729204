"""Import records from files: checked in the background, taken whole."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile as Sent
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sampai.errors import SampaiError
from sampai.tables.records import read_records
from sampai.web.datasets.models import Regency
from sampai.web.jobs.links import JOB_LINKS
from sampai.web.jobs.models import Job
from sampai.web.jobs.running import Reporter, kind_of_job, start_job
from sampai.web.people.models import User
from sampai.web.people.rules import seats_of, territory
from sampai.web.people.scopes import Scope
from sampai.web.records.merging import Who, compare, merge
from sampai.web.records.models import Upload, UploadedFile
from sampai.web.records.selectors import surroundings

RECORDS_IMPORT = "records"
CHANGE = "records.change"
# A file that was only looked at waits so long for its second word.
KEPT = timedelta(days=7)


@transaction.atomic
def send_files(
    regency: Regency, files: Iterable[Sent], *, by: User, reason: str
) -> Job:
    """
    Keep files and have them looked at; nothing is imported yet.

    Parameters
    ----------
    regency
        Where.
    files
        As they were sent.
    by, reason
        Who sends them, and why.

    Returns
    -------
    Job
        Waiting.
    """
    now = timezone.now()
    Upload.objects.filter(regency=regency, at__lt=now - KEPT).delete()
    upload = Upload.objects.create(
        regency=regency, by=by, at=now, reason=reason
    )
    kept = UploadedFile.objects.bulk_create(
        UploadedFile(
            upload=upload, name=(one.name or "")[-200:], content=one.read()
        )
        for one in files
    )
    title = ", ".join(one.name for one in kept)
    return _start(regency, upload.pk, title, by=by, look_only=True)


def take_files(looked: Job, *, by: User) -> Job:
    """
    Have files imported that were looked at.

    Parameters
    ----------
    looked
        The job that looked at them.
    by
        Who says so.

    Returns
    -------
    Job
        Waiting.
    """
    upload = int(looked.given["upload"])
    return _start(looked.regency, upload, looked.title, by=by, look_only=False)


def _start(
    regency: Regency, upload: int, title: str, *, by: User, look_only: bool
) -> Job:
    return start_job(
        Job(
            regency=regency,
            kind=RECORDS_IMPORT,
            title=title[:200],
            by=by,
            given={"upload": upload, "look_only": look_only},
        )
    )


@kind_of_job(RECORDS_IMPORT, CHANGE)
def import_records(reporter: Reporter) -> dict[str, object]:
    """
    Look at files, and import them unless they are only to be looked at.

    Parameters
    ----------
    reporter
        Of the job; given are the upload and whether only to look.

    Returns
    -------
    dict
        Whether it was only looked at, and counts by table.

    Raises
    ------
    SampaiError
        When the files are gone, or there is no territory to write in.
    """
    job, given = reporter.job, reporter.job.given
    upload = Upload.objects.filter(
        pk=given["upload"], regency=job.regency
    ).first()
    if upload is None:
        raise SampaiError(_("The files are no longer kept. Send them again."))
    reporter.tell(_("Reading the files"))
    known = surroundings(job.regency, _own_scope(job))
    if known is None:
        raise SampaiError(_("Import the data of the regency first."))
    files = {one.name: bytes(one.content) for one in upload.files.all()}
    frames = read_records(files, known)
    rows = sum(frame.height for frame in frames.values())
    reporter.tell(_("Comparing with what stands"), 0, rows)
    if given["look_only"]:
        who = Who(by=job.by, at=timezone.now(), reason="")
        found = [compare(job.regency, t, f, who) for t, f in frames.items()]
        counts = {one.table: one.counts.as_dict() for one in found}
        return {"look_only": True, "tables": counts}
    with reporter.closing():
        counts = merge(job.regency, frames, by=job.by, reason=upload.reason)
        upload.delete()
    return {"look_only": False, "tables": counts}


def _own_scope(job: Job) -> Scope:
    """Ask anew where the person may write: seats end, jobs wait."""
    if job.by is None:
        raise SampaiError(_("Nobody has asked for this import."))
    seats = seats_of(job.by, job.regency.code, timezone.now())
    scope = territory(seats, CHANGE, job.regency)
    if not (scope.whole or scope.places or scope.tps):
        raise SampaiError(
            _("You may no longer write records down in this regency.")
        )
    return scope


def result_url(job: Job) -> str:
    """
    Give the page that tells what an import did or would do.

    Parameters
    ----------
    job
        One of this kind.

    Returns
    -------
    str
        Its address.
    """
    return reverse("records:imported", args=[job.regency.code, job.pk])


JOB_LINKS[RECORDS_IMPORT] = result_url
