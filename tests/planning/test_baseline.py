"""
The baseline, reckoned on paper for two villages.

The hub H lies 30 km from the depot D, the villages A and B 10 and 20 km from
the hub. A has two tps and B one. A van drives a kilometre a minute for 1,000
rupiah a kilometre, ten rupiah a second and 500,000 a day, from the depot.
"""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.election import consignments, load_regulation
from sampai.geography import build_network
from sampai.planning.baseline import Baseline, baseline
from tests.planning.baseline_cases import (
    LEGS,
    ON_ROADS,
    VAN,
    goods,
    reckon,
    regency,
)


def test_two_villages_on_paper():
    """
    Three round trips and the empty run of the hub's van.

    - D to H: 60 km; 2 x 30 min + 2 x (600 + 8 x 60) s = 5,760 s
    - H to A: 20 km; 2 x 10 min + 2 x (600 + 4 x 60) s = 2,880 s
    - H to B: 40 km; 2 x 20 min + 2 x (600 + 2 x 60) s = 3,840 s
    - D to H and back, empty: 60 km; 3,600 s
    """
    assert reckon(regency()) == Baseline(
        cost_idr=1_340_800,
        fixed_idr=2 * 500_000,
        km_idr=(60 + 20 + 40 + 60) * 1_000,
        hour_idr=(5_760 + 2_880 + 3_840 + 3_600) * 10,
        trips=3,
        vehicle_days=2,
    )


def test_a_load_too_large_is_spread_evenly_over_the_fewest():
    """
    The hub's 840 l go in two loads of 500 l, with four boxes in each.

    Each takes 3,600 + 2 x (600 + 4 x 60) = 5,280 s.
    """
    found = reckon(regency(vehicles=[{**VAN, "volume_l": 500.0}]))
    assert found.trips == 4
    assert found.km_idr == (120 + 20 + 40 + 60) * 1_000
    assert found.hour_idr == (10_560 + 2_880 + 3_840 + 3_600) * 10
    assert found.vehicle_days == 2


def test_the_boxes_of_two_loads_differ_by_one_at_most():
    """The 160 kg of five tps go in three loads of 4, 3 and 3 boxes."""
    pieces = {"H": (0, 0), "A": (0, 0), "B": (5, 0)}
    found = reckon(regency(vehicles=[{**VAN, "mass_kg": 60.0}]), pieces)
    to_hub = 3 * 3_600 + 2 * (3 * 600 + 10 * 60)
    to_b = 3 * 2_400 + 2 * (3 * 600 + 10 * 60)
    assert found.trips == 6
    assert found.hour_idr == (to_hub + to_b + 3_600) * 10


def test_mass_decides_where_it_asks_for_more_loads():
    """The hub's 102 kg go in two loads of 60 kg."""
    found = reckon(regency(vehicles=[{**VAN, "mass_kg": 60.0}]))
    assert found.trips == 2 + 2 + 1


def test_duty_counts_the_empty_run_both_ways():
    """6,720 s to A and B, and 3,600 s from the base and back."""
    enough = reckon(regency(vehicles=[{**VAN, "duty_s": 10_320}]))
    short = reckon(regency(vehicles=[{**VAN, "duty_s": 10_319}]))
    assert enough.vehicle_days == 2
    assert short.vehicle_days == 3
    assert short.km_idr == enough.km_idr + 60_000
    assert short.hour_idr == enough.hour_idr + 36_000


@pytest.mark.parametrize(
    ("opens", "due", "shift_end", "days"),
    [
        # The van is at the hub at 06:30 and needs 6,720 s: until 08:22.
        (time(6), time(22), time(8, 52), 2),
        (time(6), time(22), time(8, 51), 3),  # back at the base
        (time(6), time(8, 22), time(18), 2),
        (time(6), time(8, 21), time(18), 3),  # due
        (time(7), time(8, 52), time(18), 2),
        (time(7, 1), time(8, 52), time(18), 3),  # the hub opens later
    ],
)
def test_a_vehicle_has_the_hours_of_origin_due_and_shift(
    opens, due, shift_end, days
):
    dataset = regency(
        vehicles=[{**VAN, "shift_end": shift_end}],
        opens={"H": opens},
        due=due,
    )
    assert reckon(dataset).vehicle_days == days


def test_the_cheapest_type_goes_and_the_empty_run_is_left_out():
    """A bus is cheaper on the way, though its base is at the far village."""
    bus = {**VAN, "vehicle_type": "bus", "base_id": "B", "per_km_idr": 900}
    speeds = {**ON_ROADS, ("bus", "road"): 60.0}
    found = reckon(regency(vehicles=[VAN, bus], speeds=speeds))
    # Empty: 2 x 50 km to the depot, and 2 x 20 km to the hub.
    assert found.km_idr == (60 + 20 + 40 + 100 + 40) * 900


def test_a_share_of_the_day_is_part_of_the_choice():
    """A day's price ten times as high outweighs 100 rupiah a kilometre."""
    bus = {
        **VAN,
        "vehicle_type": "bus",
        "per_km_idr": 900,
        "fixed_idr": 5_000_000,
    }
    speeds = {**ON_ROADS, ("bus", "road"): 60.0}
    dataset = regency(vehicles=[VAN, bus], speeds=speeds)
    assert reckon(dataset) == reckon(regency())


def test_of_equal_types_the_first_by_name_goes():
    """A bus goes before a van, though it runs empty to the depot."""
    bus = {**VAN, "vehicle_type": "bus", "base_id": "H"}
    speeds = {**ON_ROADS, ("bus", "road"): 60.0}
    found = reckon(regency(vehicles=[VAN, bus], speeds=speeds))
    assert found.km_idr == (60 + 20 + 40 + 60) * 1_000
    assert found.hour_idr == (5_760 + 2_880 + 3_840 + 3_600) * 10


def test_a_type_whose_base_does_not_reach_the_origin_stays():
    island = (*LEGS, ("A", "Z", "sea", 1_000))
    bus = {**VAN, "vehicle_type": "bus", "base_id": "Z", "per_km_idr": 1}
    speeds = {**ON_ROADS, ("bus", "road"): 60.0}
    dataset = regency(legs=island, vehicles=[VAN, bus], speeds=speeds)
    assert reckon(dataset) == reckon(regency())


def test_a_type_whose_shift_ends_before_the_origin_opens_stays():
    bus = {
        **VAN,
        "vehicle_type": "bus",
        "per_km_idr": 1,
        "shift_end": time(7),
    }
    speeds = {**ON_ROADS, ("bus", "road"): 60.0}
    opens = {"D": time(7), "H": time(7)}
    dataset = regency(vehicles=[VAN, bus], speeds=speeds, opens=opens)
    assert reckon(dataset) == reckon(regency(opens=opens))


@pytest.mark.parametrize(
    ("last_days", "vehicle_days"), [((-2, -2), 2), ((-3, -2), 3)]
)
def test_trips_of_both_stages_share_the_vehicles_of_an_origin_and_day(
    last_days, vehicle_days
):
    """From the hub H a boat serves the island's hub I and its own village."""
    dataset = regency(
        legs=(
            ("D", "H", "road", 30_000),
            ("H", "I", "sea", 1_000),
            ("H", "A", "sea", 1_000),
        ),
        vehicles=[VAN, {**VAN, "vehicle_type": "boat", "base_id": "H"}],
        speeds={**ON_ROADS, ("boat", "sea"): 60.0},
        last_days=last_days,
    )
    # A van to the hub, and the boat on one day or on two.
    pieces = {"I": (0, 1), "A": (1, 0)}
    assert reckon(dataset, pieces).vehicle_days == vehicle_days


def test_what_nothing_reaches_costs_nothing():
    legs = (*LEGS[:2], ("H", "B", "sea", 20_000))
    assert reckon(regency(legs=legs)).trips == 2


def test_no_goods_cost_nothing():
    nothing = {"H": (0, 0), "A": (0, 0), "B": (0, 0)}
    assert reckon(regency(), nothing) == Baseline(
        cost_idr=0,
        fixed_idr=0,
        km_idr=0,
        hour_idr=0,
        trips=0,
        vehicle_days=0,
    )


def test_each_trip_is_rounded_by_itself():
    """Way there and back 999 m twice: 1.998 km at one rupiah are two."""
    legs = (("D", "H", "road", 999), ("H", "A", "road", 999))
    dataset = regency(legs=legs, vehicles=[{**VAN, "per_km_idr": 1}])
    pieces = {"H": (0, 0), "A": (1, 0)}
    # Two trips of two rupiah, and two empty runs of one.
    assert reckon(dataset, pieces).km_idr == 6


def test_the_regency_costs_46_4_million(pesisir_barat):
    rules = load_regulation(pesisir_barat.settings.regulation)
    found = baseline(
        pesisir_barat,
        build_network(pesisir_barat),
        consignments(pesisir_barat, rules),
    )
    assert found == Baseline(
        cost_idr=46_440_752,
        fixed_idr=20_650_000,
        km_idr=15_499_130,
        hour_idr=10_291_622,
        trips=158,
        vehicle_days=36,
    )


PIECES = st.fixed_dictionaries(
    {
        "H": st.tuples(st.just(0), st.integers(0, 1)),
        "A": st.tuples(st.integers(0, 6), st.just(0)),
        "B": st.tuples(st.integers(0, 6), st.just(0)),
    }
)


@given(PIECES, st.randoms(use_true_random=False))
def test_the_order_of_the_goods_does_not_matter(pieces, random):
    dataset = regency(vehicles=[{**VAN, "volume_l": 500.0}])
    network = build_network(dataset)
    rows = goods(pieces)
    order = list(range(rows.height))
    random.shuffle(order)
    assert baseline(dataset, network, rows) == baseline(
        dataset, network, rows[order]
    )


@given(PIECES)
def test_the_parts_add_up_and_more_goods_never_cost_less(pieces):
    dataset = regency(vehicles=[{**VAN, "volume_l": 500.0}])
    found = reckon(dataset, pieces)
    assert found.cost_idr == (found.fixed_idr + found.km_idr + found.hour_idr)
    more = {**pieces, "A": (pieces["A"][0] + 1, 0)}
    assert reckon(dataset, more).cost_idr > found.cost_idr


@given(st.integers(1, 9))
def test_dearer_vehicles_make_a_dearer_baseline(times):
    dear = [{**VAN, "fixed_idr": 500_000 * times}]
    found = reckon(regency(vehicles=dear))
    assert found == replace(
        reckon(regency()),
        fixed_idr=1_000_000 * times,
        cost_idr=1_340_800 + 1_000_000 * (times - 1),
    )
