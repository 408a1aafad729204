"""Trips are read back from tables, each after those on which it depends."""

import itertools
from dataclasses import replace

import pytest

from sampai.planning.plan import TimedTrip
from sampai.planning.reading import (
    in_order,
    needed_before,
    planned_trips,
    read_trips,
)
from sampai.planning.timing import Clock
from tests.planning.regency import SOUTH, keep_districts
from tests.simulation.plans import plain_plan
from tests.simulation.shore import at, draft, plan, shore


@pytest.fixture(scope="module")
def context():
    return shore()


def trips_of(context, *drafts):
    """Plan trips of T1 and sort them by the moment of their loading."""
    return sorted(plan(context, drafts), key=lambda trip: trip.draft.load_at_s)


def ids(trips):
    return [trip.trip_id for trip in trips]


# --- order ------------------------------------------------------------------


def chain(context):
    return trips_of(
        context,
        draft(context, "D", "H", "H", load_at_s=at(-3, 7)),
        draft(context, "H", "V", "V", vehicle=2, load_at_s=at(-3, 9)),
        draft(context, "H", "D", goods=(), load_at_s=at(-3, 8)),
    )


def test_trips_that_depend_on_nothing_stay_as_they_stood(context):
    trips = trips_of(
        context,
        draft(context, "H", "V", "V", load_at_s=at(-3, 7)),
        draft(
            context,
            *("H", "W", "W"),
            goods=[("T3", 0, 1)],
            vehicle=2,
            load_at_s=at(-3, 8),
        ),
    )
    assert in_order(trips[::-1]) == trips[::-1]


def test_a_trip_stands_after_the_one_before_it_of_its_vehicle(context):
    first, third, second = chain(context)
    assert in_order([third, second, first]) == [first, third, second]
    assert needed_before([first, third, second]) == [[], [0], [0]]


def test_a_trip_stands_after_those_that_bring_its_goods(context):
    """The goods of the second are handed over after it stands there."""
    first, _, second = chain(context)
    early = replace(second, draft=replace(second.draft, load_at_s=at(-3, 6)))
    assert ids(in_order([early, first])) == ids([first, early])


def test_goods_that_come_later_than_planned_departure_are_not_waited_for(
    context,
):
    """They are other goods of the same tps: another trip takes them on."""
    first, _, second = chain(context)
    gone = replace(second, depart_s=(first.depart_s[1] - 1, second.end_s))
    assert needed_before([first, gone]) == [[], []]


def test_goods_that_board_on_the_way_are_waited_for_too(context):
    early, late = trips_of(
        context,
        draft(
            context,
            *("D", "K", "K"),
            goods=[("T5", 0, 1)],
            load_at_s=at(-3, 7),
        ),
        draft(
            context,
            *("D", "K", "L", "L"),
            goods=[("K", 0, 1), ("T5", 1, 2)],
            vehicle=2,
            load_at_s=at(-3, 7),
        ),
    )
    assert needed_before([late, early]) == [[1], []]


def test_many_trips_of_one_vehicle_are_ordered_without_recursion(context):
    """Each second runs after the one before; deeper than Python may call."""
    one = draft(context, "H", "V", goods=())
    trip = plan(context, [one])[0]
    many = [
        replace(
            trip,
            trip_id=f"T{k:04d}",
            draft=replace(one, load_at_s=k),
        )
        for k in range(1500)
    ]
    assert in_order(many[::-1]) == many


# --- tables -----------------------------------------------------------------


@pytest.fixture(scope="module")
def south(pesisir_barat):
    """Plan the district with the beach, and keep its tables."""
    return plain_plan(keep_districts(pesisir_barat, [SOUTH]))


@pytest.fixture(scope="module")
def read(south):
    context, tables = south
    return read_trips(
        context, tables.trips, tables.stops, tables.passages, tables.loads
    )


def test_every_trip_is_read_once_with_its_moments(south, read):
    context, tables = south
    assert sorted(ids(read)) == tables.trips["trip_id"].sort().to_list()
    rows = {row["trip_id"]: row for row in tables.trips.rows(named=True)}
    for trip in read:
        row, second = rows[trip.trip_id], context.horizon.second
        assert trip.draft.load_at_s == second(row["load_at"])
        assert trip.depart_s[0] == second(row["depart_at"])
        assert trip.end_s == second(row["return_at"])
        assert len(trip.depart_s) == len(trip.draft.places)


def test_what_is_carried_adds_up_to_the_trip(south, read):
    rows = {row["trip_id"]: row for row in south[1].trips.rows(named=True)}
    for trip in read:
        lots = [held.lot for held in trip.draft.carriages]
        row = rows[trip.trip_id]
        assert sum(lot.boxes for lot in lots) == row["boxes"]
        assert sum(lot.mass_kg for lot in lots) == pytest.approx(
            row["mass_kg"], abs=0.1
        )
        assert (trip.draft.purpose == "carry") == bool(lots)


def test_the_way_that_is_read_is_the_way_that_was_planned(south, read):
    """Its metres are those of the trip, its ends follow each other."""
    context, tables = south
    rows = {row["trip_id"]: row for row in tables.trips.rows(named=True)}
    metres = context.network.distance_m
    for trip in read:
        rides = [ride for way in trip.draft.ways for ride in way]
        length = sum(int(metres[ride.leg]) for ride in rides)
        assert length == rows[trip.trip_id]["distance_m"]
        assert rides[0].from_id == trip.draft.places[0]
        assert rides[-1].to_id == trip.draft.end_id
        for one, other in itertools.pairwise(rides):
            assert one.to_id == other.from_id


def test_every_trip_stands_after_those_it_needs(read):
    for here, needs in enumerate(needed_before(read)):
        assert all(other < here for other in needs)


def test_shuffled_tables_give_the_same_trips(south, read):
    context, tables = south
    again = read_trips(
        context,
        *(
            frame.sample(fraction=1, shuffle=True, seed=2)
            for frame in (
                tables.trips,
                tables.stops,
                tables.passages,
                tables.loads,
            )
        ),
    )
    assert again == read


def test_a_plan_that_is_not_written_yet_is_taken_over(context):
    """Named by its order; loading is no earlier than it was timed."""
    clock = Clock(context.rules, context.calm)
    drafts = [
        draft(context, "D", "H", "H", load_at_s=at(-3, 8)),
        draft(context, "H", "V", "V", vehicle=2, load_at_s=at(-3, 7)),
    ]
    timed = [TimedTrip(draft=one, times=clock.run(one)) for one in drafts]
    first, second = planned_trips(timed[::-1])
    assert ids([first, second]) == ["T0001", "T0002"]
    assert second.draft.load_at_s == timed[1].load_s == first.depart_s[1]
    assert first.end_s == timed[0].end_s
