"""The auditor's sun against another almanac and the equinox."""

from datetime import UTC, date, timedelta

import pytest
from astral import Observer
from astral.sun import sun

from sampai.audit.sun import daylight

PLACES = [(-5.2, 103.9), (5.9, 95.3), (-8.5, 140.4), (0.0, 119.5)]


@pytest.mark.parametrize(("lat", "lon"), PLACES)
@pytest.mark.parametrize("month", range(1, 13))
def test_sunrise_and_sunset_agree_with_another_almanac(lat, lon, month):
    day = date(2024, month, 27)
    rise, fall = daylight(lat, lon, day)
    almanac = sun(Observer(lat, lon), day, tzinfo=UTC)
    # The other counts whole dates in UTC; a day more or less is no fault.
    for ours, theirs in ((rise, "sunrise"), (fall, "sunset")):
        apart = (ours - almanac[theirs]) % timedelta(days=1)
        assert min(apart, timedelta(days=1) - apart) < timedelta(seconds=45)


def test_day_and_night_are_alike_on_the_equator_at_the_equinox():
    rise, fall = daylight(0.0, 105.0, date(2024, 3, 20))
    # The sun has a width and air bends light: seven minutes over half a day.
    assert (fall - rise) / timedelta(minutes=1) == pytest.approx(727, abs=1)


def test_sunrise_is_on_the_local_date():
    rise, fall = daylight(-5.7, 104.4, date(2024, 11, 27))
    assert rise.isoformat()[:16] == "2024-11-26T22:37"
    assert fall.isoformat()[:16] == "2024-11-27T11:02"
