"""Goods fetched at many places and brought to several, by PyVRP."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sampai.planning.hauls import Haul, Hauler, Hauling, solve_hauls
from tests.planning.lines import Line

# Places along one road, a kilometre and 100 seconds apart.
WAYS = [Line(12)]
ON, OFF = True, False


def haul(board, leave, **other):
    values = {
        "board": board,
        "leave": leave,
        "volume_l": 10,
        "mass_kg": 1,
        "board_s": 60,
        "leave_s": 60,
        "ready_s": 0,
        "due_s": 10_000,
    }
    return Haul(**values | other)


def hauler(**other):
    values = {
        "count": 2,
        "volume_l": 20,
        "mass_kg": 100,
        "base": 0,
        "ways": 0,
        "fixed_idr": 1000,
        "per_km_idr": 10,
        "per_hour_idr": 0,
        "start_s": 0,
        "end_s": 10_000,
        "duty_s": 10_000,
    }
    return Hauler(**values | other)


def solved(hauls, *haulers, stop_s=0, iterations=50, ways=WAYS):
    return solve_hauls(
        hauls,
        haulers or [hauler()],
        ways,
        stop_s=stop_s,
        iterations=iterations,
        seed=1,
    )


def served(found):
    return {step for one in found for step, _ in one.steps}


def test_goods_board_and_leave():
    assert solved([haul(2, 5)]) == (
        Hauling(hauler=0, steps=((0, ON), (0, OFF))),
    )


def test_goods_of_several_places_share_a_vehicle():
    """Three kilometres of detour are cheaper than a second day."""
    [one] = solved([haul(4, 1), haul(3, 1)])
    assert served([one]) == {0, 1}


def test_a_vehicle_that_is_full_goes_twice():
    [one] = solved([haul(4, 1), haul(4, 1), haul(4, 1)])
    aboard = most = 0
    for _, boards in one.steps:
        aboard += 1 if boards else -1
        most = max(most, aboard)
    assert most == 2
    assert served([one]) == {0, 1, 2}


def test_a_day_too_short_for_two_trips_takes_two_vehicles():
    """To 9 and back are 1,800 s, with handling 2,040; twice is too long."""
    pair = [haul(9, 1, volume_l=20)] * 2
    assert len(solved(pair, hauler(duty_s=3000))) == 2


def test_what_is_not_ready_in_time_is_left():
    """Ready at 9,500: to 1 by 10,020 with loading and handing over."""
    late = haul(5, 1, ready_s=9_500)
    assert solved([late, haul(3, 1)]) == (
        Hauling(hauler=0, steps=((1, ON), (1, OFF))),
    )


def test_what_fits_no_vehicle_is_left():
    assert solved([haul(2, 1, volume_l=21)]) == ()


def test_a_place_without_a_way_is_left():
    cut = [Line(12, end_of_road=8)]
    assert served(solved([haul(9, 1), haul(3, 1)], ways=cut)) == {1}


def test_the_time_of_a_stop_is_needed_once_a_place():
    """Two hauls of one place: 300 s for two stops, not for four."""
    pair = [haul(5, 1), haul(5, 1)]
    travel_s, handling_s = 1000, 4 * 60
    enough = travel_s + handling_s + 2 * 300
    assert served(solved(pair, hauler(duty_s=enough), stop_s=300)) == {0, 1}
    short = hauler(duty_s=enough - 1, count=1)
    assert served(solved(pair, short, stop_s=300)) != {0, 1}


def test_the_cheaper_kind_goes():
    dear = hauler(fixed_idr=9000)
    assert [one.hauler for one in solved([haul(2, 1)], dear, hauler())] == [1]


@pytest.mark.parametrize(
    ("hauls", "haulers"), [([], [hauler()]), ([haul(2, 1)], [])]
)
def test_nothing_to_do_takes_no_vehicle(hauls, haulers):
    assert (
        solve_hauls(hauls, haulers, WAYS, stop_s=0, iterations=1, seed=1) == ()
    )


def test_the_same_seed_gives_the_same_runs():
    many = [haul(k % 9 + 1, 0) for k in range(12)]
    assert solved(many) == solved(many)


@st.composite
def drawn_hauls(draw):
    board = draw(st.integers(0, 11))
    leave = draw(st.integers(0, 10))
    ready_s = draw(st.integers(0, 4000))
    return haul(
        board,
        leave if leave < board else leave + 1,
        volume_l=draw(st.integers(1, 25)),
        mass_kg=draw(st.integers(1, 25)),
        ready_s=ready_s,
        due_s=ready_s + draw(st.integers(200, 6000)),
    )


@given(
    st.lists(drawn_hauls(), min_size=1, max_size=6),
    st.lists(
        st.builds(
            hauler,
            count=st.integers(1, 2),
            base=st.integers(0, 5),
            mass_kg=st.integers(10, 40),
            duty_s=st.integers(2000, 9000),
        ),
        min_size=1,
        max_size=2,
    ),
)
@settings(max_examples=25)
def test_runs_keep_the_rules(hauls, haulers):
    """A plain walk over every run finds it in time and never too full."""
    found = solved(hauls, *haulers, stop_s=100, iterations=20)
    steps = [step for one in found for step in one.steps]
    assert len(set(steps)) == len(steps)
    for number, kind in enumerate(haulers):
        assert sum(one.hauler == number for one in found) <= kind.count
    for one in found:
        walk(one, hauls, haulers[one.hauler])


def walk(one, hauls, kind):
    clock, here, worked = 0, kind.base, 0
    aboard = set()
    for k, boards in one.steps:
        own = hauls[k]
        place = own.board if boards else own.leave
        assert boards != (k in aboard)
        travel_s = abs(place - here) * 100 + (100 if place != here else 0)
        clock, worked, here = clock + travel_s, worked + travel_s, place
        if boards:
            clock = max(clock, own.ready_s)
        clock, worked = clock + 60, worked + 60
        aboard ^= {k}
        assert boards or clock <= own.due_s
        loads = [hauls[i] for i in aboard]
        assert sum(h.volume_l for h in loads) <= kind.volume_l
        assert sum(h.mass_kg for h in loads) <= kind.mass_kg
    assert not aboard
    home_s = int(np.abs(here - kind.base)) * 100
    assert clock + home_s <= kind.end_s
    assert worked + home_s <= kind.duty_s
