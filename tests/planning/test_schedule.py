"""Vehicles, goods and the days on which both are free."""

import pytest

from sampai.planning.schedule import Schedule
from tests.planning.coast import HOUR, MINUTE, at, coast, draft
from tests.planning.pieces import lot


def trip(day=-3, hour=8, **other):
    return draft("D", "V", "D", load_at_s=at(day, hour), **other)


def night(day=0, hour=23.5, **other):
    """Boxes from V to the hub; home 39 minutes after loading began."""
    goods = [(lot("T1", 2, 0, 0), 0, 1)]
    return draft(
        *("V", "H", "D"),
        goods=goods,
        stage="village_to_hub",
        load_at_s=at(day, hour),
        **other,
    )


def numbers(schedule):
    return [trip.draft.vehicle for trip in schedule.numbered()]


def test_goods_are_ready_where_a_trip_brought_them():
    schedule = Schedule(coast())
    assert not schedule.has_come("T1", "V")
    assert schedule.ready_s("T1", "V") == 0
    assert schedule.add([trip()])
    assert schedule.has_come("T1", "V")
    assert schedule.ready_s("T1", "V") == at(-3, 8) + 39 * MINUTE


def test_goods_can_be_released_by_hand():
    schedule = Schedule(coast())
    schedule.release("T1", "V", at(0, 20))
    assert schedule.ready_s("T1", "V") == at(0, 20)


def test_a_trip_that_fits_no_shift_is_not_added():
    """Lorries work until 18.00; 54 minutes from 17.30 are too long."""
    schedule = Schedule(coast())
    assert not schedule.add([trip(hour=17.5)])
    assert schedule.runs == []
    assert schedule.clock.state() == ({}, {}, {})


def test_a_wait_between_trips_is_cut_where_duty_demands_it():
    """Four hours of duty; goods for the second trip come after six."""
    schedule = Schedule(coast(lorry={"duty_s": 4 * HOUR}))
    schedule.release("T3", "D", at(-3, 14))
    later = trip(goods=[(lot("T3", 2, 0, 0), 0, 1)])
    assert schedule.add([trip(), later])
    first, second = schedule.runs[0]
    assert second.load_s == at(-3, 14)
    assert first.end_s == second.load_s


def test_a_wait_that_no_duty_forbids_stays():
    """What is brought early is there early."""
    schedule = Schedule(coast())
    schedule.release("T3", "D", at(-3, 14))
    later = trip(goods=[(lot("T3", 2, 0, 0), 0, 1)])
    assert schedule.add([trip(), later])
    assert schedule.runs[0][0].load_s == at(-3, 8)


def test_two_runs_of_a_day_need_two_vehicles():
    schedule = Schedule(coast())
    assert schedule.add([trip(hour=8)])
    assert schedule.add([trip(hour=12)])
    assert numbers(schedule) == [1, 2]
    assert schedule.vehicles_out("lorry", -3) == 2


def test_runs_of_two_days_are_of_one_vehicle():
    schedule = Schedule(coast())
    assert schedule.add([trip(day=-2)])
    assert schedule.add([trip(day=-3)])
    assert numbers(schedule) == [1, 1]
    assert schedule.vehicles_out("lorry", -3) == 1
    assert schedule.vehicles_out("lorry", -4) == 0
    assert schedule.vehicles_out("cart", -3) == 0


def test_a_vehicle_home_after_midnight_goes_out_again_that_day():
    schedule = Schedule(coast())
    assert schedule.add([night()])
    assert schedule.runs[0][0].end_s > at(1, 0)
    assert schedule.vehicles_out("lorry", 0) == 1
    assert schedule.vehicles_out("lorry", 1) == 0
    assert schedule.add([night(day=1, hour=9)])
    assert numbers(schedule) == [1, 1]


def test_a_vehicle_still_out_at_dawn_is_not_there_for_the_shift():
    """Home at nine minutes past midnight; the shift begins at five past."""
    schedule = Schedule(coast(lorry={"shift_start_s": 5 * MINUTE}))
    assert schedule.add([night()])
    assert schedule.vehicles_out("lorry", 1) == 1


def test_a_run_that_was_timed_with_the_tide_keeps_its_start():
    schedule = Schedule(coast())
    cart = draft("G", "F", "F", vehicle_type="cart", load_at_s=at(-2, 6))
    schedule.add_as_timed([cart])
    assert schedule.runs[0][0].load_s == at(-2, 6)
    assert schedule.ready_s("T1", "F") == at(-2, 9.2)


def test_vehicles_are_numbered_the_same_whatever_came_first():
    one, other = Schedule(coast()), Schedule(coast())
    runs = [trip(goods=[(lot(f"T{k}"), 0, 1)]) for k in (1, 2, 3)]
    for run in runs:
        assert one.add([run])
    for run in reversed(runs):
        assert other.add([run])

    def facts(schedule):
        return [
            (t.draft.vehicle, t.draft.carriages[0].lot.subject)
            for t in schedule.numbered()
        ]

    assert facts(one) == facts(other) == [(1, "T1"), (2, "T2"), (3, "T3")]


@pytest.mark.parametrize("runs", [0, 1])
def test_an_empty_run_has_no_number(runs):
    schedule = Schedule(coast())
    schedule.runs = [[]] * runs
    assert schedule.numbered() == []
    assert schedule.vehicles_out("lorry", -3) == 0
