"""The first dataset under a calm outlook and under one of every kind."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from sampai.conditions.outlook import (
    Alert,
    Caution,
    Outlook,
    RainForecast,
    WaveForecast,
)
from sampai.conditions.prospects import find_prospects
from sampai.documents.conditions.calendar import Calendar
from sampai.documents.names import names_of
from sampai.tables import read_dataset
from tests.tables.overlays import SOUND

WIB = ZoneInfo("Asia/Jakarta")


def wib(day, hour, minute=0):
    return datetime(2024, 11, day, hour, minute, tzinfo=WIB)


SEEN = Outlook(
    rains=(
        RainForecast(
            district_id="18.13.01",
            day=-2,
            rain_mm=26.35,
            hours=18,
            heaviest_mm_3h=16.8,
            issued_at=wib(23, 19),
            source="f.json",
        ),
    ),
    waves=(
        WaveForecast(
            sea="sea",
            day=-2,
            low_m=1.25,
            high_m=2.5,
            issued_at=None,
            source="w.json",
        ),
    ),
    alerts=(
        Alert(
            identifier="a.1",
            district_ids=("18.13.01",),
            begins_at=wib(24, 18),
            ends_at=wib(25, 6),
            event="Hujan <Lebat>",
            severity="Severe",
            certainty="Observed",
            headline="Awas & waspada",
            sender="bmkg@sampai.example",
            sent_at=wib(24, 12, 50),
            exercise=True,
            source="a.xml",
        ),
    ),
    cautions=(
        Caution(source="f.json", found="six slots", meaning="they count"),
        Caution(
            source="f.json", found="old", meaning="fetch it", passing=True
        ),
    ),
)


@pytest.fixture(scope="session")
def seen(pesisir_barat):
    return find_prospects(pesisir_barat, SEEN)


@pytest.fixture(scope="session")
def calm(pesisir_barat):
    return find_prospects(pesisir_barat, Outlook.nothing())


@pytest.fixture
def calendar(pesisir_barat):
    """Make a calendar in a language."""

    def make(prospects, language="en", dataset=pesisir_barat):
        return Calendar(
            dataset=dataset,
            prospects=prospects,
            names=names_of(dataset, language),
        )

    return make


@pytest.fixture(scope="session")
def sound_prospects():
    """Give the small regency without a climate."""
    sound = read_dataset(SOUND)
    bare = replace(sound, climate=sound.climate.clear())
    return bare, find_prospects(bare, Outlook.nothing())
