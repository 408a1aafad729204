"""Conversions between units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.units import EARTH_RADIUS_M, great_circle_m, travel_seconds

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


@pytest.mark.parametrize(
    ("distance_m", "speed_kmh", "seconds"),
    [
        (1000, 36, 100),  # 10 m/s
        (0, 40, 0),
        (1, 40, 1),  # 0.09 s begins a second
        (20_000, 4, 18_000),  # the beach by ox cart: five hours
    ],
)
def test_travel_time_is_rounded_up_to_the_second(
    distance_m, speed_kmh, seconds
):
    assert travel_seconds(distance_m, speed_kmh) == seconds


def test_a_whole_hour_does_not_become_a_second_more():
    # 4.1 * 1000 * 3.6 / 4.1 is 3600.0000000000005 in binary.
    assert travel_seconds(4.1 * 1000, 4.1) == 3600


@given(st.integers(0, 10**6), st.floats(0.1, 200))
def test_travel_time_is_never_short(distance_m, speed_kmh):
    seconds = travel_seconds(distance_m, speed_kmh)
    assert seconds * speed_kmh / 3.6 >= distance_m - 1e-6
    assert (seconds - 1) * speed_kmh / 3.6 < distance_m or seconds == 0


def test_a_degree_along_a_meridian():
    # A great circle of 2 pi R has 360 degrees: 111,195 m each.
    assert great_circle_m(0, 0, 1, 0) == pytest.approx(111_195, abs=0.5)


def test_the_other_side_of_the_earth_is_half_its_girth():
    half = 3.141592653589793 * EARTH_RADIUS_M
    assert great_circle_m(0, 0, 0, 180) == pytest.approx(half)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_there_is_as_far_as_back(lat_a, lon_a, lat_b, lon_b):
    there = great_circle_m(lat_a, lon_a, lat_b, lon_b)
    back = great_circle_m(lat_b, lon_b, lat_a, lon_a)
    assert there == pytest.approx(back, abs=1e-6)


@given(LATITUDES, LONGITUDES)
def test_a_place_is_nowhere_from_itself(lat, lon):
    assert great_circle_m(lat, lon, lat, lon) == 0
