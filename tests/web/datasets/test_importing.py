"""What is sent is checked first, then taken whole or not at all."""

import io
import zipfile

import pytest

from sampai.errors import SampaiError
from sampai.web.datasets.convert import dataset_of_edition
from sampai.web.datasets.forgetting import KEPT
from sampai.web.datasets.importing import (
    check_again,
    send_import,
)
from sampai.web.datasets.models import Import, ImportState
from sampai.web.datasets.services import StaleError, add_edition
from sampai.web.datasets.storing import (
    drop_own_files,
    folder_of,
)
from sampai.web.jobs.models import JobState
from sampai.web.jobs.running import cancel_job
from sampai.web.people.models import Act
from sampai.web.sheets.models import Sheet

SAME = {"created": 0, "changed": 0, "removed": 0}


def test_the_whole_dataset_sent_back_changes_nothing(sent, files):
    upload = sent(files)
    assert upload.state == ImportState.READY
    assert upload.job.state == JobState.DONE
    assert not upload.has_changes
    assert upload.kept == []
    for counts in upload.counts.values():
        assert {kind: counts[kind] for kind in SAME} == SAME
    assert upload.input_sha256 == upload.regency.current.input_sha256


def test_nothing_changes_before_somebody_says_so(sent, faster, regency):
    upload = sent(faster)
    regency.refresh_from_db()
    assert regency.current.number == 1
    assert upload.counts["speeds"] == {
        "created": 0,
        "changed": 1,
        "removed": 0,
        "same": 12,
        "refused": 0,
    }
    assert "tps" in upload.kept
    assert "dataset" in upload.kept


def test_what_was_checked_is_taken_whole(sent, taken, faster, regency):
    before = dataset_of_edition(regency.current)
    upload = sent(faster)
    edition = taken(upload)
    regency.refresh_from_db()
    assert regency.current == edition
    assert edition.number == 2
    assert edition.changes == {
        "speeds": {"created": 0, "changed": 1, "removed": 0}
    }
    after = dataset_of_edition(edition)
    assert not after.speeds.equals(before.speeds)
    assert after.tps.equals(before.tps)
    assert after.input_sha256() == edition.input_sha256
    assert upload.state == ImportState.TAKEN
    assert upload.edition == edition
    assert not folder_of(upload).exists()


def test_check_and_commit_stand_in_the_log(sent, taken, faster, sari):
    upload = sent(faster)
    taken(upload)
    verbs = Act.objects.filter(user=sari).values_list("verb", "subject")
    assert set(verbs) == {
        ("data.checked", str(upload.pk)),
        ("data.changed", "2"),
    }
    assert Act.objects.get(verb="data.changed", user=sari).reason == "new list"


def test_an_import_is_taken_once(sent, taken, faster):
    upload = sent(faster)
    taken(upload)
    with pytest.raises(SampaiError, match="sudah diberlakukan"):
        taken(upload)
    with pytest.raises(SampaiError, match="sudah diberlakukan"):
        check_again(upload, by=upload.by)


def test_what_changes_nothing_is_not_taken(sent, taken, files, regency):
    with pytest.raises(SampaiError, match="Tidak ada yang akan berubah"):
        taken(sent({"tps.csv": files["tps.csv"]}))
    assert regency.editions.count() == 1


def test_faults_are_a_result_and_not_a_failure(sent, taken, bad_tps):
    upload = sent(bad_tps)
    assert upload.job.state == JobState.DONE
    assert upload.state == ImportState.FAULTY
    found = upload.faults.values_list("table", "row", "column", "found")
    assert list(found) == [
        ("tps", 2, "voters_male", "'3OO'"),
        ("tps", 4, "kind", "'regulr'"),
    ]
    assert upload.counts["tps"]["refused"] == 2
    # A refused row takes nothing out: its TPS stands until it is mended.
    assert upload.counts["tps"]["removed"] == 0
    assert upload.counts["tps"]["same"] == 291
    with pytest.raises(SampaiError, match="tanpa kesalahan"):
        taken(upload)


def test_a_file_of_another_region_is_refused(sent, files):
    text = files["dataset.toml"].decode()
    upload = sent(
        {"dataset.toml": text.replace('"18.13"', '"18.14"').encode()}
    )
    assert upload.state == ImportState.FAULTY
    assert upload.faults.get().column == "dataset.region"


def test_a_row_that_the_rest_needs_cannot_be_taken_out(sent, files):
    """Only surfaces were sent, but the legs that stay ride on them."""
    header, *lines = files["surfaces.csv"].decode().splitlines()
    text = "\n".join([header, *lines[1:], ""])
    upload = sent({"surfaces.csv": text.encode()})
    assert upload.state == ImportState.FAULTY
    kept = set(upload.faults.values_list("file", flat=True))
    assert any(file.startswith("edition 1, ") for file in kept)
    assert upload.counts["surfaces"]["refused"] == 0


def test_one_refused_row_of_a_workbook_names_its_sheet(sent, sheets_of):
    upload = sent({"upload.xlsx": sheets_of("tps", {2: {"number": "one"}})})
    fault = upload.faults.get()
    assert fault.file == "upload.xlsx, sheet tps"
    assert (fault.row, fault.column, fault.found) == (2, "number", "'one'")


def test_a_workbook_of_one_sheet_keeps_the_other_tables(sent, sheets_of):
    upload = sent({"upload.xlsx": sheets_of("tps", {2: {"number": 99}})})
    assert upload.state == ImportState.READY
    assert list(upload.counts) == ["tps"]
    assert upload.counts["tps"]["changed"] == 1


def test_an_archive_of_a_folder_is_read_like_its_files(sent, files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("data/", b"")
        archive.writestr("__MACOSX/data/._tps.csv", b"x")
        for name, data in files.items():
            archive.writestr(f"data/{name}", data)
    upload = sent({"upload.zip": packed.getvalue()})
    assert upload.state == ImportState.READY
    assert not upload.has_changes


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("upload.xlsx", b"\xd0\xcf\x11\xe0", "an old .xls file"),
        ("upload.xlsx", b"PK nonsense", "no readable workbook"),
        ("upload.zip", b"PK nonsense", "no readable archive"),
        ("tps.csv", b"\xff\xfea", "UTF-16"),
        ("tps.csv", b"", "an empty file"),
        ("tps.parquet", b"PAR1", "no readable"),
        ("dataset.toml", b"= 1", ""),
        ("dataset.toml", b'"a\\u0000b" = 1', ""),
    ],
)
def test_hostile_files_are_refused_with_words(sent, name, data, found):
    upload = sent({name: data})
    assert upload.state == ImportState.FAULTY
    assert upload.job.state == JobState.DONE
    assert found in upload.faults.first().found


def test_a_bomb_is_not_unpacked(sent, monkeypatch):
    monkeypatch.setattr("sampai.tables.limits.UNPACKED_MAX", 1_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tps.csv", b"0" * 1_000_001)
    upload = sent({"upload.zip": packed.getvalue()})
    assert "MB when unpacked" in upload.faults.get().found


def test_unknown_files_of_an_archive_are_named(sent):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../etc/tsp.csv", b"x")
    upload = sent({"upload.zip": packed.getvalue()})
    fault = upload.faults.get()
    assert fault.found == "an unknown file"
    assert fault.remedy == "Did you mean tps.csv?"


def test_an_archive_in_an_archive_is_not_opened(sent, files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner.zip", b"PK")
        archive.writestr("tps.csv", files["tps.csv"])
        archive.writestr("old/tps.csv", files["tps.csv"])
    upload = sent({"upload.zip": packed.getvalue()})
    assert {(one.file, one.found) for one in upload.faults.all()} == {
        ("inner.zip", "an unknown file"),
        ("tps.csv", "two files for this table"),
    }


def test_a_table_sent_in_two_kinds_of_file_is_refused(sent, files, dataset):
    packed = io.BytesIO()
    dataset.tps.write_parquet(packed)
    twice = {"tps.csv": files["tps.csv"], "tps.parquet": packed.getvalue()}
    assert sent(twice).faults.get().found == "two files for this table"
    alone = sent({"tps.parquet": packed.getvalue()})
    assert alone.state == ImportState.READY
    assert not alone.has_changes


def test_an_empty_archive_is_nothing_of_a_dataset(sent):
    packed = io.BytesIO()
    zipfile.ZipFile(packed, "w").close()
    upload = sent({"upload.zip": packed.getvalue()})
    assert upload.faults.get().found == "nothing of a dataset"


def test_the_first_data_of_a_regency_must_be_whole(
    sent, taken, files, regency
):
    regency.current = None
    regency.save()
    regency.editions.all().delete()
    few = sent({"tps.csv": files["tps.csv"]})
    assert few.state == ImportState.FAULTY
    missing = set(few.faults.values_list("file", flat=True))
    assert {"dataset.toml", "places.csv"} <= missing
    upload = sent(files)
    assert upload.based_on is None
    assert taken(upload).number == 1


# --- data that changed meanwhile --------------------------------------------


def test_a_base_that_changed_meanwhile_is_refused_and_checked_anew(
    sent, taken, faster, regency, dataset, django_capture_on_commit_callbacks
):
    upload = sent(faster)
    add_edition(regency, dataset, by=None, reason="somebody was faster")
    with pytest.raises(StaleError, match="edisi 2 telah berlaku"):
        taken(upload)
    assert regency.editions.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        check_again(upload, by=upload.by)
    upload.refresh_from_db()
    assert upload.based_on.number == 2
    assert taken(upload).number == 3


def test_an_edition_is_added_only_upon_the_one_it_was_made_from(
    regency, dataset
):
    first = regency.current
    add_edition(regency, dataset, by=None, reason="a", based_on=first)
    with pytest.raises(StaleError):
        add_edition(regency, dataset, by=None, reason="b", based_on=first)
    assert regency.editions.count() == 2


# --- what is left behind ----------------------------------------------------


def test_a_check_that_was_cancelled_leaves_nothing_behind(
    regency, sari, upload_of, faster, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload = send_import(regency, upload_of(faster), by=sari)
        cancel_job(upload.job)
    upload.refresh_from_db()
    assert upload.job.state == JobState.CANCELLED
    assert upload.state == ImportState.CHECKING
    assert not upload.diffs.exists()
    with django_capture_on_commit_callbacks(execute=True):
        check_again(upload, by=sari)
    upload.refresh_from_db()
    assert upload.state == ImportState.READY


def test_imports_that_nobody_took_are_forgotten(sent, taken, faster, bad_tps):
    kept = sent(faster)
    taken(kept)
    old = sent(
        {"speeds.csv": faster["speeds.csv"].replace(b"derived", b"real")}
    )
    folder, sheets = folder_of(old), set(old.sheets.all())
    Import.objects.filter(pk__in=[old.pk, kept.pk]).update(
        at=old.at - KEPT - KEPT
    )
    sent(bad_tps)
    assert not Import.objects.filter(pk=old.pk).exists()
    assert Import.objects.filter(pk=kept.pk).exists()
    assert not folder.exists()
    left = set(Sheet.objects.all())
    own = {one for one in sheets if one.table == "speeds"}
    assert own.isdisjoint(left)
    assert sheets - own <= left


def test_a_check_finds_its_files_gone(
    sent, faster, sari, django_capture_on_commit_callbacks
):
    upload = sent(faster)
    drop_own_files(upload)
    with django_capture_on_commit_callbacks(execute=True):
        check_again(upload, by=sari)
    upload.refresh_from_db()
    assert upload.job.state == JobState.FAILED
    assert "tidak lagi disimpan" in upload.job.result["refusal"]
