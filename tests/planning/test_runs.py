"""Halts become trips that begin where an empty vehicle loads."""

import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.runs import (
    Event,
    RunBuilder,
    carriages,
    errands_of,
    without,
)
from tests.planning.coast import coast
from tests.planning.pieces import lot

ONE, TWO, THREE = lot("T1"), lot("T2"), lot("T3")
CONTEXT = coast()


def build(*events, base_id="D"):
    builder = RunBuilder(
        vehicle_type="lorry",
        base_id=base_id,
        way=CONTEXT.way,
        stage_of=lambda group: f"to {group[-1].place_id}",
        start_s=5,
    )
    return builder.build(events)


def on(place_id, *held):
    return Event(place_id=place_id, on=held)


def off(place_id, *held):
    return Event(place_id=place_id, off=held)


def shape(drafts):
    return [("".join(d.places), d.end_id, d.purpose) for d in drafts]


def test_goods_loaded_at_the_base_make_one_trip():
    [trip] = build(on("D", ONE, TWO), off("V", ONE), off("W", TWO))
    assert shape([trip]) == [("DVW", "D", "carry")]
    assert trip.stage == "to W"
    assert trip.load_at_s == 5
    assert [(c.lot, c.board, c.leave) for c in trip.carriages] == [
        (ONE, 0, 1),
        (TWO, 0, 2),
    ]


def test_the_way_home_is_part_of_the_trip():
    """Two legs to V, two legs back."""
    [trip] = build(on("D", ONE), off("V", ONE))
    assert [len(way) for way in trip.ways] == [2, 2]


def test_a_trip_that_ends_at_its_base_needs_no_way_home():
    [trip] = build(on("V", ONE), off("D", ONE), base_id="V")[:1]
    assert trip.places == ("V", "D")
    trips = build(on("V", ONE), off("D", ONE))
    assert shape(trips) == [("D", "V", "reposition"), ("VD", "D", "carry")]
    assert len(trips[1].ways) == 1


def test_goods_elsewhere_are_reached_by_an_empty_run():
    trips = build(on("G", ONE), off("H", ONE))
    assert shape(trips) == [("D", "G", "reposition"), ("GH", "D", "carry")]
    assert trips[0].stage == trips[1].stage == "to H"
    assert trips[0].carriages == ()


def test_an_empty_vehicle_that_loads_again_begins_another_trip():
    trips = build(on("D", ONE), off("V", ONE), on("D", TWO), off("W", TWO))
    assert shape(trips) == [("DV", "D", "carry"), ("DW", "D", "carry")]


def test_halts_at_one_place_are_one_stop():
    [trip] = build(
        on("D", ONE, TWO), on("D", THREE), off("V", ONE), off("V", TWO, THREE)
    )
    assert trip.places == ("D", "V")
    assert len(trip.carriages) == 3


def test_what_boards_on_the_way_stays_aboard():
    [trip] = build(on("D", ONE), on("H", TWO), off("V", ONE), off("W", TWO))
    assert [(c.board, c.leave) for c in trip.carriages] == [(0, 2), (1, 3)]


def test_a_vehicle_emptied_and_loaded_at_one_halt_ends_its_trip_there():
    both = Event(place_id="H", on=(TWO,), off=(ONE,))
    trips = build(on("D", ONE), both, off("V", TWO))
    assert shape(trips) == [("DH", "H", "carry"), ("HV", "D", "carry")]


def test_a_vehicle_not_emptied_goes_on():
    both = Event(place_id="H", on=(THREE,), off=(ONE,))
    [trip] = build(on("D", ONE, TWO), both, off("V", TWO, THREE))
    assert trip.places == ("D", "H", "V")


def test_no_halts_are_no_trips():
    assert build() == ()


def test_equal_parts_of_one_lot_are_told_apart():
    """The second box boards later; both look the same."""
    first, second = lot("T1", 1, 0, 0), lot("T1", 1, 0, 0)
    found = carriages(
        [on("D", first), on("H", second), off("V", second, first)]
    )
    assert [(c.board, c.leave) for c in found] == [(0, 2), (1, 2)]


def test_halts_are_given_back_as_errands():
    events = [on("D", ONE, TWO), on("H", THREE), off("V", THREE, ONE)]
    assert [(e.lots, e.from_id, e.to_id) for e in errands_of(events)] == [
        ((THREE,), "H", "V"),
        ((ONE,), "D", "V"),
    ]
    assert errands_of(events, [ONE]) == errands_of(events)[1:]


def test_halts_without_goods_are_left_out():
    events = [on("D", ONE, TWO), off("V", ONE), off("W", TWO)]
    assert without(events, [ONE]) == (on("D", TWO), off("W", TWO))
    assert without(events, [ONE, TWO]) == ()


@st.composite
def halts(draw):
    """Draw goods that board and leave anywhere, in any order."""
    count = draw(st.integers(1, 6))
    place = st.sampled_from("DHVWG")
    held = [
        (lot(f"T{k}", 1, 0, 0), draw(place), draw(place)) for k in range(count)
    ]
    events, seen = [], set()
    for k in draw(st.permutations([*range(count)] * 2)):
        one, board, leave = held[k]
        events.append(off(leave, one) if k in seen else on(board, one))
        seen.add(k)
    return events, held


@given(halts())
def test_every_lot_rides_once_from_where_it_boards_to_where_it_leaves(drawn):
    events, held = drawn
    trips = build(*events)
    rides = Counter(
        (c.lot.subject, t.places[c.board], t.places[c.leave])
        for t in trips
        for c in t.carriages
    )
    assert rides == Counter((one.subject, a, b) for one, a, b in held)
    here = "D"
    for trip in trips:
        assert trip.places[0] == here
        for way, ends in zip(
            trip.ways, itertools.pairwise(trip.places), strict=False
        ):
            stood = ends[0]
            for ride in way:
                assert ride.from_id == stood
                stood = ride.to_id
            assert stood == ends[1]
        here = trip.end_id
    assert here == "D"
