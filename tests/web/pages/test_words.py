"""Filters and tags, in both languages."""

from datetime import UTC, datetime

import pytest
from django.template import engines
from django.utils.translation import override

from sampai.web.datasets.models import Regency


def drawn(text: str, language: str = "id", **context: object) -> str:
    with override(language):
        return engines["django"].from_string(text).render(context)


@pytest.mark.parametrize(
    ("text", "value", "indonesian", "english"),
    [
        ("{{ x|whole }}", 26100000, "26.100.000", "26,100,000"),
        ("{{ x|decimal:2 }}", 1234.5, "1.234,50", "1,234.50"),
        ("{{ x|money }}", 26100000, "Rp26.100.000", "Rp26,100,000"),
        ("{{ x|percent }}", 0.563, "56,3\xa0%", "56.3\xa0%"),
        ("{{ x|day }}", -3, "H-3", "H-3"),
        ("{{ x|day }}", 0, "H", "H"),
        ("{{ x|whole }}", None, "\u2013", "\u2013"),
        ("{{ x|prob }}", None, "\u2013", "\u2013"),
    ],
)
def test_numbers_have_the_form_of_the_reader(
    text: str, value: object, indonesian: str, english: str
):
    assert drawn(text, x=value) == indonesian
    assert drawn(text, "en", x=value) == english


@pytest.mark.parametrize(
    ("chance", "written"),
    [
        (0.99899, "99.89"),
        (0.95, "95.0"),
        (0.9499, "94.9"),
        (1.0, ">\xa099.99"),
        (0.0, "0.0"),
    ],
)
def test_a_chance_is_never_rounded_up(chance: float, written: str):
    assert drawn("{{ x|prob }}", "en", x=chance) == f"{written}\xa0%".replace(
        ">", "&gt;"
    )


def test_moments_have_the_clock_of_the_regency(regency: Regency):
    at = datetime(2024, 11, 24, 0, 30, tzinfo=UTC)
    context = {"x": at, "regency": regency}
    assert drawn("{{ x|clock:regency }}", **context) == "07.30\xa0WIB"
    told = drawn("{{ x|moment:regency }}", **context)
    assert told == "24 Nov 2024 07.30\xa0WIB"


def test_only_what_was_not_observed_is_marked():
    assert drawn('{% mark "real" %}').strip() == ""
    assert "diandaikan" in drawn('{% mark "assumed" %}')


def test_a_source_is_a_link_where_there_is_a_page():
    assert 'href="/x"' in drawn('{% source "needs.csv" "rule" "/x" %}')
    assert "href" not in drawn('{% source "needs.csv" "rule" %}')


@pytest.mark.parametrize(
    ("text", "indonesian"),
    [
        ("one of out or back", "salah satu dari out atau back"),
        ("nothing", "kosong"),
        ("a text that nobody knows", "a text that nobody knows"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_fault_is_said_in_the_language_of_the_page(
    text: str | None, indonesian: str
):
    assert drawn("{{ x|said }}", x=text) == indonesian
    assert drawn("{{ x|said }}", "en", x=text) == (text or "")


@pytest.mark.parametrize(
    ("file", "indonesian"),
    [
        ("kabupaten.xlsx, sheet tps", "kabupaten.xlsx, lembar tps"),
        ("nothing", "nothing"),
        (None, ""),
    ],
)
def test_a_sheet_is_named_in_the_language_of_the_page(
    file: str | None, indonesian: str
):
    assert drawn("{{ x|where }}", x=file) == indonesian
    assert drawn("{{ x|where }}", "en", x=file) == (file or "")


def test_what_stood_in_a_cell_is_shown_as_text_and_nothing_else():
    told = drawn("{{ x|said }}", x="the text '<b>3OO</b>'")
    assert told == "teks &#x27;&lt;b&gt;3OO&lt;/b&gt;&#x27;"
