"""Kilometres, hours and vehicles by the calendar day, in whole rupiah."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.costs import (
    CostParts,
    cost_parts,
    hour_cost_idr,
    km_cost_idr,
    trip_cost_idr,
    vehicle_days,
)
from tests.planning.pieces import vehicle

ZONE = "Asia/Jakarta"
LORRY = vehicle(per_km_idr=6000, per_hour_idr=60_000, fixed_idr=1000)
FLEET = {"lorry": LORRY}


def trips(*rows):
    """Trips with their local hours; day 25 is the 25th of November."""
    return pl.DataFrame(
        [
            {
                "trip_id": f"T{n}",
                "vehicle_type": "lorry",
                "vehicle": str(vehicle_number),
                "load_at": moment(*load),
                "return_at": moment(*back),
                "end_id": end_id,
                "stage": stage,
                "distance_m": 10_000,
            }
            for n, (vehicle_number, load, back, end_id, stage) in enumerate(
                rows
            )
        ]
    )


def moment(day, hour):
    midnight = datetime(2024, 11, day, tzinfo=UTC) - timedelta(hours=7)
    return midnight + timedelta(hours=hour)


def days(frame):
    found = vehicle_days(frame, FLEET, ZONE)
    return [
        (int(row["vehicle"]), row["date"].day, row["stage"])
        for row in found.iter_rows(named=True)
    ]


def test_a_kilometre_and_an_hour_have_their_price():
    """60.34 km and 2 h 42 min 43 s of a pickup: 211,190 and 108,478."""
    pickup = vehicle(per_km_idr=3500, per_hour_idr=40_000)
    assert km_cost_idr(pickup, 60_340) == 211_190
    assert hour_cost_idr(pickup, 9763) == 108_478
    assert trip_cost_idr(pickup, 60_340, 9763) == 319_668


@pytest.mark.parametrize(
    ("per_km_idr", "metres", "price"),
    [(1, 499, 0), (1, 500, 1), (1, 1499, 1), (1, 1500, 2), (3, 500, 2)],
)
def test_half_a_rupiah_is_rounded_up(per_km_idr, metres, price):
    assert km_cost_idr(vehicle(per_km_idr=per_km_idr), metres) == price


def test_a_day_with_two_trips_is_one_day():
    frame = trips(
        (1, (25, 6), (25, 9), "D", "hub_to_village"),
        (1, (25, 10), (25, 12), "D", "depot_to_hub"),
    )
    assert days(frame) == [(1, 25, "hub_to_village")]


def test_a_night_at_home_is_free():
    frame = trips(
        (1, (25, 6), (25, 9), "D", "out"), (1, (27, 6), (27, 9), "D", "out")
    )
    assert [day for _, day, _ in days(frame)] == [25, 27]


def test_days_away_from_the_base_count_to_the_trip_before():
    """The vehicle stays at F from the 25th to the 27th."""
    frame = trips(
        (1, (25, 6), (25, 9), "F", "out"), (1, (27, 6), (27, 9), "D", "back")
    )
    assert days(frame) == [(1, 25, "out"), (1, 26, "out"), (1, 27, "back")]


def test_a_trip_over_midnight_takes_two_days():
    """The night is local: 23.00 in Jakarta is 16.00 UTC."""
    frame = trips((1, (25, 23), (26, 1), "D", "back"))
    assert [day for _, day, _ in days(frame)] == [25, 26]


def test_each_vehicle_has_its_own_days():
    frame = trips(
        (2, (25, 6), (25, 9), "D", "out"), (1, (25, 6), (25, 9), "D", "out")
    )
    assert days(frame) == [(1, 25, "out"), (2, 25, "out")]


def test_a_day_has_the_price_of_its_kind():
    frame = trips((1, (25, 6), (25, 9), "D", "out"))
    found = vehicle_days(frame, FLEET, ZONE)
    assert found["fixed_idr"].to_list() == [1000]
    assert found["date"].to_list() == [date(2024, 11, 25)]


def test_no_trips_are_no_days():
    none = trips((1, (25, 6), (25, 9), "D", "out")).clear()
    assert vehicle_days(none, FLEET, ZONE).is_empty()


def test_parts_add_up():
    """20 km, five hours, one day."""
    frame = trips(
        (1, (25, 6), (25, 9), "D", "out"), (1, (25, 10), (25, 12), "D", "out")
    )
    parts = cost_parts(frame, vehicle_days(frame, FLEET, ZONE), FLEET)
    assert parts == CostParts(fixed_idr=1000, km_idr=120_000, hour_idr=300_000)
    assert parts.total_idr == 421_000


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.tuples(st.integers(20, 24), st.integers(0, 23)),
            st.integers(0, 30),
            st.sampled_from("DF"),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_day_on_which_a_vehicle_moves_is_paid_once(rows):
    """Trips may overlap here: the count of days does not mind."""
    frame = trips(
        *[
            (v, load, (load[0], load[1] + length), end, "out")
            for v, load, length, end in rows
        ]
    )
    found = days(frame)
    assert len({(v, day) for v, day, _ in found}) == len(found)
    for v, load, length, _ in rows:
        assert (v, load[0], "out") in found
        last = load[0] + (load[1] + length) // 24
        assert (v, last, "out") in found
