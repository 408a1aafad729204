"""The demo as a visitor has it: the command of `make demo`, and Chromium."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

CODE = "pesisir-barat-2024"
REGENCY = "/r/pesisir-barat/"
CHROMIUM = os.environ.get("SAMPAI_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The software renderer of a machine without a graphics card talks of itself.
RENDERER = "GL Driver Message"
PATIENCE_S = 90


def sampai(*arguments: str) -> list[str]:
    """
    Name the command beside this Python.

    Parameters
    ----------
    *arguments
        Of the command.

    Returns
    -------
    list of str
        To be run.
    """
    return [str(Path(sys.executable).parent / "sampai"), *arguments]


def plan_into(folder: Path) -> Path:
    """
    Make a quick plan; SAMPAI_BROWSER_PLAN names one made before.

    Parameters
    ----------
    folder
        Where to.

    Returns
    -------
    Path
        Folder of the plan.
    """
    made = os.environ.get("SAMPAI_BROWSER_PLAN")
    if made:
        return Path(made)
    command = sampai(
        *("plan", CODE, "--out", str(folder)),
        *("--iterations", "20", "--scenarios", "500"),
    )
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (the command is ours)
    return folder


@contextmanager
def serving(folder: Path, plan: Path) -> Iterator[str]:
    """
    Serve the demo until the end of the block.

    Parameters
    ----------
    folder
        Of its database and files; empty.
    plan
        Folder of the plan that it shows.

    Yields
    ------
    str
        Address of the site.
    """
    port = _free_port()
    command = sampai(
        *("serve", "--demo", CODE, "--operation", str(plan)),
        *("--port", str(port)),
    )
    address = f"http://127.0.0.1:{port}"
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(  # noqa: S603 (as above)
            command,
            env={**os.environ, "SAMPAI_DEMO_FOLDER": str(folder)},
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(address, server, folder / "log")
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(
    address: str, server: subprocess.Popen[bytes], log: Path
) -> None:
    for _ in range(PATIENCE_S * 5):
        if server.poll() is not None:
            break
        try:
            urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310 (our own server)
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    message = f"the demo did not start: {log.read_text()}"
    raise RuntimeError(message)


def chromium(playwright: Playwright) -> Browser:
    """
    Start Debian's Chromium.

    Parameters
    ----------
    playwright
        That drives it.

    Returns
    -------
    Browser
        Without a window.
    """
    return playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)


def speak(context: BrowserContext, site: str, language: str) -> None:
    """
    Choose a language, as the button of every page does.

    Parameters
    ----------
    context, site
        Whose, and where.
    language
        ``id`` or ``en``.
    """
    context.add_cookies(
        [{"name": "django_language", "value": language, "url": site}]
    )


def sign_in(page: Page, username: str) -> None:
    """
    Sign in with one click.

    Parameters
    ----------
    page
        Any.
    username
        Of one of the cast.
    """
    page.goto("/demo/")
    page.locator(f"button[name=username][value={username}]").click()
    page.wait_for_load_state()


def listen(page: Page, wrong: list[str]) -> None:
    """
    Write down what no page may do.

    Parameters
    ----------
    page
        To listen to.
    wrong
        Gets what it logs, and what it asks of another machine.
    """
    page.on("console", lambda said: _hear(said.type, said.text, wrong))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", lambda asked: _follow(asked.url, wrong))


def _hear(kind: str, text: str, wrong: list[str]) -> None:
    if kind in {"error", "warning"} and RENDERER not in text:
        wrong.append(f"console {kind}: {text}")


def _follow(url: str, wrong: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in {"data", "blob"}:
        return
    if parts.hostname != "127.0.0.1":
        wrong.append(f"a request leaves the machine: {url}")
