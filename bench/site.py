"""A demo site in a scratch folder, and people who have signed in there."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

# Ten of several roles, as the role picker of the demo has them.
PEOPLE = (
    *("sari", "budi", "ratih", "joko", "dewi"),
    *("wayan", "lestari", "hendra", "agus", "maria"),
)
# Storing a plan of 20,000 TPS comes first.
PATIENCE_S = 600
JOB = re.compile(r'href="([^"]+/tugas/[0-9a-f-]{36}/)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@contextmanager
def demo_site(dataset: str, operation: Path, folder: Path) -> Iterator[str]:
    """
    Serve a demo as `make demo` does, with a database of its own.

    Parameters
    ----------
    dataset
        Name or folder of the dataset.
    operation
        Folder of its plan.
    folder
        Where the database is made.

    Yields
    ------
    str
        Address of the site.
    """
    port = _free_port()
    command = [
        str(Path(sys.executable).parent / "sampai"),
        *("serve", "--demo", dataset, "--operation", str(operation)),
        *("--port", str(port)),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(  # noqa: S603 - our own command
            command,
            env={**os.environ, "SAMPAI_DEMO_FOLDER": str(folder)},
            stdout=log,
            stderr=log,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server, folder / "log")
            _stop_jobs(address)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _wait_for(
    address: str, server: subprocess.Popen[bytes], log: Path
) -> None:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_S:
        if server.poll() is not None:
            break
        try:
            httpx.get(f"{address}/healthz", timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    message = f"the site did not start: {log.read_text()[-2000:]}"
    raise RuntimeError(message)


def _stop_jobs(address: str) -> None:
    """Cancel what the demo has its worker do, and wait until it rests."""
    with closing(signed_in(address, PEOPLE[0])) as client:
        listed = client.get("/", follow_redirects=True).url.path + "tugas/"
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_S:
            page = client.get(listed, params={"state": "running"}).text
            page += client.get(listed, params={"state": "waiting"}).text
            jobs = set(JOB.findall(page))
            if not jobs:
                return
            token = TOKEN.findall(page)[0]
            for job in jobs:
                client.post(
                    f"{job}batal/", data={"csrfmiddlewaretoken": token}
                )
            time.sleep(1)
    message = "the jobs of the demo do not end"
    raise RuntimeError(message)


def signed_in(address: str, username: str) -> httpx.Client:
    """
    Sign someone in with one click.

    Parameters
    ----------
    address
        Of a demo.
    username
        Of its cast.

    Returns
    -------
    Client
        With their session.
    """
    client = httpx.Client(base_url=address, timeout=300)
    found = TOKEN.search(client.get("/demo/").text)
    if found is None:
        message = "the role picker has no form"
        raise RuntimeError(message)
    form = {"username": username, "csrfmiddlewaretoken": found[1]}
    answer = client.post("/demo/masuk/", data=form)
    if not answer.is_redirect:
        message = f"{username} could not sign in: {answer.status_code}"
        raise RuntimeError(message)
    return client
