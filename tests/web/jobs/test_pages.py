"""Who sees a job, who may stop it, and what its page tells."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from sampai.web.jobs import links
from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.running import SILENT_AFTER
from sampai.web.people.models import Act

LONG_AGO = SILENT_AFTER + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _english():
    """Words of the templates as they stand there."""
    with translation.override("en"):
        yield


@pytest.fixture
def stored(regency, kinds, sari):
    """Store a job in a state."""

    def store(state: str = JobState.RUNNING, **members: object) -> Job:
        now = timezone.now()
        given = {
            "by": sari,
            "title": "Count",
            "started_at": now,
            "seen_at": now,
            **members,
        }
        assert "count" in kinds
        return Job.objects.create(
            regency=regency,
            kind="count",
            state=state,
            made_at=now,
            **given,
        )

    return store


def to(job: Job, name: str = "detail") -> str:
    """Give an address of a job."""
    return reverse(f"jobs:{name}", args=[job.regency.code, job.pk])


def english(client):
    """Have the pages speak English."""
    client.cookies["django_language"] = "en"
    return client


WHO = {
    "sari": 200,
    "ratih": 200,
    "budi": 404,
    "joko": 404,
    "dewi": 403,
    "tono": 403,
}


@pytest.mark.parametrize(("name", "told"), WHO.items())
def test_who_sees_a_job_of_sari(stored, client_of, request, name, told):
    client = client_of(request.getfixturevalue(name))
    job = stored()
    assert client.get(to(job)).status_code == told
    assert client.get(to(job, "status")).status_code == told


def test_a_stranger_is_sent_to_sign_in(stored, client):
    assert client.get(to(stored())).status_code == 302


def test_ppk_sees_and_stops_its_own_job(stored, client_of, budi):
    job = stored(by=budi)
    client = client_of(budi)
    assert client.get(to(job)).status_code == 200
    assert client.post(to(job, "cancel")).status_code == 302
    job.refresh_from_db()
    assert job.cancel_asked


@pytest.mark.parametrize("name", ["cancel", "again"])
def test_oversight_changes_nothing(stored, client_of, ratih, name):
    job = stored(JobState.RUNNING if name == "cancel" else JobState.FAILED)
    assert client_of(ratih).post(to(job, name)).status_code == 403
    job.refresh_from_db()
    assert not job.cancel_asked
    assert Job.objects.count() == 1


def test_a_job_of_another_regency_is_not_found(stored, client_of, sari):
    job = stored()
    elsewhere = job.regency
    elsewhere.pk, elsewhere.code, elsewhere.current = None, "elsewhere", None
    elsewhere.save()
    sari.seats.create(role="kpu", regency=elsewhere, begins_at=timezone.now())
    address = reverse("jobs:detail", args=["elsewhere", job.pk])
    assert client_of(sari).get(address).status_code == 404


def test_a_cancel_is_written_down_once(stored, client_of, sari):
    job, client = stored(), client_of(sari)
    for _ in range(2):
        client.post(to(job, "cancel"))
    assert Act.objects.filter(verb="job.cancelled").count() == 1
    assert b"Stopping at the next step" in english(client).get(to(job)).content


def test_only_post_cancels(stored, client_of, sari):
    assert client_of(sari).get(to(stored(), "cancel")).status_code == 405


def test_the_fragment_asks_again_until_the_job_ends(stored, client_of, sari):
    client = client_of(sari)
    job = stored(done=1, total=4, step="Reading")
    page = client.get(to(job, "status")).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert 'value="25"' in page
    assert "Reading" in page
    job.state = JobState.DONE
    job.save()
    assert "hx-trigger" not in client.get(to(job, "status")).content.decode()


def test_without_javascript_the_page_loads_itself_anew(
    stored, client_of, sari
):
    page = client_of(sari).get(to(stored())).content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page


def test_a_result_has_a_link(stored, client_of, sari, monkeypatch):
    monkeypatch.setitem(links.JOB_LINKS, "count", lambda _job: "/there/")
    job = stored(JobState.DONE)
    assert 'href="/there/"' in client_of(sari).get(to(job)).content.decode()
    job.state = JobState.FAILED
    job.save()
    assert "/there/" not in client_of(sari).get(to(job)).content.decode()


def test_every_fault_is_shown_with_its_place_and_remedy(
    stored, client_of, sari
):
    fault = {
        "file": "tps.csv",
        "row": 1118,
        "column": "voters_male",
        "found": "'3OO'",
        "expected": "a whole number from 0 to 600",
        "remedy": "Type the digits 300.",
    }
    job = stored(JobState.FAILED, faults=[fault] * 130)
    page = english(client_of(sari)).get(to(job)).content.decode()
    assert "130 faults" in page
    for words in ("tps.csv", "1,118", "voters_male", "Type the digits 300."):
        assert words in page
    second = english(client_of(sari)).get(to(job) + "?page=2")
    assert second.content.decode().count("voters_male") == 30


def test_a_fault_is_said_in_the_language_of_the_reader(
    stored, client_of, sari
):
    fault = {
        "file": "kabupaten.xlsx, sheet tps",
        "row": 118,
        "column": None,
        "found": "nothing",
        "expected": "a whole number from 0 to 600",
        "remedy": "Fill in the cell.",
    }
    job = stored(JobState.FAILED, faults=[fault])
    page = client_of(sari).get(to(job)).content.decode()
    for words in (
        "kabupaten.xlsx, lembar tps",
        "<td>kosong</td>",
        "bilangan bulat dari 0 sampai 600",
        "Isi selnya.",
    ):
        assert words in page
    assert "Fill in the cell." not in page


def test_a_refusal_of_one_sentence_is_said_too(stored, client_of, sari):
    refusal = (
        "Found a trip on day 2, expected days from -3 to 1. Take the plan"
        " and the dataset that belong together."
    )
    job = stored(JobState.FAILED, result={"refusal": refusal})
    page = client_of(sari).get(to(job)).content.decode()
    assert "Ditemukan perjalanan pada hari 2" in page
    assert refusal in english(client_of(sari)).get(to(job)).content.decode()


def test_a_defect_says_so_and_shows_no_trace(stored, client_of, sari):
    job = stored(JobState.FAILED, result={"refusal": ""})
    page = english(client_of(sari)).get(to(job)).content.decode()
    assert "defect of ours" in page
    assert str(job.pk) in page


def test_a_silent_job_can_be_cancelled_and_started_again(
    stored, client_of, sari
):
    job = stored(seen_at=timezone.now() - LONG_AGO)
    client = english(client_of(sari))
    page = client.get(to(job)).content.decode()
    assert "No sign of life" in page
    assert to(job, "cancel") in page
    answer = client.post(to(job, "again"))
    again = Job.objects.exclude(pk=job.pk).get()
    assert answer.url == to(again)
    job.refresh_from_db()
    assert job.result == {"lost": True}


def test_a_job_that_runs_is_not_started_again(stored, client_of, sari):
    client_of(sari).post(to(stored(), "again"))
    assert Job.objects.count() == 1


def test_the_list_is_paged_and_filtered(
    stored, client_of, sari, django_assert_max_num_queries
):
    for _ in range(60):
        stored(JobState.DONE)
    stored(JobState.FAILED)
    client = client_of(sari)
    address = reverse("jobs:list", args=["pesisir-barat-2024"])
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    assert page.count('<th scope="row">') == 50
    page = client.get(address, {"state": "failed"}).content.decode()
    assert page.count('<th scope="row">') == 1


def test_an_empty_list_says_what_fills_it(regency, client_of, sari):
    address = reverse("jobs:list", args=[regency.code])
    page = english(client_of(sari)).get(address).content.decode()
    assert "A job appears here when" in page


def test_others_see_only_their_own_jobs(stored, client_of, budi):
    stored()
    own = stored(by=budi, title="Mine")
    address = reverse("jobs:list", args=[own.regency.code])
    page = client_of(budi).get(address).content.decode()
    assert "Mine" in page
    assert page.count('<th scope="row">') == 1
