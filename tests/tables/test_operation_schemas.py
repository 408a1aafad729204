"""The tables of an operation hold the contract."""

import pytest

from sampai.tables import OPERATION_TABLES


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("needs", "tps_id place_id item contest quantity packed"),
        (
            "trips",
            (
                "trip_id stage purpose day vehicle_type vehicle origin_id"
                " load_at depart_at end_id return_at distance_m cost_idr boxes"
                " volume_l mass_kg police"
            ),
        ),
        ("stops", "trip_id seq place_id arrive_at start_at depart_at"),
        (
            "passages",
            "trip_id seq part from_id to_id surface enter_at leave_at",
        ),
        (
            "loads",
            (
                "trip_id tps_id for_place_id board_id place_id boxes booths"
                " bags volume_l mass_kg"
            ),
        ),
        (
            "last_mile",
            "tps_id stage depart_at arrive_at distance_m carriers",
        ),
        ("unserved", "tps_id stage reason remedy"),
        ("exceptions", "subject_id rule allowed_until planned_at why"),
        (
            "risk",
            (
                "tps_id due_at on_time_prob on_time_se open_prob late_p50_s"
                " late_p95_s blame_from_id blame_to_id blame_surface"
                " reachable_prob late_cvar_s back_prob"
            ),
        ),
        ("blame", "tps_id cause from_id to_id surface share"),
        (
            "frontier",
            (
                "plan cost_out_idr lowest_on_time_prob lowest_reachable_prob"
                " mean_on_time_prob below_target chosen precautions"
            ),
        ),
        (
            "cures",
            "tps_id cure rule on_time_prob reachable_prob cost_out_idr",
        ),
        (
            "prices",
            (
                "change subject_id cost_out_idr saves_idr lowest_on_time_prob"
                " mean_on_time_prob unserved"
            ),
        ),
        (
            "deployment",
            (
                "unit_id force phase slot tps_id place_id from_at to_at role"
                " travel_s"
            ),
        ),
        ("escorts", "trip_id unit_id slot from_at to_at"),
        (
            "checks",
            "check_id result severity subject_id reason missing basis",
        ),
    ],
)
def test_columns_are_those_of_the_contract(name, columns):
    assert list(OPERATION_TABLES[name].columns) == columns.split()
