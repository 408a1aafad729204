"""A connection goes to the address that was checked, within a time."""

import socket
import threading

import httpcore
import pytest

from sampai.stores import connecting
from sampai.stores.connecting import (
    Deadline,
    NotPublicError,
    PinnedBackend,
    TimedStream,
    resolve,
)
from tests.stores.network import HOST, PUBLIC, Wire


def test_the_socket_is_opened_to_the_digits_that_were_checked():
    """The name is asked for once; what it leads to later does not matter."""
    answers = [[PUBLIC], ["127.0.0.1"]]
    wire = Wire()
    backend = PinnedBackend(Deadline(), lambda *_: answers.pop(0), wire)
    backend.connect_tcp(HOST, 443)
    assert wire.opened == [(PUBLIC, 443)]
    assert len(answers) == 1


@pytest.mark.parametrize("private", ["127.0.0.1", "10.1.2.3", "::1"])
def test_a_name_that_leads_to_a_private_address_is_refused(private):
    """Even beside a public one: no socket is opened at all."""
    wire = Wire()
    backend = PinnedBackend(Deadline(), lambda *_: [PUBLIC, private], wire)
    with pytest.raises(NotPublicError, match=private):
        backend.connect_tcp(HOST, 443)
    assert wire.opened == []


def test_the_next_address_is_tried_where_the_first_is_closed():
    wire = Wire(closed=("2606:2800:220:1::1",))
    found = ["2606:2800:220:1::1", PUBLIC]
    backend = PinnedBackend(Deadline(), lambda *_: found, wire)
    backend.connect_tcp(HOST, 443)
    assert wire.opened == [("2606:2800:220:1::1", 443), (PUBLIC, 443)]


def test_the_last_failure_is_told_where_none_answers():
    wire = Wire(closed=(PUBLIC,))
    backend = PinnedBackend(Deadline(), lambda *_: [PUBLIC], wire)
    with pytest.raises(httpcore.ConnectError, match="refused"):
        backend.connect_tcp(HOST, 443)


@pytest.fixture
def listener():
    """Listen on this machine and count who comes."""
    came: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                peer = server.accept()[0]
            except OSError:
                return
            with peer:
                came.append(peer.recv(100))
                peer.sendall(b"pong")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], came
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def test_the_real_socket_refuses_this_machine_whatever_its_name(listener):
    port, came = listener
    backend = PinnedBackend(Deadline())
    for name in ("localhost", "127.0.0.1"):
        with pytest.raises(NotPublicError):
            backend.connect_tcp(name, port, 1.0)
    assert came == []


def test_the_real_socket_is_opened_to_what_was_resolved(listener, monkeypatch):
    """The name of a public host is led to a port of this machine."""
    monkeypatch.setattr(connecting, "is_public", lambda _: True)
    port, came = listener
    backend = PinnedBackend(Deadline(), lambda *_: ["127.0.0.1"])
    stream = backend.connect_tcp(HOST, port, 1.0)
    stream.write(b"ping")
    assert stream.read(100) == b"pong"
    assert stream.get_extra_info("server_addr") == ("127.0.0.1", port)
    stream.close()
    assert came == [b"ping"]


def test_a_name_is_resolved_to_digits_each_once():
    found = resolve("localhost", 443)
    assert set(found) <= {"127.0.0.1", "::1"}
    assert len(set(found)) == len(found) > 0


def test_an_unknown_name_is_told(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(httpcore.ConnectError, match="is not known"):
        resolve(HOST, 443)


def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch):
    hold = threading.Event()

    def slow(*_, **__):
        hold.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    monkeypatch.setattr(connecting, "CONNECT_S", 0.01)
    with pytest.raises(httpcore.ConnectError, match="is not known"):
        resolve(HOST, 443)
    hold.set()


def test_nothing_is_read_or_sent_past_the_deadline():
    stream = TimedStream(httpcore.MockStream([b"late"]), Deadline(0))
    with pytest.raises(httpcore.ReadTimeout):
        stream.read(10)
    with pytest.raises(httpcore.ReadTimeout):
        stream.write(b"")


def test_a_step_waits_no_longer_than_what_is_left():
    assert Deadline(15).left_s(5) == 5
    assert Deadline(3).left_s(5) <= 3
    assert 0 < Deadline(3).left_s(None) <= 3
