"""Every number behind a draw is told in a sentence."""

from dataclasses import replace

import polars as pl
import pytest

from sampai.documents.conditions.sentences import sentences
from sampai.documents.names import names_of
from sampai.tables.rules.hazard_kinds import KINDS

# Between a number and its sign, so that no line ends there.
NARROW = "\N{NO-BREAK SPACE}"


@pytest.fixture
def told(pesisir_barat):
    """Tell rows of hazards, by what they are and what they apply to."""

    def tell(language="en", dataset=pesisir_barat):
        return {
            one.source: one.text.replace(NARROW, " ")
            for one in sentences(dataset, names_of(dataset, language))
        }

    return tell


def with_numbers(dataset, hazard, p1, p2=None):
    own = pl.col("hazard") == hazard
    return replace(
        dataset,
        hazards=dataset.hazards.with_columns(
            p1=pl.when(own).then(pl.lit(p1, pl.Float64)).otherwise("p1"),
            p2=pl.when(own).then(pl.lit(p2, pl.Float64)).otherwise("p2"),
        ),
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "hazards, breakdown, truck",
            (
                "Truck: breaks down once in 25,000 km and stands for 2 h on"
                " average."
            ),
        ),
        (
            "hazards, closure_length, surface",
            (
                "A closure of any way lasts 8 h in the median, two of three"
                " between 4.4 and 15 h."
            ),
        ),
        (
            "hazards, wave, sea",
            (
                "Waves in the strait (sea) are 0.85 m on average, two days of"
                " three between 0.47 and 1.2 m."
            ),
        ),
        (
            "hazards, loading_delay, trip",
            "Each loading takes 10 min longer on average.",
        ),
        (
            "hazards, leg_speed, trip",
            (
                "A trip goes at 100 % of the usual speed in the median, two of"
                " three between 86 and 120 %."
            ),
        ),
        (
            "hazards, counting_end, tps",
            (
                "The count takes from 75 to 125 % of the expected time at two"
                " TPS of three."
            ),
        ),
        (
            "hazards, rain_class, heavy",
            "A day counts as of heavy rain from 50 mm.",
        ),
        (
            "hazards, alert_skill, likely",
            (
                "An alert of rain said to be likely has a correlation of 0.8"
                " with a day of heavy rain."
            ),
        ),
        (
            "surfaces, beach",
            (
                "Beach: closed on a day of heavy rain with a chance of 25 %;"
                " on a wet day one goes at 70 % of the usual speed."
            ),
        ),
        (
            "dataset, sea.shelter",
            (
                "Waves in the strait are 50 % of those in the open water that"
                " forecasts speak of."
            ),
        ),
    ],
)
def test_a_row_is_a_sentence(told, source, text):
    assert told()[source] == text


def test_indonesian_numbers_have_their_comma(told):
    assert told("id")["hazards, breakdown, trail_motorcycle"] == (
        "Ojek motor trail mogok sekali dalam 2.500 km dan berhenti"
        " rata-rata 30 menit."
    )


def test_every_row_of_hazards_is_told(told, pesisir_barat):
    rows = pesisir_barat.hazards.select("hazard", "applies_to").iter_rows()
    assert {f"hazards, {a}, {b}" for a, b in rows} <= set(told())


def test_the_first_dataset_has_a_row_of_every_kind(pesisir_barat):
    assert set(pesisir_barat.hazards["hazard"]) == set(KINDS)


def test_what_never_happens_is_said_so(told, pesisir_barat):
    never = with_numbers(pesisir_barat, "breakdown", 0.0, 0.0)
    assert told("en", never)["hazards, breakdown, truck"] == (
        "Truck: never breaks down."
    )
    apart = with_numbers(pesisir_barat, "rain_range", 0.0)
    assert told("en", apart)["hazards, rain_range, district"] == (
        "Rain of one district has nothing to do with that of another."
    )


def test_climate_is_told_once_for_districts_that_share_it(pesisir_barat):
    lines = [
        one.text.replace(NARROW, " ")
        for one in sentences(pesisir_barat, names_of(pesisir_barat, "en"))
        if one.source == "climate"
    ]
    end = "one day and the next have a correlation of 0.45."
    begin = "wet on 60 % of days, heavy on"
    assert lines == [
        f"Lemong, Ngaras, Bangkunat: {begin} 16 %; {end}",
        f"The other 8 districts: {begin} 12 %; {end}",
    ]
