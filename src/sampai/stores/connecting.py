"""Connections to public addresses only, within a time in all."""

import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from ssl import SSLContext
from typing import Any

import httpcore

from sampai.stores.addresses import is_public

CONNECT_S = 5.0
WHOLE_S = 15.0

Resolver = Callable[[str, int], Sequence[str]]


class NotPublicError(Exception):
    """A name leads to an address that is not public; says which."""


class Deadline:
    """
    The moment by which all must be done.

    Parameters
    ----------
    whole_s
        Time from now. [s]
    """

    def __init__(self, whole_s: float = WHOLE_S) -> None:
        # A socket waits in real time; no result depends on this clock.
        self._ends_s = time.monotonic() + whole_s  # noqa: TID251

    def left_s(self, most_s: float | None) -> float:
        """
        Time that one step may take.

        Parameters
        ----------
        most_s
            Its own bound, if it has one. [s]

        Returns
        -------
        float
            No more than what is left. [s]

        Raises
        ------
        httpcore.ReadTimeout
            When nothing is left.
        """
        left_s = self._ends_s - time.monotonic()  # noqa: TID251 - as above
        if left_s <= 0:
            message = "the time is over"
            raise httpcore.ReadTimeout(message)
        return left_s if most_s is None else min(left_s, most_s)


def resolve(host: str, port: int) -> Sequence[str]:
    """
    Ask the system for the addresses of a name.

    Parameters
    ----------
    host
        Name.
    port
        Port.

    Returns
    -------
    Sequence of str
        Addresses in digits, each once.

    Raises
    ------
    httpcore.ConnectError
        When there is none, or no answer in time.
    """
    answers: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(one[4][0]) for one in found])
        except (OSError, UnicodeError):
            answers.put([])

    # The system takes its own time to give up, which cannot be bounded but
    # by not waiting for it.
    threading.Thread(target=ask, daemon=True).start()
    try:
        addresses = answers.get(timeout=CONNECT_S)
    except queue.Empty:
        addresses = []
    if not addresses:
        message = f"the name {host} is not known"
        raise httpcore.ConnectError(message)
    return list(dict.fromkeys(addresses))


class PinnedBackend(httpcore.NetworkBackend):
    """
    Connect to the very address that was checked.

    The name is resolved once, here; the socket is opened to the digits, so
    a second answer of the name server can lead nowhere else. The
    certificate is still checked against the name.

    Parameters
    ----------
    deadline
        By when all must be done.
    resolver
        Gives the addresses of a name.
    connector
        Opens the socket.
    """

    def __init__(
        self,
        deadline: Deadline,
        resolver: Resolver = resolve,
        connector: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._deadline = deadline
        self._resolver = resolver
        self._connector = connector or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """
        Open a connection to a name.

        Parameters
        ----------
        host, port
            Where to.
        timeout
            Time it may take. [s]
        local_address, socket_options
            As httpcore gives them.

        Returns
        -------
        httpcore.NetworkStream
            The connection.

        Raises
        ------
        NotPublicError
            When any address of the name is not public.
        httpcore.ConnectError
            When none of them answers.
        """
        addresses = self._resolver(host, port)
        for address in addresses:
            if not is_public(address):
                raise NotPublicError(address)
        failure: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = self._connector.connect_tcp(
                    address,
                    port,
                    self._deadline.left_s(timeout),
                    local_address,
                    socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._deadline)
        raise failure


class TimedStream(httpcore.NetworkStream):
    """
    A connection on which no wait outlasts the deadline.

    Parameters
    ----------
    stream
        The connection.
    deadline
        By when all must be done.
    """

    def __init__(
        self, stream: httpcore.NetworkStream, deadline: Deadline
    ) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """
        Read what has come.

        Parameters
        ----------
        max_bytes
            At most so many.
        timeout
            Time it may take. [s]

        Returns
        -------
        bytes
            Empty at the end.
        """
        left_s = self._deadline.left_s(timeout)
        return self._stream.read(max_bytes, left_s)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """
        Send bytes.

        Parameters
        ----------
        buffer
            What to send.
        timeout
            Time it may take. [s]
        """
        self._stream.write(buffer, self._deadline.left_s(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """
        Encrypt the connection.

        Parameters
        ----------
        ssl_context
            Whom to trust.
        server_hostname
            Name the certificate must bear.
        timeout
            Time it may take. [s]

        Returns
        -------
        httpcore.NetworkStream
            The encrypted connection.
        """
        left_s = self._deadline.left_s(timeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, left_s)
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """
        Tell something about the connection.

        Parameters
        ----------
        info
            What to tell.

        Returns
        -------
        Any
            As httpcore has it.
        """
        return self._stream.get_extra_info(info)
