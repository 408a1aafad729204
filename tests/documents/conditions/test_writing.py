"""The page is whole in one file, in both languages, twice the same."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from sampai.conditions.outlook import Outlook
from sampai.conditions.prospects import find_prospects
from sampai.documents.conditions import write_conditions

VOID = {"meta", "path", "rect", "line"}


class Page(HTMLParser):
    """Check that tags match, and count them."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs).get("class") or ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def count(self, tag, kind):
        return sum(
            one == tag and kind in kinds.split() for one, kinds in self.seen
        )


def read(page):
    parsed = Page()
    parsed.feed(page)
    parsed.close()
    assert parsed.open == []
    return parsed


@pytest.fixture
def page(pesisir_barat, tmp_path):
    """Write a page and read it back."""

    def write(prospects, language="en", dataset=pesisir_barat):
        path = tmp_path / "conditions.html"
        write_conditions(dataset, prospects, path, language)
        return path.read_text(encoding="utf-8")

    return write


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_is_whole_and_needs_no_network(page, calm, seen, language):
    for prospects in (calm, seen):
        text = page(prospects, language)
        read(text)
        assert f'<html lang="{language}">' in text
        assert not re.search(r"https?://|<script|<link|url\(|@import", text)


def test_the_same_input_gives_the_same_page(page, pesisir_barat, seen):
    again = find_prospects(pesisir_barat, seen.outlook)
    assert page(seen) == page(again)


def test_a_caution_about_the_moment_of_asking_is_not_written(page, seen):
    """Else the same files would give another page tomorrow."""
    text = page(seen)
    assert "f.json: six slots; they count." in text
    assert "fetch it" not in text


def test_every_day_has_its_tide_and_its_light(page, calm):
    parsed = read(page(calm))
    assert parsed.count("path", "curve") == 13 + 1  # and the legend's
    assert parsed.count("rect", "night") == 13 * 2
    # Four days have two low waters by day.
    assert parsed.count("rect", "open") == 13 + 4


def test_chances_have_an_edge_that_tells_their_basis(page, calm, seen):
    parsed = read(page(calm))
    # Two kinds of districts, one sea and four surfaces on thirteen days.
    assert parsed.count("div", "climate") == 7 * 13
    assert parsed.count("div", "forecast") == 0
    parsed = read(page(seen))
    # The district's rain on two days, the sea's on one, and what the
    # district most at risk closes.
    assert parsed.count("div", "forecast") == 2 + 1 + 2 * 4
    assert parsed.count("div", "near") > 0


def test_an_alert_is_a_bar_from_its_begin_to_its_end(page, seen):
    """From six in the evening: the last quarter of a day, then the first."""
    text = page(seen)
    assert re.findall(r"<i style=\"(left:[^\"]+)\"", text) == [
        "left:75.0%;width:25.0%",
        "left:0.0%;width:25.0%",
    ]
    assert "EXERCISE: Hujan &lt;Lebat&gt;" in text
    assert "Awas &amp; waspada" in text


def test_who_issued_what_stands_at_the_head(page, seen, calm):
    credit = "Data: BMKG, time of issue unknown; BMKG, issued 23 Nov 19.00 WIB"
    assert credit in page(seen)
    assert "No forecast or alert is used" in page(calm)


def test_a_regency_without_a_tidal_way_has_no_curve(page, pesisir_barat):
    inland = replace(
        pesisir_barat,
        legs=pesisir_barat.legs.filter(
            ~pesisir_barat.legs["surface"].is_in(["beach"])
        ),
    )
    text = page(find_prospects(inland, Outlook.nothing()), "en", inland)
    assert read(text).count("path", "curve") == 0
    assert "Beach open" not in text


def test_hazards_without_a_row_are_named(page, sound_prospects):
    dataset, prospects = sound_prospects
    text = page(prospects, "en", dataset)
    assert "Without a row, so it never happens: " in text
    assert "climate, district; " in text
