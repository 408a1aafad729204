"""What really happened on the beach comes out by itself."""

from zoneinfo import ZoneInfo

import pytest

from sampai.clock import Horizon
from sampai.conditions.crossings import TidalCrossing, tidal_crossings
from sampai.conditions.windows import leg_windows
from sampai.geography import build_network
from sampai.tables import packaged_dataset, read_dataset

DAYS = range(-5, 3)


@pytest.fixture(scope="module")
def crossings() -> dict[str, TidalCrossing]:
    dataset = read_dataset(packaged_dataset("pesisir-barat-2024"))
    horizon = Horizon(
        voting_day=dataset.settings.voting_day,
        first_day=-6,
        zone=ZoneInfo(dataset.settings.time_zone),
    )
    found = tidal_crossings(
        dataset,
        build_network(dataset),
        leg_windows(dataset, horizon, range(-6, 4)),
        horizon,
        DAYS,
    )
    return {one.vehicle_type: one for one in found}


def test_only_vehicles_of_the_beach_cross_it(
    crossings: dict[str, TidalCrossing],
) -> None:
    assert sorted(crossings) == ["ox_cart", "trail_motorcycle"]
    ends = {(one.from_id, one.to_id) for one in crossings.values()}
    assert ends == {("T.WHN", "18.13.11.2007")}


def test_an_ox_cart_needs_seven_hours_and_no_tide_is_that_long(
    crossings: dict[str, TidalCrossing],
) -> None:
    """23,310 m at 4 km/h is 5.83 h; five crossings are 1.25 h."""
    cart = crossings["ox_cart"]
    assert cart.distance_m == 23_310
    assert cart.calm_s == pytest.approx(7.08 * 3600, abs=40)
    assert not cart.fits_one_tide


def test_an_ox_cart_needs_nearly_ten_hours_on_a_wet_day(
    crossings: dict[str, TidalCrossing],
) -> None:
    """5.83 h / 0.7 is 8.33 h; the crossings stay 1.25 h."""
    cart = crossings["ox_cart"]
    assert cart.wet_s == pytest.approx(9.58 * 3600, abs=40)


def test_a_trail_motorcycle_crosses_in_one_tide(
    crossings: dict[str, TidalCrossing],
) -> None:
    """2.59 h of riding and five crossings of a quarter of an hour."""
    ride = crossings["trail_motorcycle"]
    assert ride.calm_s == pytest.approx(3.84 * 3600, abs=40)
    assert ride.fits_one_tide
