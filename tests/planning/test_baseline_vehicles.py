"""First-fit decreasing, by hand and always."""

from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.baseline_vehicles import Need, Run, count_vehicles


def needed(*times_s, window_s=10, tide_s=4, tidal=()):
    """Count the vehicles for dry round trips and tidal ones."""
    runs = [Run(time_s=time_s, tidal=False) for time_s in times_s]
    runs += [Run(time_s=time_s, tidal=True) for time_s in tidal]
    need = count_vehicles(runs, window_s=window_s, tide_s=tide_s)
    return need.vehicles, need.vehicle_days


def test_nothing_needs_no_vehicle():
    assert needed() == (0, 0)


def test_the_longest_go_first_and_the_short_ones_fill_the_gaps():
    """6 + 4 and 7 + 3; in the order given it would take three vehicles."""
    assert needed(3, 4, 6, 7) == (2, 2)


def test_first_fit_may_miss_the_best():
    """It puts 5 + 4, 3 + 3 + 3 and 2; two would do: 5 + 3 + 2, 4 + 3 + 3."""
    assert needed(5, 4, 3, 3, 3, 2) == (3, 3)


def test_a_trip_that_fits_no_day_has_a_vehicle_of_its_own():
    assert needed(11, 2) == (2, 2)


def test_tidal_trips_of_one_vehicle_share_one_tide():
    """Ten hours would hold all three, four hours of tide hold two."""
    assert needed(tidal=(2, 2, 2)) == (2, 2)


def test_a_dry_trip_fits_beside_tidal_ones():
    assert needed(6, tidal=(2, 2)) == (1, 1)


def test_a_trip_over_the_tide_has_a_vehicle_of_its_own_for_two_days():
    assert needed(2, tidal=(5,)) == (2, 3)


def test_a_trip_just_within_the_tide_has_one_day():
    assert needed(2, tidal=(4,)) == (1, 1)


TIMES = st.lists(st.tuples(st.integers(1, 12), st.booleans()), max_size=12)


def runs_of(drawn):
    """Make round trips."""
    return [Run(time_s=time_s, tidal=tidal) for time_s, tidal in drawn]


@given(TIMES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(drawn, random):
    shuffled = list(drawn)
    random.shuffle(shuffled)
    assert count_vehicles(
        runs_of(drawn), window_s=10, tide_s=6
    ) == count_vehicles(runs_of(shuffled), window_s=10, tide_s=6)


@given(TIMES)
def test_there_are_neither_too_few_nor_idle_vehicles(drawn):
    need = count_vehicles(runs_of(drawn), window_s=10, tide_s=6)
    work_s = sum(min(time_s, 10) for time_s, _ in drawn)
    assert ceil(work_s / 10) <= need.vehicles <= len(drawn)
    alone = sum(tidal and time_s > 6 for time_s, tidal in drawn)
    assert need == Need(
        vehicles=need.vehicles, vehicle_days=need.vehicles + alone
    )
