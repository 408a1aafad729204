"""The figures of summary.json, from two trips that can be added by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from sampai.operation.summary import summarise
from sampai.planning.baseline import Baseline
from sampai.planning.make import PlannedRegency
from sampai.planning.plan import Plan
from sampai.tables import OPERATION_TABLES

USUAL = Baseline(
    cost_idr=18,
    fixed_idr=5,
    km_idr=6,
    hour_idr=7,
    trips=8,
    vehicle_days=9,
)


def trip(trip_id, stage, day, metres, hours, **other):
    load = datetime(2024, 11, 27, 1, tzinfo=UTC) + timedelta(days=day)
    return {
        "trip_id": trip_id,
        "stage": stage,
        "purpose": "carry",
        "day": day,
        "vehicle_type": "truck",
        "vehicle": "1",
        "origin_id": "DEPOT",
        "load_at": load,
        "depart_at": load,
        "end_id": "DEPOT",
        "return_at": load + timedelta(hours=hours),
        "distance_m": metres,
        "cost_idr": 0,
        "boxes": 0,
        "volume_l": 0.0,
        "mass_kg": 0.0,
        "police": 2,
    } | other


def frame(table, *rows):
    return OPERATION_TABLES[table].frame(rows)


@pytest.fixture(scope="module")
def summary(pesisir_barat):
    """A truck out for 10 km in an hour, and back for 20 in two."""
    named = {"tps_id": "18.13.06.2001.001", "reason": "fleet", "remedy": "-"}
    regency = PlannedRegency(
        plan=Plan(
            trips=frame(
                "trips",
                trip("T1", "hub_to_village", -2, 10_000, 1),
                trip("T2", "village_to_hub", 0, 20_000, 2),
            ),
            stops=frame("stops"),
            passages=frame("passages"),
            loads=frame("loads"),
        ),
        last_mile=frame("last_mile"),
        unserved=frame(
            "unserved",
            named | {"stage": "hub_to_village"},
            named | {"stage": "village_to_hub"},
        ),
        exceptions=frame("exceptions"),
        crossings=(),
    )
    return summarise(
        pesisir_barat, regency, USUAL, version="9.9", search=(4, 70)
    )


def test_a_tps_that_fails_twice_is_one_tps(summary):
    assert (summary["served"], summary["unserved"]) == (292, 1)


def test_costs_are_of_all_stages_and_of_those_out(summary):
    """6,000 a kilometre, 60,000 an hour, 1,500,000 a day."""
    assert summary["cost_parts"] == {
        "fixed_idr": 3_000_000,
        "km_idr": 180_000,
        "hour_idr": 180_000,
    }
    assert summary["cost_idr"] == 3_360_000
    assert summary["cost_out_idr"] == 1_500_000 + 60_000 + 60_000


def test_the_baseline_stands_beside_it(summary):
    assert summary["baseline_cost_idr"] == 18
    assert summary["baseline_parts"] == {
        "fixed_idr": 5,
        "km_idr": 6,
        "hour_idr": 7,
    }
    assert summary["baseline_trips"] == 8
    assert summary["baseline_vehicle_days"] == 9


def test_what_made_the_plan_is_written_down(summary, pesisir_barat):
    assert summary["version"] == "9.9"
    assert (summary["seed"], summary["iterations"]) == (4, 70)
    assert summary["input_sha256"] == pesisir_barat.input_sha256()
    assert summary["trips"] == summary["vehicle_days"] == 2
    assert (summary["exceptions"], summary["tidal_crossings"]) == (0, [])
