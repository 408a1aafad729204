"""The clock: loading, riding, waiting and handing over, by the second."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.moments import (
    NEVER,
)
from sampai.planning.timing import (
    Clock,
    time_trips,
)
from tests.planning.coast import DAY, HOUR, MINUTE, at, coast, draft, tides
from tests.planning.pieces import lot

OPEN = {"V": (8 * HOUR, 10 * HOUR), "D": (7 * HOUR, 17 * HOUR)}


def clock_of(context, **released):
    return Clock(
        context.rules,
        context.calm,
        {tuple(key.split("_")): moment for key, moment in released.items()},
    )


def timed(trip, context=None, **released):
    return clock_of(context or coast(), **released).run(trip)


def test_a_trip_takes_its_loading_its_ways_and_its_hand_over():
    """Two boxes: 12 minutes on, 15 to V, 12 off, 15 home."""
    times = timed(draft("D", "V", "D"))
    assert times.load_at == [0]
    assert times.depart_at == [12 * MINUTE]
    assert times.arrive[0] == [27 * MINUTE]
    assert times.start[0] == [27 * MINUTE]
    assert times.depart[0] == [39 * MINUTE]
    assert times.return_at == [54 * MINUTE]


def test_every_leg_of_a_way_is_timed():
    times = timed(draft("D", "V", "D"))
    assert [[int(s[0]) for s in way] for way in times.enter] == [
        [12 * MINUTE, 22 * MINUTE],
        [39 * MINUTE, 44 * MINUTE],
    ]
    assert [[int(s[0]) for s in way] for way in times.leave] == [
        [22 * MINUTE, 27 * MINUTE],
        [44 * MINUTE, 54 * MINUTE],
    ]


def test_a_trip_that_ends_at_its_last_stop_returns_when_it_is_done():
    times = timed(draft("D", "V", "V"))
    assert times.return_at == times.depart[0]


def test_an_empty_run_takes_only_its_way():
    times = timed(draft("D", "G", goods=[]))
    assert (times.load_at, times.depart_at) == ([0], [0])
    assert times.return_at == [30 * MINUTE]


def test_a_stop_where_nothing_changes_hands_takes_no_time():
    goods = [(lot(boxes=1, booths=0, bags=0), 0, 2)]
    times = timed(draft("D", "H", "V", "V", goods=goods))
    assert times.arrive[0] == times.start[0] == times.depart[0]


def test_goods_without_a_box_take_the_time_of_the_stop_alone():
    goods = [(lot(boxes=0, booths=1, bags=0), 0, 1)]
    assert timed(draft("D", "V", "V", goods=goods)).depart_at == [10 * MINUTE]


def test_boxes_off_and_on_are_counted_together():
    """One off, two on: 10 minutes and three times one."""
    goods = [
        (lot("T1", 1, 0, 0), 0, 1),
        (lot("T3", 2, 0, 0), 1, 2),
    ]
    times = timed(draft("D", "H", "V", "V", goods=goods))
    assert times.depart[0] - times.start[0] == [13 * MINUTE]


@pytest.mark.parametrize(
    ("ready_h", "load_h"),
    [(6, 7), (9, 9), (16.8, 16.8), (16.9, 24 + 7), (17, 24 + 7)],
)
def test_a_loading_lies_whole_inside_the_hours(ready_h, load_h):
    """It takes 12 minutes, a fifth of an hour; the depot closes at 17."""
    trip = draft("D", "V", "D", load_at_s=round(ready_h * HOUR))
    times = timed(trip, coast(hours={"D": OPEN["D"]}))
    assert times.load_at == [round(load_h * HOUR)]


@pytest.mark.parametrize(
    ("arrive_h", "start_h"), [(7, 8), (9, 9), (10, 10), (10.1, 24 + 8)]
)
def test_a_hand_over_only_begins_inside_the_hours(arrive_h, start_h):
    """V takes the last one at 10.00, which ends at 10.12."""
    trip = draft("D", "V", "D", load_at_s=round(arrive_h * HOUR) - 27 * MINUTE)
    times = timed(trip, coast(hours={"V": OPEN["V"]}))
    assert times.arrive[0] == [round(arrive_h * HOUR)]
    assert times.start[0] == [round(start_h * HOUR)]


def test_hours_do_not_bind_by_night():
    trip = draft("D", "V", "D", stage="village_to_hub")
    assert timed(trip, coast(hours=OPEN)).load_at == [0]


def test_a_place_that_is_only_passed_need_not_be_open():
    goods = [(lot(boxes=1, booths=0, bags=0), 0, 2)]
    trip = draft("D", "H", "V", "V", goods=goods)
    times = timed(trip, coast(hours={"H": (20 * HOUR, 21 * HOUR)}))
    assert times.start[0] == times.arrive[0]


def test_goods_are_loaded_when_they_have_come():
    assert timed(draft("D", "V", "D"), T1_D=5 * HOUR).load_at == [5 * HOUR]
    assert timed(draft("D", "V", "D"), T2_D=5 * HOUR).load_at == [0]


def test_goods_that_board_on_the_way_are_waited_for():
    goods = [(lot("T1"), 0, 2), (lot("T3"), 1, 2)]
    times = timed(draft("D", "H", "V", "V", goods=goods), T3_H=5 * HOUR)
    assert times.start[0] == [5 * HOUR]


def test_a_vehicle_sets_out_again_when_it_is_back():
    clock = clock_of(coast())
    first = clock.run(draft("D", "V", "D"))
    second = clock.run(draft("D", "W", "D"))
    assert second.load_at == first.return_at
    other = clock.run(draft("D", "W", "D", vehicle=2))
    assert other.load_at == [0]


def test_what_a_trip_brings_another_takes_on():
    clock = clock_of(coast())
    first = clock.run(draft("D", "H", "H"))
    second = clock.run(draft("H", "V", "V", vehicle=2))
    assert second.load_at == first.depart[0]


def test_goods_in_parts_are_ready_when_the_last_part_is():
    clock = clock_of(coast())
    late = clock.run(draft("D", "H", "H", load_at_s=HOUR))
    clock.run(draft("D", "H", "H", vehicle=2))
    assert clock.goods["T1", "H"] == late.depart[0]


def test_a_preview_changes_nothing():
    clock = clock_of(coast())
    clock.preview(draft("D", "V", "D"))
    assert (clock.free, clock.goods) == ({}, {})


def test_going_back_undoes_what_was_run():
    clock = clock_of(coast(), T1_D=0)
    before = clock.state()
    clock.run(draft("D", "V", "D"))
    clock.go_back(before)
    assert clock.free == {}
    assert set(clock.goods) == {("T1", "D")}
    clock.run(draft("D", "V", "D"))
    clock.go_back(before)
    assert clock.free == {}


def test_one_waits_before_the_beach_until_it_opens():
    """Loaded at 06.12, the cart stands at G until 08.00."""
    trip = draft("G", "F", "F", vehicle_type="cart", load_at_s=at(-2, 6))
    times = timed(trip)
    assert times.depart_at == [at(-2, 6.2)]
    assert times.enter[0][0] == [at(-2, 8)]
    assert times.arrive[0] == [at(-2, 9)]


def test_one_does_not_enter_a_beach_one_cannot_leave_in_time():
    trip = draft("G", "F", "F", vehicle_type="cart", load_at_s=at(-2, 11))
    assert timed(trip).enter[0][0] == [at(-1, 8)]


def test_a_beach_that_opens_no_more_is_never_entered():
    trip = draft("G", "F", "F", vehicle_type="cart", load_at_s=at(2, 12))
    assert timed(trip).enter[0][0] == [NEVER]


class Slower:
    """Three scenarios in which a leg takes 10 minutes, 20 and 30."""

    scenarios = 3

    def moment(self, second):
        return np.full(3, second)

    def may_load(self, _draft, ready, _loading_s, _before):
        return ready

    def delay_s(self, _draft):
        return 0

    def ride(self, draft, number, ready, _since):
        entered, left = [], []
        for _ in draft.ways[number]:
            entered.append(ready)
            ready = ready + np.array([10, 20, 30]) * MINUTE
            left.append(ready)
        return entered, left


def test_every_scenario_has_its_own_clock():
    """12 minutes to load, two legs, 12 to hand over, two legs."""
    trip = draft("D", "V", "D")
    [times] = time_trips([trip], coast().rules, Slower())
    assert times.load_at.tolist() == [0, 0, 0]
    assert times.return_at.tolist() == [
        64 * MINUTE,
        104 * MINUTE,
        144 * MINUTE,
    ]


def test_hours_bind_in_every_scenario_for_itself():
    """At V after 32, 52 and 72 minutes; it opens after 50."""
    rules = coast(hours={"V": (50 * MINUTE, DAY)}).rules
    [times] = time_trips([draft("D", "V", "D")], rules, Slower())
    assert times.start[0].tolist() == [50 * MINUTE, 52 * MINUTE, 72 * MINUTE]


HOURS = st.tuples(st.integers(0, 20), st.integers(1, 23)).map(
    lambda pair: (pair[0] * HOUR, (pair[0] + pair[1]) * HOUR)
)


@given(
    st.dictionaries(st.sampled_from("DGHV"), HOURS),
    st.integers(0, 2 * DAY),
    st.integers(0, 2 * DAY),
    st.sampled_from([("D", "V", "D"), ("D", "H", "G", "D")]),
)
def test_who_loads_later_is_never_back_earlier(hours, one_s, other_s, places):
    trip = draft(*places)
    context = coast(hours=hours)
    early_s, late_s = sorted((one_s, other_s))
    early = timed(replace(trip, load_at_s=early_s), context)
    late = timed(replace(trip, load_at_s=late_s), context)
    assert early.load_at <= late.load_at
    assert early.return_at <= late.return_at
    for before, after in zip(early.depart, late.depart, strict=True):
        assert before <= after


@given(st.integers(0, 3 * DAY), st.integers(0, 3 * DAY), st.integers(0, 24))
def test_the_tide_lets_nobody_overtake(one_s, other_s, opens):
    context = coast(windows=tides(opens, opens + 2))
    trip = draft("G", "F", "G", vehicle_type="cart", ways=ways_of_cart())
    early_s, late_s = sorted((one_s, other_s))
    early = timed(replace(trip, load_at_s=early_s), context)
    late = timed(replace(trip, load_at_s=late_s), context)
    assert early.return_at <= late.return_at


def ways_of_cart():
    context = coast()
    return context.way("cart", "G", "F"), context.way("cart", "F", "G")
