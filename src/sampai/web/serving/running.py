"""Run the server and the worker side by side, and end both."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from threading import Event
from types import FrameType

from sampai.web.serving.housekeeping import Housekeeping
from sampai.web.serving.preparing import ServingError

APPLICATION = "sampai.web.config.wsgi:application"
# A plan that is being made is given this long to stop.
PATIENCE_S = 15
LOOK_S = 0.5
TRIES = 120
# A page reads small tables, and many are made at once: they come sooner when
# each takes one processor than when each asks for all of them.
FOR_PAGES = {"POLARS_MAX_THREADS": "1"}


class Stop:
    """Whether someone asked to end: Ctrl-C, or SIGTERM of the system."""

    def __init__(self) -> None:
        self._asked = Event()
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked.set()

    def waits(self, seconds: float) -> bool:
        """
        Wait a little.

        Parameters
        ----------
        seconds
            How long. [s]

        Returns
        -------
        bool
            Whether to end now.
        """
        return self._asked.wait(seconds)


def run(
    address: str, port: int, workers: int, ready: Callable[[], object]
) -> None:
    """
    Serve until someone ends it.

    Parameters
    ----------
    address, port
        Where the site answers.
    workers
        Processes that make pages.
    ready
        Called once when the first page can be asked for.

    Raises
    ------
    ServingError
        When the server ended by itself.
    """
    stop = Stop()
    server = _start(_server(address, port, workers), **FOR_PAGES)
    worker = _start(_worker())
    try:
        if not _answers(address, port, server, stop):
            return
        ready()
        housekeeping = Housekeeping()
        while not stop.waits(LOOK_S):
            housekeeping.keep()
            if server.poll() is not None:
                raise ServingError(_ended(server.returncode))
            # A worker that a job has brought down is replaced; the job
            # itself is found without a sign of life and told so.
            if worker.poll() is not None:
                worker = _start(_worker())
    finally:
        _end(server, worker)


def _server(address: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", APPLICATION),
        *("--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", address, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4"),
        "--respawn-failed-workers",
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "django", "db_worker", "-v", "0"]


def _start(command: list[str], **settings: str) -> subprocess.Popen[bytes]:
    # In a session of its own: Ctrl-C comes to us, who end both in order.
    return subprocess.Popen(  # noqa: S603 (the command is ours)
        command, env={**os.environ, **settings}, start_new_session=True
    )


def _answers(
    address: str, port: int, server: subprocess.Popen[bytes], stop: Stop
) -> bool:
    there = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 (only to ask ourselves)
    for _try in range(TRIES):
        if server.poll() is not None:
            raise ServingError(_ended(server.returncode))
        try:
            with closing(socket.create_connection((there, port), timeout=1)):
                return True
        except OSError:
            if stop.waits(LOOK_S):
                return False
    message = f"The server does not answer on {there}:{port}."
    raise ServingError(message)


def _ended(code: int | None) -> str:
    return f"The server ended by itself with code {code}; its lines say why."


def _end(*children: subprocess.Popen[bytes]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
