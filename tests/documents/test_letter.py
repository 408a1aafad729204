"""The letter that asks for what is missing, apart from any page."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import polars as pl
import pytest
from pypdf import PdfReader

from sampai.documents.catalogue import catalogue
from sampai.documents.papers.dues import due_of
from sampai.documents.papers.letter import Blanks, letter, letter_pdf
from sampai.documents.papers.setting import TEMPLATES
from sampai.election import load_regulation

WHOLE = Blanks(
    head="Tiny",
    number="1",
    place="Here",
    addressee="Them\nThere",
    signatory="Sari",
    office="Secretary",
    dated=date(2024, 11, 1),
)


@pytest.fixture(scope="module")
def scarce(dataset):
    """One box of what the three TPS need; of nothing else is known."""
    row = {
        "item": "BOX",
        "contest": None,
        "received": 2,
        "damaged": 1,
        "place_id": "DEPOT",
        "confidence": "assumed",
    }
    stock = pl.DataFrame([row], schema=dataset.stock.schema)
    return replace(dataset, stock=stock)


def test_what_is_short_is_numbered_in_words(scarce):
    """Three TPS in two contests are six boxes; one of two is damaged."""
    page = letter(scarce, "7", WHOLE, "en")
    assert page["rows"] == [
        {
            "item": "BOX Ballot box",
            "unit": "pieces",
            "due": "H-5 Fri 22/11",
            "contest": "",
            "needed": "6",
            "good": "1",
            "short": "5",
            "is_doubtful": True,
        }
    ]
    assert page["has_doubt"]
    assert all("BOX" not in row["item"] for row in page["unknown"])
    assert page["dated"] == "Here, 1 November 2024"
    assert page["addressee"] == ["Them", "There"]


@pytest.mark.parametrize("missing", ["number", "signatory", "dated"])
def test_what_lacks_number_date_or_signatory_is_a_draft(missing):
    assert not WHOLE.is_draft
    assert replace(WHOLE, **{missing: None}).is_draft


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_same_letter_gives_the_same_bytes(scarce, language):
    page = letter(scarce, "7", Blanks(), language)
    first = letter_pdf(page)
    assert first == letter_pdf(page)
    text = PdfReader(BytesIO(first)).pages[0].extract_text()
    assert "BOX" in text
    assert "DRA" in text


def test_every_word_of_the_template_is_in_the_catalogue():
    template = TEMPLATES / "letter" / "main.typ"
    named = set(re.findall(r"\bt\.([a-z_]+)", template.read_text()))
    assert named
    assert {f"letter.{key}" for key in named} <= set(catalogue())


def test_a_deadline_is_a_day_or_an_hour(dataset):
    regulation = load_regulation(dataset.settings.regulation)
    settings = dataset.settings
    packed = due_of(regulation.item("BOX"), regulation, settings)
    assert packed.isoformat() == "2024-11-22T23:59:00+07:00"
    early = replace(regulation.item("BOX"), due_stage="earliest_delivery")
    at = due_of(early, regulation, settings)
    assert at.isoformat() == "2024-11-26T07:00:00+07:00"
    never = replace(regulation.item("BOX"), due_stage="nowhere")
    assert due_of(never, regulation, settings) is None
