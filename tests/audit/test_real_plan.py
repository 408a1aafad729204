"""The plan of the packaged regency is sound, and no lie in it passes."""

from collections.abc import Callable, Mapping

import pytest

from sampai.documents import write_operation
from sampai.operation import plan_operation
from sampai.tables import packaged_dataset
from tests.audit.edits import Files, Row, add_to, rules_of, shifted

HOUR = 3600
DAY = 24 * HOUR

# Enough for a plan in which every stage and vehicle type has its part.
ITERATIONS = 20

Fault = tuple[str, Callable[[Files], object]]


def _trip(files: Files, stage: str, **wanted: str) -> Row:
    """The first trip of a stage that carries."""
    return files.row("trips", stage=stage, purpose="carry", **wanted)


def _edit(stage: str, edit: Callable[[Row], object], **wanted: str):
    return lambda files: edit(_trip(files, stage, **wanted))


def _of_trip(table: str, stage: str, edit: Callable[[Row], object]):
    """Edit the first row that a trip of a stage has in another table."""

    def run(files: Files) -> None:
        trip_id = _trip(files, stage)["trip_id"]
        edit(files.row(table, trip_id=trip_id))

    return run


def _shift(stage: str, seconds: int, **wanted: str):
    def run(files: Files) -> None:
        trip_id = _trip(files, stage, **wanted)["trip_id"]
        files.shift_trip(trip_id, seconds)

    return run


def _later(column: str, seconds: int) -> Callable[[Row], object]:
    return lambda row: row.update({column: shifted(row[column], seconds)})


def _more(column: str, number: float) -> Callable[[Row], object]:
    return lambda row: add_to(row, column, number)


def _is(**values: str) -> Callable[[Row], object]:
    return lambda row: row.update(values)


def _on_the_beach(seconds: int):
    """Shift a trip that rides the beach."""

    def run(files: Files) -> None:
        leg = files.row("passages", surface="beach")
        files.shift_trip(leg["trip_id"], seconds)

    return run


def _vehicle_for_every_trip(files: Files) -> None:
    for number, row in enumerate(files.rows("trips", vehicle_type="pickup")):
        row["vehicle"] = f"lent-{number}"


def _last_trip_ends_elsewhere(files: Files) -> None:
    last = max(files.rows("trips"), key=lambda row: row["load_at"])
    last["end_id"] = "18.13.01"


def _key(load: Row) -> Row:
    return {column: load[column] for column in ("trip_id", "tps_id")}


def _served_but_named(files: Files) -> None:
    files.add(
        "unserved",
        {
            "tps_id": files.row("last_mile")["tps_id"],
            "stage": "hub_to_village",
            "reason": "far",
            "remedy": "none",
        },
    )


def _walk(stage: str, edit: Callable[[Row], object]):
    return lambda files: edit(files.row("last_mile", stage=stage))


FAULTS: Mapping[str, Fault] = {
    "a_load_left_behind": (
        "delivered",
        lambda f: f.drop("loads", **_key(f.row("loads", place_id="DEPOT"))),
    ),
    "a_box_out_of_nowhere": (
        "chain",
        _of_trip("loads", "hub_to_village", _more("boxes", 1)),
    ),
    "a_load_too_large": (
        "capacity",
        _of_trip("loads", "hub_to_village", _is(volume_l="99999")),
    ),
    "loading_too_short": (
        "loading_time",
        _edit("hub_to_village", _later("load_at", 120)),
    ),
    "hand_over_too_short": (
        "handover_time",
        _of_trip("stops", "hub_to_village", _later("start_at", 120)),
    ),
    "brought_after_it_left": (
        "release",
        _shift("depot_to_hub", -DAY, vehicle_type="jukung"),
    ),
    "loading_in_the_night": (
        "hours",
        _shift("hub_to_village", -5 * HOUR, origin_id="DEPOT"),
    ),
    "on_the_road_in_the_night": ("shift", _shift("hub_to_village", 14 * HOUR)),
    "out_over_midnight": ("night", _shift("hub_to_village", 16 * HOUR)),
    "two_days_late": ("due", _shift("hub_to_village", 3 * DAY)),
    "a_month_early": ("stage_days", _shift("hub_to_village", -30 * DAY)),
    "a_leg_left_out": (
        "passages",
        lambda f: f.drop(
            "passages",
            trip_id=_trip(f, "hub_to_village")["trip_id"],
            seq="1",
            part="1",
        ),
    ),
    "a_leg_too_fast": (
        "speed",
        _of_trip("passages", "hub_to_village", _later("leave_at", -30)),
    ),
    "kilometres_added": (
        "distance",
        _edit("hub_to_village", _more("distance_m", 1000)),
    ),
    "beach_in_the_evening": ("tide", _on_the_beach(10 * HOUR)),
    "beach_at_night": ("daylight", _on_the_beach(-4 * HOUR)),
    "two_places_at_once": ("overlap", _shift("village_to_hub", HOUR)),
    "a_vehicle_elsewhere": (
        "whereabouts",
        _edit("hub_to_village", _is(end_id="T.WHN")),
    ),
    "a_vehicle_not_home": ("homecoming", _last_trip_ends_elsewhere),
    "a_vehicle_for_every_trip": ("fleet", _vehicle_for_every_trip),
    "no_escort": (
        "police",
        _edit("hub_to_village", _is(police="0"), vehicle_type="pickup"),
    ),
    "walked_days_before": (
        "walk_time",
        _walk("village_to_tps", _later("depart_at", -5 * DAY)),
    ),
    "counted_in_no_time": (
        "count",
        _walk("tps_to_village", _later("depart_at", -4 * HOUR)),
    ),
    "no_exception": (
        "same_day",
        lambda f: f.drop("exceptions", rule="same_day_return"),
    ),
    "served_but_named": ("unserved", _served_but_named),
    "a_cheap_trip": (
        "trip_cost",
        _edit("hub_to_village", _more("cost_idr", -9)),
    ),
    "a_cheap_plan": ("summary", lambda f: f.summary(cost_out_idr=26_000_000)),
    "a_dear_baseline": (
        "baseline",
        lambda f: f.summary(baseline_cost_idr=60_000_000),
    ),
}


@pytest.fixture(scope="module")
def real(pesisir_barat, tmp_path_factory):
    """The plan of the packaged regency, written once."""
    folder = tmp_path_factory.mktemp("real")
    operation = plan_operation(pesisir_barat, iterations=ITERATIONS)
    write_operation(pesisir_barat, operation, folder)
    return folder


@pytest.fixture
def copy(real, tmp_path) -> Files:
    """A copy of it, to be edited."""
    dataset = packaged_dataset("pesisir-barat-2024")
    return Files(dataset, real, tmp_path / "out")


def test_the_plan_of_the_regency_is_sound(copy):
    assert copy.judged() == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_each_lie_in_the_real_plan_is_caught(copy, fault):
    rule, spoil = FAULTS[fault]
    spoil(copy)
    assert rule in rules_of(copy.judged())
