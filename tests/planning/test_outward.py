"""The way out: which goods go together, when, and what stays."""

from collections import Counter

import pytest

from sampai.planning.outward import Delivery, Outward
from sampai.planning.schedule import Schedule
from tests.planning.coast import HOUR, at, coast, tides
from tests.planning.pieces import lot


def outward(*goods, context=None):
    """Plan goods of a tps to its village, of a district to the hub."""
    context = context or coast()
    deliveries = []
    for one in goods:
        goal = context.village_of[one.tps_id] if one.tps_id else "H"
        hops = context.chains.find("D", goal, one.volume_l, one.mass_kg)
        deliveries.append(Delivery(lot=one, goal_id=goal, hops=hops))
    planned = Outward(
        context=context, schedule=Schedule(context), deliveries=deliveries
    )
    planned.plan()
    return planned


def rides(planned):
    """Day, stage, vehicle type and goods of the trips that carry."""
    return sorted(
        (
            planned.context.horizon.day_of(trip.load_s),
            trip.draft.stage,
            trip.draft.vehicle_type,
            "".join(sorted({c.lot.subject for c in trip.draft.carriages})),
        )
        for run in planned.schedule.runs
        for trip in run
        if trip.draft.carriages
    )


def reasons(planned):
    return {(one.subject, why) for one, why in planned.unserved}


DISTRICT = lot(boxes=2, booths=0, bags=0, for_place_id="H")


def test_goods_of_a_village_go_on_the_days_of_their_stage():
    planned = outward(lot("T1"))
    assert rides(planned) == [(-3, "hub_to_village", "lorry", "T1")]
    assert planned.missed() == frozenset()


def test_a_district_s_goods_travel_with_those_of_villages():
    """A trip's stage is that of its latest goal."""
    assert rides(outward(lot("T1"), DISTRICT)) == [
        (-3, "hub_to_village", "lorry", "HT1")
    ]


def test_a_district_s_goods_alone_are_of_the_stage_to_hubs():
    [(day, stage, _, _)] = rides(outward(DISTRICT))
    assert stage == "depot_to_hub"
    assert -5 <= day <= -2


def test_what_must_leave_before_the_villages_goods_goes_by_itself():
    early = coast(depot_to_hub={"last_day": -4})
    assert [
        ride[1:] for ride in rides(outward(lot("T1"), DISTRICT, context=early))
    ] == [
        ("depot_to_hub", "lorry", "H"),
        ("hub_to_village", "lorry", "T1"),
    ]


def test_goods_over_the_beach_are_at_its_gate_a_day_before():
    planned = outward(lot("T4"))
    (first, *lorry), (then, *cart) = rides(planned)
    assert lorry == ["depot_to_hub", "lorry", "T4"]
    assert cart == ["hub_to_village", "cart", "T4"]
    assert first < then == -2
    assert planned.schedule.has_come("T4", "F")


def test_the_day_before_is_tried_where_the_last_has_no_tide():
    """The beach opens for the cart on the third day before the vote."""
    windows = tides()
    windows.spans[4] = windows.spans[4][:4]
    early = coast(windows=windows, depot_to_hub={"last_day": -4})
    planned = outward(lot("T4"), context=early)
    assert [day for day, *_ in rides(planned)][-1] == -3
    assert planned.missed() == frozenset()


def test_a_beach_that_never_opens_leaves_goods_at_the_gate():
    planned = outward(
        lot("T4"), lot("T1"), context=coast(windows=tides(3, 3.5))
    )
    assert reasons(planned) == {("T4", "no_window")}
    assert planned.missed() == {"T4"}
    assert planned.schedule.has_come("T4", "G")
    assert planned.schedule.has_come("T1", "V")


def test_goods_without_a_way_are_missed():
    planned = outward(lot("T4"), context=coast(cart={"count": 0}))
    assert planned.missed() == {"T4"}
    assert planned.schedule.runs == []


def test_what_found_no_lorry_is_not_carried_on_by_cart():
    """One lorry of two hours a day takes three loads at most, not five."""
    scarce = coast(lorry={"count": 1, "duty_s": 2 * HOUR}, cart={"count": 9})
    goods = [lot("T4", 9, 0, 0) for _ in range(5)] + [lot("T5", 1, 0, 0)]
    planned = outward(*goods, context=scarce)
    assert ("T4", "fleet") in reasons(planned)
    carts = [ride for ride in rides(planned) if ride[2] == "cart"]
    assert all("T4" not in ride[3] for ride in carts)


def test_a_village_two_roads_apart_is_served_after_a_change():
    """Lorries stop at the hub; a cart based there goes on."""
    split = coast(cart={"base_id": "H", "count": 3, "duty_s": 11 * HOUR})
    road = split.network.leg_s["lorry"].copy()
    split.network.leg_s["lorry"][[1, 2]] = -1
    split.network.leg_s["cart"][:] = [-1, road[1], road[2], -1, -1]
    planned = outward(lot("T1"), lot("T3"), DISTRICT, context=split)
    assert planned.unserved == []
    assert Counter(ride[2] for ride in rides(planned))["cart"] >= 1
    assert planned.schedule.ready_s("T3", "W") <= at(-2, 22)


@pytest.mark.parametrize("count", [1, 2])
def test_one_cart_goes_on_two_days_where_two_go_on_one(count):
    """A cart takes one lot a day."""
    goods = [lot("T4"), lot("T5")]
    planned = outward(*goods, context=coast(cart={"count": count}))
    carts = [
        (trip.draft.vehicle, planned.context.horizon.day_of(trip.load_s))
        for trip in planned.schedule.numbered()
        if trip.draft.vehicle_type == "cart" and trip.draft.carriages
    ]
    assert carts == ([(1, -3), (1, -2)] if count == 1 else [(1, -2), (2, -2)])
    assert planned.missed() == frozenset()


def test_a_third_lot_finds_no_cart_on_two_days():
    goods = [lot("T4"), lot("T5"), lot("T5")]
    planned = outward(*goods, context=coast(cart={"count": 1}))
    assert reasons(planned) == {("T5", "fleet")}
