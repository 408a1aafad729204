"""Language, light, help, search, health and what went wrong."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from sampai.tables import Dataset
from sampai.web.datasets.models import Regency
from sampai.web.pages.errors import server_error
from sampai.web.pages.glossary import sections
from sampai.web.people.models import User

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def test_language_is_indonesian_until_someone_chooses(client: Client):
    headers = {"Accept-Language": "en"}
    assert b'lang="id"' in client.get("/bantuan/", headers=headers).content
    answer = client.post("/bahasa/", {"language": "en", "next": "/bantuan/"})
    assert answer.headers["Location"] == "/bantuan/"
    assert b'lang="en"' in client.get("/bantuan/").content


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example"])
def test_a_choice_leads_nowhere_else(client: Client, after: str):
    answer = client.post("/tema/", {"theme": "dark", "next": after})
    assert answer.headers["Location"] == "/"


def test_dark_is_kept(client: Client):
    client.post("/tema/", {"theme": "dark", "next": "/bantuan/"})
    assert b'data-theme="dark"' in client.get("/bantuan/").content


def test_an_unknown_language_is_not_kept(client: Client):
    answer = client.post("/bahasa/", {"language": "xx"})
    assert "django_language" not in answer.cookies


def test_help_has_every_term(client: Client):
    text = client.get("/bantuan/").content.decode()
    slugs = [term.slug for part in sections() for term in part.terms]
    assert len(slugs) == len(set(slugs))
    assert all(f'id="{slug}"' in text for slug in slugs)


def test_about_shows_licences(client: Client):
    assert "maplibre-gl" in client.get("/tentang/").content.decode()


def test_health_says_that_the_database_answers(client: Client):
    assert client.get("/healthz").json()["database"] == "up"


@pytest.mark.usefixtures("regency")
def test_search_finds_only_what_lies_in_the_territory(
    sari: User,
    budi: User,
    dataset: Dataset,
    hub_id: str,
    client_of: SignIn,
):
    villages = dataset.places.filter(kind="village")
    other = villages.filter(villages["parent_id"] != hub_id)["place_id"][0]
    asked = f"/cari/?q={other}"
    assert other.encode() in _rows(client_of(sari).get(asked).content)
    assert other.encode() not in _rows(client_of(budi).get(asked).content)


def _rows(content: bytes) -> bytes:
    return content.partition(b"<tbody>")[2]


def test_search_does_not_open_to_tono(tono: User, client_of: SignIn):
    assert client_of(tono).get("/cari/?q=pisang").status_code == 403


def test_a_page_that_is_not_there_is_told_so(client: Client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert b"<h1>" in answer.content


def test_our_own_failure_needs_no_database():
    request = RequestFactory().get("/")
    with connection.execute_wrapper(_no_database):
        answer = server_error(request)
    assert answer.status_code == 500
    assert "Terjadi kesalahan" in answer.content.decode()


def _no_database(*_call: object) -> None:
    pytest.fail("the page of our failure asked the database")


def test_pages_carry_no_inline_style_or_script(
    sari: User, regency: Regency, client_of: SignIn
):
    text = client_of(sari).get(f"/r/{regency.code}/").content.decode()
    assert " style=" not in text
    assert "<script>" not in text
    assert " onclick=" not in text
