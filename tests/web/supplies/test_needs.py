"""Needs on the page are those of `sampai.election`, with their rule."""

import csv
import io
from dataclasses import replace

import polars as pl
import pytest
import python_calamine
from django.urls import reverse

from sampai.election import load_regulation, needs
from sampai.web.datasets.services import add_edition
from sampai.web.people.scopes import Scope
from sampai.web.supplies.arithmetic import needs_of_station, total_needs
from sampai.web.supplies.selectors import needs_in

MOST_QUERIES = 20
FIRST = "18.13.01.1005.001"


@pytest.fixture
def lines(regency):
    """Needs of the first TPS by item and contest."""
    found = needs_of_station(regency.current, FIRST)
    return {(one.rule.code, one.contest_id): one for one in found}


def test_a_tps_counted_by_hand(lines):
    """
    268 men and 257 women are 525 voters, in two contests.

    525 x 1.025 = 538.125 ballots, rounded up to 539 in each contest; a box
    a contest; 23 paper seals a contest; a badge for each of 2 + 3 pairs.
    """
    ballots = lines["BAL", "bupati"]
    assert (ballots.count, ballots.quantity) == (525, 539)
    assert (ballots.rule.factor, ballots.product) == ("1,025", "538,125")
    assert not ballots.is_whole
    assert lines["BAL", "gubernur"].quantity == 539
    assert lines["BOX", None].quantity == 2
    assert lines["SEP", "bupati"].quantity == 23
    assert lines["IDS", None].quantity == 5
    assert lines["BTH", None].product == "4"


def test_every_tps_has_what_the_election_gives_it(regency, dataset):
    regulation = load_regulation(dataset.settings.regulation)
    known = needs(dataset, regulation)
    for tps_id in (FIRST, dataset.tps["tps_id"][-1]):
        expected = {
            (row["item"], row["contest"]): row["quantity"]
            for row in known.filter(tps_id=tps_id).iter_rows(named=True)
        }
        found = {
            (one.rule.code, one.contest_id): one.quantity
            for one in needs_of_station(regency.current, tps_id)
        }
        assert found == expected


def test_sums_of_the_regency_are_the_whole_of_needs(regency):
    found = total_needs(regency.current, Scope(whole=True))
    pieces = needs_in(regency.current)["quantity"].sum()
    assert sum(one.quantity for one in found) == pieces
    ballots = next(o for o in found if o.rule.code == "BAL")
    assert (ballots.count, ballots.quantity, ballots.areas) == (
        121_267,
        124_444,
        293,
    )


def test_a_rule_is_shown_with_source_and_status(page, sari):
    body = page(sari, "needs", {"tps": FIRST}).content.decode()
    assert "UU 1/2015 art. 87" in body
    assert "verified by a source" in body
    assert "not verified: confirm before use" in body
    assert "525 \N{MULTIPLICATION SIGN} 1.025" in body
    assert "538.125, rounded up" in " ".join(body.split())
    assert "mark-synthesised" in body
    assert "H-5" in body


def test_the_page_speaks_indonesian(page, sari):
    answer = page(sari, "needs", {"tps": FIRST}, language="id")
    body = answer.content.decode()
    assert "dibulatkan ke atas" in body
    assert "538,125" in body
    assert "Surat suara" in body


@pytest.mark.parametrize(
    ("who", "count"), [("sari", 293), ("ratih", 293), ("dewi", 1)]
)
def test_everyone_sees_the_tps_of_their_territory(who, count, page, request):
    told = page(request.getfixturevalue(who), "needs").context
    assert told["page"].paginator.count == count
    assert told["tps_count"] == count


def test_a_district_sees_its_own_tps_and_boxes(page, budi, dataset, hub_id):
    homes = dataset.places.filter(parent_id=hub_id)["place_id"].to_list()
    own = [
        row["tps_id"]
        for row in dataset.tps.iter_rows(named=True)
        if row["village_id"] in homes
    ]
    told = page(budi, "needs").context
    assert told["page"].paginator.count == len(own)
    held = {need.rule.code: need.quantity for need in told["needs"]}
    assert held["BPK"] == 2
    assert held["BOX"] == 2 * len(own)


def test_a_village_sees_no_boxes_of_the_district(page, putri, village_id):
    told = page(putri, "needs").context
    shown = {row["village_id"] for row in told["page"].object_list}
    assert shown == {village_id}
    assert "BPK" not in {need.rule.code for need in told["needs"]}


@pytest.mark.parametrize("who", ["budi", "putri", "dewi"])
def test_nobody_asks_for_the_territory_of_others(
    who, page, request, far_tps, dataset
):
    user = request.getfixturevalue(who)
    assert page(user, "needs", {"tps": far_tps}).status_code == 404
    other = dataset.places.filter(kind="hub")["place_id"][1]
    told = page(user, "needs", {"district": other}).context
    assert told["page"].paginator.count == 0
    assert told["needs"] == []


def test_no_such_tps_is_not_found(page, sari):
    assert page(sari, "needs", {"tps": "nowhere"}).status_code == 404


@pytest.mark.parametrize("who", ["joko", "tono"])
@pytest.mark.parametrize("name", ["needs", "packing", "packing_file"])
def test_police_and_strangers_stay_outside(who, name, page, request):
    assert page(request.getfixturevalue(who), name).status_code == 403


def test_tps_are_searched_and_filtered(page, sari, hub_id, village_id):
    asked = {"district": hub_id, "village": village_id, "q": "tps 1 "}
    told = page(sari, "needs", asked).context
    rows = told["page"].object_list
    assert [(r["village_id"], r["number"]) for r in rows] == [(village_id, 1)]
    none = page(sari, "needs", {"q": "nothing of the kind"})
    assert "No TPS matches" in none.content.decode()
    strange = page(sari, "needs", {"q": "(", "district": "?", "page": "x"})
    assert strange.status_code == 200


@pytest.mark.parametrize("asked", [{}, {"tps": FIRST}])
def test_pages_ask_the_database_little(
    asked, page, sari, django_assert_max_num_queries
):
    page(sari, "needs", asked)  # fills what stays in memory
    with django_assert_max_num_queries(MOST_QUERIES):
        assert page(sari, "needs", asked).status_code == 200


def test_the_csv_is_needs_of_the_contract(page, budi, sari, dataset):
    text = page(sari, "needs_export", {}, "csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    regulation = load_regulation(dataset.settings.regulation)
    assert len(rows) == needs(dataset, regulation).height
    assert list(rows[0])[:2] == ["tps_id", "place_id"]
    own = page(budi, "needs_export", {}, "csv").content.decode()
    assert 0 < len(own) < len(text)


def test_the_workbook_has_needs_sums_and_rules(page, sari, tmp_path):
    answer = page(sari, "needs_export", {"q": FIRST}, "xlsx")
    path = tmp_path / "needs.xlsx"
    path.write_bytes(answer.content)
    book = python_calamine.CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["needs", "sums", "rules"]
    needed = book.get_sheet_by_name("needs").to_python()
    assert len(needed) == 1 + 42
    rules = book.get_sheet_by_name("rules").to_python()
    assert rules[0][:4] == ["item", "name", "unit", "factor"]
    assert page(sari, "needs_export", {}, "pdf").status_code == 404


@pytest.mark.parametrize("name", ["needs", "packing", "stock", "letter"])
def test_data_that_do_not_fit_the_regulation_are_told(
    name, page, sari, regency, dataset
):
    """601 voters at one TPS, where 600 are allowed."""
    women = 601 - pl.col("voters_male")
    crowded = dataset.tps.with_columns(
        voters_female=pl.when(pl.col("tps_id") == FIRST)
        .then(women)
        .otherwise("voters_female")
    )
    add_edition(
        regency, replace(dataset, tps=crowded), by=None, reason="crowded"
    )
    answer = page(sari, name)
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "601 voters" in body
    indonesian = page(sari, name, language="id").content.decode()
    assert "601 pemilih" in indonesian
    assert reverse("datasets:import", args=[regency.code]) in body


def test_without_data_the_page_says_what_to_do(client_of, sari, regency):
    regency.current = None
    regency.save(update_fields=["current"])
    client = client_of(sari)
    for name in ("needs", "packing", "stock", "shortages", "letter"):
        url = reverse(f"supplies:{name}", args=[regency.code])
        body = client.get(url).content.decode()
        assert reverse("datasets:import", args=[regency.code]) in body
