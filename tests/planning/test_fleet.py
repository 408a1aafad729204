"""Vehicle types as the dataset lends them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.fleet import read_fleet
from tests.planning.pieces import vehicle


def test_the_fleet_is_read_in_the_order_of_names(pesisir_barat):
    fleet = read_fleet(pesisir_barat.vehicles.reverse())
    assert list(fleet) == sorted(fleet)
    cart = fleet["ox_cart"]
    assert (cart.count, cart.base_id) == (15, "T.WHN")
    assert (cart.volume_l, cart.mass_kg) == (520.0, 160.0)
    assert (cart.fixed_idr, cart.per_km_idr, cart.per_hour_idr) == (
        *(400_000, 0),
        20_000,
    )
    assert (cart.shift_start_s, cart.shift_end_s) == (5 * 3600, 18 * 3600)
    assert (cart.duty_s, cart.escort) == (43_200, 0)


@pytest.mark.parametrize(
    ("volume_l", "mass_kg", "loads"),
    [(0, 0, 1), (100, 50, 1), (101, 50, 2), (100, 51, 2), (250, 10, 3)],
)
def test_loads_are_by_litres_or_kilograms(volume_l, mass_kg, loads):
    assert vehicle().loads_needed(volume_l, mass_kg) == loads


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_that_many_loads_suffice(volume_l, mass_kg):
    kind = vehicle()
    loads = kind.loads_needed(volume_l, mass_kg)
    assert volume_l <= loads * kind.volume_l
    assert mass_kg <= loads * kind.mass_kg
