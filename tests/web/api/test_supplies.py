"""Needs, stock and shortages for other programs."""

from itertools import count

import pytest

from sampai.election import load_regulation, needs
from sampai.web.supplies.services import rows_in

KEYS = count(1)


@pytest.fixture
def kpu(browser, sari):
    """Sari at a browser."""
    return browser(sari)


@pytest.fixture
def put(base):
    """Put a table of stock in force as someone."""

    def send(caller, body, key=""):
        key = key or f"stock-key-{next(KEYS)}"
        return caller.client.put(
            f"/api/{base}/stock",
            body,
            content_type="application/json",
            headers=caller.headers | {"Idempotency-Key": key},
        )

    return send


def table(edition, **more):
    """Give the table of stock as a program would send it."""
    rows = [
        {name: getattr(row, name) for name in row.__dataclass_fields__}
        for row in rows_in(edition)
    ]
    return {
        "edition": edition.number,
        "reason": "counted",
        "rows": rows,
    } | more


def test_a_tps_is_told_with_the_rule_of_each_number(kpu, base, dataset):
    """525 voters times 41/40 are 538.125, and so 539 papers."""
    tps_id = dataset.tps["tps_id"][0]
    told = kpu.get(f"{base}/needs/{tps_id}").json()
    assert told["voters"] == 525
    ballots = next(
        one
        for one in told["needs"]
        if (one["item"], one["contest"]) == ("BAL", "bupati")
    )
    assert (ballots["factor"], ballots["count"]) == ("41/40", 525)
    assert (ballots["round"], ballots["quantity"]) == ("ceil", 539)
    assert ballots["due_at"] == "2024-11-22T23:59:00+07:00"
    regulation = load_regulation(dataset.settings.regulation)
    own = needs(dataset, regulation).filter(tps_id=tps_id)
    assert {
        (one["item"], one["contest"]): one["quantity"] for one in told["needs"]
    } == {
        (row["item"], row["contest"]): row["quantity"]
        for row in own.iter_rows(named=True)
    }


def test_a_tps_elsewhere_is_not_told(
    base, browser, budi, dewi, dataset, tps_id
):
    far = dataset.tps["tps_id"][-1]
    for user in (budi, dewi):
        caller = browser(user)
        assert caller.get(f"{base}/needs/{tps_id}").status_code == 200
        assert caller.get(f"{base}/needs/{far}").status_code == 404
        assert caller.get(f"{base}/needs/none").status_code == 404


def test_shortages_tell_what_is_short_and_what_is_unknown(kpu, base):
    told = kpu.get(f"{base}/shortages").json()
    assert [(o["item"], o["contest"], o["short"]) for o in told["short"]] == [
        ("BAL", "gubernur", 714)
    ]
    assert len(told["unknown"]) == 37
    assert {one["received"] for one in told["unknown"]} == {None}


def test_stock_is_put_once_for_a_key(kpu, put, regency, base):
    body = table(regency.current)
    body["rows"].append({"item": "PEN", "place_id": "DEPOT", "received": 2900})
    made = put(kpu, body, "stock-once")
    assert made.status_code == 200, made.content
    told = made.json()
    assert told["edition"] == 2
    assert told["changes"] == {
        "stock": {"created": 1, "changed": 0, "removed": 0}
    }
    again = put(kpu, body, "stock-once")
    assert again.json() == told
    assert again["Idempotent-Replay"] == "true"
    assert regency.editions.count() == 2
    short = kpu.get(f"{base}/shortages").json()["short"]
    assert ("PEN", 30) in {(one["item"], one["short"]) for one in short}


def test_the_same_table_makes_no_edition(kpu, put, regency):
    told = put(kpu, table(regency.current)).json()
    assert (told["edition"], told["changes"]) == (1, {})
    assert regency.editions.count() == 1


def test_a_table_that_was_overtaken_is_refused(kpu, put, regency):
    first = regency.current
    assert put(kpu, table(first, rows=[])).status_code == 200
    late = put(kpu, table(first))
    assert late.status_code == 409
    assert late.json()["code"] == "conflict"
    assert put(kpu, table(first) | {"edition": 99}).status_code == 422


def test_every_fault_is_told_and_nothing_is_changed(kpu, put, regency):
    rows = [
        {"item": "INK", "place_id": "DEPOT", "received": 1, "damaged": 2},
        {"item": "???", "place_id": "NOWHERE", "received": 1},
    ]
    answer = put(kpu, table(regency.current, rows=rows))
    assert answer.status_code == 422
    assert [fault["column"] for fault in answer.json()["faults"]] == [
        "rows.0.damaged",
        "rows.1.item",
        "rows.1.place_id",
    ]
    below = [{"item": "INK", "place_id": "DEPOT", "received": -1}]
    answer = put(kpu, table(regency.current, rows=below))
    assert answer.status_code == 422
    assert regency.editions.count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("ratih", 200), ("budi", 403), ("tono", 403)]
)
def test_only_kpu_changes_stock(who, status, browser, put, regency, request):
    caller = browser(request.getfixturevalue(who))
    assert put(caller, table(regency.current, rows=[])).status_code == 403
    asked = caller.get(f"r/{regency.code}/shortages")
    assert asked.status_code == status
    assert regency.editions.count() == 1


def test_a_token_opens_only_what_it_was_made_for(
    program, put, regency, base, sari
):
    reader = program(sari, "stock.see")
    assert reader.get(f"{base}/shortages").status_code == 200
    assert put(reader, table(regency.current)).status_code == 403
    writer = program(sari, "stock.change")
    assert put(writer, table(regency.current, rows=[])).status_code == 200
