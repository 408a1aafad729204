"""Both languages say everything, and say it as people there would."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from sampai.documents.catalogue import LANGUAGES, catalogue
from sampai.documents.words import Words

SOURCE = Path(__file__).parents[2] / "src" / "sampai" / "documents"


@pytest.fixture
def indonesian():
    return Words(
        language="id",
        zone=ZoneInfo("Asia/Jakarta"),
        voting_day=date(2024, 11, 27),
    )


@pytest.fixture
def english():
    return Words(
        language="en",
        zone=ZoneInfo("Asia/Jakarta"),
        voting_day=date(2024, 11, 27),
    )


def test_every_text_stands_in_both_languages_with_the_same_blanks():
    assert [
        key for key, entry in catalogue().items() if not _whole(entry)
    ] == []


def _whole(entry):
    if set(entry) != set(LANGUAGES):
        return False
    first, second = (entry[language] for language in LANGUAGES)
    if isinstance(first, list):
        return len(first) == len(second) > 0 and all(first) and all(second)
    return bool(first and second) and _blanks(first) == _blanks(second)


def _blanks(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_key_that_code_names_is_in_the_catalogue():
    named = set()
    for file in SOURCE.rglob("*.py"):
        text = file.read_text()
        named |= set(re.findall(r'words\(\s*"([a-z_]+\.[a-z_]+)"', text))
    assert named
    assert named <= set(catalogue())


def test_every_word_of_the_papers_template_is_in_the_catalogue():
    named = set()
    for file in (SOURCE / "templates" / "papers").glob("*.typ"):
        named |= set(re.findall(r"\bt\.([a-z_]+)", file.read_text()))
    known = {key.removeprefix("papers.") for key in catalogue()}
    assert named
    assert named <= known


def test_indonesian_writes_a_comma_and_english_a_point(indonesian, english):
    assert indonesian.decimal(1234.5) == "1.234,5"
    assert english.decimal(1234.5) == "1,234.5"
    assert indonesian.money(26_100_000) == "Rp26.100.000"
    assert english.percent(0.5634) == "56.3\N{NO-BREAK SPACE}%"


def test_days_count_from_voting_day(indonesian):
    assert [indonesian.day(day) for day in (-2, 0, 1)] == ["H-2", "H", "H+1"]
    assert indonesian.date(-2) == "Senin, 25 November 2024"


def test_a_moment_is_told_by_the_clock_of_the_regency(indonesian, english):
    moment = datetime(2024, 11, 25, 0, 30, tzinfo=UTC)
    assert indonesian.moment(moment) == "H-2 Sen 25/11 07.30"
    assert english.moment(moment) == "H-2 Mon 25/11 07.30"
    assert indonesian.zone_name == "WIB"


def test_a_span_is_rounded_down_to_the_minute(indonesian, english):
    assert indonesian.span(7559) == "2 j 05 mnt"
    assert english.span(-60) == "\N{MINUS SIGN}0 h 01 min"


def test_an_unknown_code_stands_for_itself(indonesian):
    assert indonesian.code("surface", "trunk") == "jalan raya"
    assert indonesian.code("surface", "railway") == "railway"


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="no texts in 'fr'"):
        Words(
            language="fr",
            zone=ZoneInfo("Asia/Jakarta"),
            voting_day=date(2024, 11, 27),
        )
