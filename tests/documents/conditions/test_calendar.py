"""Days and districts that are alike are told together, with their basis."""

import pytest

from sampai.documents.conditions.calendar import Calendar
from sampai.documents.names import names_of

CLIMATE = "climate (assumed)"
MOVED = "climate (assumed) and other forecasts"
ALERT = "alert of bmkg@sampai.example: Hujan <Lebat>, issued 24 Nov 12.50 WIB"


def test_by_climate_alone_two_lines_say_it_all(calendar, calm):
    one = calendar(calm)
    assert list(one.merged(one.rain)) == [
        (
            "H-5 \N{EN DASH} H+7",
            ("Lemong, Ngaras, Bangkunat", "60", "16", CLIMATE),
        ),
        ("", ("the other 8 districts", "60", "12", CLIMATE)),
    ]
    assert list(one.merged(one.seas)) == [
        ("H-5 \N{EN DASH} H+7", ("sea", "15", CLIMATE))
    ]


def test_closures_are_those_of_the_district_most_at_risk(calendar, calm):
    """Heavy rain on 16 days in 100 closes the beach on a quarter of them."""
    one = calendar(calm)
    lines = [cells for _, cells in one.merged(one.closures)]
    assert lines == [
        ("beach", "4", CLIMATE),
        ("local road", "1", CLIMATE),
        ("patrol track", "3", CLIMATE),
        ("main road", "<1", CLIMATE),
    ]


def test_an_alert_is_named_where_it_is_in_force(calendar, seen):
    one = calendar(seen)
    lines = list(one.merged(one.rain))
    days = [days for days, cells in lines if cells[-1] == ALERT]
    assert days == ["H-3 \N{EN DASH} H-2"]
    assert lines[0] == (
        "H-5",
        (
            "all 11 districts",
            "63\N{EN DASH}72",
            "15\N{EN DASH}19",
            MOVED,
        ),
    )


def test_a_forecast_is_named_with_what_it_says(calendar, seen):
    one = calendar(seen)
    said = "BMKG: 1.25\N{EN DASH}2.5 m in open water, time of issue unknown"
    ((days, _),) = [
        line for line in one.merged(one.seas) if line[1][-1] == said
    ]
    assert days == "H-2"


def test_basis_is_told_in_indonesian(calendar, calm, seen):
    one = calendar(calm, "id")
    assert next(iter(one.merged(one.rain)))[1][-1] == "iklim (diandaikan)"
    one = calendar(seen, "id")
    (cells,) = map(one.alert_cells, seen.outlook.alerts)
    assert cells == (
        "LATIHAN: Hujan <Lebat>",
        "Pesisir Tengah",
        "H-3 Min 24/11 18.00 \N{EN DASH} H-2 Sen 25/11 06.00",
        "berat",
        "teramati",
        "bmkg@sampai.example",
    )


@pytest.mark.parametrize(
    ("prob", "shown"),
    [
        *((0, "0"), (0.001, "<1"), (0.005001, "1"), (0.124, "12")),
        *((0.994, "99"), (0.999, ">99"), (1, "100")),
    ],
)
def test_a_doubtful_chance_is_never_shown_as_certain(
    calendar, calm, prob, shown
):
    assert calendar(calm).percent(prob) == shown


def test_low_water_is_told_by_the_day_it_begins(calendar, calm):
    one = calendar(calm)
    assert one.clocks(one.low_water(-5)) == [
        "05.36\N{EN DASH}09.04",
        "14.34\N{EN DASH}18.00",
    ]


def test_a_dataset_without_rows_for_rain_has_no_lines(sound_prospects):
    dataset, prospects = sound_prospects
    one = Calendar(
        dataset=dataset, prospects=prospects, names=names_of(dataset, "en")
    )
    assert (one.rain, one.closures) == ([], [])
    assert [strip.label for strip in one.seas] == ["sea"]
