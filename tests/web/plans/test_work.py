"""Long jobs of plans: made, priced, written, stopped."""

import multiprocessing
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sampai.operation.chance import Chance
from sampai.tables import Dataset
from sampai.web.datasets.models import Regency
from sampai.web.jobs.children import in_child
from sampai.web.jobs.models import Job, JobState
from sampai.web.jobs.running import Cancelled, run_job
from sampai.web.people.models import User
from sampai.web.plans.deeds import make_plan
from sampai.web.plans.models import Plan
from sampai.web.plans.work import papers_of, start_papers

SignIn = Callable[[User], Client]


def run(job: Job) -> Job:
    run_job.call(str(job.pk))
    job.refresh_from_db()
    return job


def test_a_plan_is_made_as_a_draft(
    regency: Regency, sari: User, client_of: SignIn
):
    url = reverse("plans:run", args=[regency.code])
    given = {"name": "First", "scenarios": "50", "iterations": "5"}
    answer = client_of(sari).post(url, given)
    assert answer.status_code == 302
    job = run(Job.objects.get())
    assert (job.state, job.result) == (JobState.DONE, {"plan": 1})
    plan = regency.plans.get()
    assert (plan.name, plan.state, plan.made_by) == ("First", "draft", sari)


def test_a_faulty_form_starts_nothing(
    regency: Regency, sari: User, client_of: SignIn
):
    url = reverse("plans:run", args=[regency.code])
    answer = client_of(sari).post(url, {"name": "", "scenarios": "1"})
    assert set(answer.context["form"].errors) == {
        "name",
        "scenarios",
        "iterations",
    }
    assert not Job.objects.exists()


def test_papers_of_a_draft_say_so_and_those_published_do_not(
    plan: Plan, sari: User, ratih: User, client_of: SignIn
):
    job = run(start_papers(plan, by=sari, language="id"))
    assert job.state == JobState.DONE
    names = [path.name for path in papers_of(plan)]
    assert len(names) == 5
    assert all(name.startswith("DRAF-") for name in names)
    whole = next(p for p in papers_of(plan) if p.name.endswith("-all.zip"))
    with zipfile.ZipFile(whole) as packed:
        assert {"trips.csv", "summary.json"} <= set(packed.namelist())
    url = reverse(
        "plans:paper", args=[plan.regency.code, plan.number, "id", whole.name]
    )
    answer = client_of(sari).get(url)
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert client_of(ratih).get(url).status_code == 404
    strange = url.replace(whole.name, "other.zip")
    assert client_of(sari).get(strange).status_code == 404


def test_prices_are_worked_out_and_shown(
    plan: Plan, sari: User, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
):
    row = {
        "change": "vehicle_more",
        "subject_id": "pickup",
        "cost_out_idr": 1,
        "saves_idr": 2,
        "lowest_on_time_prob": 0.5,
        "mean_on_time_prob": 0.9,
        "unserved": 0,
    }
    monkeypatch.setattr(
        "sampai.web.plans.work.price_plan", lambda **_given: [row]
    )
    url = reverse("plans:prices_start", args=[plan.regency.code, plan.number])
    client = client_of(sari)
    assert client.post(url).status_code == 302
    assert run(Job.objects.get()).state == JobState.DONE
    page = client.get(reverse("plans:prices", args=[plan.regency.code]))
    assert page.context["rows"][0]["saves_idr"] == 2


class _Reporter:
    """Asks for an end after it was told something so many times."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.steps: list[str] = []

    def tell(self, step: str, *_counts: int) -> None:
        self.steps.append(step)
        if len(self.steps) > self.most:
            raise Cancelled


def _in_a_process(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.Database"}}


def test_a_plan_made_in_a_process_of_its_own_comes_back(
    settings: Any, dataset: Dataset
):
    _in_a_process(settings)
    reporter: Any = _Reporter(most=1_000)
    operation = in_child(
        reporter,
        make_plan,
        dataset=dataset,
        iterations=5,
        chance=Chance(scenarios=50),
    )
    assert operation.trips.height > 0
    assert len(set(reporter.steps)) > 3


def test_a_long_search_is_stopped_in_its_middle(
    settings: Any, dataset: Dataset
):
    _in_a_process(settings)
    reporter: Any = _Reporter(most=6)
    with pytest.raises(Cancelled):
        in_child(
            reporter,
            make_plan,
            dataset=dataset,
            iterations=1500,
            chance=Chance(scenarios=10_000, robust=True),
        )
    assert multiprocessing.active_children() == []
