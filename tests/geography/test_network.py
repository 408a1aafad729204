"""Ways over the network are the fastest, and their legs add up."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.geography import build_network
from sampai.tables import packaged_dataset, read_dataset
from tests.strategies import RIDER, network_of, networks

# From A to C by B in 80 s, straight in 100 s; D stands alone.
CORNER = network_of(
    [("A", "B", 30), ("C", "B", 50), ("A", "C", 100)],
    "ABCD",
    distance_m=[300, 500, 600],
)
A, B, C, D = range(4)
PLACES = st.sampled_from("ABCDE")


@pytest.fixture(scope="module")
def dataset():
    return read_dataset(packaged_dataset("pesisir-barat-2024"))


def test_fastest_way_wins_over_the_shortest():
    matrix = CORNER.matrix(RIDER)
    assert matrix.duration_s[A, C] == 80
    assert matrix.distance_m[A, C] == 800
    assert CORNER.way(RIDER, "A", "C") == (0, 1)


def test_legs_are_ridden_both_ways():
    assert CORNER.way(RIDER, "C", "A") == (1, 0)
    assert CORNER.matrix(RIDER).duration_s[C, A] == 80


def test_place_without_a_way_is_told_so():
    matrix = CORNER.matrix(RIDER)
    assert matrix.duration_s[A, D] == matrix.distance_m[A, D] == -1
    assert matrix.duration_s[D, D] == matrix.distance_m[D, D] == 0
    with pytest.raises(ValueError, match="rider has no way from A to D"):
        CORNER.way(RIDER, "A", "D")


def test_way_to_where_one_is_has_no_legs():
    assert CORNER.way(RIDER, "B", "B") == ()


def test_reach_is_all_places_with_a_way():
    assert CORNER.reaches(RIDER, "A") == {"A", "B", "C"}
    assert CORNER.reaches(RIDER, "D") == {"D"}


def test_closed_leg_is_gone_round():
    closed = np.array([True, False, False])
    matrix = CORNER.matrix(RIDER, closed)
    assert matrix.duration_s[A, B] == 150
    assert CORNER.matrix(RIDER).duration_s[A, B] == 30


def test_faster_of_two_legs_side_by_side_is_ridden():
    network = network_of(
        [("A", "B", 90), ("B", "A", 40), ("A", "B", -1)],
        distance_m=[100, 700, 100],
    )
    assert network.way(RIDER, "A", "B") == (1,)
    assert network.leg_between(RIDER) == {(0, 1): 1}
    assert network.matrix(RIDER).distance_m[0, 1] == 700


def test_many_short_legs_beat_one_long_one():
    """Ten legs of 10 s are faster than one of 101 s."""
    letters = "ABCDEFGHIJK"
    chain = [(*pair, 10) for pair in pairwise(letters)]
    network = network_of([*chain, ("A", "K", 101)])
    assert network.matrix(RIDER).duration_s[0, 10] == 100
    assert len(network.way(RIDER, "A", "K")) == 10


def test_fewest_legs_where_two_ways_are_as_fast():
    network = network_of([("A", "B", 50), ("B", "C", 50), ("A", "C", 100)])
    assert network.way(RIDER, "A", "C") == (2,)


def test_leg_that_takes_no_time_is_a_leg():
    network = network_of([("A", "B", 0), ("B", "C", 5)])
    assert network.matrix(RIDER).duration_s[0, 2] == 5
    assert network.way(RIDER, "A", "C") == (0, 1)


def by_floyd_and_warshall(network):
    """Shortest times by allowing one more place between at a time."""
    size = len(network.place_ids)
    far = 10**9
    times = np.full((size, size), far)
    np.fill_diagonal(times, 0)
    rows = zip(
        network.from_index, network.to_index, network.leg_s[RIDER], strict=True
    )
    for start, end, seconds in rows:
        if seconds >= 0:
            best = min(times[start, end], seconds)
            times[start, end] = times[end, start] = best
    for middle in range(size):
        by_it = times[:, middle, None] + times[None, middle, :]
        times = np.minimum(times, by_it)
    return np.where(times < far, times, -1)


@given(network=networks(most_legs=12))
def test_times_are_those_of_floyd_and_warshall(network):
    expected = by_floyd_and_warshall(network)
    assert (network.matrix(RIDER).duration_s == expected).all()


@given(network=networks(most_legs=12), closed=st.data())
def test_closing_legs_is_as_if_they_were_not_there(network, closed):
    legs = len(network.from_index)
    shut = np.array(
        closed.draw(st.lists(st.booleans(), min_size=legs, max_size=legs)),
        dtype=bool,
    )
    without = replace(
        network,
        leg_s={RIDER: np.where(shut, -1, network.leg_s[RIDER])},
        _matrices={},
        _leg_of={},
    )
    found = network.matrix(RIDER, shut).duration_s
    assert (found == by_floyd_and_warshall(without)).all()


@given(network=networks(most_legs=12), ends=st.tuples(PLACES, PLACES))
def test_legs_of_a_way_join_up_and_add_up(network, ends):
    start, end = (network.index[place] for place in ends)
    matrix = network.matrix(RIDER)
    if matrix.duration_s[start, end] < 0:
        return
    rows = list(network.way(RIDER, *ends))
    here = start
    for row in rows:
        pair = [network.from_index[row], network.to_index[row]]
        assert here in pair
        here = pair[1] if pair[0] == here else pair[0]
    assert here == end
    assert network.leg_s[RIDER][rows].sum() == matrix.duration_s[start, end]
    assert network.distance_m[rows].sum() == matrix.distance_m[start, end]


@given(network=networks(most_legs=12))
def test_there_and_back_are_alike(network):
    matrix = network.matrix(RIDER)
    assert (matrix.duration_s == matrix.duration_s.T).all()
    assert (np.diag(matrix.duration_s) == 0).all()


def test_leg_time_is_the_riding_and_the_crossings(dataset):
    """7.36 km at 4 km/h are 6,624 s, two rivers of 900 s more."""
    legs = dataset.legs.with_row_index().filter(
        pl.col("from_id") == "T.WHN", pl.col("surface") == "beach"
    )
    network = build_network(dataset)
    row = legs["index"][0]
    assert network.leg_seconds("ox_cart")[row] == 6624 + 1800
    assert network.leg_seconds("truck")[row] == -1


def test_places_are_sorted_whatever_the_order_of_the_rows(dataset):
    turned = replace(dataset, places=dataset.places.reverse())
    one, other = build_network(dataset), build_network(turned)
    assert one.place_ids == other.place_ids == tuple(sorted(one.place_ids))
    assert (one.from_index == other.from_index).all()


def test_lorries_do_not_reach_the_beach_and_the_island(dataset):
    """Four villages on the beach, six on the island and its hub."""
    network = build_network(dataset)
    reached = network.reaches("truck", "DEPOT")
    villages = set(dataset.places.filter(kind="village")["place_id"])
    assert len(villages - reached) == 10
    assert "18.13.06" not in reached
    assert "18.13.11.2007" not in reached
