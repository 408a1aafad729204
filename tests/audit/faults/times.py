"""Faults of hours, shifts, stages, the last mile and exceptions."""

from collections.abc import Mapping

from tests.audit.edits import Files
from tests.audit.faults.making import (
    DAY,
    HOUR,
    Mutation,
    dropped,
    later,
    moved,
    put,
)


def _exception_without_need(files: Files) -> None:
    row = files.row("exceptions")
    files.add("exceptions", row | {"subject_id": "N.001"})


def _exception_for_a_place(files: Files) -> None:
    row = files.row("exceptions")
    files.add("exceptions", row | {"subject_id": "HUB"})


def _long_day(files: Files) -> None:
    """O2 loads at 06:10, O3 is home at 19:18: thirteen hours."""
    files.shift_trip("O2", -170 * 60)
    files.shift_trip("O3", 7 * HOUR)


TIMES: Mapping[str, Mutation] = {
    "loading_too_short": (
        "loading_time",
        later("trips", "load_at", 60, trip_id="O1"),
    ),
    "hand_over_too_short": (
        "handover_time",
        later("stops", "start_at", 60, trip_id="O2", seq="2"),
    ),
    "handed_over_before_arrival": (
        "stop_order",
        later("stops", "start_at", -60, trip_id="O2", seq="2"),
    ),
    "loading_before_opening": ("hours", moved("O2", -4 * HOUR)),
    "hand_over_after_closing": ("hours", moved("O2", 13 * HOUR)),
    "after_the_shift": ("shift", moved("O2", 10 * HOUR)),
    "thirteen_hours_on_duty": ("duty", _long_day),
    "out_over_midnight": ("night", moved("O3", 11 * HOUR + 50 * 60)),
    "village_after_the_due_time": ("due", moved("O2", 12 * HOUR)),
    "before_the_first_day": ("stage_days", moved("O1", -3 * DAY)),
    "wrong_day_in_the_row": (
        "stage_days",
        put("trips", "day", "-2", trip_id="O1"),
    ),
    "stage_of_another_goal": (
        "stage",
        put("trips", "stage", "depot_to_hub", trip_id="O2"),
    ),
    "empty_run_of_another_stage": (
        "stage",
        put("trips", "stage", "hub_to_depot", trip_id="O3"),
    ),
    "last_mile_shortened": (
        "walk",
        put("last_mile", "distance_m", "250", tps_id="N.001"),
    ),
    "last_mile_too_fast": (
        "walk",
        later("last_mile", "arrive_at", -60, tps_id="N.001"),
    ),
    "one_carrier_for_all": (
        "walk",
        put("last_mile", "carriers", "1", tps_id="N.001"),
    ),
    "last_mile_a_day_early": (
        "walk_time",
        later("last_mile", "depart_at", -DAY, tps_id="B.001"),
    ),
    "walked_before_the_goods_came": ("walk_time", moved("O2", DAY)),
    "box_leaves_during_the_count": (
        "count",
        later(
            "last_mile",
            "depart_at",
            -HOUR,
            tps_id="B.001",
            stage="tps_to_village",
        ),
    ),
    "late_box_without_exception": (
        "same_day",
        dropped("exceptions", subject_id="B.001"),
    ),
    "exception_without_need": ("same_day", _exception_without_need),
    "exception_for_a_place": ("same_day", _exception_for_a_place),
    "exception_allowed_too_long": (
        "same_day",
        later("exceptions", "allowed_until", DAY, subject_id="B.001"),
    ),
    "exception_at_another_moment": (
        "same_day",
        later("exceptions", "planned_at", -HOUR, subject_id="B.001"),
    ),
}
