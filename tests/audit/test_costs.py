"""Vehicle-days: the days it moves, and those it stands away from its base."""

from dataclasses import replace

import pytest

from sampai.audit.costs import trip_parts_idr, vehicle_days
from sampai.audit.gathering import gather_facts
from sampai.audit.records import Trip
from sampai.tables import read_dataset
from tests.audit.conftest import TINY

HOUR = 3600
DAY = 24 * HOUR

OUT = Trip(
    trip_id="A",
    stage="depot_to_hub",
    purpose="carry",
    day=-4,
    vehicle_type="pickup",
    vehicle="pickup-1",
    origin_id="DEPOT",
    load_s=-4 * DAY + 8 * HOUR,
    depart_s=-4 * DAY + 9 * HOUR,
    end_id="HUB",
    return_s=-4 * DAY + 10 * HOUR,
    distance_m=12_000,
    cost_idr=0,
    boxes=0,
    volume_l=0.0,
    mass_kg=0.0,
    police=2,
)


@pytest.fixture(scope="module")
def facts():
    return gather_facts(read_dataset(TINY / "dataset"))


def _back(day: int) -> Trip:
    return replace(
        OUT,
        trip_id="B",
        stage="village_to_hub",
        day=day,
        origin_id="HUB",
        load_s=day * DAY + 8 * HOUR,
        return_s=day * DAY + 9 * HOUR,
        end_id="DEPOT",
    )


def test_a_trip_costs_its_kilometres_and_hours(facts):
    """12 km at 3,500 rupiah, two hours at 36,000."""
    assert trip_parts_idr(OUT, facts) == (42_000, 72_000)


def test_days_away_from_the_base_count_to_the_trip_before(facts):
    days = vehicle_days([OUT, _back(0)], facts)
    assert days == {-4: True, -3: True, -2: True, -1: True, 0: False}


def test_days_at_the_base_cost_nothing(facts):
    home = replace(OUT, end_id="DEPOT")
    back = replace(_back(0), origin_id="DEPOT")
    assert vehicle_days([home, back], facts) == {-4: True, 0: False}


def test_a_trip_past_midnight_pays_both_days(facts):
    late = replace(OUT, return_s=OUT.load_s + DAY, end_id="DEPOT")
    assert vehicle_days([late], facts) == {-4: True, -3: True}
