"""
The demo in Debian's Chromium, as a visitor meets it.

One server for all tests, started by the same command as `make demo`; a page
that logs an error or asks another machine for anything fails its test.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.demo import (
    chromium,
    listen,
    plan_into,
    serving,
    sign_in,
    speak,
)

PATIENCE_MS = 15_000
Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running demo."""
    plan = plan_into(tmp_path_factory.mktemp("plan") / "plan")
    with serving(tmp_path_factory.mktemp("demo"), plan) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = chromium(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, site: str) -> Callable[[str], Any]:
    """What the browser of someone of the cast remembers: one click each."""
    known: dict[str, Any] = {}

    def remembered(username: str) -> Any:
        if username not in known:
            context = browser.new_context(base_url=site)
            sign_in(context.new_page(), username)
            known[username] = context.storage_state()
            context.close()
        return known[username]

    return remembered


@pytest.fixture
def visit(
    browser: Browser, site: str, signed_in: Callable[[str], Any]
) -> Iterator[Opener]:
    """Open a page as someone; what went wrong is told at the end."""
    wrong: list[str] = []
    contexts = []

    def open_as(
        username: str | None = None,
        path: str = "/",
        *,
        width: int = 1280,
        language: str = "id",
        dark: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            storage_state=signed_in(username) if username else None,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            # Colours change at once, before anyone judges them.
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        speak(context, site, language)
        page = context.new_page()
        listen(page, wrong)
        page.goto(path)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not wrong


@pytest.fixture(scope="session")
def axe() -> str:
    """Source of axe-core, which is fetched for tests only."""
    return Path("tests/web/vendor/axe.min.js").read_text(encoding="utf-8")
