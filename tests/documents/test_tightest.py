"""The TPS with the least time to spare."""

from datetime import UTC, datetime

import polars as pl
import pytest

from sampai.documents.tightest import tightest
from sampai.tables import OPERATION_TABLES, Operation

TPS = "18.13.01.1005.001"
VILLAGE = "18.13.01.1005"
HUB = "18.13.01"


def at(hour, minute=0):
    """Give a moment of 25 November 2024; Krui is seven hours ahead."""
    return datetime(2024, 11, 25, hour - 7, minute, tzinfo=UTC)


def trip(trip_id, stage="hub_to_village"):
    return {"trip_id": trip_id, "stage": stage}


def stop(trip_id, seq, place_id, start_at):
    return {
        "trip_id": trip_id,
        "seq": seq,
        "place_id": place_id,
        "start_at": start_at,
    }


def load(trip_id, tps_id, board_id, place_id):
    return {
        "trip_id": trip_id,
        "tps_id": tps_id,
        "board_id": board_id,
        "place_id": place_id,
        "boxes": 2,
    }


def operation(trips, stops, loads):
    """Make an operation of three tables, the others empty."""
    given = {"trips": trips, "stops": stops, "loads": loads}
    frames = {
        name: OPERATION_TABLES[name].frame(given.get(name, []))
        for name in (
            *("needs", "trips", "stops", "passages"),
            *("loads", "last_mile", "unserved", "exceptions"),
        )
    }
    return Operation(**frames, summary={})


def test_a_handover_is_done_when_its_last_box_is_over(pesisir_barat):
    # Begun at 10.00; 900 s and 60 s for each of two boxes: done at 10.17.
    # Due at 22.00 of H-2, so 11 h 43 min are left.
    found = tightest(
        pesisir_barat,
        operation(
            [trip("A")],
            [stop("A", 1, VILLAGE, at(10))],
            [load("A", TPS, HUB, VILLAGE)],
        ),
    )
    row = found.row(0, named=True)
    assert (row["tps_id"], row["village"]) == (TPS, "Pasar Krui")
    assert row["done_at"] == at(10, 17)
    assert row["due_at"] == at(22)
    assert row["slack_s"] == (11 * 60 + 43) * 60


def test_goods_in_two_loads_are_there_with_the_later(pesisir_barat):
    found = tightest(
        pesisir_barat,
        operation(
            [trip("A"), trip("B")],
            [stop("A", 1, VILLAGE, at(10)), stop("B", 1, VILLAGE, at(14))],
            [load("A", TPS, HUB, VILLAGE), load("B", TPS, HUB, VILLAGE)],
        ),
    )
    assert found["done_at"].to_list() == [at(14, 17)]


@pytest.mark.parametrize("stage", ["village_to_hub", "depot_to_hub"])
def test_only_the_way_to_the_village_counts(pesisir_barat, stage):
    found = tightest(
        pesisir_barat,
        operation(
            [trip("A", stage)],
            [stop("A", 1, VILLAGE, at(10))],
            [load("A", TPS, HUB, VILLAGE)],
        ),
    )
    assert found.is_empty()


def test_the_least_slack_comes_first_and_ties_go_by_id(pesisir_barat):
    other = f"{VILLAGE}.002"
    late = pesisir_barat.tps.filter(pl.col("village_id") != VILLAGE).row(
        0, named=True
    )
    there = late["village_id"]
    found = tightest(
        pesisir_barat,
        operation(
            [trip("A")],
            [stop("A", 1, VILLAGE, at(10)), stop("A", 2, there, at(12))],
            [
                load("A", other, HUB, VILLAGE),
                load("A", TPS, HUB, VILLAGE),
                load("A", late["tps_id"], HUB, there),
            ],
        ),
    )
    assert found["tps_id"].to_list() == [late["tps_id"], TPS, other]
