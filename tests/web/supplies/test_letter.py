"""The letter asks for what is short, and only for that."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from sampai.web.supplies.services import change_stock, rows_in

FILLED = {
    "head": "Kabupaten Pesisir Barat",
    "number": "27/PP.09/1813/2024",
    "place": "Krui",
    "dated": "2024-11-01",
    "addressee": "Ketua KPU Provinsi\nBandar Lampung",
    "office": "Sekretaris",
    "signatory": "Sari",
}


def text_of(answer):
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_letter_lists_what_is_short_and_apart_what_is_unknown(page, sari):
    letter = page(sari, "letter").context["letter"]
    (row,) = letter["rows"]
    assert (row["needed"], row["good"], row["short"]) == (
        "124,444",
        "123,730",
        "714",
    )
    assert len(letter["unknown"]) == 37


@pytest.mark.parametrize(
    ("language", "draft"), [("id", "DRAF:"), ("en", "DRAFT:")]
)
def test_it_is_a_draft_until_it_is_filled_in(language, draft, page, sari):
    blank = page(sari, "letter", language=language).content.decode()
    assert draft in blank
    whole = page(sari, "letter", FILLED, language=language).content.decode()
    assert draft not in whole
    assert "KABUPATEN PESISIR BARAT" in whole
    assert "1 November 2024" in whole


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pdf_says_the_same(language, page, sari):
    whole = page(sari, "letter_pdf", FILLED, language=language)
    assert whole["Content-Type"] == "application/pdf"
    assert "DRAF" not in whole["Content-Disposition"]
    text = text_of(whole)
    assert "714" in text
    assert "27/PP.09/1813/2024" in text
    assert "DRAF" not in text
    draft = page(sari, "letter_pdf", language=language)
    assert "DRAF-" in draft["Content-Disposition"]
    assert "DRAF" in text_of(draft)


def test_what_was_entered_is_never_markup(page, sari):
    nasty = FILLED | {"signatory": "<b>#pagebreak() $x$</b>"}
    body = page(sari, "letter", nasty).content.decode()
    assert "<b>#pagebreak" not in body
    assert "#pagebreak() $x$" in text_of(page(sari, "letter_pdf", nasty))


def test_a_date_that_is_none_leaves_a_draft(page, sari):
    answer = page(sari, "letter", FILLED | {"dated": "31 November"})
    assert "dated" in answer.context["form"].errors
    assert answer.context["letter"]["is_draft"]


@pytest.mark.usefixtures("scarce")
def test_stock_that_was_counted_has_no_mark(page, sari):
    """Ink is derived from a total, the papers for governor are real."""
    letter = page(sari, "letter").context["letter"]
    assert [row["short"] for row in letter["rows"]] == ["714", "6"]
    assert not letter["has_doubt"]


def test_stock_that_is_assumed_has_a_mark(page, sari, regency):
    edition = regency.current
    rows = [
        replace(row, received=100) if row.confidence == "assumed" else row
        for row in rows_in(edition)
    ]
    change_stock(regency, edition, rows, by=sari, reason="assumed")
    letter = page(sari, "letter").context["letter"]
    marked = [
        (row["item"][:3], row["contest"], row["is_doubtful"])
        for row in letter["rows"]
    ]
    assert marked == [
        ("BAL", "Regent", True),
        ("BAL", "Governor", False),
        ("RSV", "Regent", True),
    ]
    assert letter["has_doubt"]
