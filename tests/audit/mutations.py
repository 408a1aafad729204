"""
Ways to spoil the tiny operation, each named by its fault.

Each entry holds the rule that must catch it and the edit; other rules may
catch it too, for one lie seldom comes alone.
"""

from collections.abc import Callable, Mapping

from tests.audit.edits import Files, add_to, shifted

Mutation = tuple[str, Callable[[Files], object]]

HOUR = 3600
DAY = 24 * HOUR


def _set(table: str, column: str, value: str, **wanted: str):
    def edit(files: Files) -> None:
        files.row(table, **wanted)[column] = value

    return edit


def _add(table: str, column: str, number: float, **wanted: str):
    def edit(files: Files) -> None:
        add_to(files.row(table, **wanted), column, number)

    return edit


def _later(table: str, column: str, seconds: int, **wanted: str):
    def edit(files: Files) -> None:
        row = files.row(table, **wanted)
        row[column] = shifted(row[column], seconds)

    return edit


def _drop(table: str, **wanted: str):
    return lambda files: files.drop(table, **wanted)


def _shift(trip_id: str, seconds: int):
    return lambda files: files.shift_trip(trip_id, seconds)


def _summary(**values: object):
    return lambda files: files.summary(**values)


def _reposition_with_stop(files: Files) -> None:
    stop = dict(files.row("stops", trip_id="O1", place_id="HUB"))
    moment = files.row("trips", trip_id="O3")["return_at"]
    times = dict.fromkeys(("arrive_at", "start_at", "depart_at"), moment)
    files.add(
        "stops",
        stop | times | {"trip_id": "O3", "seq": "1", "place_id": "DEPOT"},
    )


def _one_booth_lost(files: Files) -> None:
    load = files.row("loads", trip_id="M1")
    for row in (load, files.row("trips", trip_id="M1")):
        add_to(row, "volume_l", -5)
        add_to(row, "mass_kg", -1.5)
    add_to(load, "booths", -1)


def _box_past_its_hub(files: Files) -> None:
    """R1 brings F.001's boxes to the depot, and R5 does not."""
    hub = files.row("stops", trip_id="R1", place_id="HUB")
    files.add(
        "stops",
        hub
        | {
            "seq": "4",
            "place_id": "DEPOT",
            "arrive_at": "2024-11-27T18:58:15+07:00",
            "start_at": "2024-11-27T18:58:15+07:00",
            "depart_at": "2024-11-27T19:15:15+07:00",
        },
    )
    trip = files.row("trips", trip_id="R1")
    trip["return_at"] = "2024-11-27T19:15:15+07:00"
    load = files.row("loads", trip_id="R1", tps_id="F.001")
    load["place_id"] = "DEPOT"
    files.drop("loads", trip_id="R5", tps_id="F.001")


def _two_boxes_on_a_motorcycle(files: Files) -> None:
    load = files.row("loads", trip_id="M1")
    for row in (load, files.row("trips", trip_id="M1")):
        add_to(row, "boxes", 1)
        add_to(row, "volume_l", 96)
        add_to(row, "mass_kg", 12)


def _rest_on_a_leg(files: Files) -> None:
    _later("passages", "leave_at", 600, trip_id="O3")(files)
    _later("trips", "return_at", 600, trip_id="O3")(files)


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


def _served_but_named(files: Files) -> None:
    files.add(
        "unserved",
        {
            "tps_id": "N.001",
            "stage": "hub_to_village",
            "reason": "too far",
            "remedy": "a faster pickup",
        },
    )


def _exception_without_need(files: Files) -> None:
    row = files.row("exceptions")
    files.add("exceptions", row | {"subject_id": "N.001"})


def _load_of_nothing(files: Files) -> None:
    load = files.row("loads", trip_id="O2")
    nothing = ("boxes", "booths", "bags", "volume_l", "mass_kg")
    load |= dict.fromkeys(nothing, "0")


def _exception_for_a_place(files: Files) -> None:
    row = files.row("exceptions")
    files.add("exceptions", row | {"subject_id": "HUB"})


def _forgotten_and_named(files: Files) -> None:
    for table in ("loads", "last_mile"):
        files.drop(table, tps_id="F.001")
    files.add(
        "unserved",
        {
            "tps_id": "F.001",
            "stage": "hub_to_village",
            "reason": "too far",
            "remedy": "a faster pickup",
        },
    )


def _long_day(files: Files) -> None:
    """O2 loads at 06:10, O3 is home at 19:18: thirteen hours."""
    files.shift_trip("O2", -170 * 60)
    files.shift_trip("O3", 7 * HOUR)


def _spoil(name: str, text: bytes):
    return lambda files: files.path(name).write_bytes(text)


def _bare_moment(files: Files) -> None:
    row = files.row("stops", trip_id="O1", seq="1")
    row["start_at"] = row["start_at"].removesuffix("+07:00")


FILES: Mapping[str, Mutation] = {
    "file_missing": ("files", lambda f: f.path("trips.csv").unlink()),
    "file_of_random_bytes": ("files", _spoil("stops.csv", b"\xff\x00\x81")),
    "file_empty": ("files", _spoil("loads.csv", b"")),
    "column_missing": ("files", lambda f: f.drop_column("trips", "police")),
    "moment_without_offset": ("files", _bare_moment),
    "number_of_letters": (
        "files",
        _set("trips", "boxes", "8O", trip_id="O1"),
    ),
    "summary_is_no_json": ("files", _spoil("summary.json", b"{")),
    "stop_of_unknown_trip": (
        "ids",
        _set("stops", "trip_id", "O9", trip_id="O1"),
    ),
    "stop_at_unknown_place": (
        "ids",
        _set("stops", "place_id", "HUT", trip_id="O1"),
    ),
    "unknown_vehicle_type": (
        "ids",
        _set("trips", "vehicle_type", "lorry", trip_id="O1"),
    ),
    "load_for_nobody": (
        "ids",
        _set("loads", "tps_id", "", trip_id="O2"),
    ),
    "load_for_two": (
        "ids",
        _set("loads", "for_place_id", "HUB", trip_id="O2"),
    ),
    "trip_of_a_stage_on_foot": (
        "ids",
        _set("trips", "stage", "village_to_tps", trip_id="O2"),
    ),
}

GOODS: Mapping[str, Mutation] = {
    "ballots_short_of_reserve": (
        "needs",
        _set("needs", "quantity", "400", tps_id="N.001", item="BAL"),
    ),
    "booth_too_few": (
        "needs",
        _set("needs", "quantity", "3", tps_id="F.001", item="BTH"),
    ),
    "district_boxes_forgotten": (
        "needs",
        _drop("needs", item="BPK"),
    ),
    "load_lighter_than_its_goods": (
        "load_goods",
        _set("loads", "mass_kg", "20", trip_id="O2"),
    ),
    "load_of_nothing": ("load_goods", _load_of_nothing),
    "trip_hides_a_box": (
        "trip_sums",
        _add("trips", "boxes", -1, trip_id="O1"),
    ),
    "carry_without_loads": ("purpose", _drop("loads", trip_id="R5")),
    "empty_run_with_a_stop": ("purpose", _reposition_with_stop),
    "load_leaves_where_no_stop_is": (
        "load_stop",
        _set("loads", "place_id", "TRAIL", trip_id="O2", tps_id="N.001"),
    ),
    "goods_out_of_nowhere": (
        "chain",
        _drop("loads", trip_id="O1", tps_id="F.001"),
    ),
    "booth_lost_on_the_way": ("delivered", _one_booth_lost),
    "box_never_brought_back": (
        "delivered",
        _drop("loads", trip_id="R5", tps_id="N.001"),
    ),
    "loaded_before_it_came": ("release", _shift("R4", -HOUR)),
    "box_past_its_hub": ("hub_skipped", _box_past_its_hub),
    "tps_forgotten": ("served", _drop("loads", tps_id="F.001")),
    "tps_never_walked_to": (
        "served",
        _drop("last_mile", tps_id="F.001", stage="village_to_tps"),
    ),
    "served_but_named_unserved": ("unserved", _served_but_named),
    "in_reach_but_named_unserved": ("unserved", _forgotten_and_named),
    "motorcycle_with_two_boxes": ("capacity", _two_boxes_on_a_motorcycle),
    "motorcycle_too_heavy": (
        "capacity",
        _set("loads", "mass_kg", "35.5", trip_id="M2"),
    ),
}

TIMES: Mapping[str, Mutation] = {
    "loading_too_short": (
        "loading_time",
        _later("trips", "load_at", 60, trip_id="O1"),
    ),
    "hand_over_too_short": (
        "handover_time",
        _later("stops", "start_at", 60, trip_id="O2", seq="2"),
    ),
    "handed_over_before_arrival": (
        "stop_order",
        _later("stops", "start_at", -60, trip_id="O2", seq="2"),
    ),
    "loading_before_opening": ("hours", _shift("O2", -4 * HOUR)),
    "hand_over_after_closing": ("hours", _shift("O2", 13 * HOUR)),
    "after_the_shift": ("shift", _shift("O2", 10 * HOUR)),
    "thirteen_hours_on_duty": ("duty", _long_day),
    "out_over_midnight": ("night", _shift("O3", 11 * HOUR + 50 * 60)),
    "village_after_the_due_time": ("due", _shift("O2", 12 * HOUR)),
    "before_the_first_day": ("stage_days", _shift("O1", -3 * DAY)),
    "wrong_day_in_the_row": (
        "stage_days",
        _set("trips", "day", "-2", trip_id="O1"),
    ),
    "stage_of_another_goal": (
        "stage",
        _set("trips", "stage", "depot_to_hub", trip_id="O2"),
    ),
    "empty_run_of_another_stage": (
        "stage",
        _set("trips", "stage", "hub_to_depot", trip_id="O3"),
    ),
    "last_mile_shortened": (
        "walk",
        _set("last_mile", "distance_m", "250", tps_id="N.001"),
    ),
    "last_mile_too_fast": (
        "walk",
        _later("last_mile", "arrive_at", -60, tps_id="N.001"),
    ),
    "one_carrier_for_all": (
        "walk",
        _set("last_mile", "carriers", "1", tps_id="N.001"),
    ),
    "last_mile_a_day_early": (
        "walk_time",
        _later("last_mile", "depart_at", -DAY, tps_id="B.001"),
    ),
    "walked_before_the_goods_came": ("walk_time", _shift("O2", DAY)),
    "box_leaves_during_the_count": (
        "count",
        _later(
            "last_mile",
            "depart_at",
            -HOUR,
            tps_id="B.001",
            stage="tps_to_village",
        ),
    ),
    "late_box_without_exception": (
        "same_day",
        _drop("exceptions", subject_id="B.001"),
    ),
    "exception_without_need": ("same_day", _exception_without_need),
    "exception_for_a_place": ("same_day", _exception_for_a_place),
    "exception_allowed_too_long": (
        "same_day",
        _later("exceptions", "allowed_until", DAY, subject_id="B.001"),
    ),
    "exception_at_another_moment": (
        "same_day",
        _later("exceptions", "planned_at", -HOUR, subject_id="B.001"),
    ),
}

ROADS: Mapping[str, Mutation] = {
    "leg_left_out": ("passages", _drop("passages", trip_id="O2", seq="2")),
    "leg_on_another_surface": (
        "passages",
        _set("passages", "surface", "beach", trip_id="O2", seq="2"),
    ),
    "leg_entered_before_departure": (
        "passages",
        _later("stops", "depart_at", 600, trip_id="O2", seq="1"),
    ),
    "leg_ridden_too_fast": (
        "speed",
        _later("passages", "leave_at", -120, trip_id="O2", seq="2"),
    ),
    "rest_on_a_leg": ("waiting", _rest_on_a_leg),
    "kilometres_added": (
        "distance",
        _add("trips", "distance_m", 5000, trip_id="O2"),
    ),
    "the_long_way_round": ("detour", _the_long_way_round),
    "beach_under_water": ("tide", _shift("M1", 4 * HOUR)),
    "beach_in_the_dark": ("daylight", _shift("R2", -10 * HOUR)),
    "two_places_at_once": ("overlap", _shift("O3", -2 * HOUR)),
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
        _set("trips", "vehicle", "trail-3", trip_id="R3"),
    ),
    "trip_without_its_escort": (
        "police",
        _set("trips", "police", "0", trip_id="O1"),
    ),
    "more_police_out_than_there_are": ("police", _shift("R1", 18 * HOUR)),
}

MONEY: Mapping[str, Mutation] = {
    "trip_too_cheap": (
        "trip_cost",
        _add("trips", "cost_idr", -1000, trip_id="O1"),
    ),
    "total_too_low": ("summary", _summary(cost_idr=1)),
    "cost_out_too_low": ("summary", _summary(cost_out_idr=1)),
    "version_forgotten": ("summary", _summary(version="")),
    "parts_are_no_table": ("summary", _summary(cost_parts=7)),
    "part_forgotten": ("summary", _summary(cost_parts={"km_idr": 1})),
    "vehicle_day_hidden": ("summary", _summary(vehicle_days=8)),
    "key_forgotten": ("summary", _summary(served="")),
    "figure_as_text": ("summary", _summary(seed="one")),
    "of_another_dataset": ("summary", _summary(input_sha256="0" * 64)),
    "baseline_inflated": ("baseline", _summary(baseline_cost_idr=9**9)),
    "baseline_trips_inflated": ("baseline", _summary(baseline_trips=7)),
}

MUTATIONS: Mapping[str, Mutation] = FILES | GOODS | TIMES | ROADS | MONEY
