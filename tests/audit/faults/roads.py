"""Faults of legs, vehicles, police and money."""

from collections.abc import Mapping

from tests.audit.edits import Files, add_to
from tests.audit.faults.making import (
    HOUR,
    Mutation,
    dropped,
    later,
    moved,
    put,
    raised,
    told,
)


def _rest_on_a_leg(files: Files) -> None:
    later("passages", "leave_at", 600, trip_id="O3")(files)
    later("trips", "return_at", 600, trip_id="O3")(files)


def _the_long_way_round(files: Files) -> None:
    last = files.row("passages", trip_id="O2", seq="3")
    last |= {"to_id": "V.NEAR", "leave_at": "2024-11-25T10:15:30+07:00"}
    files.add(
        "passages",
        last
        | {
            "part": "2",
            "from_id": "V.NEAR",
            "to_id": "HUB",
            "enter_at": "2024-11-25T10:15:30+07:00",
            "leave_at": "2024-11-25T10:24:30+07:00",
        },
    )
    trip = files.row("trips", trip_id="O2")
    trip["return_at"] = "2024-11-25T10:24:30+07:00"
    add_to(trip, "distance_m", 1500)


ROADS: Mapping[str, Mutation] = {
    "leg_left_out": ("passages", dropped("passages", trip_id="O2", seq="2")),
    "leg_on_another_surface": (
        "passages",
        put("passages", "surface", "beach", trip_id="O2", seq="2"),
    ),
    "leg_entered_before_departure": (
        "passages",
        later("stops", "depart_at", 600, trip_id="O2", seq="1"),
    ),
    "leg_ridden_too_fast": (
        "speed",
        later("passages", "leave_at", -120, trip_id="O2", seq="2"),
    ),
    "rest_on_a_leg": ("waiting", _rest_on_a_leg),
    "kilometres_added": (
        "distance",
        raised("trips", "distance_m", 5000, trip_id="O2"),
    ),
    "the_long_way_round": ("detour", _the_long_way_round),
    "beach_under_water": ("tide", moved("M1", 4 * HOUR)),
    "beach_in_the_dark": ("daylight", moved("R2", -10 * HOUR)),
    "two_places_at_once": ("overlap", moved("O3", -2 * HOUR)),
    "starts_where_it_was_not_left": (
        "whereabouts",
        lambda f: [
            f.drop(table, trip_id="O3") for table in ("trips", "passages")
        ],
    ),
    "never_comes_home": (
        "homecoming",
        lambda f: [
            f.drop(table, trip_id="R5")
            for table in ("trips", "stops", "passages", "loads")
        ],
    ),
    "a_motorcycle_too_many": (
        "fleet",
        put("trips", "vehicle", "trail-3", trip_id="R3"),
    ),
    "trip_without_its_escort": (
        "police",
        put("trips", "police", "0", trip_id="O1"),
    ),
    "more_police_out_than_there_are": ("police", moved("R1", 18 * HOUR)),
}


MONEY: Mapping[str, Mutation] = {
    "trip_too_cheap": (
        "trip_cost",
        raised("trips", "cost_idr", -1000, trip_id="O1"),
    ),
    "total_too_low": ("summary", told(cost_idr=1)),
    "cost_out_too_low": ("summary", told(cost_out_idr=1)),
    "version_forgotten": ("summary", told(version="")),
    "parts_are_no_table": ("summary", told(cost_parts=7)),
    "part_forgotten": ("summary", told(cost_parts={"km_idr": 1})),
    "vehicle_day_hidden": ("summary", told(vehicle_days=8)),
    "key_forgotten": ("summary", told(served="")),
    "figure_as_text": ("summary", told(seed="one")),
    "of_another_dataset": ("summary", told(input_sha256="0" * 64)),
    "baseline_inflated": ("baseline", told(baseline_cost_idr=9**9)),
    "baseline_trips_inflated": ("baseline", told(baseline_trips=7)),
}
