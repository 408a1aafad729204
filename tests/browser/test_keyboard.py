"""Without a mouse, and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import REGENCY

pytestmark = pytest.mark.browser

# Width of the frame around what has the focus; wider than nothing.
FRAME = "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"


def test_the_first_key_skips_to_the_content(visit):
    page = visit("sari", REGENCY)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Langsung ke isi")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_what_has_the_focus_is_seen(visit):
    page = visit("sari", f"{REGENCY}rencana/")
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen.append(page.evaluate(FRAME))
    assert len(seen) > 20
    assert min(seen) >= 2


def test_a_plan_is_reached_by_keys_alone(visit):
    page = visit("sari", REGENCY)
    _press_on(page, "Rencana distribusi")
    expect(page.locator("h1")).to_have_text("Rencana distribusi")
    _press_on(page, "Rencana demo")
    expect(page.locator("h1")).to_contain_text("Rencana demo")


def test_a_wide_table_is_scrolled_by_keys(visit):
    page = visit("sari", f"{REGENCY}rencana/1/perjalanan/", width=360)
    table = page.locator(".scroll").first
    table.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert table.evaluate("one => one.scrollLeft") > 0


def test_the_site_works_without_scripts(browser: Browser, site: str):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("button[value=sari]").click()
    page.get_by_role("link", name="Peta", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("Gudang ke kecamatan")
    page.get_by_role("link", name="Risiko", exact=True).click()
    expect(page.get_by_role("table").nth(1)).to_contain_text("Way Haru")
    context.close()


def _press_on(page: Page, name: str) -> None:
    """Tab to a link and follow it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
    pytest.fail(f"no key leads to {name}")
