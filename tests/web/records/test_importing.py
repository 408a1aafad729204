"""Files are looked at, then taken whole or not at all."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.running import run_job
from sampai.web.records.importing import send_files, take_files
from sampai.web.records.models import Upload, rows_of
from sampai.web.records.words import SLUGS
from tests.web.records.rows import inspection, request_for, staff, store

CODE = "pesisir-barat-2024"
CHANNELS = "place_id,kind,schedule\n"


@pytest.fixture
def sent(regency, django_capture_on_commit_callbacks):
    """Send CSV texts by the name of their table; give the job that looked."""

    def send(by, **texts):
        files = [
            SimpleUploadedFile(f"{name}.csv", text.encode())
            for name, text in texts.items()
        ]
        with django_capture_on_commit_callbacks(execute=True):
            job = send_files(regency, files, by=by, reason="list of May")
        job.refresh_from_db()
        return job

    return send


@pytest.fixture
def taken(django_capture_on_commit_callbacks):
    """Import what a job looked at; give the job that did."""

    def take(looked, by):
        with django_capture_on_commit_callbacks(execute=True):
            job = take_files(looked, by=by)
        job.refresh_from_db()
        return job

    return take


def test_files_are_only_looked_at_first(sent, sari, hub_id):
    job = sent(sari, channels=f"{CHANNELS}{hub_id},radio,\n")
    assert job.state == JobState.DONE
    assert job.result["tables"]["channels"]["created"] == 1
    assert not rows_of("channels").exists()


def test_what_was_looked_at_is_taken(sent, taken, sari, hub_id):
    looked = sent(sari, channels=f"{CHANNELS}{hub_id},radio,\n")
    job = taken(looked, sari)
    assert (job.state, job.result["look_only"]) == (JobState.DONE, False)
    assert rows_of("channels").get().recorded_by == sari
    assert not Upload.objects.exists()


def test_one_bad_row_of_two_files_and_nothing_is_taken(
    sent, taken, sari, hub_id
):
    looked = sent(
        sari,
        channels=f"{CHANNELS}{hub_id},radio,\n",
        stores="store_id,place_id,officer_id,capacity_l,ballot_room\n"
        "S1,nowhere,,many,\n",
    )
    assert looked.state == JobState.FAILED
    assert [(f["file"], f["row"], f["column"]) for f in looked.faults] == [
        ("stores.csv", 2, "capacity_l"),
        ("stores.csv", 2, "place_id"),
    ]
    assert taken(looked, sari).state == JobState.FAILED
    assert not rows_of("channels").exists()


def test_ppk_imports_only_its_own_district(sent, taken, budi, hub_id):
    far = sent(budi, channels=f"{CHANNELS}{hub_id},radio,\nDEPOT,radio,\n")
    assert [fault["row"] for fault in far.faults] == [3]
    near = sent(budi, channels=f"{CHANNELS}{hub_id},radio,\n")
    assert taken(near, budi).state == JobState.DONE
    assert rows_of("channels").count() == 1


def test_who_lost_the_seat_meanwhile_imports_nothing(
    sent, taken, budi, hub_id
):
    looked = sent(budi, channels=f"{CHANNELS}{hub_id},radio,\n")
    budi.seats.all().delete()
    job = taken(looked, budi)
    assert job.state == JobState.FAILED
    assert job.result["refusal"]
    assert not rows_of("channels").exists()


def test_files_that_are_gone_are_said_to_be_gone(sent, taken, sari, hub_id):
    looked = sent(sari, channels=f"{CHANNELS}{hub_id},radio,\n")
    taken(looked, sari)
    assert taken(looked, sari).state == JobState.FAILED


@pytest.fixture
def written(add, hub_id, tps_id):
    """Records of each kind that an export could spoil."""
    add("stores", store(hub_id, ballot_room="=1+1"))
    add("inspections", inspection(photo_sha256="0" * 64))
    add("staff", staff(tps_id=tps_id))
    add("staff", staff(person_id="P2", role="pps", place_id=hub_id))
    add("channels", {"place_id": hub_id, "kind": "radio", "schedule": "'x"})
    add("requests", request_for("lorry"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("slug", "table"), SLUGS.items())
@pytest.mark.usefixtures("written")
def test_an_export_imports_again_and_changes_nothing(
    client_of, sari, slug, table, form
):
    client = client_of(sari)
    file = client.get(reverse("records:export", args=[CODE, slug, form]))
    name = file["Content-Disposition"].split('"')[1]
    sent = {"sent": SimpleUploadedFile(name, file.content)}
    client.post(reverse("records:import", args=[CODE]), sent)
    job = looked(Job.objects.get())
    same = {"created": 0, "changed": 0, "same": rows_of(table).count()}
    assert job.result["tables"] == {table: same}, job.faults


def looked(job):
    """Run the job that a page has only put in the queue."""
    run_job.call(str(job.pk))
    job.refresh_from_db()
    return job


def test_the_template_has_a_sheet_for_each_table(regency, client_of, sari):
    address = reverse("records:template", args=[regency.code])
    body = client_of(sari).get(address).content
    book = CalamineWorkbook.from_filelike(BytesIO(body))
    assert book.sheet_names == [
        *("stores", "inspections", "staff", "channels", "requests")
    ]


def test_the_page_tells_what_would_change_and_takes_it(
    regency, client_of, sari, sent, hub_id
):
    job = sent(sari, channels=f"{CHANNELS}{hub_id},radio,\n")
    client = client_of(sari)
    page = client.get(
        reverse("records:imported", args=[regency.code, job.pk])
    ).content.decode()
    take = reverse("records:take", args=[regency.code, job.pk])
    assert take in page
    begun = client.post(take)
    new = Job.objects.exclude(pk=job.pk).get()
    assert begun.url == reverse("jobs:detail", args=[regency.code, new.pk])
    assert new.given == {**job.given, "look_only": False}


def test_nobody_takes_what_another_sent(
    regency, client_of, sari, budi, sent, hub_id
):
    job = sent(budi, channels=f"{CHANNELS}{hub_id},radio,\n")
    take = reverse("records:take", args=[regency.code, job.pk])
    assert client_of(sari).post(take).status_code == 403


def test_an_empty_form_says_what_is_missing(regency, client_of, sari):
    address = reverse("records:import", args=[regency.code])
    answer = client_of(sari).post(address, {})
    assert answer.status_code == 200
    assert 'class="faults"' in answer.content.decode()
