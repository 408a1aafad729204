"""The sun rises and sets where and when it should."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sampai.clock import Horizon
from sampai.conditions.daylight import daylight, daylight_spans

WIB = ZoneInfo("Asia/Jakarta")
WIT = ZoneInfo("Asia/Jayapura")
EQUINOX = date(2024, 3, 20)


def test_equinox_on_the_meridian_of_the_zone():
    """
    On 105 degrees east, UTC+7 is the local mean time.

    The sun is 7.5 minutes late on 20 March: noon at 12:07:30. Half a day
    is six hours, and refraction with half the sun's width add 3.3 minutes:
    from 06:04 to 18:11.
    """
    rise, fall = daylight(0.0, 105.0, EQUINOX, WIB)
    slack = timedelta(minutes=1)
    assert abs(rise - datetime(2024, 3, 20, 6, 4, tzinfo=WIB)) < slack
    assert abs(fall - datetime(2024, 3, 20, 18, 11, tzinfo=WIB)) < slack


def test_day_is_the_local_one():
    """In Papua the sun rises at 20:30 UTC of the day before."""
    rise, fall = daylight(-2.5, 140.7, EQUINOX, WIT)
    assert rise.date() == fall.date() == EQUINOX
    assert rise.utcoffset() == timedelta(hours=9)


def test_spans_are_rounded_inward_and_one_a_day():
    horizon = Horizon(voting_day=EQUINOX, first_day=-2, zone=WIB)
    spans = daylight_spans(0.0, 105.0, horizon, range(-1, 1))
    rise, fall = daylight(0.0, 105.0, EQUINOX, WIB)
    assert spans.shape == (2, 2)
    assert horizon.moment(int(spans[1, 0])) - rise < timedelta(seconds=1)
    assert horizon.moment(int(spans[1, 0])) >= rise
    assert fall - horizon.moment(int(spans[1, 1])) < timedelta(seconds=1)
    assert horizon.moment(int(spans[1, 1])) <= fall


def test_no_day_gives_no_span():
    horizon = Horizon(voting_day=EQUINOX, first_day=0, zone=WIB)
    assert daylight_spans(0.0, 105.0, horizon, range(0)).shape == (0, 2)
