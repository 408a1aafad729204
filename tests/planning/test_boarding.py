"""A loaded vehicle boards at no place twice."""

from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.boarding import board_once

ON, OFF = True, False


def always(_steps):
    return True


def never(_steps):
    return False


def test_a_trip_that_boards_once_stays():
    steps = ((0, ON), (1, ON), (0, OFF), (1, OFF))
    assert board_once(steps, [(0, 1), (0, 2)], never) == steps


def test_an_empty_vehicle_may_load_again():
    steps = ((0, ON), (0, OFF), (1, ON), (1, OFF))
    assert board_once(steps, [(0, 1), (0, 2)], never) == steps


def test_what_is_aboard_is_brought_before_loading_again():
    """Haul 1 waits aboard while haul 2 boards at the hub."""
    steps = ((0, ON), (1, ON), (0, OFF), (2, ON), (1, OFF), (2, OFF))
    assert board_once(steps, [(0, 1), (0, 2), (0, 3)], always) == (
        *((0, ON), (1, ON), (0, OFF), (1, OFF)),
        *((2, ON), (2, OFF)),
    )


def test_loading_where_the_trip_has_unloaded_counts_as_a_second_time():
    """Place 1 is the goal of haul 0 and, two stops on, home of haul 2."""
    steps = ((0, ON), (1, ON), (0, OFF), (3, ON), (2, ON), (1, OFF))
    steps += ((2, OFF), (3, OFF))
    ends = [(0, 1), (0, 2), (1, 3), (4, 3)]
    assert board_once(steps, ends, always)[:5] == (
        *((0, ON), (1, ON), (0, OFF), (3, ON)),
        (1, OFF),
    )


def test_unloading_and_loading_in_one_stop_is_no_second_time():
    steps = ((0, ON), (1, ON), (0, OFF), (2, ON), (1, OFF), (2, OFF))
    assert board_once(steps, [(0, 1), (0, 2), (1, 3)], never) == steps


def test_a_haul_for_which_there_is_no_time_is_left_out():
    steps = ((0, ON), (1, ON), (0, OFF), (2, ON), (1, OFF), (2, OFF))
    assert board_once(steps, [(0, 1), (0, 2), (0, 3)], never) == (
        *((0, ON), (1, ON), (0, OFF), (1, OFF)),
    )


@st.composite
def routes(draw):
    """Draw hauls between four places, boarded and brought in any order."""
    place = st.integers(0, 3)
    ends = draw(
        st.lists(
            st.tuples(place, place).filter(lambda pair: pair[0] != pair[1]),
            min_size=1,
            max_size=5,
        )
    )
    steps = draw(st.permutations([*range(len(ends)), *range(len(ends))]))
    seen = set()
    ordered = []
    for haul in steps:
        ordered.append((haul, haul not in seen))
        seen.add(haul)
    return tuple(ordered), ends


@given(routes(), st.booleans())
def test_every_trip_boards_where_it_has_not_been(route, is_feasible):
    steps, ends = route
    found = board_once(steps, ends, lambda _steps: is_feasible)
    assert len(set(found)) == len(found)
    if is_feasible:
        assert set(found) == set(steps)
    aboard, been, here = set(), [], None
    for haul, boards in found:
        assert boards != (haul in aboard)
        if not aboard:
            been, here = [], None
        place = ends[haul][0 if boards else 1]
        if place != here:
            been.append(place)
            here = place
        assert not boards or been.count(place) == 1
        aboard ^= {haul}
    assert not aboard
