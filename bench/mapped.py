"""How soon the map of a site is drawn, in Debian's Chromium."""

import os
import subprocess
import time
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.site import signed_in

CHROMIUM = os.environ.get("SAMPAI_CHROMIUM", "/usr/bin/chromium")
# As the browser tests start it: nothing that asks the network by itself.
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
PATIENCE_MS = 60_000
INSTALLER = Path(__file__).parents[1] / "scripts" / "chromium"


def map_idle_s(address: str, runs: int) -> list[float]:
    """
    Open the map as a new visitor, and wait until it stands still.

    Parameters
    ----------
    address
        Of a demo.
    runs
        How often; each time with nothing kept from before.

    Returns
    -------
    list of float
        From the click to the event ``map:idle``; none where there is no
        Chromium and it cannot be installed. [s]
    """
    if subprocess.run([str(INSTALLER)], check=False).returncode:  # noqa: S603 - our own script
        print("map_idle_s is left out: there is no Chromium")
        return []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIET)
        )
        try:
            # One more, not counted: the server draws the map once for all.
            took = [_once(browser, address) for _ in range(runs + 1)]
        finally:
            browser.close()
    return took[1:]


def _once(browser: Browser, address: str) -> float:
    with closing(signed_in(address, "sari")) as client:
        session = client.cookies["sessionid"]
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_cookies(
        [{"name": "sessionid", "value": session, "url": address}]
    )
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"{address}/peta/", wait_until="commit")
    page.locator("[data-map][data-ready]").wait_for(timeout=PATIENCE_MS)
    seconds = time.perf_counter() - began
    context.close()
    return seconds
