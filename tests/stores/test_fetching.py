"""One address is fetched within bounds, or one is told why not."""

import gzip

import httpx
import pytest

from sampai import __version__
from sampai.errors import DatasetError
from sampai.stores import Fetcher, FetchError
from sampai.stores.connecting import NotPublicError
from tests.stores.network import (
    ADDRESS,
    HOST,
    fetcher,
    silent,
    streamed,
    zipped,
)


def failure(handler, *hosts: str) -> str:
    """Tell why an address cannot be fetched."""
    with pytest.raises(FetchError) as caught:
        fetcher(handler, *hosts).fetch(ADDRESS)
    return str(caught.value)


def redirecting(*targets: str):
    """Redirect to each target in turn, then answer."""
    left = list(targets)

    def handler(_: httpx.Request) -> httpx.Response:
        if left:
            return streamed(b"", 302, {"Location": left.pop(0)})
        return streamed(b"there")

    return handler


def test_a_body_is_fetched_and_sampai_gives_its_name():
    def handler(request: httpx.Request) -> httpx.Response:
        assert request.headers["User-Agent"] == f"sampai/{__version__}"
        assert str(request.url) == ADDRESS
        return streamed(b"hello")

    assert fetcher(handler).fetch(ADDRESS) == b"hello"


def test_a_body_in_gzip_is_unpacked():
    assert fetcher(lambda _: zipped(b"hello")).fetch(ADDRESS) == b"hello"


@pytest.mark.parametrize("answer", [streamed, zipped])
def test_a_body_over_two_megabytes_is_refused(answer):
    body = b"\0" * 2_000_000
    assert fetcher(lambda _: answer(body)).fetch(ADDRESS) == body
    message = failure(lambda _: answer(body + b"\0"))
    assert message == "it is larger than 2000000 bytes"


def test_a_bomb_is_refused_after_two_megabytes():
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    answer = {"Content-Encoding": "gzip"}
    message = failure(lambda _: streamed(bomb, headers=answer))
    assert message == "it is larger than 2000000 bytes"


@pytest.mark.parametrize(
    ("body", "packed", "why"),
    [
        (b"hello", "br", "it is packed in a way that was not asked for"),
        (b"hello", "gzip", "it is damaged"),
        (gzip.compress(b"hello", mtime=0)[:-4], "gzip", "it is cut off"),
    ],
)
def test_what_cannot_be_unpacked_is_told(body, packed, why):
    headers = {"Content-Encoding": packed}
    assert failure(lambda _: streamed(body, headers=headers)) == why


def test_an_answer_that_is_none_is_told():
    assert failure(lambda _: streamed(b"", 404)) == "the server answers 404"


def test_three_redirects_on_allowed_hosts_are_followed():
    handler = redirecting("/b", f"https://{HOST}/c", "https://b.go.id/d")
    assert fetcher(handler, HOST, "b.go.id").fetch(ADDRESS) == b"there"
    handler = redirecting("/b", "/c", "/d", "/e")
    assert failure(handler) == "more than 3 redirects"


@pytest.mark.parametrize(
    "target",
    [
        *("http://www.bmkg.go.id/", "https://evil.example/", "file:///a"),
        *("//127.0.0.1/", "https://www.bmkg.go.id:22/"),
    ],
)
def test_a_redirect_to_anywhere_else_is_not_followed(target):
    assert failure(redirecting(target, target)) == (
        "it redirects to where sources.hosts does not allow"
    )


def test_a_redirect_to_nonsense_is_told():
    message = failure(redirecting("https://[::1"))
    assert message == "the server does not speak HTTP as it should"


def test_without_a_network_a_host_is_asked_once():
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return silent(request)

    fetching = fetcher(handler)
    for path in ("a", "b", "c"):
        with pytest.raises(FetchError, match=r"^no network now$"):
            fetching.fetch(f"https://{HOST}/{path}")
    assert asked == [f"https://{HOST}/a"]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (httpx.ReadTimeout("slow"), "no answer in time"),
        (
            httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] expired"),
            "its certificate does not prove who it is",
        ),
        (httpx.ReadError("gone"), "no network now"),
        (
            NotPublicError("10.0.0.1"),
            "www.bmkg.go.id leads to 10.0.0.1, which is no public address",
        ),
    ],
)
def test_the_reason_of_a_failure_is_told(error, why):
    def handler(_: httpx.Request) -> httpx.Response:
        raise error

    assert failure(handler) == why


def test_an_address_that_is_not_allowed_is_a_fault_of_the_dataset():
    with pytest.raises(DatasetError, match=r"Add 'www\.bmkg\.go\.id'"):
        Fetcher(()).fetch(ADDRESS)
