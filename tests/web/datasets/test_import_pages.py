"""An import by its pages, from the form to the data in force."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sampai.web.datasets.importing import send_import
from sampai.web.datasets.models import Import, ImportState, Regency
from sampai.web.datasets.services import add_edition
from sampai.web.jobs.running import cancel_job
from tests.web.datasets.addresses import CODE, address

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def send_page(client_of, sari, regency, django_capture_on_commit_callbacks):
    """Send files by the form; give the answer."""

    def send(uploaded, url=None):
        assert regency.current
        with django_capture_on_commit_callbacks(execute=True):
            return client_of(sari).post(
                url or address("import"), {"sent": list(uploaded.values())}
            )

    return send


def test_an_import_goes_from_the_form_to_the_data(
    send_page, client_of, sari, upload_of, faster, regency
):
    client = client_of(sari)
    assert client.get(address("import")).status_code == 200
    answer = send_page(upload_of(faster))
    upload = Import.objects.get()
    assert answer.url == reverse("jobs:detail", args=[CODE, upload.job_id])
    job = client.get(answer.url).content.decode()
    assert address("imported", upload.pk) in job
    shown = client.get(address("imported", upload.pk)).content.decode()
    assert address("changes", upload.pk, "speeds") in shown
    rows = client.get(address("changes", upload.pk, "speeds"))
    assert "<del>18</del> <ins" in rows.content.decode()
    url = address("take", upload.pk)
    assert client.post(url, {"reason": " "}).status_code == 422
    answer = client.post(url, {"reason": "measured anew"}, follow=True)
    assert "Edisi 2 berlaku" in answer.content.decode()
    regency.refresh_from_db()
    assert regency.current.reason == "measured anew"
    assert regency.current.made_by == sari
    history = answer.content.decode()
    assert address("imported", upload.pk) in history
    after = client.get(address("imported", upload.pk)).content.decode()
    assert "Berlaku sebagai edisi 2" in after
    assert "Berlakukan data ini" not in after


def test_changes_are_filtered_and_paged(page, sent, files):
    header, *lines = files["tps.csv"].decode().splitlines()
    upload = sent({"tps.csv": "\n".join([header, *lines[100:], ""]).encode()})
    url = address("changes", upload.pk, "tps")
    assert "100 baris" in page(url)
    assert "100 baris" in page(url, kind="removed", page="2")
    assert "Tidak ada baris" in page(url, kind="created")
    first = lines[0].split(",")[0]
    assert "1 baris" in page(url, q=first.upper())


def test_faults_are_shown_and_refused_rows_mended(
    send_page, client_of, sari, upload_of, bad_tps, workbook
):
    send_page(upload_of(bad_tps))
    upload, client = Import.objects.get(), client_of(sari)
    shown = client.get(address("imported", upload.pk)).content.decode()
    assert "&#x27;3OO&#x27;" in shown
    assert "Maksudnya regular?" in shown
    answer = client.get(address("refused", upload.pk))
    assert answer["Content-Type"] == XLSX
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["tps"]
    header, *rows = book.get_sheet_by_name("tps").to_python()
    mended = [dict(zip(header, row, strict=True)) for row in rows]
    mended[0]["voters_male"], mended[1]["kind"] = 268, "regular"
    data = {"mended.xlsx": workbook({"tps": mended})}
    send_page(upload_of(data), address("mend", upload.pk))
    again = Import.objects.get(mends=upload)
    assert again.state == ImportState.READY
    shown = client.get(address("imported", again.pk)).content.decode()
    assert address("imported", upload.pk) in shown


def test_nothing_is_mended_where_nothing_is_wrong(
    sent, send_page, upload_of, faster
):
    upload = sent(faster)
    send_page(upload_of(faster), address("mend", upload.pk))
    assert Import.objects.count() == 1


@pytest.fixture
def stale(sent, faster, regency, dataset):
    """An import that was compared with what is no longer in force."""
    upload = sent(faster)
    add_edition(regency, dataset, by=None, reason="meanwhile")
    return upload


def test_a_stale_import_offers_only_to_check_again(
    page, client_of, sari, stale, regency
):
    upload = stale
    shown = page(address("imported", upload.pk))
    assert address("take", upload.pk) not in shown
    assert address("check", upload.pk) in shown
    answer = client_of(sari).post(
        address("take", upload.pk), {"reason": "late"}, follow=True
    )
    assert "edisi 2 telah berlaku" in answer.content.decode()
    assert regency.editions.count() == 2


def test_a_stale_import_is_checked_again_from_its_page(
    client_of, sari, stale, django_capture_on_commit_callbacks
):
    client = client_of(sari)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address("check", stale.pk))
    stale.refresh_from_db()
    assert answer.url == reverse("jobs:detail", args=[CODE, stale.job_id])
    assert stale.based_on.number == 2
    shown = client.post(address("take", stale.pk), {"reason": "now"})
    assert shown.url == address("overview")
    again = client.post(address("check", stale.pk), follow=True)
    assert "sudah diberlakukan" in again.content.decode()


def test_an_import_that_is_being_checked_leads_to_its_job(
    client_of, sari, regency, upload_of, faster
):
    upload = send_import(regency, upload_of(faster), by=sari)
    client = client_of(sari)
    job = reverse("jobs:detail", args=[CODE, upload.job_id])
    assert client.get(address("imported", upload.pk)).url == job
    again = client.post(address("check", upload.pk))
    assert again.url == address("imported", upload.pk)


def test_a_check_that_was_stopped_can_be_started_again(
    client_of, sari, regency, upload_of, faster
):
    upload = send_import(regency, upload_of(faster), by=sari)
    cancel_job(upload.job)
    page = client_of(sari).get(address("imported", upload.pk))
    assert address("check", upload.pk) in page.content.decode()
    assert address("take", upload.pk) not in page.content.decode()


def test_faults_are_shown_by_table(page, sent, files, bad_tps):
    speeds = files["speeds.csv"].replace(b",40,", b",fast,")
    upload = sent(bad_tps | {"speeds.csv": speeds})
    url = address("imported", upload.pk)
    assert "3OO" in page(url)
    assert "3OO" in page(url, table="tps")
    shown = page(url, table="speeds")
    assert "3OO" not in shown
    assert "&#x27;fast&#x27;" in shown


def test_a_wrong_choice_of_mended_files_is_told(
    sent, send_page, upload_of, bad_tps
):
    upload = sent(bad_tps)
    answer = send_page(upload_of({"a.docx": b"x"}), address("mend", upload.pk))
    assert answer.status_code == 422
    assert "bukan berkas data" in answer.content.decode()


def test_refused_rows_of_an_import_without_any_are_not_found(
    client_of, sari, sent, faster
):
    url = address("refused", sent(faster).pk)
    assert client_of(sari).get(url).status_code == 404


@pytest.mark.usefixtures("regency")
def test_changes_of_a_table_that_was_not_sent_are_not_found(
    client_of, sari, sent, faster
):
    url = address("changes", sent(faster).pk, "tps")
    assert client_of(sari).get(url).status_code == 404


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (["notes.docx"], "bukan berkas data"),
        (["tps.csv", "TPS.CSV"], "dua berkas"),
        (["a.xlsx", "tps.csv"], "tanpa berkas lain"),
        (["a.xlsx", "b.xlsx"], "dua berkas"),
    ],
)
def test_a_wrong_choice_of_files_is_told_at_once(
    send_page, upload_of, names, word
):
    uploaded = {name: upload_of({name: b"x"})[name] for name in names}
    answer = send_page(uploaded)
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not Import.objects.exists()


def test_files_that_are_too_large_are_told_at_once(
    send_page, upload_of, monkeypatch
):
    monkeypatch.setattr("sampai.web.datasets.forms.FILE_MAX", 1_000_000)
    answer = send_page(upload_of({"tps.csv": b"x" * 1_000_001}))
    assert "paling besar 1 MB" in answer.content.decode()


@pytest.mark.usefixtures("regency")
def test_an_import_of_another_regency_is_not_found(
    client_of, sari, sent, faster
):
    upload = sent(faster)
    upload.regency = Regency.objects.create(code="elsewhere", name="Elsewhere")
    upload.save()
    for name in ("imported", "refused"):
        answer = client_of(sari).get(address(name, upload.pk))
        assert answer.status_code == 404
