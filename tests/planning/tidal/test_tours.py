"""A vehicle waits before the beach at its base, and sleeps on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.drafts import Ride
from sampai.planning.tidal.tours import Call, follow, ride_home, start_late

HOUR = 60
DAY = 24 * HOUR


def beach(*spans, ride=60):
    """
    Give journeys between the places A, B, C, D on one beach.

    Every neighbour is a ride away; a leg is open in the spans alone.
    """

    def journey(from_id, to_id, ready):
        step = 1 if from_id < to_id else -1
        rides, now = [], ready
        for here in range(ord(from_id), ord(to_id), step):
            starts = [
                max(now, opens)
                for opens, closes in spans
                if max(now, opens) + ride <= closes
            ]
            if not starts:
                return None
            now = min(starts) + ride
            rides.append(
                Ride(leg=0, from_id=chr(here), to_id=chr(here + step))
            )
        return tuple(rides), now

    return journey


def home(*ride, duty=DAY):
    return ride_home(*ride, duty)


def call(place_id, service_s=10, ready_s=0):
    return Call(place_id=place_id, service_s=service_s, ready_s=ready_s)


def times(tours):
    return [(t.start_id, t.start_s, t.end_id, t.end_s) for t in tours]


def test_a_tour_rides_and_hands_over_call_by_call():
    """An hour, ten minutes, an hour, ten minutes."""
    tour = follow(beach((0, DAY)), "A", 5, [call("B"), call("C")])
    assert (tour.start_s, tour.end_s, tour.end_id) == (5, 145, "C")
    assert [len(way) for way in tour.ways] == [1, 1]


def test_a_tour_waits_for_goods():
    tour = follow(beach((0, DAY)), "A", 0, [call("B", ready_s=200)])
    assert tour.end_s == 210


@pytest.mark.parametrize(
    ("arrive_s", "begin_s"),
    [(0, 100), (150, 150), (200, 200), (201, 86_400 + 100)],
)
def test_a_hand_over_begins_while_its_place_is_open(arrive_s, begin_s):
    shop = Call(place_id="B", service_s=1, open_s=100, close_s=200)
    assert shop.begin_s(arrive_s) == begin_s


def test_a_beach_that_opens_no_more_has_no_tour():
    assert follow(beach((0, 100)), "A", 41, [call("B")]) is None
    assert start_late(beach((0, 100)), "A", 41, [call("B")]) is None


def test_a_tour_sets_out_when_the_beach_opens():
    tour = start_late(beach((300, 400)), "A", 0, [call("B")])
    assert (tour.start_s, tour.end_s) == (300, 370)


def test_a_tour_sets_out_for_the_end_of_its_last_wait():
    """The second leg opens at 300, so the first is ridden at 240."""
    tour = start_late(beach((0, 250), (300, 400)), "A", 0, [call("C", 0)])
    assert (tour.start_s, tour.end_s) == (0, 120)
    late = start_late(beach((0, 310), (330, 400)), "A", 200, [call("C", 0)])
    assert (late.start_s, late.end_s) == (250, 390)


def test_a_tour_that_waits_nowhere_sets_out_at_once():
    tour = start_late(beach((0, DAY)), "A", 17, [call("B")])
    assert (tour.start_s, tour.end_s) == (17, 87)


def test_who_is_there_rides_nowhere():
    assert home(beach((0, DAY)), "AB", "B", "B", []) == ()


def test_a_ride_home_takes_one_day_where_it_can():
    tours = home(beach((0, DAY)), "AB", "C", "A", [(30, DAY)])
    assert times(tours) == [("C", 30, "A", 150)]


def test_a_ride_too_long_for_a_day_sleeps_at_the_farthest_place():
    """The beach lets two legs pass a day; only C and B have a bed."""
    shore = beach((0, 130), (DAY, DAY + 130))
    days = [(0, 200), (DAY, DAY + 200)]
    assert times(home(shore, "BC", "D", "A", days)) == [
        ("D", 0, "B", 120),
        ("B", DAY, "A", DAY + 60),
    ]


def test_a_place_without_a_bed_is_no_night():
    shore = beach((0, 130), (DAY, DAY + 130))
    days = [(0, 200), (DAY, DAY + 200)]
    assert home(shore, "", "D", "A", days) is None


def test_a_day_on_which_nothing_can_be_ridden_is_waited_for():
    shore = beach((DAY, DAY + 130))
    days = [(0, 200), (DAY, DAY + 200)]
    assert times(home(shore, "B", "B", "A", days)) == [
        ("B", DAY, "A", DAY + 60)
    ]


def test_too_few_days_are_no_ride():
    shore = beach((0, 70), (DAY, DAY + 70), (2 * DAY, 2 * DAY + 70))
    days = [(0, 200), (DAY, DAY + 200)]
    assert home(shore, "BC", "D", "A", days) is None
    days.append((2 * DAY, 2 * DAY + 200))
    assert len(home(shore, "BC", "D", "A", days)) == 3


def test_a_ride_longer_than_the_duty_of_a_day_sleeps_on_the_way():
    """Three hours in all, two at most: a night at B, an hour from home."""
    days = [(0, DAY), (DAY, 2 * DAY)]
    tours = home(beach((0, 2 * DAY)), "BC", "D", "A", days, duty=120)
    assert times(tours) == [("D", 0, "B", 120), ("B", DAY, "A", DAY + 60)]


def test_waiting_for_the_tide_is_no_duty():
    tours = home(beach((300, 400)), "", "B", "A", [(0, DAY)], duty=60)
    assert times(tours) == [("B", 300, "A", 360)]


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(60, 200))),
    st.integers(0, 400),
    st.lists(
        st.tuples(
            st.sampled_from("ABCD"), st.integers(0, 50), st.integers(0, 400)
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_setting_out_late_ends_no_later(spans, start, stops):
    shore = beach(*[(at, at + length) for at, length in spans])
    calls = [call(*stop) for stop in stops]
    early = follow(shore, "A", start, calls)
    late = start_late(shore, "A", start, calls)
    if early is None:
        assert late is None
        return
    assert late.start_s >= early.start_s
    assert late.end_s == early.end_s
    if late.start_s < late.end_s:
        after = follow(shore, "A", late.start_s + 1, calls)
        assert after is None or after.end_s > early.end_s or not any(late.ways)


@pytest.mark.parametrize("start_id", ["B", "C", "D"])
@given(
    spans=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 400), st.integers(60, 300))
    ),
    nights=st.sets(st.sampled_from("ABCD")),
)
def test_a_ride_home_keeps_to_its_days(start_id, spans, nights):
    shore = beach(*[(d * DAY + a, d * DAY + a + n) for d, a, n in spans])
    days = [(d * DAY + 100, d * DAY + 600) for d in range(4)]
    tours = home(shore, sorted(nights), start_id, "A", days)
    if tours is None:
        return
    here = start_id
    for tour in tours:
        assert tour.start_id == here
        assert any(a <= tour.start_s and tour.end_s <= b for a, b in days)
        here = tour.end_id
        assert here == "A" or here in nights
    assert here == "A"
