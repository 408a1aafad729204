"""Rain makes the riding longer, not the crossing of rivers."""

import pytest

from sampai.conditions.rain import wet_leg_seconds
from sampai.geography import build_network


@pytest.mark.parametrize(
    ("vehicle_type", "calm_s", "wet_s"),
    [
        # 23.31 km at 4 km/h, at 2.8 km/h in the wet, and five crossings of
        # a quarter of an hour: 7.08 and 9.58 hours.
        ("ox_cart", 20_979 + 4500, 29_970 + 4500),
        # At 9 and 6.3 km/h: 2.59 and 3.7 hours, and the five crossings.
        ("trail_motorcycle", 9324 + 4500, 13_320 + 4500),
    ],
)
def test_beach_to_way_haru_on_a_calm_and_on_a_wet_day(
    dataset, beach_rows, vehicle_type, calm_s, wet_s
):
    """Four legs, each rounded up to the second."""
    calm = build_network(dataset).leg_seconds(vehicle_type)
    wet = wet_leg_seconds(dataset, vehicle_type)
    assert calm[beach_rows].sum() == pytest.approx(calm_s, abs=4)
    assert wet[beach_rows].sum() == pytest.approx(wet_s, abs=4)


def test_type_goes_where_it_goes_when_it_is_dry(dataset):
    calm = build_network(dataset).leg_seconds("truck")
    wet = wet_leg_seconds(dataset, "truck")
    assert ((wet == -1) == (calm == -1)).all()
    assert (wet >= calm).all()
