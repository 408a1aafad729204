"""Which villages share their way, and what can be done for them."""

from sampai.planning.make import find_deliveries
from sampai.planning.precautions import NO_PRECAUTION, Precaution
from sampai.simulation.robust.groups import Group, find_groups, is_idle
from tests.simulation.robust.island import goods, island
from tests.simulation.shore import shore

CONTEXT = shore(island())
NEAR, BEACH, ISLAND = find_groups(CONTEXT, find_deliveries(CONTEXT, goods()))


def test_villages_are_grouped_by_where_their_goods_change_vehicles():
    assert (NEAR.gates, NEAR.villages) == (("H",), ("V", "W"))
    assert (BEACH.gates, BEACH.villages) == (("H", "G"), ("F",))
    assert (ISLAND.gates, ISLAND.villages) == (("K", "L"), ("I",))


def test_a_group_knows_its_tps_and_the_vehicles_of_its_last_hop():
    assert NEAR.tps_ids == ("T1", "T2", "T3")
    assert (NEAR.kinds, BEACH.kinds, ISLAND.kinds) == (
        *(("lorry",), ("cart",)),
        ("boat",),
    )


def test_a_district_s_own_goods_make_no_group():
    villages = {v for one in (NEAR, BEACH, ISLAND) for v in one.villages}
    assert villages == {"V", "W", "F", "I"}


def test_days_are_listed_from_doing_nothing_on():
    """Four days of waiting at a gate times three of going earlier."""
    options = list(ISLAND.days(CONTEXT))
    assert is_idle(options[0])
    assert len(options) == len(set(options)) == 4 * 3
    last = Precaution(days_earlier=2, days_ahead=3)
    assert options[-1] == (("I", last),)


def test_goods_without_a_gate_do_not_wait_at_one():
    direct = Group(
        gates=(), villages=("V",), kinds=("lorry",), tps_ids=("T1",)
    )
    options = list(direct.days(CONTEXT))
    assert [held.days_earlier for ((_, held),) in options] == [0, 1, 2]
    assert {held.days_ahead for ((_, held),) in options} == {0}
    assert list(direct.other_ways(options[0])) == []


def test_the_only_vehicle_type_is_never_left_out():
    assert list(ISLAND.other_vehicles(ISLAND.all_with(NO_PRECAUTION))) == []


def test_a_type_is_left_out_for_the_farthest_villages_first():
    group = Group(
        gates=("G",),
        villages=tuple("ABCDE"),
        kinds=("cart", "motorcycle"),
        tps_ids=(),
    )
    options = list(group.other_vehicles(group.all_with(NO_PRECAUTION)))
    barred = [
        "".join(village for village, held in option if "cart" in held.barred)
        for option in options[: len(options) // 2]
    ]
    assert barred == ["E", "DE", "BCDE", "ABCDE"]


def test_other_ways_leave_out_each_gate_and_then_second_trips():
    first, second, last = ISLAND.other_ways(ISLAND.all_with(NO_PRECAUTION))
    assert first[0][1].avoided == {"K"}
    assert second[0][1].avoided == {"L"}
    assert last[0][1].singly
