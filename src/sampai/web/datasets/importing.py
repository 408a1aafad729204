"""Import data: checked in the background, taken whole or not at all."""

from collections.abc import Mapping

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sampai.documents.faults import sentence
from sampai.errors import Fault, SampaiError
from sampai.tables import DATASET_TABLES
from sampai.tables.folding import naming
from sampai.tables.sources import Source
from sampai.web.datasets.checking import NAMED, Base, Checked, check
from sampai.web.datasets.comparing import KINDS, packed
from sampai.web.datasets.convert import (
    Stored,
    dataset_of_edition,
    store_dataset,
)
from sampai.web.datasets.forgetting import forget_old
from sampai.web.datasets.mending import (
    MENDING_TABLES,
    mended,
    refused_workbook,
)
from sampai.web.datasets.models import (
    Edition,
    Import,
    ImportDiff,
    ImportFault,
    ImportState,
    Regency,
)
from sampai.web.datasets.reading import read_upload
from sampai.web.datasets.services import put_in_force, refuse_stale
from sampai.web.datasets.storing import (
    drop_files,
    files_of,
    keep_files,
    keep_refused,
    shown_name,
)
from sampai.web.jobs.links import JOB_LINKS
from sampai.web.jobs.models import Job
from sampai.web.jobs.running import Reporter, kind_of_job, start_job
from sampai.web.pages.speech import language
from sampai.web.people.acts import write_act
from sampai.web.people.models import User
from sampai.web.sheets.models import Sheet

IMPORT = "data"
CHANGE = "data.change"
# So many times rows are mended one upon the other, each of them read again.
MENDED_MAX = 20
BATCH = 1_000


@transaction.atomic
def send_import(
    regency: Regency,
    files: Mapping[str, UploadedFile],
    *,
    by: User,
    mends: Import | None = None,
) -> Import:
    """
    Keep files and have them checked; nothing changes yet.

    Parameters
    ----------
    regency
        Whose data.
    files
        By their name in the contract.
    by
        Who sends them.
    mends
        The import whose refused rows they mend.

    Returns
    -------
    Import
        Being checked.

    Raises
    ------
    SampaiError
        When there is nothing to mend, or it was mended too often.
    """
    if mends is not None:
        _refuse_to_mend(mends)
    forget_old(regency)
    upload = Import.objects.create(
        regency=regency,
        by=by,
        at=timezone.now(),
        names=[shown_name(file.name or name) for name, file in files.items()],
        mends=mends,
    )
    keep_files(upload, files)
    _start(upload, by=by)
    return upload


def _refuse_to_mend(upload: Import) -> None:
    if upload.state != ImportState.FAULTY:
        raise SampaiError(_("There is nothing to mend here."))
    depth, one = 1, upload
    while one.mends is not None:
        depth, one = depth + 1, one.mends
    if depth >= MENDED_MAX:
        raise SampaiError(
            _("These files were mended too often. Send the whole file anew.")
        )


def _start(upload: Import, *, by: User) -> None:
    title = _("Import of data: %(files)s") % {"files": upload}
    job = Job(
        regency=upload.regency,
        kind=IMPORT,
        title=title[:200],
        by=by,
        # A worker speaks no language of its own.
        given={"import": str(upload.pk), "language": language()},
    )
    upload.job, upload.state = job, ImportState.CHECKING
    # The job is stored first, and begins when this is committed.
    start_job(job)
    upload.save(update_fields=["job", "state"])


@transaction.atomic
def check_again(upload: Import, *, by: User) -> None:
    """
    Have an import checked against what is in force now.

    Parameters
    ----------
    upload
        One that was not taken.
    by
        Who asks.

    Raises
    ------
    SampaiError
        When it was taken, or is being checked.
    """
    held = _held(upload)
    _refuse_taken(held)
    if held.job is not None and not held.job.has_ended:
        raise SampaiError(_("It is being checked already."))
    _start(held, by=by)
    upload.refresh_from_db()


def _held(upload: Import) -> Import:
    # Of the import alone: a left join cannot be locked.
    Import.objects.select_for_update().get(pk=upload.pk)
    return Import.objects.select_related("regency", "based_on", "job").get(
        pk=upload.pk
    )


def _refuse_taken(upload: Import) -> None:
    if upload.state == ImportState.TAKEN:
        raise SampaiError(_("This import was made the data in force already."))


@kind_of_job(IMPORT, CHANGE)
def check_import(reporter: Reporter) -> dict[str, object]:
    """
    Check what was sent, and keep what it would change.

    Faults are a result like any other: the job is done when they are told.

    Parameters
    ----------
    reporter
        Of the job; given is the import.

    Returns
    -------
    dict
        Its number, and how it stands.

    Raises
    ------
    SampaiError
        When it is gone or was taken.
    """
    with translation.override(reporter.job.given["language"]):
        return _checked(reporter)


def _checked(reporter: Reporter) -> dict[str, object]:
    upload = (
        Import.objects.select_related("regency__current", "mends__regency")
        .filter(pk=reporter.job.given["import"], regency=reporter.job.regency)
        .first()
    )
    if upload is None:
        raise SampaiError(_("The files are no longer kept. Send them again."))
    _refuse_taken(upload)
    edition = upload.regency.current
    reporter.tell(_("Reading the files"))
    source = source_of(upload)
    rows = sum(raw.frame.height for raw in source.tables.values())
    reporter.tell(_("Checking the rows"), 0, rows)
    base = (
        Base(dataset=dataset_of_edition(edition), number=edition.number)
        if edition
        else None
    )
    checked = check(source, base)
    reporter.tell(_("Storing what would change"), rows, rows)
    notes = checked.notes(_note)
    workbook = refused_workbook(source, notes) if notes else None
    with reporter.closing():
        _keep(upload, checked, edition, reporter.job)
        keep_refused(upload, workbook)
    return {"import": str(upload.pk), "state": upload.state}


def _note(fault: Fault) -> str:
    """Say a fault in one line, for the row that it stands in."""
    return f"{fault.column or fault.file}: {sentence(fault, language())}"


def source_of(upload: Import) -> Source:
    """
    Read what was sent, with what was mended since put back into it.

    Parameters
    ----------
    upload
        The import.

    Returns
    -------
    Source
        Tables and settings that were sent.
    """
    with naming(NAMED):
        if upload.mends is None:
            return read_upload(files_of(upload), DATASET_TABLES)
        own = read_upload(files_of(upload), MENDING_TABLES)
        return mended(source_of(upload.mends), own)


def _keep(
    upload: Import, checked: Checked, edition: Edition | None, job: Job
) -> None:
    """Store what a check found in place of what an earlier one did."""
    held = _held(upload)
    _refuse_taken(held)
    upload.faults.all().delete()
    upload.diffs.all().delete()
    _keep_faults(upload, checked)
    ImportDiff.objects.bulk_create(
        ImportDiff(upload=upload, table=name, rows=packed(difference))
        for name, difference in checked.differences.items()
        if difference.rows.height
    )
    upload.job, upload.based_on = job, edition
    upload.counts, upload.kept = checked.counts(), list(checked.kept)
    upload.fault_count = len(checked.faults)
    upload.state = ImportState.FAULTY
    upload.settings_toml = upload.input_sha256 = ""
    sheets: tuple[Sheet, ...] = ()
    if checked.dataset is not None:
        stored = store_dataset(checked.dataset)
        upload.state = ImportState.READY
        upload.settings_toml = stored.settings_toml
        upload.input_sha256 = stored.input_sha256
        sheets = stored.sheets
    upload.sheets.set(sheets)
    upload.save()
    write_act(
        "data.checked",
        user=job.by,
        regency=upload.regency,
        subject=str(upload.pk),
        detail={"state": upload.state, "faults": upload.fault_count},
    )


def _keep_faults(upload: Import, checked: Checked) -> None:
    ImportFault.objects.bulk_create(
        (
            ImportFault(
                upload=upload,
                table=checked.tables.get(fault.file, ""),
                file=_storable(fault.file),
                row=fault.row,
                column=_storable(fault.column or ""),
                found=_storable(fault.found),
                expected=fault.expected,
                remedy=_storable(fault.remedy),
            )
            for fault in checked.faults
        ),
        batch_size=BATCH,
    )


def _storable(text: str) -> str:
    # A key of TOML may hold a null byte, a database may not.
    return text.replace("\0", "?")


@transaction.atomic
def take_import(upload: Import, *, by: User, reason: str) -> Edition:
    """
    Make an import the data in force, all of it.

    Parameters
    ----------
    upload
        One that was checked and has no faults.
    by, reason
        Who says so, and why.

    Returns
    -------
    Edition
        The one in force now.

    Raises
    ------
    SampaiError
        When it has faults, changes nothing, or was taken already; a
        `StaleError` when something else came into force meanwhile.
    """
    regency = Regency.objects.select_for_update().get(pk=upload.regency_id)
    held = _held(upload)
    _refuse_taken(held)
    if held.state != ImportState.READY:
        raise SampaiError(_("Only an import without faults can be taken."))
    if not held.has_changes:
        raise SampaiError(_("It would change nothing."))
    refuse_stale(regency, held.based_on)
    stored = Stored(
        settings_toml=held.settings_toml,
        input_sha256=held.input_sha256,
        sheets=tuple(held.sheets.all()),
    )
    edition = put_in_force(
        regency, stored, by=by, reason=reason, changes=_changes(held)
    )
    held.state, held.edition = ImportState.TAKEN, edition
    held.save(update_fields=["state", "edition"])
    upload.refresh_from_db()
    transaction.on_commit(lambda: drop_files(held))
    return edition


def _changes(upload: Import) -> dict[str, dict[str, int]]:
    told = {
        name: {kind: counts[kind] for kind in KINDS}
        for name, counts in upload.counts.items()
    }
    return {name: kinds for name, kinds in told.items() if any(kinds.values())}


def result_url(job: Job) -> str:
    """
    Give the page that tells what an import would change, or what is wrong.

    Parameters
    ----------
    job
        One of this kind.

    Returns
    -------
    str
        Its address.
    """
    return reverse(
        "datasets:imported", args=[job.regency.code, job.given["import"]]
    )


JOB_LINKS[IMPORT] = result_url
