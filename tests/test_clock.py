"""The horizon, and how times are read."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.clock import ZONE_NAMES, Horizon, seconds_of_day, spoken_time

JAKARTA = ZoneInfo("Asia/Jakarta")
HORIZON = Horizon(voting_day=date(2024, 11, 27), first_day=-5, zone=JAKARTA)
SECONDS = st.integers(-(10**6), 10**6)


def test_second_zero_is_local_midnight_of_the_first_day():
    # Jakarta is seven hours ahead: midnight there is 17:00 UTC the day before.
    assert HORIZON.moment(0) == datetime(2024, 11, 21, 17, tzinfo=UTC)


def test_voting_day_begins_five_days_later():
    assert HORIZON.day_start_s(0) == 5 * 86_400
    assert HORIZON.moment(HORIZON.day_start_s(0)).date() == date(2024, 11, 27)


@pytest.mark.parametrize(
    ("second", "day"),
    [(0, -5), (86_399, -5), (86_400, -4), (-1, -6), (432_000, 0)],
)
def test_a_second_falls_in_the_day_that_holds_it(second, day):
    assert HORIZON.day_of(second) == day


@given(SECONDS)
def test_second_to_moment_and_back(second):
    assert HORIZON.second(HORIZON.moment(second)) == second


@given(SECONDS)
def test_a_second_is_inside_its_day(second):
    start = HORIZON.day_start_s(HORIZON.day_of(second))
    assert start <= second < start + 86_400


def test_seconds_of_day():
    assert seconds_of_day(time(7, 30, 5)) == 27_005


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Jakarta", "07.30 WIB"),
        ("Asia/Makassar", "07.30 WITA"),
        ("Asia/Jayapura", "07.30 WIT"),
        ("Asia/Dili", "07.30 +0900"),
    ],
)
def test_a_moment_is_spoken_with_its_zone(zone, text):
    moment = datetime(2024, 11, 27, 7, 30, tzinfo=ZoneInfo(zone))
    assert spoken_time(moment) == text


@pytest.mark.parametrize("zone", ZONE_NAMES)
def test_zones_of_indonesia_keep_one_offset_all_year(zone):
    # The horizon counts 86,400 s a day on this ground.
    offsets = {
        datetime(2024, month, 1, tzinfo=ZoneInfo(zone)).utcoffset()
        for month in range(1, 13)
    }
    assert len(offsets) == 1
