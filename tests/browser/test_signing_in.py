"""Someone real comes in: a link, a password, a second factor, their home."""

import hmac
import struct
import time
from base64 import b32decode
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import REGENCY

pytestmark = pytest.mark.browser

PASSWORD = "kotak-suara-tiba-tepat-waktu"  # noqa: S105 (of a made-up person)
NAMES = count(1)


def test_a_link_leads_to_a_password_a_second_factor_and_home(visit):
    link = _invite(visit("sari", f"{REGENCY}orang/undang/", language="en"))
    name = f"wulan{next(NAMES)}"
    page = visit(None, link, language="en")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    page.get_by_role("button", name="Accept the invitation").click()

    # On to the second factor, which only the cast of the demo goes without.
    assert page.url.endswith("/masuk/2fa/")
    secret = _set_up(page)
    page.goto(REGENCY)
    expect(page.locator(".who")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text("Four questions of oversight")

    page.get_by_role("button", name="Sign out").click()
    _sign_in(page, name, secret)
    page.goto(REGENCY)
    expect(page.locator(".who")).to_contain_text(name)


def test_a_wrong_password_opens_nothing_and_says_so(visit):
    page = visit(None, "/masuk/login/", language="en")
    page.locator("[name=login]").fill("sari")
    page.locator("[name=password]").fill("not the password of Sari")
    page.locator("main button").first.click()
    expect(page.locator(".faults")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def _invite(page: Page) -> str:
    page.locator("[name=role]").select_option("bawaslu")
    page.get_by_role("button", name="Make the invitation").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    return page.locator("#link").input_value()


def _set_up(page: Page) -> str:
    page.get_by_role("button", name="Activate").first.click()
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button").first.click()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("[name=code]").fill(_code(secret))
    page.get_by_role("button", name="Activate").click()
    expect(page.locator("main")).to_contain_text("recovery codes")
    return secret


def _sign_in(page: Page, name: str, secret: str) -> None:
    page.goto("/masuk/login/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button").first.click()
    # A code is good once; the next one comes within half a minute.
    used = _code(secret)
    while _code(secret) == used:
        page.wait_for_timeout(500)
    page.locator("[name=code]").fill(_code(secret))
    page.locator("main button").first.click()
    expect(page.locator(".who")).to_be_visible()


def _code(secret: str) -> str:
    """Work out the six digits as RFC 6238 has them."""
    key = b32decode(secret + "=" * (-len(secret) % 8))
    step = struct.pack(">Q", int(time.time()) // 30)  # noqa: TID251 (the second factor is a clock)
    digest = hmac.digest(key, step, "sha1")
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"
