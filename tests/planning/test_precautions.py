"""What a precaution changes in a plan, and what it leaves alone."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sampai.planning.chains import Chains
from sampai.planning.errands import Errand
from sampai.planning.hop_days import hop_days
from sampai.planning.make import find_deliveries, plan_outward
from sampai.planning.precautions import (
    NO_PRECAUTION,
    Precaution,
    Precautions,
)
from tests.planning.pieces import lot
from tests.simulation.robust.island import goods, island
from tests.simulation.shore import HOUR, shore

GOODS = goods()
CONTEXT = shore(island())


def under(precautions, *, known=None):
    """Give the shore with precautions, knowing nothing yet."""
    return replace(
        CONTEXT,
        precautions=precautions,
        known={} if known is None else known,
    )


def for_all(*villages, **what):
    own = Precaution(**what)
    return Precautions(by_goal=dict.fromkeys(villages, own))


def trips_of(precautions, **changes):
    """Day, places, vehicle and goods of each trip on the way out."""
    found = plan_outward(under(precautions, **changes), GOODS)
    return sorted(
        (
            trip.load_s,
            trip.end_s,
            trip.draft.places,
            (trip.draft.vehicle_type, trip.draft.vehicle),
            tuple(sorted(c.lot.subject for c in trip.draft.carriages)),
        )
        for trip in found.trips
    )


def days_of(precautions, subject):
    """Days on which goods leave, in order."""
    day_of = CONTEXT.horizon.day_of
    return [day_of(t[0]) for t in trips_of(precautions) if subject in t[4]]


def chains_of(precautions):
    """Places at which the goods of each village stop."""
    return {
        held.goal_id: [hop.to_id for hop in held.hops]
        for held in find_deliveries(under(precautions), GOODS)
    }


@pytest.mark.parametrize("days", [{"days_earlier": -1}, {"days_ahead": -1}])
def test_days_are_counted_from_nought_up(days):
    with pytest.raises(ValueError, match="counted from 0 up"):
        Precaution(**days)


def test_a_precaution_that_does_nothing_is_no_other_plan():
    idle = Precautions(by_goal={"V": NO_PRECAUTION})
    assert idle.key == Precautions().key
    assert idle.of("V") == Precautions().of("W") == NO_PRECAUTION


def test_keys_do_not_depend_on_the_order_of_naming():
    one, other = Precaution(days_earlier=1), Precaution(singly=True)
    assert (
        Precautions(by_goal={"V": one, "W": other}).key
        == Precautions(by_goal={"W": other, "V": one}).key
    )


def test_hops_are_made_as_many_days_earlier():
    """The last hop on day -2 - k, the others before it as ever."""
    final = CONTEXT.stages["hub_to_village"]
    [hops] = {
        held.hops
        for held in find_deliveries(CONTEXT, GOODS)
        if held.goal_id == "I"
    }
    spans = [
        hop_days(CONTEXT, final, hops, Precaution(days_earlier=days))
        for days in range(4)
    ]
    assert [one[-1] for one in spans] == [
        *((-4, -2), (-4, -3), (-4, -4)),
        (-4, -4),
    ]
    assert all(one[-2][1] == max(-5, min(-2, one[-1][1])) for one in spans)


def test_goods_wait_as_many_days_more_at_each_transfer():
    final = CONTEXT.stages["hub_to_village"]
    [hops] = {
        held.hops
        for held in find_deliveries(CONTEXT, GOODS)
        if held.goal_id == "I"
    }
    usual = hop_days(CONTEXT, final, hops)
    ahead = hop_days(CONTEXT, final, hops, Precaution(days_ahead=1))
    assert ahead[-1] == usual[-1]
    for level in range(len(hops) - 1):
        steps = len(hops) - 1 - level
        assert ahead[level][1] == max(-5, usual[level][1] - steps)


def test_the_island_s_boat_leaves_earlier():
    assert days_of(Precautions(), "T5")[-1] == -2
    for days in (1, 2):
        earlier = for_all("I", days_earlier=days)
        assert days_of(earlier, "T5")[-1] == -2 - days
        assert days_of(earlier, "T1") == days_of(Precautions(), "T1")


def test_goods_do_not_change_vehicles_where_they_are_to_avoid_it():
    assert "G" in chains_of(Precautions())["F"]
    avoiding = chains_of(for_all("F", avoided=frozenset({"G"})))
    assert "G" not in avoiding["F"][:-1]
    others = {v: way for v, way in avoiding.items() if v != "F"}
    plain = chains_of(Precautions())
    assert others == {v: way for v, way in plain.items() if v != "F"}


def test_a_search_for_chains_knows_what_to_avoid():
    fleet = CONTEXT.chains.fleet
    free = Chains(CONTEXT.network, fleet, 600)
    bound = Chains(CONTEXT.network, fleet, 600, frozenset({"G"}))
    ends = ("H", "F", 10.0, 10.0)
    assert [hop.to_id for hop in free.find(*ends)] == ["G", "F"]
    assert bound.find(*ends) == ()


def test_barred_vehicles_do_not_carry_the_goods():
    assert chains_of(for_all("I", barred=frozenset({"boat"})))["I"] == []
    missed = plan_outward(
        under(for_all("I", barred=frozenset({"boat"}))), GOODS
    ).missed
    assert missed == {"T5"}


def skipping():
    """Let goods pass their hub where that is no dearer."""
    stages = {
        name: replace(stage, may_skip_hub=name == "hub_to_village")
        for name, stage in CONTEXT.stages.items()
    }
    return replace(CONTEXT, stages=stages, known={})


def test_goods_go_by_their_hub_although_they_need_not():
    free = skipping()
    direct, by_hub = (
        {
            held.goal_id: [hop.to_id for hop in held.hops]
            for held in find_deliveries(
                replace(free, precautions=precautions, known={}), GOODS
            )
        }
        for precautions in (Precautions(), for_all("V", by_hub=True))
    )
    assert direct["V"] == ["V"]
    assert by_hub["V"] == ["H", "V"]
    assert by_hub["W"] == direct["W"]


def test_no_vehicle_that_carries_single_goods_makes_a_second_trip():
    """
    With small lorries the goods of every tps are a trip of their own from
    the depot to the hub.
    """
    fleet = {
        name: replace(kind, volume_l=30.0, mass_kg=30.0)
        for name, kind in CONTEXT.fleet.items()
    }
    small = replace(CONTEXT, fleet=fleet, known={})
    most = {}
    for name, precautions in (
        ("usual", Precautions()),
        ("singly", for_all("V", "W", singly=True)),
    ):
        own = replace(small, precautions=precautions, known={})
        trips = [
            trip
            for trip in plan_outward(own, GOODS).trips
            if {"T1", "T2", "T3"}
            & {held.lot.subject for held in trip.draft.carriages}
            and trip.draft.places == ("D", "H")
        ]
        vehicles = [
            (trip.draft.vehicle, own.horizon.day_of(trip.load_s))
            for trip in trips
        ]
        most[name] = max(map(vehicles.count, vehicles))
    assert most["usual"] > most["singly"] == 1


def test_whether_goods_go_singly_is_asked_of_their_village_or_hub():
    errand = Errand(lots=(lot("T1"),), from_id="H", to_id="V")
    district = Errand(
        lots=(lot(boxes=2, booths=0, bags=0, for_place_id="H"),),
        from_id="D",
        to_id="H",
    )
    own = under(for_all("V", singly=True))
    assert own.goes_singly([errand])
    assert not own.goes_singly([district])
    assert under(for_all("H", singly=True)).goes_singly([district])


def test_a_head_start_is_given_where_the_day_allows_it():
    """
    What may set out late sets out half an hour earlier, and no trip later;
    what has to be loaded as soon as it is there is not moved.
    """
    usual = trips_of(Precautions())
    ahead = trips_of(Precautions(head_start_s=1800))
    assert len(usual) == len(ahead)
    gains = [
        one[0] - other[0]
        for one, other in zip(
            sorted(usual, key=lambda trip: (trip[2], trip[0])),
            sorted(ahead, key=lambda trip: (trip[2], trip[0])),
            strict=True,
        )
    ]
    assert all(0 <= gain <= 1800 for gain in gains)
    assert max(gains) == 1800


def test_slowness_is_in_the_routes_and_not_in_the_timetable():
    slow = under(Precautions(slowness=1.5))
    ends = CONTEXT.network.index["D"], CONTEXT.network.index["H"]
    usual_s = CONTEXT.network.matrix("lorry").duration_s[ends]
    assert slow.network.matrix("lorry").duration_s[ends] == usual_s
    assert slow.routing.matrix("lorry").duration_s[ends] == 1.5 * usual_s
    metres = slow.routing.matrix("lorry").distance_m[ends]
    assert metres == CONTEXT.network.matrix("lorry").distance_m[ends]
    assert under(Precautions()).routing is CONTEXT.network


def test_what_no_vehicle_can_ride_is_no_faster_for_being_slow():
    slower = CONTEXT.network.slower(2.0)
    for name, seconds in CONTEXT.network.leg_s.items():
        cannot = seconds < 0
        assert (slower.leg_s[name][cannot] < 0).all()
        assert (slower.leg_s[name][~cannot] == 2 * seconds[~cannot]).all()


ONE = st.builds(
    Precaution,
    days_earlier=st.integers(0, 2),
    days_ahead=st.integers(0, 2),
    avoided=st.sampled_from([frozenset(), frozenset("G"), frozenset("L")]),
    barred=st.sampled_from([frozenset(), frozenset({"cart"})]),
    by_hub=st.booleans(),
    singly=st.booleans(),
)
ANY = st.builds(
    Precautions,
    by_goal=st.dictionaries(st.sampled_from("VWFIHK"), ONE, max_size=3),
    head_start_s=st.sampled_from([0, 1800]),
    slowness=st.sampled_from([1.0, 1.15, 1.3]),
)


@settings(max_examples=25)
@given(before=st.lists(ANY, max_size=3), precautions=ANY)
def test_what_was_searched_for_other_plans_does_not_show(before, precautions):
    """All on which an answer depends is in its question."""
    known = {}
    for other in before:
        trips_of(other, known=known)
    assert trips_of(precautions, known=known) == trips_of(precautions)


@settings(max_examples=25)
@given(precautions=ANY)
def test_no_precaution_makes_a_plan_later_than_its_stages(precautions):
    own = under(precautions)
    planned = plan_outward(own, GOODS)
    first = own.horizon.day_start_s(-5)
    due = own.due_s("hub_to_village")
    for trip in planned.trips:
        assert first <= trip.load_s
        assert trip.end_s <= due + 2 * HOUR
    served = set(pl.Series(GOODS["tps_id"].drop_nulls())) - planned.missed
    carried = {
        held.lot.subject
        for trip in planned.trips
        for held in trip.draft.carriages
    }
    assert served <= carried
