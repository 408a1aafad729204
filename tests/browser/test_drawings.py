"""Map, timeline and chart: drawn without a network, and said in words."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.demo import REGENCY

pytestmark = pytest.mark.browser


def _drawn(page: Page, selector: str) -> None:
    expect(page.locator(selector)).to_have_attribute(
        "data-ready", "true", timeout=20_000
    )


def test_the_map_is_drawn_from_this_machine_alone(visit):
    """`visit` fails on any request elsewhere, and on any error."""
    page = visit("sari", f"{REGENCY}rencana/peta/")
    _drawn(page, "[data-map]")
    canvas = page.locator(".maplibregl-canvas")
    expect(canvas).to_be_visible()
    assert _colours(page) > 20


def test_a_day_changes_what_the_map_draws(visit):
    page = visit("sari", f"{REGENCY}rencana/peta/")
    _drawn(page, "[data-map]")
    every = _picture(page)
    page.locator("[data-map-day]").select_option("-2")
    page.wait_for_timeout(700)
    assert _picture(page) != every


def test_a_list_says_what_the_map_shows(visit):
    page = visit("sari", f"{REGENCY}rencana/peta/")
    _drawn(page, "[data-map]")
    legend = page.locator("[data-map-legend]")
    expect(legend).to_contain_text("Gudang ke kecamatan")
    expect(legend).to_contain_text("Peluang tepat waktu")
    row = page.get_by_role("row").filter(has_text="Ke desa").first
    row.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("Perjalanan rencana")
    expect(page.locator("tbody")).not_to_contain_text("Kecamatan ke gudang")


def test_the_map_of_a_district_holds_its_own_trips(visit):
    """What is not drawn is not sent either."""
    trips = {
        username: visit(username, f"{REGENCY}rencana/peta/")
        .request.get(f"{REGENCY}rencana/1/peta.json")
        .json()["trips"]["features"]
        for username in ("sari", "budi")
    }
    assert 0 < len(trips["budi"]) < len(trips["sari"])


def test_the_timeline_scrolls_and_keeps_its_names(visit):
    page = visit("sari", f"{REGENCY}rencana/1/gantt/")
    _drawn(page, "[data-gantt]")
    scroll = page.locator(".gantt-scroll")
    names = page.locator(".gantt-names")
    before = names.bounding_box()["x"]
    scroll.evaluate("one => { one.scrollLeft = 600; }")
    page.wait_for_timeout(200)
    assert scroll.evaluate("one => one.scrollLeft") > 0
    assert names.bounding_box()["x"] == before


def test_the_timeline_is_filtered(visit):
    page = visit("sari", f"{REGENCY}rencana/1/gantt/")
    _drawn(page, "[data-gantt]")
    names = page.locator(".gantt-name:visible")
    every = names.count()
    page.locator("[data-gantt-search]").fill("jukung")
    expect(names).not_to_have_count(every)
    assert 0 < names.count() < every
    expect(names.first).to_contain_text("Perahu jukung")


def test_the_chart_is_drawn_and_its_table_says_the_same(visit):
    page = visit("sari", f"{REGENCY}rencana/risiko/")
    _drawn(page, "[data-chart]")
    expect(page.locator(".chart canvas")).to_be_visible()
    table = page.get_by_role("table", name="Jumlah TPS menurut peluang")
    counts = table.locator("tbody td").all_inner_texts()
    assert sum(int(one) for one in counts if one.isdecimal()) == 293


def test_a_timeline_that_cannot_be_drawn_is_sent_to_the_table(visit):
    page = visit("sari", f"{REGENCY}rencana/1/")
    page.route("**/gantt.json", lambda asked: asked.fulfill(json=[]))
    page.get_by_role("link", name="Garis waktu").click()
    expect(page.locator("[data-gantt]")).to_contain_text("tabel perjalanan")


def _picture(page: Page) -> bytes:
    return page.locator(".maplibregl-canvas").screenshot()


def _colours(page: Page) -> int:
    """Count the colours of the map: an empty one has sea and land."""
    picture = Image.open(BytesIO(_picture(page))).convert("RGB")
    found = picture.getcolors(picture.width * picture.height)
    return len(found or [])
