"""Fetching one address: https, from a host of the dataset, within bounds."""

import zlib
from collections.abc import Callable, Iterator, Sequence

import httpx

from sampai import __version__
from sampai.errors import DatasetError
from sampai.stores.addresses import refusal
from sampai.stores.connecting import (
    CONNECT_S,
    WHOLE_S,
    Deadline,
    NotPublicError,
)
from sampai.stores.transport import PinnedTransport

BODY_MAX = 2_000_000
REDIRECTS_MAX = 3
# zlib's word for gzip with its header.
GZIP = 31
REDIRECTS = {301, 302, 303, 307, 308}
HEADERS = {
    "User-Agent": f"sampai/{__version__}",
    "Accept": "application/json, application/xml, text/xml",
    "Accept-Encoding": "gzip",
}
NO_NETWORK = "no network now"

OpenTransport = Callable[[Deadline], httpx.BaseTransport]


class FetchError(Exception):
    """An address could not be fetched; says why."""


class Fetcher:
    """
    Fetch addresses of the hosts that a dataset names.

    A host that once does not answer is not asked again, so that without a
    network one waits once and not for every address.

    Parameters
    ----------
    hosts
        Hosts that may be asked.
    open_transport
        Opens what requests are sent by.
    """

    def __init__(
        self,
        hosts: Sequence[str],
        open_transport: OpenTransport = PinnedTransport,
    ) -> None:
        self.hosts = tuple(hosts)
        self._open_transport = open_transport
        self._silent: set[str] = set()

    def fetch(self, address: str) -> bytes:
        """
        Fetch an address.

        Parameters
        ----------
        address
            Address with https.

        Returns
        -------
        bytes
            The body, unpacked.

        Raises
        ------
        DatasetError
            When the address may not be asked.
        FetchError
            When it cannot be fetched now.
        """
        refused = refusal(address, self.hosts)
        if refused is not None:
            raise DatasetError([refused])
        host = httpx.URL(address).host
        if host in self._silent:
            raise FetchError(NO_NETWORK)
        try:
            return self._fetch(address)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            self._silent.add(host)
            raise FetchError(_in_words(error)) from error
        except NotPublicError as error:
            message = f"{host} leads to {error}, which is no public address"
            raise FetchError(message) from error

    def _fetch(self, address: str) -> bytes:
        deadline = Deadline(WHOLE_S)
        with httpx.Client(
            transport=self._open_transport(deadline),
            headers=HEADERS,
            timeout=httpx.Timeout(WHOLE_S, connect=CONNECT_S),
            trust_env=False,
            follow_redirects=False,
        ) as client:
            for _ in range(REDIRECTS_MAX + 1):
                with client.stream("GET", address) as response:
                    if response.status_code not in REDIRECTS:
                        return _body(response)
                    address = self._next(response)
        message = f"more than {REDIRECTS_MAX} redirects"
        raise FetchError(message)

    def _next(self, response: httpx.Response) -> str:
        """Tell where a redirect leads; refuse it as any address."""
        target = response.headers.get("Location", "")
        address = str(response.url.join(target))
        if refusal(address, self.hosts) is not None:
            message = "it redirects to where sources.hosts does not allow"
            raise FetchError(message)
        return address


def _in_words(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    if isinstance(error, httpx.ProtocolError | httpx.InvalidURL):
        return "the server does not speak HTTP as it should"
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "its certificate does not prove who it is"
    return NO_NETWORK


def _body(response: httpx.Response) -> bytes:
    """Read the body, as long as it keeps within its bounds."""
    if response.status_code != httpx.codes.OK:
        message = f"the server answers {response.status_code}"
        raise FetchError(message)
    body = bytearray()
    for part in _unpacked(response):
        body += part
        if len(body) > BODY_MAX:
            message = f"it is larger than {BODY_MAX} bytes"
            raise FetchError(message)
    return bytes(body)


def _unpacked(response: httpx.Response) -> Iterator[bytes]:
    """Unpack part by part, never more at once than is allowed in all."""
    packed = response.headers.get("Content-Encoding", "identity").lower()
    if packed == "identity":
        yield from response.iter_raw()
        return
    if packed != "gzip":
        message = "it is packed in a way that was not asked for"
        raise FetchError(message)
    unpacker = zlib.decompressobj(GZIP)
    try:
        for part in response.iter_raw():
            yield unpacker.decompress(part, BODY_MAX + 1)
    except zlib.error as error:
        message = "it is damaged"
        raise FetchError(message) from error
    if not unpacker.eof:
        message = "it is cut off"
        raise FetchError(message)
