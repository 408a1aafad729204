"""Networks made up for tests: none of them is real."""

import gzip
from collections.abc import Callable, Mapping

import httpcore
import httpx

from sampai.stores import Fetcher
from sampai.stores.connecting import Deadline

HOST = "www.bmkg.go.id"
ADDRESS = f"https://{HOST}/a.json"
PUBLIC = "93.184.216.34"

Handler = Callable[[httpx.Request], httpx.Response]


def fetcher(handler: Handler, *hosts: str) -> Fetcher:
    """Fetch from a handler instead of a network."""

    def open_transport(_: Deadline) -> httpx.BaseTransport:
        return httpx.MockTransport(handler)

    return Fetcher(hosts or (HOST,), open_transport)


def streamed(
    body: bytes, status: int = 200, headers: Mapping[str, str] | None = None
) -> httpx.Response:
    """Answer with a body that comes part by part."""
    parts = (body[at : at + 65_536] for at in range(0, len(body), 65_536))
    return httpx.Response(status, headers=headers or {}, content=parts)


def zipped(body: bytes) -> httpx.Response:
    """Answer with a body in gzip."""
    packed = gzip.compress(body)
    return streamed(packed, headers={"Content-Encoding": "gzip"})


def silent(_: httpx.Request) -> httpx.Response:
    """Answer as where there is no network."""
    message = "unreachable"
    raise httpx.ConnectError(message)


class Wire(httpcore.NetworkBackend):
    """Note where a connection is opened to, and answer each request."""

    def __init__(self, *answers: bytes, closed: tuple[str, ...] = ()) -> None:
        self.opened: list[tuple[str, int]] = []
        self.answers = list(answers)
        self.closed = closed

    def connect_tcp(self, host, port, *_, **__):
        self.opened.append((host, port))
        if host in self.closed:
            message = "refused"
            raise httpcore.ConnectError(message)
        return httpcore.MockStream(self.answers)
