"""Runs set out late where waiting costs, and never end later for it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.scheduling import (
    first_wait_s,
    run_close_together,
    schedule_run,
    set_out_late,
)
from sampai.planning.timing import Clock
from tests.planning.coast import DAY, HOUR, MINUTE, at, coast, draft
from tests.planning.pieces import lot

V_FROM_EIGHT = {"V": (8 * HOUR, 20 * HOUR)}


def clock_of(**changes):
    context = coast(**changes)
    return Clock(context.rules, context.calm)


def empty(*places):
    return draft(*places, goods=[])


def test_a_trip_sets_out_to_arrive_when_the_place_opens():
    """27 minutes before eight, loading with it."""
    late = set_out_late(clock_of(hours=V_FROM_EIGHT), draft("D", "V", "D"))
    assert late.load_at_s == 8 * HOUR - 27 * MINUTE


def test_a_trip_that_waits_nowhere_sets_out_at_once():
    late = set_out_late(clock_of(), draft("D", "V", "D", load_at_s=HOUR))
    assert late.load_at_s == HOUR


def test_a_trip_does_not_miss_the_first_place_to_be_right_for_the_second():
    """H takes goods until seven, V from eight on: the wait is between."""
    hours = V_FROM_EIGHT | {"H": (0, 7 * HOUR)}
    goods = [(lot("T1", 1, 0, 0), 0, 1), (lot("T3", 1, 0, 0), 0, 2)]
    clock = clock_of(hours=hours)
    trip = draft("D", "H", "V", "D", goods=goods)
    late = set_out_late(clock, trip)
    times = clock.preview(late)
    assert times.return_at == clock.preview(trip).return_at
    assert times.start[0] <= 7 * HOUR


def test_the_first_wait_is_before_a_leg_or_a_hand_over():
    clock = clock_of(hours=V_FROM_EIGHT)
    assert first_wait_s(clock.preview(draft("D", "V", "D"))) == (
        8 * HOUR - 27 * MINUTE
    )
    cart = draft("G", "F", "F", vehicle_type="cart", load_at_s=6 * HOUR)
    assert first_wait_s(clock.preview(cart)) == 2 * HOUR - 12 * MINUTE
    assert first_wait_s(clock.preview(draft("D", "W", "D"))) == 0


def test_an_empty_run_arrives_when_the_loading_begins():
    """Half an hour to G, where the goods are from nine on."""
    clock = clock_of()
    clock.goods["T1", "G"] = [9 * HOUR]
    run = [empty("D", "G"), draft("G", "H", "D")]
    timed = schedule_run(clock, run, -1)
    assert timed[0].load_s == 9 * HOUR - 30 * MINUTE
    assert timed[0].end_s == timed[1].load_s == 9 * HOUR


def test_an_empty_run_does_not_miss_its_tide_to_be_just_in_time():
    """Goods at F from 13.00 on: the beach is ridden before noon."""
    clock = clock_of()
    clock.goods["T4", "F"] = [at(-2, 13)]
    goods = [(lot("T4", 2, 0, 0), 0, 1)]
    cart = {"vehicle_type": "cart", "load_at_s": at(-2, 6)}
    run = [
        draft("G", "F", goods=[], **cart),
        draft("F", "G", "G", goods=goods, **cart),
    ]
    timed = schedule_run(clock, run, -1)
    assert timed[0].end_s == at(-2, 9)
    assert timed[1].end_s == at(-1, 9.2)


def test_an_empty_run_home_sets_out_at_once():
    run = [draft("D", "V", "V"), empty("V", "D")]
    timed = schedule_run(clock_of(), run, -1)
    assert timed[1].load_s == timed[0].end_s


def test_an_empty_run_between_two_trips_waits_for_the_goods():
    clock = clock_of()
    clock.goods["T3", "G"] = [9 * HOUR]
    goods = [(lot("T3"), 0, 1)]
    run = [
        draft("D", "V", "V"),
        empty("V", "G"),
        draft("G", "H", "D", goods=goods),
    ]
    timed = schedule_run(clock, run, -1)
    assert timed[0].load_s == 0
    assert timed[1].end_s == timed[2].load_s == 9 * HOUR


def test_every_trip_of_a_run_is_of_one_vehicle():
    timed = schedule_run(clock_of(), [draft("D", "V", "D")] * 2, -7)
    assert [trip.draft.vehicle for trip in timed] == [-7, -7]
    assert timed[1].load_s == timed[0].end_s


def test_trips_close_together_leave_no_wait_between_them():
    """The second goods come at nine; the first trip ends at 00.54."""
    clock = clock_of()
    clock.goods["T3", "D"] = [9 * HOUR]
    second = draft("D", "W", "D", goods=[(lot("T3", 2, 0, 0), 0, 1)])
    before = clock.state()
    timed = schedule_run(clock, [draft("D", "V", "D"), second], -1)
    assert (timed[0].load_s, timed[1].load_s) == (0, 9 * HOUR)
    clock.go_back(before)
    closer = run_close_together(clock, timed)
    assert closer[0].load_s == 9 * HOUR - 54 * MINUTE
    assert closer[0].end_s == closer[1].load_s == 9 * HOUR
    assert closer[1].end_s == timed[1].end_s


HOURS = st.tuples(st.integers(0, 20), st.integers(2, 23)).map(
    lambda pair: (pair[0] * HOUR, min(24, sum(pair)) * HOUR)
)


@given(
    st.dictionaries(st.sampled_from("DHVW"), HOURS),
    st.integers(0, DAY),
    st.permutations("HVW"),
)
def test_setting_out_late_never_ends_later(hours, load_s, order):
    clock = clock_of(hours=hours)
    goods = [(lot(f"T{k}", k, 0, 0), 0, k) for k in (1, 2, 3)]
    trip = draft("D", *order, "D", goods=goods, load_at_s=load_s)
    early = clock.preview(trip)
    late = clock.preview(set_out_late(clock, trip))
    assert late.return_at == early.return_at
    assert late.load_at >= early.load_at
    assert clock.free == {}


@pytest.mark.parametrize("ready_h", [0, 7, 20])
def test_scheduling_keeps_the_order_of_trips(ready_h):
    clock = clock_of(hours=V_FROM_EIGHT)
    clock.goods["T1", "D"] = [ready_h * HOUR]
    run = [draft("D", "V", "D"), replace(draft("D", "W", "D"), load_at_s=5)]
    timed = schedule_run(clock, run, -1)
    assert timed[0].end_s <= timed[1].load_s
