"""The door from httpx to connections that are pinned and timed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from sampai.stores.connecting import Deadline, PinnedBackend


class PinnedTransport(httpx.BaseTransport):
    """
    Send requests over connections to public addresses alone.

    Nothing is taken from the environment: no proxy, no certificates.

    Parameters
    ----------
    deadline
        By when all must be done.
    backend
        Opens the connections.
    """

    def __init__(
        self,
        deadline: Deadline,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=backend or PinnedBackend(deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """
        Send a request.

        Parameters
        ----------
        request
            As httpx makes it.

        Returns
        -------
        httpx.Response
            Its body is still to be read.
        """
        url = request.url
        content: Any = request.stream
        with _in_words_of_httpx():
            response = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=url.raw_scheme,
                        host=url.raw_host,
                        port=url.port,
                        target=url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=content,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of a response, while it comes."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        parts: Iterable[bytes] = self._response.iter_stream()
        with _in_words_of_httpx():
            yield from parts

    def close(self) -> None:
        self._response.close()


@contextmanager
def _in_words_of_httpx() -> Iterator[None]:
    """Turn what goes wrong below into what httpx raises."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.TimeoutException(str(error)) from error
    except httpcore.ProtocolError as error:
        raise httpx.RemoteProtocolError(str(error)) from error
    except httpcore.NetworkError as error:
        raise httpx.NetworkError(str(error)) from error
