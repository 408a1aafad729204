"""The price of what is given, one change at a time."""

from dataclasses import replace

import polars as pl
import pytest

from sampai.planning.precautions import Precaution, Precautions
from sampai.simulation.prices import (
    price_constraints,
    what_if,
    with_vehicles,
)
from tests.planning.regency import edited
from tests.simulation.regencies import beach, judge_of, two_coasts

NOTHING = Precautions()


def prices_of(dataset, scenarios=100):
    table = price_constraints(judge_of(dataset, scenarios), NOTHING)
    return {
        (row["change"], row["subject_id"]): row
        for row in table.iter_rows(named=True)
    }


@pytest.fixture(scope="module")
def coast():
    return prices_of(beach())


@pytest.fixture(scope="module")
def two():
    return prices_of(two_coasts())


def test_the_plan_as_it_is_saves_nothing(coast, two):
    for prices in (coast, two):
        now = prices["as_it_is", None]
        assert now["saves_idr"] == now["unserved"] == 0
        for row in prices.values():
            saved = now["cost_out_idr"] - row["cost_out_idr"]
            assert row["saves_idr"] == saved


def test_every_type_is_priced_with_one_more_and_one_less(coast):
    kinds = {"pickup", "trail_motorcycle"}
    for change in ("vehicle_more", "vehicle_fewer"):
        assert {s for c, s in coast if c == change} == kinds


def test_a_type_of_which_there_is_none_is_not_taken_away():
    prices = prices_of(with_motorcycles(0), 20)
    assert ("vehicle_fewer", "trail_motorcycle") not in prices
    assert ("vehicle_more", "trail_motorcycle") in prices
    assert prices["as_it_is", None]["unserved"] == 1


def test_the_last_vehicle_of_a_type_has_its_price(coast):
    """Without the one pickup nothing is brought at all."""
    row = coast["vehicle_fewer", "pickup"]
    assert row["unserved"] == 3
    assert row["lowest_on_time_prob"] == row["mean_on_time_prob"] == 0


def test_a_type_that_binds_has_a_price_and_one_that_idles_has_none():
    """
    Two motorcycles take the boxes over the beach at one tide. Eight or nine
    of them change nothing; a single one can ride on the last day and on the
    one before, but not where all is to be there a day earlier.
    """
    judge = judge_of(beach(), 20)
    early = Precautions(by_goal={"V.BEACH": Precaution(days_earlier=1)})
    found = {
        (count, taken): what_if(judge, with_motorcycles(count), precautions)
        for count, taken, precautions in (
            *((1, "plain", NOTHING), (2, "plain", NOTHING)),
            *((1, "early", early), (2, "early", early), (9, "early", early)),
        )
    }
    missed = {key: one.missed for key, one in found.items() if one.missed}
    assert missed == {(1, "early"): {"B.001"}}
    two, nine = found[2, "early"], found[9, "early"]
    assert two.cost_out_idr == nine.cost_out_idr
    assert two.on_time_prob == nine.on_time_prob
    assert found[1, "early"].lowest_prob == 0 < two.lowest_prob


def with_motorcycles(count):
    dataset = beach()
    own = pl.col("vehicle_type") == "trail_motorcycle"
    vehicles = edited(dataset.vehicles, own, count=count)
    return replace(dataset, vehicles=vehicles)


def test_a_hub_that_goods_pass_is_left_out_and_another_used(two):
    hubs = {(c, s) for c, s in two if c.startswith("hub_")}
    assert {s for _, s in hubs} == {"H.A", "H.B"}
    assert len(hubs) == 2


def test_changing_at_the_hub_costs_what_it_costs(coast):
    """Every village's goods are carried to the hub, then from it."""
    assert coast["hub_added", "HUB"]["saves_idr"] < 0
    assert ("hub_dropped", "HUB") not in coast


def test_only_the_count_of_the_type_is_changed():
    dataset = beach()
    other = with_vehicles(dataset, "pickup", 2).dataset
    counts = dict(other.vehicles.select("vehicle_type", "count").iter_rows())
    assert counts == {"pickup": 3, "trail_motorcycle": 2}
    for name, frame in dataset.frames().items():
        if name != "vehicles":
            assert frame.equals(other.frames()[name])


def test_what_if_is_the_judgement_of_the_changed_dataset():
    judge = judge_of(beach(), 50)
    fewer = with_vehicles(beach(), "pickup", -1).dataset
    found = what_if(judge, fewer, NOTHING)
    assert found.missed >= {"N.001", "F.001", "B.001"}
    assert found.cost_out_idr == 0
    same = what_if(judge, beach(), NOTHING)
    assert same.on_time_prob == judge.judge(NOTHING).on_time_prob


def test_each_change_is_told_before_it_is_tried():
    told = []
    table = price_constraints(judge_of(beach(), 10), NOTHING, told.append)
    assert sorted(told) == sorted(
        change for change in table["change"] if change != "as_it_is"
    )
