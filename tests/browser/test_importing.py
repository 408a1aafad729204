"""Data with faults: told where, mended in a workbook, taken whole."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import REGENCY
from tests.browser.faults import FAULTS, mend, spoil

pytestmark = pytest.mark.browser

DATA = f"{REGENCY}data/"
LONG_MS = 120_000


def test_data_with_faults_are_mended_and_taken(visit):
    page = visit("sari", DATA, language="en")
    edition = page.locator("#edition").inner_text()
    faulty, right = spoil(_download(page, "Download as CSV files"))

    page.get_by_role("button", name="Import data").click()
    _send(page, "tps.csv", faulty, "Check the files")
    told = page.get_by_role("table", name="2 faults")
    for found in FAULTS.values():
        expect(told).to_contain_text(found)
    expect(page.locator("main")).to_contain_text("Nothing was changed.")

    refused = _download(page, "Download the refused rows")
    _send(page, "mend.xlsx", mend(refused, right), "Send what was mended")
    expect(page.locator("main")).to_contain_text("No faults.")
    page.goto(DATA)
    expect(page.locator("#edition")).to_have_text(edition)

    page.go_back()
    page.get_by_label("Reason").fill("Measured again")
    page.get_by_role("button", name="Make it the data in force").click()
    expect(page.get_by_role("status")).to_contain_text("is in force")
    expect(page.locator("#edition")).not_to_have_text(edition)
    expect(page.locator("main")).to_contain_text("Measured again")


def _send(page: Page, name: str, content: bytes, press: str) -> None:
    sent = {"name": name, "mimeType": "", "buffer": content}
    page.locator("input[type=file]").set_input_files(sent)
    page.get_by_role("button", name=press).click()
    # The page follows the job by itself.
    result = page.get_by_role("button", name="Show the result")
    expect(result).to_be_visible(timeout=LONG_MS)
    result.click()


def _download(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_text(name, exact=True).first.click()
    content: bytes = waiting.value.path().read_bytes()
    return content
