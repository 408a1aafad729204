"""Every main page: for everyone, on a phone, on paper, in one language."""

import json
import re

import pytest
from playwright.sync_api import Page

from tests.browser.demo import REGENCY
from tests.browser.pages import MAIN, Seen

pytestmark = pytest.mark.browser
every_page = pytest.mark.parametrize("seen", MAIN, ids=str)

PHONE = 360
FURNITURE = (".tools", ".rooms", ".tabs", ".filters", ".skip")
# By how much the page is wider than its window.
SIDEWAYS = """() => {
  const page = document.documentElement;
  return page.scrollWidth - page.clientWidth;
}"""
# Words that every sentence of a language has, and none of the other.
ENGLISH = re.compile(r"\b(?:the|and|of|is|are|with|from|this|that|not)\b")
INDONESIAN = re.compile(
    r"\b(?:yang|dan|dari|untuk|dengan|tidak|belum|adalah|pada|atau)\b"
)
# The text of a page without what is not a sentence of the site: words that
# say their language, licences, the small print of sources, what people typed.
SENTENCES = """() => {
  const copy = document.body.cloneNode(true);
  for (const one of copy.querySelectorAll(
    "[lang], pre, code, details, script, noscript, .source, .terms small"
  )) one.remove();
  return copy.textContent.replace(/\\s+/g, " ");
}"""
# Words of people, and names of jobs in the language of who started them.
TYPED = re.compile(
    "Rencana demo|(?:Contoh|Catatan contoh) untuk demo|"
    r"Data demo yang disertakan|(?:Papers|Prices) of plan \d+|"
    "Import of data: [a-z.]+"
)


def serious(page: Page, axe: str) -> list[str]:
    """What a screen reader or a keyboard would stumble over, by axe-core."""
    # Evaluated by the browser's own protocol, which no policy forbids.
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        json.dumps([one["id"], [node["html"][:200] for node in one["nodes"]]])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


def unprinted(page: Page) -> list[str]:
    """What should not be on paper, and is."""
    page.emulate_media(media="print")
    shown = [
        one
        for one in FURNITURE
        if any(found.is_visible() for found in page.locator(one).all())
    ]
    page.emulate_media(media="screen")
    return shown


def sentences(page: Page) -> str:
    """The text of a page without what people typed."""
    return TYPED.sub("", str(page.evaluate(SENTENCES)))


@every_page
def test_a_page_serves_everyone(visit, axe, seen: Seen):
    """By ear and by keyboard, in light and dark, on a phone and on paper."""
    page = visit(seen.username, seen.path)
    found = {"light": serious(page, axe)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = serious(page, axe)
    found["on paper"] = unprinted(page)
    found["in English"] = ENGLISH.findall(sentences(page))
    page.set_viewport_size({"width": PHONE, "height": 740})
    sideways = page.evaluate(SIDEWAYS)
    assert {name: one for name, one in found.items() if one} == {}
    assert sideways <= 0, "the page scrolls sideways on a phone"


@every_page
def test_a_page_speaks_english_alone(visit, seen: Seen):
    page = visit(seen.username, seen.path, language="en")
    assert page.locator("html").get_attribute("lang") == "en"
    assert INDONESIAN.findall(sentences(page)) == []


def test_numbers_and_days_follow_the_reader(visit):
    text = visit("sari", REGENCY).locator("main").inner_text()
    assert re.search(r"Rp\d\d\.\d{3}\.\d{3}\b", text)
    assert "Rabu, 27 November 2024" in text
    text = visit("sari", REGENCY, language="en").locator("main").inner_text()
    assert re.search(r"Rp\s?\d\d,\d{3},\d{3}\b", text)
    assert "Wednesday, 27 November 2024" in text


def test_the_language_is_changed_by_its_button_and_kept(visit):
    page = visit("sari", f"{REGENCY}rencana/")
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", name="Distribution plans").is_visible()
    page.get_by_role("link", name="Weather and tide").click()
    assert page.locator("h1").inner_text() == "Weather and tide"


def test_dark_is_chosen_by_its_button_and_kept(visit):
    page = visit("sari", REGENCY)
    page.get_by_role("button", name="Gelap").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("link", name="Peta").first.click()
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(colour) == "rgb(17, 24, 29)"
