"""Where goods change vehicles, and what their way costs them."""

import pytest

from sampai.planning.chains import Chains, Hop
from tests.planning.coast import CART, LORRY, coast, network
from tests.planning.pieces import vehicle

ROAD = ("lorry",)
SHORE = ("cart",)


def chains(*kinds):
    fleet = {kind.name: kind for kind in kinds or (LORRY, CART)}
    return Chains(network(), fleet, per_stop_s=600)


def hop(from_id, to_id, *kinds):
    return Hop(from_id=from_id, to_id=to_id, vehicle_types=kinds)


def test_a_place_one_vehicle_reaches_has_one_hop():
    assert chains().find("D", "V", 10, 10) == (hop("D", "V", "lorry"),)


def test_goods_change_vehicles_where_the_beach_begins():
    assert chains().find("D", "F", 10, 10) == (
        hop("D", "G", "lorry"),
        hop("G", "F", "cart"),
    )


def test_goods_that_are_there_have_no_way_to_go():
    assert chains().find("V", "V", 10, 10) == ()


def test_no_mix_of_vehicles_is_no_chain():
    assert chains(LORRY).find("D", "F", 10, 10) == ()


def test_vehicles_of_which_there_are_none_are_not_planned_with():
    no_carts = vehicle("cart", count=0, base_id="G")
    assert chains(LORRY, no_carts).find("D", "F", 10, 10) == ()


def test_without_any_vehicle_there_is_no_chain():
    assert Chains(network(), {}, per_stop_s=600).find("D", "V", 1, 1) == ()


def test_a_vehicle_whose_base_does_not_reach_the_start_cannot_help():
    """A cart stabled at the depot never comes to the beach."""
    stray = vehicle("cart", base_id="D")
    assert chains(LORRY, stray).find("D", "F", 10, 10) == ()


def test_every_type_that_can_go_is_named():
    two = vehicle("lorry", base_id="W")
    assert chains(two).find("D", "H", 1, 1)[0].vehicle_types == ROAD


def test_a_vehicle_too_small_for_a_box_is_not_planned_with():
    small = coast(cart={"volume_l": 9.0})
    assert small.chains.find("D", "F", 10, 10) == ()
    assert len(coast().chains.find("D", "F", 10, 10)) == 2


def test_a_hop_turns_round():
    assert hop("G", "F", *SHORE).reversed() == hop("F", "G", *SHORE)


def test_goods_pay_their_share_of_the_round_trips():
    """
    A tenth of a lorry of 100 l to V, 15 km and 15 minutes away.

    Kilometres: 2 x 0.1 x 15 at 10. Hours: 2 x 0.1 x a quarter and ten
    minutes for the stop, at 100 and a twelfth of 1,000.
    """
    hops = chains().find("D", "V", 10, 1)
    hours = 2 * 0.1 * 0.25 + 1 / 6
    assert chains().share_idr(hops, 10, 1) == pytest.approx(
        2 * 0.1 * 15 * 10 + hours * (100 + 1000 / 12)
    )


def test_the_empty_run_from_the_base_is_shared_too():
    """H to V is 5 km; the lorry comes 10 km from the depot."""
    hops = chains().find("H", "V", 10, 1)
    hours = 2 * 0.1 * 0.25 + 1 / 6
    assert chains().share_idr(hops, 10, 1) == pytest.approx(
        2 * 0.1 * 15 * 10 + hours * (100 + 1000 / 12)
    )


def test_heavy_goods_pay_by_their_kilograms():
    hops = chains().find("D", "V", 1, 1)
    light, heavy = (chains().share_idr(hops, 1, kg) for kg in (1, 50))
    assert heavy > light


def test_the_cheapest_of_the_types_sets_the_price():
    dear = vehicle("dear", base_id="D", per_km_idr=99)
    own = network()
    own.leg_s["dear"] = own.leg_s["lorry"]
    both = Chains(own, {"lorry": LORRY, "dear": dear}, 600)
    hops = both.find("D", "V", 10, 1)
    assert hops[0].vehicle_types == ("dear", "lorry")
    assert both.share_idr(hops, 10, 1) == chains().share_idr(
        chains().find("D", "V", 10, 1), 10, 1
    )


def test_no_chain_costs_without_end():
    assert chains().share_idr((), 1, 1) == float("inf")
