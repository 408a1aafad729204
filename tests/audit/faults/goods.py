"""Faults in what is carried, and for whom."""

from collections.abc import Mapping

from tests.audit.edits import Files, add_to
from tests.audit.faults.making import (
    HOUR,
    Mutation,
    dropped,
    moved,
    put,
    raised,
)


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


def _load_of_nothing(files: Files) -> None:
    load = files.row("loads", trip_id="O2")
    nothing = ("boxes", "booths", "bags", "volume_l", "mass_kg")
    load |= dict.fromkeys(nothing, "0")


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


GOODS: Mapping[str, Mutation] = {
    "ballots_short_of_reserve": (
        "needs",
        put("needs", "quantity", "400", tps_id="N.001", item="BAL"),
    ),
    "booth_too_few": (
        "needs",
        put("needs", "quantity", "3", tps_id="F.001", item="BTH"),
    ),
    "district_boxes_forgotten": (
        "needs",
        dropped("needs", item="BPK"),
    ),
    "load_lighter_than_its_goods": (
        "load_goods",
        put("loads", "mass_kg", "20", trip_id="O2"),
    ),
    "load_of_nothing": ("load_goods", _load_of_nothing),
    "trip_hides_a_box": (
        "trip_sums",
        raised("trips", "boxes", -1, trip_id="O1"),
    ),
    "carry_without_loads": ("purpose", dropped("loads", trip_id="R5")),
    "empty_run_with_a_stop": ("purpose", _reposition_with_stop),
    "load_leaves_where_no_stop_is": (
        "load_stop",
        put("loads", "place_id", "TRAIL", trip_id="O2", tps_id="N.001"),
    ),
    "goods_out_of_nowhere": (
        "chain",
        dropped("loads", trip_id="O1", tps_id="F.001"),
    ),
    "booth_lost_on_the_way": ("delivered", _one_booth_lost),
    "box_never_brought_back": (
        "delivered",
        dropped("loads", trip_id="R5", tps_id="N.001"),
    ),
    "loaded_before_it_came": ("release", moved("R4", -HOUR)),
    "box_past_its_hub": ("hub_skipped", _box_past_its_hub),
    "tps_forgotten": ("served", dropped("loads", tps_id="F.001")),
    "tps_never_walked_to": (
        "served",
        dropped("last_mile", tps_id="F.001", stage="village_to_tps"),
    ),
    "served_but_named_unserved": ("unserved", _served_but_named),
    "in_reach_but_named_unserved": ("unserved", _forgotten_and_named),
    "motorcycle_with_two_boxes": ("capacity", _two_boxes_on_a_motorcycle),
    "motorcycle_too_heavy": (
        "capacity",
        put("loads", "mass_kg", "35.5", trip_id="M2"),
    ),
}
