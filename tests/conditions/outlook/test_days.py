"""Moments are read as weather services write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sampai.conditions.outlook.days import (
    operation_days,
    read_moment,
    read_offset,
)
from tests.conditions.outlook.sources import WIB, wib

NOON = datetime(2024, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("2024-11-24 12:00 UTC", "2024-11-24T12:00:00Z"),
        *("2024-11-24T19:00:00+07:00", "2024-11-24 19:00:00 +0700"),
        *(
            "2024-11-24 19:00:00",
            "2024-11-24T19:00:00.000",
            " 2024-11-24 19:00",
        ),
    ],
)
def test_every_way_of_writing_a_moment_is_read(text):
    assert read_moment(text, WIB) == NOON


@pytest.mark.parametrize(
    "text",
    [
        *("", "now", "2024-11-24", "24-11-2024 12:00", "2024-11-24 24:00"),
        *("1999-12-31 00:00 UTC", "2100-01-01 00:00 UTC"),
        *("0001-01-01 00:00 UTC", "2024-11-24 12:00 +9900"),
        "\u0662024-11-24 12:00",
    ],
)
def test_what_is_no_moment_is_not_guessed(text):
    assert read_moment(text, WIB) is None


def test_a_moment_without_offset_needs_a_zone():
    assert read_moment("2024-11-24 12:00") is None


def test_an_offset_is_read_east_and_west():
    assert read_offset("+0730") == timezone(timedelta(hours=7, minutes=30))
    assert read_offset("-03:00") == timezone(-timedelta(hours=3))
    assert read_offset("WIB") is None


def test_the_operation_runs_from_the_first_to_the_last_stage(dataset):
    """The depot's stage begins on H-5, boxes are back by H+7."""
    days = operation_days(dataset)
    assert days.span == range(-5, 8)
    assert days.all_told == "2024-11-22 to 2024-12-04"
    assert days.day_of(wib(26, 23, 59)) == -1
    assert days.touched(wib(1, 0), wib(23, 0)) == range(-5, -4)
    assert not days.touched(wib(1, 0), wib(22, 0))
