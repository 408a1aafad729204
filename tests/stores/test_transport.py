"""Requests go over pinned connections; failures are httpx's own."""

import httpcore
import httpx
import pytest

from sampai.stores.connecting import Deadline, PinnedBackend
from sampai.stores.transport import PinnedTransport
from tests.stores.network import ADDRESS, HOST, PUBLIC, Wire

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def client(*answers: bytes, closed: tuple[str, ...] = ()):
    """Speak over a made-up wire, without what the environment has."""
    wire = Wire(*answers, closed=closed)
    deadline = Deadline()
    backend = PinnedBackend(deadline, lambda *_: [PUBLIC], wire)
    transport = PinnedTransport(deadline, backend)
    return wire, httpx.Client(transport=transport, trust_env=False)


def test_a_request_goes_to_the_pinned_address():
    wire, speaking = client(ANSWER)
    with speaking:
        assert speaking.get(ADDRESS).text == "hello"
    assert wire.opened == [(PUBLIC, 443)]


def test_the_certificate_is_checked_against_the_name(monkeypatch):
    asked: list[str | None] = []

    class Watched(httpcore.MockStream):
        def start_tls(self, ssl_context, server_hostname=None, timeout=None):
            assert ssl_context.check_hostname
            assert timeout is not None
            asked.append(server_hostname)
            return self

    monkeypatch.setattr(httpcore, "MockStream", Watched)
    _, speaking = client(ANSWER)
    with speaking:
        speaking.get(ADDRESS)
    assert asked == [HOST]


@pytest.mark.parametrize(
    ("answers", "closed", "error"),
    [
        ((ANSWER,), (PUBLIC,), httpx.NetworkError),
        ((b"nonsense\r\n\r\n",), (), httpx.RemoteProtocolError),
        ((ANSWER[:-1],), (), httpx.RemoteProtocolError),
    ],
)
def test_what_goes_wrong_is_told_in_the_words_of_httpx(answers, closed, error):
    _, speaking = client(*answers, closed=closed)
    with speaking, pytest.raises(error):
        speaking.get(ADDRESS)


def test_what_comes_too_late_is_a_time_out():
    deadline = Deadline(0)
    backend = PinnedBackend(deadline, lambda *_: [PUBLIC], Wire(ANSWER))
    transport = PinnedTransport(deadline, backend)
    with (
        httpx.Client(transport=transport, trust_env=False) as speaking,
        pytest.raises(httpx.TimeoutException),
    ):
        speaking.get(ADDRESS)


def test_no_proxy_is_taken_from_the_environment(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    wire, speaking = client(ANSWER)
    with speaking:
        speaking.get(ADDRESS)
    assert wire.opened == [(PUBLIC, 443)]
