"""The first page of each role answers its question."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sampai.web.datasets.models import Regency
from sampai.web.jobs.models import Job, JobState
from sampai.web.pages.models import Notice
from sampai.web.pages.services import tell_of_plan
from sampai.web.people.models import User
from sampai.web.plans.models import Plan
from sampai.web.plans.services import LISTENERS, approve, publish

SignIn = Callable[[User], Client]


def page(client: Client, regency: Regency) -> str:
    answer = client.get(reverse("readiness", args=[regency.code]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def published(plan: Plan, sari: User) -> Plan:
    """
    The quick plan, published.

    Nothing is committed in a test, so that the papers are not made either.
    """
    approve(plan, by=sari, name="Sari", reason="tested")
    plan.refresh_from_db()
    publish(plan, by=sari, name="Sari", reason="tested")
    return plan


def test_someone_with_one_regency_is_sent_there(
    sari: User, regency: Regency, client_of: SignIn
):
    answer = client_of(sari).get("/")
    assert answer.headers["Location"] == f"/r/{regency.code}/"


def test_tono_is_told_that_he_has_no_role(tono: User, client_of: SignIn):
    client = client_of(tono)
    client.cookies["django_language"] = "en"
    assert b"You have no role yet" in client.get("/").content


def test_tono_may_not_enter_a_regency(
    tono: User, regency: Regency, client_of: SignIn
):
    answer = client_of(tono).get(f"/r/{regency.code}/")
    assert answer.status_code == 403


def test_kpu_without_a_plan_is_asked_to_make_one(
    sari: User, regency: Regency, client_of: SignIn
):
    text = page(client_of(sari), regency)
    assert reverse("plans:run", args=[regency.code]) in text


@pytest.mark.usefixtures("plan")
def test_kpu_sees_figures_with_their_source(
    sari: User, regency: Regency, client_of: SignIn
):
    text = page(client_of(sari), regency)
    assert "293 / 293" in text
    assert "risk.csv" in text


@pytest.mark.usefixtures("plan")
def test_budi_sees_nothing_of_a_draft(
    budi: User, regency: Regency, client_of: SignIn
):
    assert "<td>" not in page(client_of(budi), regency)


def test_budi_sees_what_comes_once_it_is_published(
    budi: User, regency: Regency, published: Plan, client_of: SignIn
):
    text = page(client_of(budi), regency)
    assert f"/rencana/{published.number}/perjalanan/" in text
    assert "<td>" in text


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("who", ["dewi", "ratih", "joko", "sari"])
def test_every_role_has_a_page_with_few_queries(
    who: str,
    request: pytest.FixtureRequest,
    regency: Regency,
    client_of: SignIn,
    django_assert_max_num_queries: Callable,
):
    client = client_of(request.getfixturevalue(who))
    page(client, regency)  # what never changes is kept from now on
    with django_assert_max_num_queries(30):
        page(client, regency)


@pytest.mark.usefixtures("published")
def test_the_public_sees_no_route(client: Client, regency: Regency):
    text = client.get(f"/r/{regency.code}/ringkasan/").content.decode()
    assert "293" in text
    assert "/perjalanan/" not in text


def test_a_publication_is_told_to_those_who_read_plans(
    budi: User, tono: User, published: Plan
):
    tell_of_plan(published)
    assert Notice.objects.filter(user=budi, kind="plan.published").exists()
    assert not Notice.objects.filter(user=tono).exists()


def test_listeners_of_publication_have_ours():
    assert tell_of_plan in LISTENERS


def test_the_end_of_a_job_is_told_to_who_started_it(
    sari: User, regency: Regency
):
    job = Job(regency=regency, kind="plan", title="x", by=sari)
    job.made_at = timezone.now()
    job.state = JobState.DONE
    job.save()
    assert not Notice.objects.exists()
    job.save(update_fields=["state", "ended_at"])
    assert str(Notice.objects.get(user=sari)).endswith(": x")


def test_budi_reads_his_notices(
    budi: User, published: Plan, client_of: SignIn
):
    tell_of_plan(published)
    client = client_of(budi)
    assert b'class="count"' in client.get("/notifikasi/").content
    client.post("/notifikasi/")
    assert not Notice.objects.filter(user=budi, read_at=None).exists()
