"""Packing lists and labels, for each only of their territory."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from sampai.web.jobs.models import Job
from sampai.web.plans.services import approve, publish

MOST_QUERIES = 25


def pages_of(answer):
    body = b"".join(answer) if answer.streaming else answer.content
    return [p.extract_text() for p in PdfReader(io.BytesIO(body)).pages]


@pytest.fixture
def published(plan, sari):
    approve(plan, by=sari, name="Sari", reason="tested")
    publish(plan, by=sari, name="Sari", reason="tested")
    return plan


@pytest.fixture
def start(client_of, regency, django_capture_on_commit_callbacks):
    """Have lists written, by a job that runs at once."""

    def post(user, area, what="packing"):
        url = reverse("supplies:packing_start", args=[regency.code])
        with django_capture_on_commit_callbacks(execute=True):
            return client_of(user).post(url, {"area": area, "what": what})

    return post


def test_the_list_of_a_tps_has_what_was_counted(page, sari, tps_id):
    (text,) = pages_of(page(sari, "packing_file", {"area": tps_id}))
    assert tps_id in text
    assert "539 sheets" in text


def test_labels_of_a_tps_are_two_boxes_and_a_bag(page, sari, tps_id):
    asked = {"area": tps_id, "what": "labels"}
    (text,) = pages_of(page(sari, "packing_file", asked))
    assert text.count("sampai:box/") == 3


def test_a_village_has_a_page_for_each_tps(page, putri, village_id, dataset):
    answer = page(putri, "packing_file", {"area": village_id})
    own = dataset.tps.filter(village_id=village_id).height
    assert len(pages_of(answer)) == own


def test_a_district_is_written_by_a_job(
    start, page, budi, hub_id, dataset, regency
):
    asked = {"area": hub_id}
    assert page(budi, "packing_file", asked).status_code == 404
    answer = start(budi, hub_id)
    job = Job.objects.get(kind="packing")
    assert answer["Location"] == reverse(
        "jobs:detail", args=[regency.code, job.pk]
    )
    assert job.state == "done", job.result
    homes = dataset.places.filter(parent_id=hub_id)["place_id"].to_list()
    own = sum(home in homes for home in dataset.tps["village_id"])
    # The site speaks Indonesian unless someone has chosen otherwise.
    there = page(budi, "packing_file", asked, language="id")
    assert len(pages_of(there)) == own
    shown = page(budi, "packing", language="id").content.decode()
    assert f"area={hub_id}&amp;what=packing" in shown
    assert page(budi, "packing_file", asked).status_code == 404


def test_a_job_that_is_asked_for_twice_runs_once(
    client_of, sari, regency, hub_id
):
    client = client_of(sari)
    url = reverse("supplies:packing_start", args=[regency.code])
    for _ in range(2):
        client.post(url, {"area": hub_id, "what": "labels"})
    assert Job.objects.filter(kind="packing").count() == 1


@pytest.mark.parametrize("who", ["budi", "putri", "dewi"])
def test_nobody_has_the_lists_of_others_nor_labels(
    who, page, start, request, far_tps, tps_id
):
    user = request.getfixturevalue(who)
    other = far_tps[: len("18.13.02")]
    for area in (far_tps, other, "", "nowhere"):
        assert page(user, "packing_file", {"area": area}).status_code == 404
        assert start(user, area).status_code == 404
    own = {"area": tps_id}
    assert page(user, "packing_file", own).status_code == 200
    labels = own | {"what": "labels"}
    assert page(user, "packing_file", labels).status_code == 404
    strange = own | {"what": "all"}
    assert page(user, "packing_file", strange).status_code == 404


def test_a_crew_sees_its_tps_and_a_village_itself(page, dewi, putri, tps_id):
    rows = page(dewi, "packing").context["rows"]
    assert [row["area"].id for row in rows] == [tps_id]
    kinds = {
        row["area"].kind for row in page(putri, "packing").context["rows"]
    }
    assert kinds == {"village"}


def test_kpu_packs_by_the_draft_and_it_says_so(page, sari, budi, plan, tps_id):
    answer = page(sari, "packing_file", {"area": tps_id})
    assert "DRAF-" in answer["Content-Disposition"]
    assert "DRAFT" in pages_of(answer)[0]
    assert page(sari, "packing").context["basis"].plan == plan
    # Nobody else knows of a draft: theirs are the data in force.
    other = page(budi, "packing_file", {"area": tps_id})
    assert "DRAF-" not in other["Content-Disposition"]


def test_everyone_packs_by_the_published_plan(
    page, sari, budi, published, tps_id, request
):
    request.getfixturevalue("scarce")  # comes into force after the plan
    for user in (sari, budi):
        told = page(user, "packing").context
        assert told["basis"].edition == published.edition
        assert not told["basis"].is_draft
        assert told["is_old"]
        answer = page(user, "packing_file", {"area": tps_id})
        assert "DRAF" not in answer["Content-Disposition"]


def test_districts_and_villages_are_searched_and_paged(page, sari):
    told = page(sari, "packing").context
    assert told["rows"][0]["area"].kind == "regency"
    assert told["rows"][1]["area"].kind == "hub"
    assert told["page"].paginator.num_pages > 1
    found = page(sari, "packing", {"q": "ngambur"}).context["rows"]
    assert found
    assert all("Ngambur" in row["area"].name for row in found)


@pytest.mark.usefixtures("published")
def test_the_page_asks_the_database_little(
    page, sari, django_assert_max_num_queries
):
    page(sari, "packing")
    with django_assert_max_num_queries(MOST_QUERIES):
        page(sari, "packing")


def test_a_file_that_is_only_posted_is_not_asked_for(page, sari):
    assert page(sari, "packing_start").status_code == 405
