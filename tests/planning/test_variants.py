"""Whatever is taken from a regency or asked of it, its plan stays honest."""

from dataclasses import replace
from datetime import time

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sampai.tables import Dataset
from tests.planning.changes import CHANGES, changed
from tests.planning.regency import (
    FAR_VILLAGES,
    ISLAND,
    NEAR,
    SOUTH,
    edited,
    findings,
    keep_districts,
    planned,
    reasons,
    villages_of,
    with_more_tps,
    with_settings,
    with_stage,
    with_vehicle,
    without,
)

# An audit knows of no lack of vehicles: it names what more of them could
# reach. What the plan leaves out for that is all that it may name.
SHORT = ("unserved", "served")


@pytest.fixture(scope="module")
def small(pesisir_barat) -> Dataset:
    """The island, the far south, and a district between; 70 tps."""
    return keep_districts(pesisir_barat, [ISLAND, NEAR, SOUTH])


def test_goods_go_through_their_hubs_where_none_may_be_skipped(
    small, tmp_path
):
    dataset = with_stage(small, "hub_to_village", may_skip_hub=False)
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()


def test_the_district_s_goods_keep_the_days_of_the_stage_to_hubs(
    small, tmp_path
):
    """Hubs end a day before villages; the island's hub is three hops off."""
    dataset = with_stage(small, "depot_to_hub", last_day=-3)
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()


@pytest.mark.slow
def test_hubs_due_at_noon_two_days_earlier_are_served(small, tmp_path):
    dataset = with_stage(small, "depot_to_hub", last_day=-4, due=time(12))
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()


@pytest.mark.slow
def test_motorcycles_alone_bring_the_far_villages_goods(small, tmp_path):
    dataset = without(small, "ox_cart")
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()
    assert "trail_motorcycle" in set(operation.trips["vehicle_type"])


def test_an_island_without_boats_has_no_way(small, tmp_path):
    dataset = without(small, "jukung")
    operation = planned(dataset, tmp_path)
    assert set(operation.unserved["tps_id"]) == set(
        dataset.tps.filter(pl.col("tps_id").str.starts_with(ISLAND))["tps_id"]
    )
    assert reasons(operation) == {
        ("hub_to_village", "no_way"),
        ("village_to_hub", "no_way"),
    }
    assert findings(dataset, operation, "served") == ()


@pytest.mark.slow
def test_what_waits_at_a_landing_is_not_carried_on(small, tmp_path):
    """Two policemen escort one lorry; the boats' one is left over."""
    dataset = with_settings(small, police_on_the_road=3)
    operation = planned(dataset, tmp_path)
    assert {reason for _, reason in reasons(operation)} == {"fleet"}
    assert findings(dataset, operation, *SHORT) == ()


def test_one_pickup_and_one_lorry_do_what_they_can(small, tmp_path):
    dataset = with_vehicle(small, "truck", count=1)
    dataset = with_vehicle(dataset, "pickup", count=1)
    operation = planned(dataset, tmp_path)
    assert {reason for _, reason in reasons(operation)} <= {"fleet"}
    assert findings(dataset, operation, *SHORT) == ()


def test_a_beach_that_never_opens_leaves_the_patrol_track(small, tmp_path):
    dataset = with_settings(small, tide_below_m=-3.0)
    operation = planned(dataset, tmp_path)
    assert operation.passages.filter(surface="beach").is_empty()
    assert not operation.passages.filter(surface="patrol").is_empty()
    assert reasons(operation) == {("hub_to_village", "no_window")}
    assert villages_of(operation.unserved["tps_id"]) < {*FAR_VILLAGES}
    assert findings(dataset, operation, *SHORT) == ()


@pytest.mark.slow
def test_a_motorcycle_of_one_box_makes_more_trips(small, tmp_path):
    """A box is 96 l, a booth 5 l: the two do not share 100 l."""
    dataset = with_vehicle(small, "motorcycle", volume_l=100.0, mass_kg=15.0)
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()


def test_few_policemen_fetch_the_boxes_in_two_nights(small, tmp_path):
    """Lorries that come home after midnight go out again that day."""
    dataset = with_settings(small, police_on_the_road=7)
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()


def test_a_lorry_that_keeps_to_trunk_roads_shares_no_pickup(small, tmp_path):
    """Pickups serve two groups of places; no more are out than there are."""
    local = (pl.col("vehicle_type") == "truck") & (
        pl.col("surface") == "local"
    )
    speeds = small.speeds.filter(~local)
    dataset = replace(with_vehicle(small, "pickup", count=1), speeds=speeds)
    operation = planned(dataset, tmp_path)
    assert findings(dataset, operation, *SHORT) == ()


@pytest.mark.slow
def test_a_shift_of_seven_hours_is_kept_to_the_second(small, tmp_path):
    vehicles = edited(small.vehicles, pl.lit(value=True), shift_end=time(12))
    dataset = replace(small, vehicles=vehicles)
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()


@pytest.mark.slow
def test_a_duty_of_four_hours_is_kept_to_the_second(small, tmp_path):
    vehicles = edited(small.vehicles, pl.lit(value=True), duty_s=4 * 3600)
    dataset = replace(small, vehicles=vehicles)
    operation = planned(dataset, tmp_path)
    assert {reason for _, reason in reasons(operation)} == {"fleet"}
    assert findings(dataset, operation, *SHORT) == ()


def test_too_few_motorcycles_bring_what_they_can(small, tmp_path):
    """The far villages' 22 boxes go one on each."""
    dataset = with_vehicle(
        without(small, "ox_cart"), "trail_motorcycle", count=20
    )
    operation = planned(dataset, tmp_path)
    assert reasons(operation) == {("hub_to_village", "fleet")}
    assert operation.unserved.height < 11
    assert findings(dataset, operation, *SHORT) == ()


@pytest.mark.slow
@pytest.mark.parametrize("village", [FAR_VILLAGES[0], f"{ISLAND}.2001"])
def test_a_village_of_twenty_more_tps_is_served(small, tmp_path, village):
    dataset = with_more_tps(small, village, 20)
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()


@pytest.mark.slow
def test_rivers_to_ford_take_their_time(small, tmp_path):
    every_fourth = pl.int_range(pl.len()) % 4 == 0
    shore = pl.col("surface").is_in(["beach", "local"])
    legs = edited(small.legs, shore & every_fourth, river_crossings=1)
    dataset = replace(small, legs=legs)
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()


def test_villages_open_for_an_hour_are_met(small, tmp_path):
    """Carts too wait at the far villages until ten."""
    villages = pl.col("kind") == "village"
    places = edited(small.places, villages, opens=time(10), closes=time(11))
    dataset = replace(small, places=places)
    operation = planned(dataset, tmp_path)
    assert operation.unserved.is_empty()
    assert findings(dataset, operation) == ()


def test_without_any_vehicle_nobody_is_served(small, tmp_path):
    vehicles = edited(small.vehicles, pl.lit(value=True), count=0)
    dataset = replace(small, vehicles=vehicles)
    operation = planned(dataset, tmp_path)
    assert operation.trips.is_empty()
    assert operation.summary["served"] == 0
    assert reasons(operation) == {
        ("hub_to_village", "no_way"),
        ("village_to_hub", "no_way"),
    }


@pytest.mark.slow
@given(changes=st.lists(CHANGES, min_size=1, max_size=4))
@settings(
    max_examples=40,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
def test_whatever_changes_a_plan_keeps_the_rules(small, tmp_path, changes):
    """
    A plan leaves out what it cannot do and does nothing it must not.

    A district's goods can be named nowhere: they have no tps.
    """
    dataset = changed(small, changes)
    operation = planned(dataset, tmp_path)
    districts = {f"goods of {hub} out" for hub in (ISLAND, NEAR, SOUTH)}
    found = findings(dataset, operation, *SHORT)
    assert [one for one in found if one.subject not in districts] == []
