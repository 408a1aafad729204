"""Ten people at once who look through the pages that open to them."""

import random
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx

from bench.site import PEOPLE, signed_in

# Where a link leads from a page, and what a drawing reads.
LINK = re.compile(r'(?:href|data-source)="([^"]+)"')
# Files to download, ways out, and names that are logged when they are read.
NOT_PAGES = re.compile(
    r"\.(csv|xlsx|zip|pdf|html|svg|css|js|md|txt|geojson)($|\?)|/static/"
    r"|^/(masuk|api|demo|bahasa|tema)/|/berkas/../|/kemas/berkas/"
    r"|/(ekspor|templat)/|unduh|names=1"
)
# A part of an address that names one of many.
ONE_OF_MANY = re.compile(r"[0-9]")
# Of many alike, so many are looked at.
ALIKE = 2
# Pages that each person looks at; as many for everyone, so that until the end
# there are ten.
VISITS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """
    One page that was asked for while others were.

    Parameters
    ----------
    page
        Its address without what names one of many.
    seconds
        Until its last byte. [s]
    kilobytes
        How long it was.
    """

    page: str
    seconds: float
    kilobytes: float


class Visitor:
    """
    Someone with a browser that keeps what it may keep.

    Parameters
    ----------
    address
        Of the site.
    username
        Of the cast.
    """

    def __init__(self, address: str, username: str) -> None:
        self._client = signed_in(address, username)
        self._tags: dict[str, str] = {}
        self.username = username
        self.addresses: list[str] = []
        self.dead_ends: list[str] = []

    def look_around(self) -> None:
        """Follow every link to a page, of many alike only some."""
        seen: dict[str, int] = {}
        known: set[str] = set()
        waiting = ["/"]
        while waiting:
            address = waiting.pop(0)
            answer = self._client.get(address)
            if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                message = f"{self.username}: {answer.status_code} {address}"
                raise RuntimeError(message)
            if answer.is_success:
                self.addresses.append(address)
            elif answer.is_client_error:
                self.dead_ends.append(address)
            for found in _links(address, answer):
                kind = page_of(found)
                if found in known or seen.get(kind, 0) == ALIKE:
                    continue
                known.add(found)
                seen[kind] = seen.get(kind, 0) + 1
                waiting.append(found)

    def walk(self, seed: int) -> Iterator[Visit]:
        """
        Look at pages, all of one's own in turn, in an order of one's own.

        Parameters
        ----------
        seed
            Of the order.

        Yields
        ------
        Visit
            One for each of 100.
        """
        order = random.Random(seed)  # noqa: S311 - an order, no secret
        own: list[str] = []
        for _ in range(VISITS):
            if not own:
                own = list(self.addresses)
                order.shuffle(own)
            yield self._visit(own.pop())

    def _visit(self, address: str) -> Visit:
        tag = self._tags.get(address)
        headers = {"If-None-Match": tag} if tag else {}
        began = time.perf_counter()
        answer = self._client.get(address, headers=headers)
        seconds = time.perf_counter() - began
        if answer.is_error:
            message = f"{self.username}: {answer.status_code} {address}"
            raise RuntimeError(message)
        if "ETag" in answer.headers:
            self._tags[address] = answer.headers["ETag"]
        return Visit(
            page=page_of(address),
            seconds=seconds,
            kilobytes=len(answer.content) / 1000,
        )


def _links(address: str, answer: httpx.Response) -> Iterator[str]:
    if answer.is_redirect:
        found = [answer.headers["Location"]]
    elif "html" in answer.headers.get("Content-Type", ""):
        found = [unescape(one) for one in LINK.findall(answer.text)]
    else:
        return
    for one in found:
        parts = urlsplit(urljoin(address, one))
        if parts.netloc or not parts.path.startswith("/"):
            continue
        whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if not NOT_PAGES.search(whole):
            yield whole


def page_of(address: str) -> str:
    """
    Name the page of an address.

    Parameters
    ----------
    address
        Path and query.

    Returns
    -------
    str
        With a star for what names one of many.
    """
    parts = urlsplit(address)
    path = "/".join(
        "*" if ONE_OF_MANY.search(part) else part
        for part in parts.path.split("/")[3:]
    )
    if not parts.path.startswith("/r/"):
        path = parts.path
    asked = ",".join(sorted({key for key, _value in parse_qsl(parts.query)}))
    return f"{path or '.'}?{asked}" if asked else path or "."


def visit_at_once(address: str, rounds: int) -> list[list[Visit]]:
    """
    Let ten people look through a site at the same time.

    Parameters
    ----------
    address
        Of a demo.
    rounds
        How often.

    Returns
    -------
    list of list of Visit
        Of all people, by round, after each has seen every page once.
    """
    visitors = [Visitor(address, username) for username in PEOPLE]
    with ThreadPoolExecutor(len(visitors)) as pool:
        list(pool.map(Visitor.look_around, visitors))
        return [_round(pool, visitors, number) for number in range(rounds)]


def _round(
    pool: ThreadPoolExecutor, visitors: Sequence[Visitor], number: int
) -> list[Visit]:
    def walk(at: int) -> list[Visit]:
        return list(visitors[at].walk(number * len(visitors) + at))

    walks = pool.map(walk, range(len(visitors)))
    return [visit for walk in walks for visit in walk]


def by_page(visits: Sequence[Visit]) -> list[dict[str, Any]]:
    """
    Tell how long each page took.

    Parameters
    ----------
    visits
        Of all people.

    Returns
    -------
    list of dict
        Page, how often, median, 95th percentile and length, the slowest
        first. [ms, kB]
    """
    held: dict[str, list[Visit]] = {}
    for visit in visits:
        held.setdefault(visit.page, []).append(visit)
    rows = [
        {
            "page": page,
            "visits": len(own),
            "p50_ms": percentile([v.seconds for v in own], 50) * 1000,
            "p95_ms": percentile([v.seconds for v in own], 95) * 1000,
            "kb": max(v.kilobytes for v in own),
        }
        for page, own in held.items()
    ]
    return sorted(rows, key=lambda row: -row["p95_ms"])


def percentile(values: Sequence[float], percent: float) -> float:
    """
    Give the value that a share of all stays below.

    Parameters
    ----------
    values
        At least one.
    percent
        The share.

    Returns
    -------
    float
        The nearest of the values, the greater of two.
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
