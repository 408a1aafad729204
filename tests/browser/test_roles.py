"""Each of the cast: one click, their question answered, their own menu."""

import pytest
from playwright.sync_api import expect

from tests.browser.demo import REGENCY, sign_in

pytestmark = pytest.mark.browser

# What the first page of a role answers with, and the rooms of its menu.
FIELD = ["Kesiapan", "Peta", "Kebutuhan", "Rencana distribusi"]
WEATHER = "Cuaca dan pasang"
MEETING = ["Risiko", "Harga", WEATHER]
OFFICE = ["Data", "Kebutuhan", "Stok", "Rencana distribusi"]
LAST = ["Catatan", "Pekerjaan", "Orang", "Buku jejak"]
CAST = {
    "sari": (
        "Apa yang menghambat",
        ["Kesiapan", "Peta", *OFFICE, *MEETING, *LAST],
    ),
    "budi": (
        "Apa yang datang kepada saya",
        [*FIELD, WEATHER, "Catatan", "Pekerjaan"],
    ),
    "ratih": (
        "Empat pertanyaan pengawasan",
        ["Kesiapan", "Peta", *OFFICE, *MEETING, *LAST],
    ),
    "joko": (
        "Di mana rencana meminta polisi",
        ["Kesiapan", "Peta", "Rencana distribusi", *MEETING, "Pekerjaan"],
    ),
    "dewi": ("Apa yang datang kepada saya", [*FIELD, WEATHER]),
    "wayan": ("Apa yang datang kepada saya", [*FIELD, WEATHER]),
    "lestari": ("Apa yang datang kepada saya", [*FIELD, WEATHER]),
    "hendra": (
        "Apa yang diminta dari pemerintah daerah",
        [
            *("Kesiapan", "Peta", "Rencana distribusi"),
            *(*MEETING, "Catatan", "Pekerjaan"),
        ],
    ),
    "agus": (
        "Perjalanan saya",
        ["Kesiapan", "Peta", "Rencana distribusi", WEATHER],
    ),
    "maria": ("Peran Anda membaca", ["Kesiapan"]),
    "nur": ("Peran Anda membaca", ["Kesiapan"]),
}


@pytest.mark.parametrize("username", CAST)
def test_one_click_answers_the_question_of_a_role(visit, username: str):
    answer, rooms = CAST[username]
    page = visit(None, "/")
    sign_in(page, username)
    expect(page.locator("main")).to_contain_text(answer)
    menu = page.locator("nav.rooms a")
    assert menu.all_inner_texts() == rooms
    for address in [room.get_attribute("href") for room in menu.all()]:
        answer = page.goto(address)
        assert answer.status == 200, address
        expect(page.locator("h1")).to_be_visible()


def test_a_room_that_is_not_theirs_stays_shut(visit):
    """The page says so in words; the console tells of the answer."""
    page = visit("budi", REGENCY)
    for room in ("orang/", "orang/jejak/", "data/", "rencana/baru/"):
        assert page.request.get(f"{REGENCY}{room}").status == 403


def test_a_district_sees_only_its_part(visit):
    """Pulau Pisang: no trip of Lemong, and fewer than the KPU has."""
    trips = f"{REGENCY}rencana/1/perjalanan/"
    every = visit("sari", trips).locator("caption").inner_text()
    page = visit("budi", trips)
    own = page.locator("caption").inner_text()
    assert 0 < _number(own) < _number(every)
    expect(page.locator("tbody")).to_contain_text("Pulau Pisang")
    expect(page.locator("tbody")).not_to_contain_text("Lemong")
    stranger = visit("sari", trips).locator("tbody th a").first
    address = stranger.get_attribute("href")
    assert page.request.get(address).status == 404


def test_a_driver_finds_the_stops_on_a_phone(visit):
    page = visit("agus", REGENCY, width=360)
    page.locator("main [role=button]").click()
    page.locator("tbody th a").first.click()
    expect(page.locator("h1")).to_contain_text("Perjalanan T")
    expect(page.get_by_role("heading", name="Tempat singgah")).to_be_visible()


def _number(caption: str) -> int:
    return int(caption.split(maxsplit=1)[0].replace(".", ""))
