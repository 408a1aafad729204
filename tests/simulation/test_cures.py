"""What would help: each change alters what it says, and nothing else."""

import pytest

from sampai.planning.precautions import Precaution, Precautions
from sampai.simulation import cures as cures_module
from sampai.simulation.cures import earlier, find_cures, judge_of
from tests.simulation.regencies import beach, two_coasts
from tests.simulation.regencies import judge_of as judge_for

TARGET = 0.999
NOTHING = Precautions()


@pytest.fixture(scope="module")
def coast():
    return judge_for(beach())


@pytest.fixture(scope="module")
def island():
    return judge_for(two_coasts())


def tried(judge, tps_ids, monkeypatch, *, is_shut=False, target=2.0):
    """
    Try every change, and keep the datasets that were tried by their rule.

    No probability reaches a target of two, so none is left out.
    """
    seen = []

    def keep(own, dataset):
        seen.append(dataset)
        return judge_of(own, dataset)

    monkeypatch.setattr(cures_module, "judge_of", keep)
    table = find_cures(judge, NOTHING, tps_ids, target, is_shut=is_shut)
    return table, seen


def differences(one, other):
    """Names of the tables, or settings, in which two datasets differ."""
    tables = {
        name
        for name, frame in one.frames().items()
        if not frame.equals(other.frames()[name])
    }
    settings = {
        name
        for name in one.settings.__dataclass_fields__
        if getattr(one.settings, name) != getattr(other.settings, name)
    }
    return tables | settings


@pytest.mark.parametrize("days", [1, 2, 3])
def test_beginning_earlier_moves_the_first_days_of_the_way_out(days):
    dataset = beach()
    change = earlier(dataset, days)
    assert differences(dataset, change.dataset) == {"stages"}
    before = dict(dataset.stages.select("stage", "first_day").iter_rows())
    after = change.dataset.stages.select("stage", "first_day").iter_rows()
    for stage, first in after:
        moved = days if stage in ("depot_to_hub", "hub_to_village") else 0
        assert first == before[stage] - moved
    assert change.dataset.stages["last_day"].equals(dataset.stages["last_day"])
    assert change.rule == (
        f"stages.csv: depot_to_hub from day {-5 - days} instead of -5, "
        f"hub_to_village from day {-3 - days} instead of -3"
    )


def test_what_is_tried_for_a_beach(coast, monkeypatch):
    """Days, repair, police and vehicles; no boat, since there is no sea."""
    table, seen = tried(coast, ["B.001"], monkeypatch)
    assert set(table["cure"]) == {
        *("earlier_3", "repair", "escort", "vehicle_more"),
    }
    changed = [differences(coast.context.dataset, one) for one in seen]
    assert changed == [
        *([{"stages"}] * 3),
        *({"surfaces"}, {"police_on_the_road"}, {"vehicles"}),
    ]


def test_a_repair_keeps_rain_from_closing_the_last_hop_alone(
    coast, monkeypatch
):
    """The motorcycles that bring B.001's goods stand at the beach."""
    table, seen = tried(coast, ["B.001"], monkeypatch)
    rules = dict(table.select("cure", "rule").iter_rows())
    repaired = seen[3].surfaces
    shut = dict(
        repaired.select("surface", "closure_per_heavy_rain_day").iter_rows()
    )
    assert shut == {"beach": 0.0, "trunk": 0.01}
    assert rules["repair"] == (
        "surfaces.csv: beach made fast, so that heavy rain does not close them"
    )
    same = repaired.drop("closure_per_heavy_rain_day")
    before = coast.context.dataset.surfaces
    assert same.equals(before.drop("closure_per_heavy_rain_day"))


def test_half_as_many_police_more_and_a_vehicle_of_each_type(
    coast, monkeypatch
):
    _, seen = tried(coast, ["B.001"], monkeypatch)
    dataset = coast.context.dataset
    assert dataset.settings.police_on_the_road == 2
    assert seen[4].settings.police_on_the_road == 3
    more = seen[5].vehicles["count"] - dataset.vehicles["count"]
    assert set(more) == {1}


def test_a_larger_boat_bears_higher_waves(island, monkeypatch):
    table, seen = tried(island, ["B.2.001"], monkeypatch)
    boats = [one.settings.wave_below_m for one in seen[3:6]]
    assert boats == [1.5, 2.0, 2.5]
    assert [differences(island.context.dataset, one) for one in seen[3:6]] == [
        {"wave_below_m"}
    ] * 3
    rules = dict(table.select("cure", "rule").iter_rows())
    assert rules["boat_2.5m"] == (
        "sea.wave_below_m: a boat that bears waves of 2.5 m instead of 1.25 m"
    )


def test_where_no_plan_gets_through_neither_police_nor_vehicles_help(
    island, monkeypatch
):
    """Rain closes no leg of the island's own carts."""
    table, _ = tried(island, ["B.2.001"], monkeypatch, is_shut=True)
    kinds = {name.partition("_")[0] for name in table["cure"]}
    assert kinds == {"earlier", "boat"}


def test_of_every_kind_the_first_that_suffices_is_told(island):
    """Waves over 2.5 m are four deviations away, those over 2 m 2.5."""
    table = find_cures(
        island, NOTHING, ["B.2.001", "B.2.002"], 0.99, is_shut=True
    )
    boats = table.filter(table["cure"].str.starts_with("boat_"))
    assert set(boats["cure"]) == {"boat_2m"}
    assert set(boats["tps_id"]) == {"B.2.001", "B.2.002"}
    assert boats["on_time_prob"].min() >= 0.99


def test_no_cure_brings_a_tps_over_its_bound(coast, monkeypatch):
    table, _ = tried(coast, ["B.001"], monkeypatch)
    assert (table["on_time_prob"] <= table["reachable_prob"]).all()


def test_days_given_are_used_on_the_hop_that_closes():
    """
    The beach is the last hop of B.001, so it is crossed earlier: to be at
    its gate a day earlier would not help.
    """
    coast = judge_for(beach(), 4000)
    taken = Precautions(by_goal={"V.BEACH": Precaution(days_earlier=1)})
    now = coast.judge(taken).on_time_prob["B.001"]
    table = find_cures(coast, taken, ["B.001"], 2.0, is_shut=True)
    cure = table.filter(table["cure"] == "earlier_3")
    assert now < cure["on_time_prob"][0]
    assert cure["on_time_prob"][0] >= TARGET


def test_days_given_are_used_for_goods_without_a_precaution(island):
    """The plain plan does nothing for the island; a cure may."""
    now = island.judge(NOTHING).on_time_prob["B.2.001"]
    table = find_cures(island, NOTHING, ["B.2.001"], 2.0, is_shut=True)
    cure = table.filter(table["cure"] == "earlier_3")
    assert cure["on_time_prob"][0] > now + 0.05


def test_a_changed_dataset_is_judged_on_scenarios_of_the_same_seed(coast):
    """What is drawn begins with the first day and ends with the same."""
    other = judge_of(coast, earlier(coast.context.dataset, 2).dataset)
    assert other.ensemble.seed == coast.ensemble.seed
    assert other.ensemble.scenarios == coast.ensemble.scenarios
    assert other.ensemble.days[-1] == coast.ensemble.days[-1]
    assert other.ensemble.days[0] == coast.ensemble.days[0] - 2
    assert other.context.horizon.first_day == other.ensemble.days[0]


def test_the_same_dataset_gives_the_same_judgement(coast):
    other = judge_of(coast, coast.context.dataset)
    one, again = coast.judge(NOTHING), other.judge(NOTHING)
    assert one.on_time_prob == again.on_time_prob
    assert one.cost_out_idr == again.cost_out_idr
