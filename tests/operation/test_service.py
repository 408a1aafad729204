"""The plan of Pesisir Barat: what must come out of the first dataset."""

import shutil

import numpy as np
import polars as pl
import pytest

from sampai.audit import audit
from sampai.documents import write_operation
from sampai.operation import plan_operation
from sampai.tables import packaged_dataset, read_dataset, read_operation

# Enough for a plan in which every stage and vehicle type has its part.
ITERATIONS = 20
FAR = tuple(f"18.13.11.{n}" for n in (2006, 2007, 2011, 2012))
WAY_HARU = "18.13.11.2007"
TRAILHEAD = "T.WHN"
BASELINE_IDR = 46_440_752


@pytest.fixture(scope="module")
def operation(pesisir_barat):
    """Its plan, from a short search."""
    return plan_operation(pesisir_barat, iterations=ITERATIONS)


def test_every_tps_is_served(operation):
    assert operation.summary["tps"] == operation.summary["served"] == 293
    assert operation.unserved.is_empty()


def test_all_goods_leave_the_depot(operation):
    """586 boxes of the tps and two of each of eleven districts."""
    leaving = operation.loads.filter(board_id="DEPOT")
    assert leaving["boxes"].sum() == 586 + 22
    assert leaving["booths"].sum() == 1172
    assert leaving["bags"].sum() == 293


def test_all_boxes_come_back_to_the_depot(operation):
    back = operation.loads.filter(place_id="DEPOT")
    assert back["boxes"].sum() == 586
    assert back["tps_id"].n_unique() == 293


def test_every_tps_is_walked_to_and_from(operation):
    walks = operation.last_mile.group_by("tps_id").agg(
        pl.col("stage").sort(), pl.col("arrive_at").min()
    )
    assert walks.height == 293
    assert set(walks["stage"].map_elements(tuple, pl.Object)) == {
        ("tps_to_village", "village_to_tps")
    }


def test_only_the_far_boxes_come_back_a_day_late(operation):
    """They did in 2024, against the rule of the same day."""
    assert operation.exceptions.height == 11
    assert set(operation.exceptions["rule"]) == {"same_day_return"}
    assert set(operation.exceptions["why"]) == {"beach_closed"}
    villages = operation.exceptions["subject_id"].str.slice(0, 13)
    assert set(villages) == {*FAR}


def test_an_ox_cart_never_rides_to_way_haru_in_one_tide(operation):
    """Seven hours of beach; no tide of that week is open for more than six.

    The carts that go there leave the beach for the patrol track on the way.
    """
    carts = operation.trips.filter(vehicle_type="ox_cart")
    own = operation.passages.filter(
        pl.col("trip_id").is_in(carts["trip_id"].implode())
    )
    there = own.filter(
        (pl.col("from_id") == WAY_HARU) | (pl.col("to_id") == WAY_HARU)
    )
    assert not there.is_empty()
    beach = own.filter(surface="beach").group_by("trip_id").len()
    assert beach["len"].max() < 4


def test_the_summary_says_what_the_tide_lets_each_kind_do(operation):
    """An ox-cart needs seven hours when dry and nearly ten when wet."""
    cart, motorcycle = operation.summary["tidal_crossings"]
    assert cart["vehicle_type"] == "ox_cart"
    assert (cart["from_id"], cart["to_id"]) == (TRAILHEAD, WAY_HARU)
    assert cart["calm_s"] == 25_479
    assert cart["wet_s"] == 34_471
    assert cart["calm_s"] > cart["longest_open_s"]
    assert motorcycle["vehicle_type"] == "trail_motorcycle"
    assert motorcycle["wet_s"] < motorcycle["longest_open_s"]


def test_the_island_is_served_by_boat(operation):
    boats = operation.trips.filter(vehicle_type="jukung")
    assert not boats.is_empty()
    sea = operation.passages.filter(surface="sea")
    assert set(sea["trip_id"]) == set(boats["trip_id"])


def test_the_way_out_costs_less_than_the_goal(operation):
    summary = operation.summary
    assert summary["baseline_cost_idr"] == BASELINE_IDR
    assert summary["cost_out_idr"] < 0.57 * BASELINE_IDR


def test_the_parts_of_the_cost_add_up(operation):
    summary = operation.summary
    assert sum(summary["cost_parts"].values()) == summary["cost_idr"]
    trips = operation.trips["cost_idr"].sum()
    parts = summary["cost_parts"]
    # Each trip is rounded by itself, and so are its kilometres and hours.
    assert trips == parts["km_idr"] + parts["hour_idr"]


def test_the_audit_finds_nothing(pesisir_barat, operation, tmp_path):
    write_operation(pesisir_barat, operation, tmp_path)
    assert audit(pesisir_barat, read_operation(tmp_path)) == ()


def test_shuffled_rows_make_the_same_files(pesisir_barat, operation, tmp_path):
    folder = tmp_path / "dataset"
    shutil.copytree(packaged_dataset("pesisir-barat-2024"), folder)
    dice = np.random.default_rng(1)
    for file in sorted(folder.glob("*.csv")):
        head, *rows = file.read_text(encoding="utf-8").splitlines()
        mixed = [rows[k] for k in dice.permutation(len(rows))]
        text = "\n".join([head, *mixed]) + "\n"
        file.write_text(text, encoding="utf-8")
    shuffled = read_dataset(folder)
    again = plan_operation(shuffled, iterations=ITERATIONS)
    for name, dataset, made in (
        ("one", pesisir_barat, operation),
        ("other", shuffled, again),
    ):
        write_operation(dataset, made, tmp_path / name)
    for file in sorted((tmp_path / "one").iterdir()):
        other = tmp_path / "other" / file.name
        assert file.read_bytes() == other.read_bytes(), file.name


def test_each_step_is_told_as_it_begins(pesisir_barat):
    """The steps go on while the plan of one tps is made."""
    told = []
    tps = pesisir_barat.tps.head(1)
    small = type(pesisir_barat)(
        settings=pesisir_barat.settings,
        **{**pesisir_barat.frames(), "tps": tps},
    )
    operation = plan_operation(small, iterations=1, tell=told.append)
    assert told == ["needs", "network", "plan", "baseline"]
    assert operation.summary["tps"] == 1
