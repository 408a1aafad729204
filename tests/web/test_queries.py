"""
No page asks the database more often than its line in the table allows.

Pages are found by following the links, as people do; a page that shows fifty
rows and asks once for each is far above its line. What a page keeps in memory
is filled by a first look that is not counted.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from sampai.web.people.models import User
from sampai.web.plans.models import Plan
from sampai.web.plans.services import approve, publish
from sampai.web.records.services import add_record
from tests.web.records.rows import inspection, request_for, staff, store

# Session, user, seats, regency and notices stand on every page.
USUAL = 12
# Pages that join more than that, and how often each may ask.
MORE = {
    "search": 16,
    "readiness": 20,
    "plans:risk": 14,
    "plans:tps": 15,
    "plans:trip": 14,
}
LINK = re.compile(r'(?:href|data-source)="([^"]+)"')
# Ways out, and files: what is written into one is read row by row.
NOT_PAGES = re.compile(
    r"/static/|^/(masuk|api|demo|bahasa|tema)/|\.(csv|xlsx|zip|pdf|html)|"
    r"/(ekspor|templat|unduh)|names=1"
)
# Of pages with one view, so many are looked at.
ALIKE = 3
WHO = ("sari", "budi", "ratih", "joko")


@pytest.fixture
def published(plan: Plan, sari: User, hub_id: str, tps_id: str) -> Plan:
    """The quick plan, published, and a record of each kind with a page."""
    for table, values in (
        ("stores", store(hub_id)),
        ("inspections", inspection()),
        ("staff", staff(tps_id=tps_id)),
        ("requests", request_for("BOX")),
    ):
        add_record(plan.regency, table, values, by=sari, reason="tested")
    approve(plan, by=sari, name="Sari", reason="tested")
    publish(plan, by=sari, name="Sari", reason="tested")
    return plan


@pytest.mark.parametrize("name", WHO)
@pytest.mark.usefixtures("published")
def test_a_page_asks_no_more_than_its_line_allows(
    name: str,
    request: pytest.FixtureRequest,
    client_of: Callable[[User], Client],
):
    client = client_of(request.getfixturevalue(name))
    asked = {url: _asked(client, url) for url in _walk(client)}
    assert len(asked) > len(WHO)
    wrong = {
        url: count
        for url, count in asked.items()
        if count > MORE.get(_view(url), USUAL)
    }
    assert not wrong


def _asked(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
    return len(queries)


def _walk(client: Client) -> Iterator[str]:
    """Follow the links; every page that is given has been looked at once."""
    waiting, seen = ["/", "/cari/?q=tps"], {}
    while waiting:
        url = waiting.pop(0)
        answer = client.get(url)
        assert answer.status_code < 400, url
        if answer.status_code == 200:
            yield url
        for found in _links(url, answer):
            own = seen.setdefault(_view(found), {url})
            if found not in own and len(own) <= ALIKE:
                own.add(found)
                waiting.append(found)


def _links(url: str, answer: HttpResponse) -> Iterator[str]:
    if answer.status_code in {301, 302}:
        found = [answer["Location"]]
    elif "html" in answer["Content-Type"]:
        found = [
            unescape(one) for one in LINK.findall(answer.content.decode())
        ]
    else:
        return
    for one in found:
        parts = urlsplit(urljoin(url, one))
        whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if not parts.netloc and not NOT_PAGES.search(whole):
            yield whole


def _view(url: str) -> str:
    return resolve(urlsplit(url).path).view_name
