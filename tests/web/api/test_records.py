"""Records by the API are held against the same rules as on the page."""

import pytest

from sampai.web.people.roles import Role


@pytest.fixture
def kpu(browser, sari):
    """Sari at a browser."""
    return browser(sari)


@pytest.fixture
def store(hub_id) -> dict[str, object]:
    """A store in the district of Budi."""
    return {
        "store_id": "G-1",
        "place_id": hub_id,
        "officer_id": "p-1",
        "capacity_l": 9000,
        "ballot_room": "yes",
    }


def test_a_record_is_written_changed_and_taken_out(kpu, base, store):
    made = kpu.post(f"{base}/records/stores", {"values": store})
    assert made.status_code == 200, made.content
    told = made.json()
    assert told["values"]["store_id"] == "G-1"
    address = f"{base}/records/stores/{told['line']}"
    change = {
        "values": store | {"capacity_l": 1},
        "seen": told["number"],
        "reason": "measured",
    }
    changed = kpu.client.put(
        f"/api/{address}",
        change,
        content_type="application/json",
        headers={"Idempotency-Key": "change-1"},
    )
    assert changed.json()["values"]["capacity_l"] == 1
    late = kpu.post(f"{address}/remove", {"seen": 1, "reason": "closed"})
    if changed.json()["number"] != 1:
        assert late.status_code == 409
    seen = changed.json()["number"]
    gone = kpu.post(f"{address}/remove", {"seen": seen, "reason": "closed"})
    assert gone.status_code == 200
    assert kpu.get(address).status_code == 404
    assert kpu.get(f"{base}/records/stores").json()["count"] == 0


def test_every_fault_of_a_record_is_told(kpu, base, store):
    sent = {"values": store | {"place_id": "nowhere", "wings": 2}}
    answer = kpu.post(f"{base}/records/stores", sent)
    assert answer.status_code == 422
    columns = {fault["column"] for fault in answer.json()["faults"]}
    assert columns == {"place_id", "wings"}


def test_a_district_reads_its_own_records(
    kpu, base, store, budi, browser, dataset
):
    hubs = dataset.places.filter(kind="hub")["place_id"].to_list()
    other = next(hub for hub in hubs if hub != store["place_id"])
    far = store | {"store_id": "G-2", "place_id": other}
    for one in (store, far):
        assert (
            kpu.post(f"{base}/records/stores", {"values": one}).status_code
            == 200
        )
    listed = browser(budi).get(f"{base}/records/stores").json()["records"]
    assert [one["values"]["store_id"] for one in listed] == ["G-1"]
    there = browser(budi).post(
        f"{base}/records/stores",
        {"values": far | {"store_id": "G-3"}},
    )
    assert there.status_code == 422


def test_the_local_government_answers_a_request(kpu, base, browser, seat):
    asked = {
        "request_id": "R-1",
        "item": "boat",
        "quantity": 2,
        "sent_at": "2024-11-20T08:00",
    }
    made = kpu.post(f"{base}/records/requests", {"values": asked})
    assert made.status_code == 200, made.content
    told = made.json()
    pemda = browser(seat("citra", Role.PEMDA))
    address = f"{base}/requests/{told['line']}/answer"
    many = pemda.post(address, {"granted": 3, "seen": told["number"]})
    assert many.status_code == 422
    given = pemda.post(address, {"granted": 1, "seen": told["number"]})
    assert given.json()["values"]["granted"] == 1
    assert kpu.post(address, {"granted": 1, "seen": 1}).status_code == 403
