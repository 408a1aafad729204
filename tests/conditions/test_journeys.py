"""Ways over legs that open and close are the first to arrive."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.conditions.journeys import earliest_arrival, latest_departure
from sampai.conditions.windows import LegWindows
from sampai.geography import build_network
from tests.strategies import RIDER, network_of, networks, open_spans

# From A a beach leads to B and a road on to C; a long track goes round.
COAST = network_of([("A", "B", 60), ("B", "C", 50), ("A", "C", 500)])
BEACH, ROAD, TRACK = range(3)
ALWAYS = LegWindows(spans={})
TIDES = LegWindows(spans={BEACH: np.array([[100, 200], [300, 400]])})
MOMENTS = st.integers(0, 1200)
PLACES = st.sampled_from("ABCDE")


def ridden(windows, depart_s, ends="AC"):
    found = earliest_arrival(COAST, windows, RIDER, *ends, depart_s)
    return [(p.leg_row, p.enter_s, p.leave_s) for p in found]


def test_open_legs_are_ridden_without_waiting():
    assert ridden(ALWAYS, 7) == [(BEACH, 7, 67), (ROAD, 67, 117)]


@pytest.mark.parametrize(
    ("depart_s", "way"),
    [
        (0, [(BEACH, 100, 160), (ROAD, 160, 210)]),
        # 150 + 60 is past 200: waiting for 300 still beats the track's 650.
        (150, [(BEACH, 300, 360), (ROAD, 360, 410)]),
        # The beach is over for good.
        (350, [(TRACK, 350, 850)]),
    ],
)
def test_one_waits_for_the_tide_or_goes_round(depart_s, way):
    assert ridden(TIDES, depart_s) == way


def test_legs_are_ridden_both_ways():
    assert ridden(TIDES, 0, "CA") == [(ROAD, 0, 50), (BEACH, 100, 160)]


def test_passages_name_the_places_in_the_direction_of_the_ride():
    found = earliest_arrival(COAST, TIDES, RIDER, "C", "A", 0)
    assert [(p.from_id, p.to_id) for p in found] == [("C", "B"), ("B", "A")]


def test_way_to_where_one_is_has_no_legs():
    assert ridden(TIDES, 5, "BB") == []
    assert latest_departure(COAST, TIDES, RIDER, "B", "B", 5) == 5


def test_leg_that_the_type_cannot_ride_is_no_way():
    network = network_of([("A", "B", -1)])
    assert earliest_arrival(network, ALWAYS, RIDER, "A", "B", 0) is None
    assert latest_departure(network, ALWAYS, RIDER, "A", "B", 0) is None


def test_beach_that_does_not_open_again_is_no_way():
    network = network_of([("A", "B", 60)])
    assert earliest_arrival(network, TIDES, RIDER, "A", "B", 341) is None
    assert latest_departure(network, TIDES, RIDER, "A", "B", 159) is None


@pytest.mark.parametrize(
    ("arrive_by_s", "depart_s"),
    [
        (1000, 500),  # by the track
        (460, 340),  # out of the beach at 400, at C at 450
        (449, 339),
        (400, 140),  # the second tide would be 410: by the first one
        (209, -291),  # the first tide reaches C at 210: by the track
    ],
)
def test_last_departure_by_hand(arrive_by_s, depart_s):
    found = latest_departure(COAST, TIDES, RIDER, "A", "C", arrive_by_s)
    assert found == depart_s


@st.composite
def coasts(draw):
    network = draw(networks())
    spans = {
        row: draw(open_spans())
        for row in range(len(network.from_index))
        if draw(st.booleans())
    }
    return network, LegWindows(spans=spans)


def arrival_of(network, windows, from_id, to_id, depart_s):
    found = earliest_arrival(network, windows, RIDER, from_id, to_id, depart_s)
    if found is None:
        return None
    return found[-1].leave_s if found else depart_s


def arrival_by_trying_all(network, windows, from_id, to_id, depart_s):
    """Walk along every order of places, over the best leg at each step."""
    if from_id == to_id:
        return depart_s
    others = set(network.place_ids) - {from_id, to_id}
    arrivals = [
        _along(network, windows, (from_id, *middle, to_id), depart_s)
        for size in range(len(others) + 1)
        for middle in permutations(sorted(others), size)
    ]
    return min((a for a in arrivals if a is not None), default=None)


def _along(network, windows, way, now):
    for here, there in pairwise(way):
        ends = {network.index[here], network.index[there]}
        leaves = []
        for row, seconds in enumerate(network.leg_s[RIDER].tolist()):
            if {network.from_index[row], network.to_index[row]} != ends:
                continue
            if seconds >= 0:
                enter = windows.next_entry(row, now, seconds)
                leaves += [] if enter is None else [enter + seconds]
        if not leaves:
            return None
        now = min(leaves)
    return now


@given(coast=coasts(), ends=st.tuples(PLACES, PLACES), depart_s=MOMENTS)
def test_arrival_is_the_earliest_of_all_ways(coast, ends, depart_s):
    expected = arrival_by_trying_all(*coast, *ends, depart_s)
    assert arrival_of(*coast, *ends, depart_s) == expected


@given(coast=coasts(), ends=st.tuples(PLACES, PLACES), depart_s=MOMENTS)
def test_passages_join_up_and_are_open(coast, ends, depart_s):
    network, windows = coast
    found = earliest_arrival(network, windows, RIDER, *ends, depart_s)
    now, here = depart_s, ends[0]
    for passage in found or []:
        travel_s = passage.leave_s - passage.enter_s
        assert passage.from_id == here
        assert passage.enter_s >= now
        assert travel_s == network.leg_s[RIDER][passage.leg_row]
        assert windows.passable(passage.leg_row, passage.enter_s, travel_s)
        now, here = passage.leave_s, passage.to_id
    assert found is None or here == ends[1]


@given(
    coast=coasts(),
    ends=st.tuples(PLACES, PLACES),
    depart_s=MOMENTS,
    later=st.integers(0, 400),
)
def test_who_leaves_later_never_arrives_earlier(coast, ends, depart_s, later):
    first = arrival_of(*coast, *ends, depart_s)
    second = arrival_of(*coast, *ends, depart_s + later)
    assert second is None or (first is not None and first <= second)


@given(coast=coasts(), ends=st.tuples(PLACES, PLACES), by_s=MOMENTS)
def test_last_departure_arrives_in_time_and_the_next_second_does_not(
    coast, ends, by_s
):
    last = latest_departure(*coast, RIDER, *ends, by_s)
    if last is None:
        # Before the first span of any leg there is nothing to miss.
        arrival = arrival_of(*coast, *ends, -10_000)
        assert arrival is None or arrival > by_s
        return
    assert arrival_of(*coast, *ends, last) <= by_s
    after = arrival_of(*coast, *ends, last + 1)
    assert after is None or after > by_s


@pytest.mark.parametrize(
    ("vehicle_type", "one_tide"),
    [("ox_cart", False), ("trail_motorcycle", True)],
)
def test_only_a_motorcycle_gets_to_way_haru_within_one_tide(
    dataset, windows, beach_rows, vehicle_type, one_tide
):
    """Seven hours of an ox-cart fit no window, four of a motorcycle do."""
    seconds = build_network(dataset).leg_seconds(vehicle_type)
    whole = int(seconds[beach_rows].sum())
    longest = windows.longest_open_s(0, 15 * 86_400)
    assert (whole <= longest) is one_tide


def test_motorcycle_leaves_at_low_water_on_voting_day(
    dataset, windows, horizon
):
    """In at 06:56:52, when the water falls, out 3 h 50 min later."""
    found = earliest_arrival(
        build_network(dataset),
        windows,
        "trail_motorcycle",
        "T.WHN",
        "18.13.11.2007",
        horizon.day_start_s(0),
    )
    voting_day = horizon.day_start_s(0)
    assert found[0].enter_s - voting_day == pytest.approx(25_012, abs=60)
    assert found[-1].leave_s - found[0].enter_s == 13_824
