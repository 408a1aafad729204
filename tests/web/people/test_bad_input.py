"""Whatever stands in an address or a form, no page fails."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from sampai.web.datasets.models import Regency
from sampai.web.people.models import User
from sampai.web.plans.models import Plan

SignIn = Callable[[User], Client]
LONG = "9" * 5_000
# The last is a digit to Python and to no database.
BAD = ("a\x00b", LONG, "²%s{}'\"><script>", "٣")
PAGES = {
    "people:list": ("q", "role", "state", "page"),
    "people:acts": ("q", "verb", "user", "from", "to", "page"),
    "people:acts_export": ("q", "from"),
    "plans:list": ("page",),
    "plans:map": ("plan",),
    "plans:risk": ("plan", "page", "below"),
    "plans:prices": ("plan",),
    "plans:compare": ("plan",),
    "plans:weather": ("day",),
    "jobs:list": ("state", "page"),
    "records:overview": ("q",),
    "readiness": ("plan",),
    "records:persons": ("q", "page"),
}
OF_PLAN = {
    "plans:trips": ("day", "stage", "vehicle", "place", "page"),
    "plans:papers": ("page",),
    "plans:gantt": ("day",),
}
RECORDS = ("q", "district", "role", "kind", "criterion", "ok", "answered_at")


@pytest.fixture
def caller(sari: User, client_of: SignIn) -> Client:
    """Sari, whose browser tells of no failure of ours."""
    client = client_of(sari)
    client.raise_request_exception = False
    return client


def asked(caller: Client, url: str, names: tuple[str, ...]) -> list[object]:
    """Ask with each word that is bad, and list what failed."""
    failed = []
    for name in names:
        for word in BAD:
            answer = caller.get(url, {name: word})
            if answer.streaming:
                b"".join(answer.streaming_content)
            if answer.status_code >= 500:
                failed.append((url, name, word[:9]))
    return failed


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("name", PAGES)
def test_no_page_fails_at_what_is_asked(
    caller: Client, regency: Regency, name: str
):
    url = reverse(name, args=[regency.code])
    assert not asked(caller, url, PAGES[name])


@pytest.mark.parametrize("name", OF_PLAN)
def test_no_page_of_a_plan_fails(
    caller: Client, plan: Plan, regency: Regency, name: str
):
    url = reverse(name, args=[regency.code, plan.number])
    assert not asked(caller, url, OF_PLAN[name])


@pytest.mark.parametrize("slug", ["gudang", "pemeriksaan", "permintaan"])
def test_no_list_of_records_fails(caller: Client, regency: Regency, slug: str):
    url = f"/r/{regency.code}/catatan/{slug}/"
    assert not asked(caller, url, RECORDS)


@pytest.mark.usefixtures("plan")
def test_search_does_not_fail(caller: Client):
    assert not asked(caller, reverse("search"), ("q", "r", "plan"))


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    "path",
    [
        "rencana/1/perjalanan/%00/",
        "rencana/1/tps/%00/",
        f"rencana/{10**40}/",
        "rencana/1/berkas/id/%00",
        "rencana/1/berkas/..%2f..%2f/sampai.sqlite3",
        "rencana/1/berkas/../../sampai.sqlite3",
        "rencana/1/berkas/id/..%2f..%2fsampai.sqlite3",
        "rencana/1/berkas/%2fetc/passwd",
        "catatan/orang/%00/",
        "orang/kursi/99999999999999999999/akhiri/",
        "catatan/gudang/00000000-0000-0000-0000-000000000000/",
    ],
)
def test_no_part_of_an_address_makes_a_page_fail(
    caller: Client, regency: Regency, path: str
):
    answer = caller.get(f"/r/{regency.code}/{path}")
    assert answer.status_code in {400, 404}, path


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("orang/undang/", "place_id"),
        ("orang/darurat/", "reason"),
        ("rencana/baru/", "name"),
        ("rencana/1/setujui/", "reason"),
        ("catatan/gudang/baru/", "store_id"),
        ("catatan/gudang/baru/", "seen"),
    ],
)
def test_no_form_fails(
    caller: Client, regency: Regency, path: str, field: str
):
    for word in BAD:
        answer = caller.post(f"/r/{regency.code}/{path}", {field: word})
        assert answer.status_code < 500, word[:9]


def test_a_reason_for_an_end_may_be_anything(
    caller: Client, budi: User, regency: Regency
):
    seat = budi.seats.get()
    url = reverse("people:end", args=[regency.code, seat.pk])
    for word in BAD:
        assert caller.post(url, {"reason": word}).status_code < 500
