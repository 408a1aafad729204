"""Papers for other programs: those of the pages, by the same doors."""

import pytest

from sampai.web.jobs.models import Job
from sampai.web.plans.work import folder_of


@pytest.fixture
def kpu(browser, sari):
    """Sari at a browser."""
    return browser(sari)


@pytest.fixture
def written(plan):
    """A paper of the draft, as a job would leave it."""
    folder = folder_of(plan, "id")
    folder.mkdir(parents=True)
    (folder / "DRAF-all.zip").write_bytes(b"PK-all")
    (folder / "DRAF-papers.pdf").write_bytes(b"%PDF-papers")
    return plan


def test_papers_are_listed_and_given(kpu, base, written):
    at = f"{base}/plans/{written.number}/papers"
    listed = kpu.get(at).json()
    assert [one["name"] for one in listed] == [
        "DRAF-all.zip",
        "DRAF-papers.pdf",
    ]
    given = kpu.get(f"{at}/id/DRAF-papers.pdf")
    assert b"".join(given.streaming_content) == b"%PDF-papers"


@pytest.mark.parametrize("name", ["other.pdf", "..%2f..%2fdemo.sqlite3"])
def test_only_what_is_listed_is_given(kpu, base, written, name):
    at = f"{base}/plans/{written.number}/papers/id/{name}"
    answer = kpu.get(at)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_a_draft_is_nobody_elses(browser, ratih, base, written):
    at = f"{base}/plans/{written.number}/papers"
    assert browser(ratih).get(at).status_code == 404


def test_papers_are_written_once_a_key(kpu, base, plan):
    at = f"{base}/plans/{plan.number}/papers?spoken=en"
    first = kpu.post(at, key="papers-key-1").json()
    assert kpu.post(at, key="papers-key-1").json() == first
    assert Job.objects.get().given["language"] == "en"


def test_a_district_gets_the_lists_of_its_own(
    browser, budi, base, hub_id, tps_id, dataset
):
    ppk = browser(budi)
    areas = {one["area"]: one for one in ppk.get(f"{base}/packing").json()}
    assert areas[hub_id]["is_by_job"]
    villages = dataset.places.filter(parent_id=hub_id)["place_id"].to_list()
    assert areas.keys() <= {hub_id, *villages}
    near = dataset.tps["village_id"].is_in(villages)
    far = dataset.tps.filter(~near)["tps_id"]
    given = ppk.get(f"{base}/packing/file", area=tps_id)
    assert given.content[:4] == b"%PDF"
    for area in (far[0], "nowhere"):
        strange = ppk.get(f"{base}/packing/file", area=area)
        assert strange.status_code == 404


def test_lists_of_a_district_come_by_a_job(browser, budi, base, hub_id):
    ppk = browser(budi)
    asked = ppk.post(f"{base}/packing?area={hub_id}")
    assert asked.json()["kind"] == "packing"


def test_the_letter_is_a_draft_until_it_is_signed(kpu, base):
    blank = kpu.get(f"{base}/letter")
    assert blank.content[:4] == b"%PDF"
    assert "DRAF-" in blank["Content-Disposition"]
    signed = kpu.get(
        f"{base}/letter", number="7", dated="2024-10-20", signatory="Sari"
    )
    assert "DRAF-" not in signed["Content-Disposition"]
