"""Stock is changed by another edition, and unknown is not zero."""

import csv
import io

import pytest
from django.urls import reverse

from sampai.election import load_regulation, shortages, unknown_stock
from sampai.errors import DatasetError
from sampai.web.datasets.services import StaleError
from sampai.web.people.models import Act
from sampai.web.supplies.forms import StockForm
from sampai.web.supplies.lines import lines_in
from sampai.web.supplies.selectors import dataset_of
from sampai.web.supplies.services import StockRow, change_stock, rows_in

MOST_QUERIES = 20
PAGES = ("stock", "shortages", "letter")


def filled(edition, **more):
    """What a browser would send when nothing is touched."""
    sent = {"edition": str(edition.number), "reason": "count of 20 November"}
    for form in StockForm(edition).rows:
        for name in form.fields:
            value = form.initial.get(name)
            if name == "place_id":
                value = form.fields[name].choices[0][0]
            sent[f"{form.prefix}-{name}"] = "" if value is None else value
    return sent | more


def prefix_of(edition, item, contest=None):
    """Find the row of an item in the form."""
    return next(
        form.prefix
        for form in StockForm(edition).rows
        if form.key == (item, contest)
    )


@pytest.fixture
def send(client_of, sari, regency):
    """Send the form as Sari."""
    client = client_of(sari)
    client.cookies["django_language"] = "en"
    url = reverse("supplies:stock_change", args=[regency.code])
    return lambda sent: client.post(url, sent)


def current(regency):
    regency.refresh_from_db()
    return regency.current


def state_of(edition, item, contest=None):
    return next(
        (line.state, line.short)
        for line in lines_in(edition)
        if (line.rule.code, line.contest_id) == (item, contest)
    )


def test_lines_are_the_balance_of_the_election(regency, dataset):
    """123,734 - 4 of 124,444 papers for governor: 714 are short."""
    regulation = load_regulation(dataset.settings.regulation)
    lines = lines_in(regency.current)
    short = [line for line in lines if line.state == "short"]
    assert [(line.rule.code, line.short) for line in short] == [("BAL", 714)]
    assert len(short) == shortages(dataset, regulation).height
    unknown = [line for line in lines if line.state == "unknown"]
    assert len(unknown) == unknown_stock(dataset, regulation).height
    assert all(line.good is None for line in unknown)


def test_short_goods_are_told_apart_from_unknown_ones(page, sari):
    told = page(sari, "shortages").context
    assert {line.rule.code for line in told["short"]} == {"BAL"}
    assert "BAL" not in {line.rule.code for line in told["unknown"]}
    assert len(told["unknown"]) == 37
    body = page(sari, "shortages").content.decode()
    assert "714" in body
    assert "H-5" in body


def test_a_count_makes_the_next_edition(send, regency):
    before = regency.current
    row = prefix_of(before, "PEN")
    sent = filled(before, **{f"{row}-received": "2900"})
    answer = send(sent)
    assert answer.status_code == 302, answer.context["form"].why.errors
    after = current(regency)
    assert after.number == before.number + 1
    assert after.changes == {
        "stock": {"created": 1, "changed": 0, "removed": 0}
    }
    assert state_of(after, "PEN") == ("short", 2930 - 2900)
    assert (
        dataset_of(before).stock.height + 1 == dataset_of(after).stock.height
    )
    act = Act.objects.get(verb="data.changed", subject="2")
    assert (act.user.username, act.reason) == ("sari", "count of 20 November")


def test_zero_is_none_and_blank_is_unknown(send, regency):
    before = regency.current
    row = prefix_of(before, "INK")
    send(filled(before, **{f"{row}-received": "0", f"{row}-damaged": "0"}))
    none = current(regency)
    assert state_of(none, "INK") == ("short", 586)
    row = prefix_of(none, "INK")
    send(filled(none, **{f"{row}-received": "", f"{row}-damaged": ""}))
    blank = current(regency)
    assert state_of(blank, "INK") == ("unknown", None)


def test_a_spare_row_takes_goods_of_another_store(send, regency, hub_id):
    before = regency.current
    spare = StockForm(before).rows[-1].prefix
    send(
        filled(
            before,
            **{
                f"{spare}-item": "BAL",
                f"{spare}-contest": "gubernur",
                f"{spare}-place_id": hub_id,
                f"{spare}-received": "714",
            },
        )
    )
    after = current(regency)
    assert state_of(after, "BAL", "gubernur") == ("enough", 0)
    assert StockRow(
        item="BAL",
        contest="gubernur",
        place_id=hub_id,
        received=714,
        damaged=0,
        confidence="real",
    ) in rows_in(after)


def test_what_is_not_touched_makes_no_edition(send, regency):
    before = regency.current
    assert send(filled(before)).status_code == 302
    assert current(regency) == before


def test_every_fault_is_told_at_once_and_nothing_is_saved(send, regency):
    before = regency.current
    ink, pen = prefix_of(before, "INK"), prefix_of(before, "PEN")
    glue = prefix_of(before, "GLU")
    spare = StockForm(before).rows[-1].prefix
    answer = send(
        filled(
            before,
            reason="",
            **{
                f"{ink}-damaged": "587",
                f"{pen}-received": "3OO",
                f"{glue}-damaged": "1",
                f"{spare}-received": "5",
            },
        )
    )
    assert answer.status_code == 200
    form = answer.context["form"]
    wrong = {one.prefix for one in form.rows if one.errors}
    assert wrong == {ink, pen, glue, spare}
    assert "reason" in form.why.errors
    assert "Nothing was saved" in answer.content.decode()
    assert current(regency) == before


def test_an_item_stands_in_a_store_once(send, regency):
    before = regency.current
    spare = StockForm(before).rows[-1].prefix
    answer = send(
        filled(before, **{f"{spare}-item": "INK", f"{spare}-received": "5"})
    )
    assert "stands in this store already" in answer.content.decode()
    assert current(regency) == before


def test_a_form_that_was_overtaken_is_refused(send, regency, scarce):
    first = regency.editions.get(number=1)
    row = prefix_of(first, "PEN")
    answer = send(filled(first, **{f"{row}-received": "2900"}))
    assert answer.status_code == 200
    body = answer.content.decode()
    assert "Other data came into force" in body
    assert "edition 2 came into force" in body
    assert 'value="2900"' in body
    assert current(regency) == scarce


@pytest.mark.parametrize("number", ["", "99", "x"])
def test_a_form_without_its_edition_is_refused(send, regency, number):
    answer = send(filled(regency.current) | {"edition": number})
    assert "Nothing was saved" in answer.content.decode()
    assert "no edition of that number" in answer.content.decode()
    assert current(regency).number == 1


def test_the_service_tells_every_fault(regency, sari):
    rows = [
        StockRow(
            item=item,
            contest=contest,
            place_id=place_id,
            received=received,
            damaged=2,
            confidence=confidence,
        )
        for item, contest, place_id, received, confidence in (
            ("INK", None, "DEPOT", 1, "real"),
            ("INK", None, "DEPOT", 5, "real"),
            ("???", "senat", "NOWHERE", -1, "sure"),
        )
    ]
    with pytest.raises(DatasetError) as refused:
        change_stock(regency, regency.current, rows, by=sari, reason="counted")
    assert [fault.column for fault in refused.value.faults] == [
        "rows.0.damaged",
        "rows.1.item",
        "rows.2.item",
        "rows.2.contest",
        "rows.2.place_id",
        "rows.2.confidence",
        "rows.2.received",
        "rows.2.damaged",
    ]


def test_the_service_refuses_what_was_overtaken(regency, scarce, sari):
    first = regency.editions.get(number=1)
    with pytest.raises(StaleError):
        change_stock(regency, first, rows_in(first), by=sari, reason="late")
    with pytest.raises(StaleError):
        change_stock(regency, first, [], by=sari, reason="late")
    assert current(regency) == scarce


def test_no_stock_at_all_is_all_unknown(regency, sari, page):
    change_stock(regency, regency.current, [], by=sari, reason="anew")
    after = current(regency)
    assert {line.state for line in lines_in(after)} == {"unknown"}
    assert page(sari, "stock").status_code == 200
    assert "Nothing has been counted" in page(sari, "stock").content.decode()
    assert "nothing is short" in page(sari, "shortages").content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_open_to_kpu_and_bawaslu_with_few_queries(
    name, language, page, sari, ratih, django_assert_max_num_queries
):
    page(sari, name, language=language)  # fills what stays in memory
    with django_assert_max_num_queries(MOST_QUERIES):
        assert page(sari, name, language=language).status_code == 200
    assert page(ratih, name, language=language).status_code == 200


@pytest.mark.parametrize("who", ["budi", "dewi", "joko", "tono"])
@pytest.mark.parametrize("name", [*PAGES, "letter_pdf", "stock_change"])
def test_nobody_else_enters(who, name, page, request):
    assert page(request.getfixturevalue(who), name).status_code == 403


def test_bawaslu_reads_and_does_not_change(ratih, client_of, regency, page):
    url = reverse("supplies:stock_change", args=[regency.code])
    sent = filled(regency.current)
    assert client_of(ratih).post(url, sent).status_code == 403
    assert "Enter stock" not in page(ratih, "stock").content.decode()


@pytest.mark.parametrize(
    ("state", "count"), [("", 44), ("short", 1), ("unknown", 37), ("x", 44)]
)
def test_stock_is_given_as_a_file(state, count, page, sari):
    answer = page(sari, "stock_export", {"state": state}, "csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == count
    unknown = [row for row in rows if row["state"] == "unknown"]
    assert {row["received"] for row in unknown} <= {""}
    assert page(sari, "stock_export", {}, "xlsx").content[:2] == b"PK"
    assert page(sari, "stock_export", {}, "pdf").status_code == 404


def test_every_field_of_the_form_is_named(page, sari):
    body = page(sari, "stock_change").content.decode()
    assert 'aria-label="Received: INK Indelible ink 40 ml' in body
    assert body.count("aria-label") > 3 * 37
