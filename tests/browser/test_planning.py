"""The KPU plans, asks, decides and publishes; the others see it."""

import re
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import REGENCY

pytestmark = pytest.mark.browser

PLANS = f"{REGENCY}rencana/"
# A plan with few rounds takes some seconds, its papers as many.
LONG_MS = 120_000
NUMBERS = count(1)


def test_a_plan_is_made_weighed_questioned_and_published(visit):
    page = visit("sari", PLANS, language="en")
    name = f"Quick plan {next(NUMBERS)}"
    _make(page, name)
    number = re.search(r"/rencana/(\d+)/", page.url)[1]
    expect(page.locator("main")).to_contain_text("Draft: not in force.")

    _compare(page, number)
    _ask(page, number)
    _decide(page, number, "Approve")
    _decide(page, number, "Publish")
    expect(page.get_by_role("status")).to_contain_text("is published")
    _fetch_papers(page, number)

    ratih = visit("ratih", PLANS, language="en")
    row = ratih.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("Published")
    row.get_by_role("link").click()
    for deed in ("Approve", "Publish", "What if", "Make a plan"):
        expect(ratih.get_by_role("button", name=deed)).to_have_count(0)
    for room in (f"{number}/setujui/", f"{number}/andai/", "baru/"):
        assert ratih.request.get(f"{PLANS}{room}").status == 403


def test_a_plan_that_is_being_made_can_be_stopped(visit):
    page = visit("sari", f"{PLANS}baru/", language="en")
    page.get_by_label("Name of the plan").fill("Stopped plan")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator("#job")).to_contain_text("You may leave this page")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#job")).to_contain_text(
        "It was stopped. Nothing was changed.", timeout=LONG_MS
    )
    page.goto(PLANS)
    expect(page.locator("main")).not_to_contain_text("Stopped plan")


def _make(page: Page, name: str) -> None:
    page.get_by_role("button", name="Make a plan").click()
    page.get_by_label("Name of the plan").fill(name)
    page.get_by_label("Search for the plan that reaches the target").uncheck()
    page.get_by_label("Scenarios").fill("200")
    page.get_by_label("Iterations of the route search").fill("5")
    page.get_by_role("button", name="Make the plan").click()
    # The page follows the job by itself.
    expect(page.locator("#job")).to_contain_text("Done", timeout=LONG_MS)
    page.get_by_role("button", name="Show the result").click()
    expect(page.locator("h1")).to_contain_text(name)


def _compare(page: Page, number: str) -> None:
    page.goto(PLANS)
    page.get_by_label(f"Compare plan {number}").check()
    page.get_by_label("Compare plan 1", exact=True).check()
    page.get_by_role("button", name="Compare the chosen plans").click()
    expect(page.locator("thead a")).to_have_count(2)
    cost = page.get_by_role("row").filter(has_text="Cost of the way out")
    expect(cost.locator("td")).to_have_count(2)


def _ask(page: Page, number: str) -> None:
    page.goto(f"{PLANS}{number}/andai/")
    page.locator("[name=vehicle_type]").select_option(index=1)
    page.locator("[name=fewer]").fill("1")
    page.get_by_role("button", name="Ask").click()
    answer = page.locator("section[aria-live]")
    expect(answer).to_contain_text("Before and after", timeout=LONG_MS)
    expect(answer.get_by_role("row")).not_to_have_count(0)


def _decide(page: Page, number: str, deed: str) -> None:
    page.goto(f"{PLANS}{number}/")
    page.get_by_role("button", name=deed, exact=True).click()
    page.locator("[name=name]").fill("Sari")
    page.locator("[name=reason]").fill("Weighed: good enough")
    page.get_by_role("button", name=deed, exact=True).click()
    expect(page.locator("h1")).to_contain_text(f"Plan {number}")
    expect(page.locator("main")).to_contain_text("Weighed: good enough")


def _fetch_papers(page: Page, number: str) -> None:
    page.goto(f"{PLANS}{number}/berkas/")
    all_of_them = page.get_by_role("link", name=re.compile(r"-all\.zip$"))
    for _ in range(LONG_MS // 1_000):
        if all_of_them.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    with page.expect_download() as waiting:
        all_of_them.click()
    content = waiting.value.path().read_bytes()
    assert content[:2] == b"PK"
    assert len(content) > 100_000
