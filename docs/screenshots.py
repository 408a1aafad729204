"""
Write the pictures of docs/site.md: the main pages of the demo, as they are.

`make screenshots` runs it; LOOK at each picture before it is kept.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.demo import (
    REGENCY,
    chromium,
    plan_into,
    serving,
    sign_in,
    speak,
)
from tests.browser.faults import spoil

HERE = Path(__file__).parent / "screenshots"
PLAN = f"{REGENCY}rencana/1/"
LARGEST = 150_000  # bytes
DESK, PHONE = (1280, 800), (360, 740)
PATIENCE_MS = 120_000


class Shot(NamedTuple):
    """
    One picture.

    Parameters
    ----------
    name
        Of the file.
    username
        Of the cast; blank for nobody.
    path
        Where.
    ready
        What is waited for; blank for nothing.
    act
        What is done before the picture.
    size, language, dark
        How the page is seen.
    """

    name: str
    username: str
    path: str
    ready: str = ""
    act: Callable[[Page], Any] | None = None
    size: tuple[int, int] = DESK
    language: str = "id"
    dark: bool = False


def ask(page: Page) -> None:
    """Ask what a sea that is closed to the island would change."""
    sea = page.locator("[name=leg] option", has_text="Tembakak")
    closed = sea.filter(has_text="(laut)").first.get_attribute("value")
    page.locator("[name=leg]").select_option(closed)
    page.locator("main form button").click()
    page.locator("section[aria-live]").wait_for(timeout=PATIENCE_MS)


def send_faulty(page: Page) -> None:
    """Send data with two faults and look at what is told."""
    archive = page.request.get(f"{REGENCY}data/ekspor/csv/").body()
    faulty, _right = spoil(archive)
    sent = {"name": "tps.csv", "mimeType": "", "buffer": faulty}
    page.locator("input[type=file]").set_input_files(sent)
    page.locator("main form button").first.click()
    page.locator("#job a[role=button]").click()


def priced(page: Page) -> None:
    """Wait until the worker has priced the plan."""
    while not page.locator("tbody tr").count():
        page.wait_for_timeout(2_000)
        page.reload()


DRAWN = "[data-ready=true]"
SHOTS = (
    Shot("roles", "", "/demo/"),
    Shot("home-kpu", "sari", REGENCY),
    Shot("map", "sari", f"{REGENCY}rencana/peta/", DRAWN),
    Shot("gantt", "sari", f"{PLAN}gantt/", DRAWN),
    Shot("plan", "sari", PLAN),
    Shot("risk", "sari", f"{REGENCY}rencana/risiko/", DRAWN),
    Shot("prices", "sari", f"{REGENCY}rencana/harga/", act=priced),
    Shot("weather", "sari", f"{REGENCY}rencana/cuaca/"),
    Shot("what-if", "sari", f"{PLAN}andai/", act=ask),
    Shot("data", "sari", f"{REGENCY}data/"),
    Shot("import-faults", "sari", f"{REGENCY}data/impor/", act=send_faulty),
    Shot("needs", "sari", f"{REGENCY}kebutuhan/"),
    Shot("stock", "sari", f"{REGENCY}persediaan/"),
    Shot("records", "sari", f"{REGENCY}catatan/"),
    Shot("people", "sari", f"{REGENCY}orang/"),
    Shot("log", "sari", f"{REGENCY}orang/jejak/"),
    Shot("home-bawaslu", "ratih", REGENCY),
    Shot("home-ppk", "budi", REGENCY),
    Shot("driver", "agus", f"{PLAN}perjalanan/", size=PHONE),
    Shot("map-phone", "budi", f"{REGENCY}rencana/peta/", DRAWN, size=PHONE),
    Shot("dark", "sari", f"{REGENCY}rencana/peta/", DRAWN, dark=True),
    Shot("english", "sari", REGENCY, language="en"),
)


def take(browser: Browser, site: str, shot: Shot) -> bytes:
    """
    Take one picture.

    Parameters
    ----------
    browser, site
        With what, and of what.
    shot
        Which.

    Returns
    -------
    bytes
        PNG.
    """
    width, height = shot.size
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    speak(context, site, shot.language)
    page = context.new_page()
    if shot.username:
        sign_in(page, shot.username)
    page.goto(shot.path)
    if shot.act:
        shot.act(page)
    if shot.ready:
        page.locator(shot.ready).first.wait_for()
    picture = page.screenshot()
    context.close()
    return picture


def small(picture: bytes) -> bytes:
    """
    Write a picture small; with few colours if it must be.

    Parameters
    ----------
    picture
        PNG.

    Returns
    -------
    bytes
        PNG, that looks the same.
    """
    image = Image.open(BytesIO(picture)).convert("RGB")
    written = _written(image)
    if len(written) > LARGEST:
        written = _written(image.quantize(dither=Image.Dither.NONE))
    return written


def _written(image: Image.Image) -> bytes:
    held = BytesIO()
    image.save(held, "PNG", optimize=True)
    return held.getvalue()


def main(names: list[str]) -> None:
    """
    Take the pictures.

    Parameters
    ----------
    names
        Of those wanted; none for all.
    """
    HERE.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        plan = plan_into(folder / "plan")
        (folder / "demo").mkdir()
        with serving(folder / "demo", plan) as site:
            browser = chromium(playwright)
            for shot in SHOTS:
                if not names or shot.name in names:
                    picture = small(take(browser, site, shot))
                    (HERE / f"{shot.name}.png").write_bytes(picture)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
