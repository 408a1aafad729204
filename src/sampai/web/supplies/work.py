"""The job of this room: packing lists and labels of many TPS."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from sampai.web.datasets.models import Edition
from sampai.web.jobs.children import in_child
from sampai.web.jobs.links import JOB_LINKS
from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.running import Reporter, kind_of_job, start_job
from sampai.web.people.models import User
from sampai.web.supplies.deeds import write_list
from sampai.web.supplies.packing import LABELS, Area, Basis, path_of
from sampai.web.supplies.selectors import dataset_of

PACKING = "packing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    Which lists are wanted.

    Parameters
    ----------
    basis, area
        From which data, and for which part of the regency.
    what
        ``packing`` or ``labels``.
    language
        ``id`` or ``en``.
    """

    basis: Basis
    area: Area
    what: str
    language: str


@kind_of_job(PACKING, "needs.see")
def run_packing(reporter: Reporter) -> dict[str, object]:
    """
    Write lists; the file appears whole or not at all.

    Parameters
    ----------
    reporter
        Of the job; given are edition, area, what, language and file.

    Returns
    -------
    dict
        Name of the file.
    """
    given = reporter.job.given
    edition = Edition.objects.get(pk=given["edition"])
    path = Path(settings.MEDIA_ROOT) / given["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as lent:
        made = Path(lent) / path.name
        in_child(
            reporter,
            write_list,
            dataset=dataset_of(edition),
            path=made,
            language=given["language"],
            area=given["area"] or None,
            only=(given["what"],),
            is_draft=given["is_draft"],
        )
        with reporter.closing():
            made.replace(path)
    return {"file": path.name}


def start_packing(order: Order, *, by: User) -> Job:
    """
    Have lists written.

    Parameters
    ----------
    order
        Which.
    by
        Who asked.

    Returns
    -------
    Job
        Waiting, or the one that is at it already.
    """
    basis, area = order.basis, order.area
    path = path_of(basis, area, order.what, order.language)
    file = path.relative_to(settings.MEDIA_ROOT).as_posix()
    given = {
        "edition": basis.edition.pk,
        "area": area.id,
        "what": order.what,
        "language": order.language,
        "is_draft": basis.is_draft,
        "file": file,
    }
    regency = basis.edition.regency
    at_it = Job.objects.filter(
        regency=regency,
        kind=PACKING,
        given__file=file,
        state__in=[JobState.WAITING, JobState.RUNNING],
        by=by,
    ).first()
    if at_it is not None:
        return at_it
    title = f"{_title(order.what)}: {area.name or regency.name}"
    job = Job(
        regency=regency, kind=PACKING, title=title[:120], by=by, given=given
    )
    return start_job(job)


def _title(what: str) -> str:
    return _("Labels") if what == LABELS else _("Packing lists")


def _page_of(job: Job) -> str:
    return reverse("supplies:packing", args=[job.regency.code])


JOB_LINKS[PACKING] = _page_of
