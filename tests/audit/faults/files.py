"""Faults of files and ids."""

from collections.abc import Mapping

from tests.audit.edits import Files
from tests.audit.faults.making import Mutation, put, spoilt


def _bare_moment(files: Files) -> None:
    row = files.row("stops", trip_id="O1", seq="1")
    row["start_at"] = row["start_at"].removesuffix("+07:00")


FILES: Mapping[str, Mutation] = {
    "file_missing": ("files", lambda f: f.path("trips.csv").unlink()),
    "file_of_random_bytes": ("files", spoilt("stops.csv", b"\xff\x00\x81")),
    "file_empty": ("files", spoilt("loads.csv", b"")),
    "column_missing": ("files", lambda f: f.drop_column("trips", "police")),
    "moment_without_offset": ("files", _bare_moment),
    "number_of_letters": (
        "files",
        put("trips", "boxes", "8O", trip_id="O1"),
    ),
    "summary_is_no_json": ("files", spoilt("summary.json", b"{")),
    "stop_of_unknown_trip": (
        "ids",
        put("stops", "trip_id", "O9", trip_id="O1"),
    ),
    "stop_at_unknown_place": (
        "ids",
        put("stops", "place_id", "HUT", trip_id="O1"),
    ),
    "unknown_vehicle_type": (
        "ids",
        put("trips", "vehicle_type", "lorry", trip_id="O1"),
    ),
    "load_for_nobody": (
        "ids",
        put("loads", "tps_id", "", trip_id="O2"),
    ),
    "load_for_two": (
        "ids",
        put("loads", "for_place_id", "HUB", trip_id="O2"),
    ),
    "trip_of_a_stage_on_foot": (
        "ids",
        put("trips", "stage", "village_to_tps", trip_id="O2"),
    ),
}
