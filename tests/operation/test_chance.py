"""What chance adds to an operation, and the choice among plans."""

import polars as pl
import pytest

from sampai.audit import audit
from sampai.documents import write_operation
from sampai.errors import PlanningError
from sampai.operation import plan_operation
from sampai.operation.chance import MOST_ROUNDS, Chance, short
from sampai.simulation.robust.search import PLAIN
from sampai.tables import read_operation
from tests.operation.small import ITERATIONS, planned, tiny


@pytest.fixture(scope="module")
def dataset():
    return tiny()


@pytest.fixture(scope="module")
def robust(dataset):
    return planned(dataset, robust=True)


@pytest.fixture(scope="module")
def plain(dataset):
    return planned(dataset)


@pytest.mark.parametrize("scenarios", [0, -1, 1_000_001])
def test_a_number_of_scenarios_that_says_nothing_is_refused(scenarios):
    with pytest.raises(PlanningError) as refused:
        Chance(scenarios=scenarios)
    assert str(refused.value) == (
        f"Found {scenarios} scenarios, expected from 1 to 1,000,000. Leave "
        "the number out for the usual 10,000."
    )


def test_one_scenario_is_enough_for_a_table(dataset):
    found = plan_operation(
        dataset, iterations=ITERATIONS, chance=Chance(scenarios=1)
    )
    assert found.risk.height == 3
    assert (found.risk["on_time_se"] > 0).all()
    assert audit(dataset, found) == ()


def test_without_a_word_on_chance_nothing_is_said_of_it(dataset):
    found = plan_operation(dataset, iterations=ITERATIONS)
    assert found.risk.is_empty()
    assert "scenarios" not in found.summary
    assert audit(dataset, found) == ()


def test_the_judgement_is_on_other_scenarios_than_the_search(robust):
    """
    The seed after that of the search. The frontier tells what the search
    saw, the table of risk what the judgement saw.
    """
    summary = robust.summary
    assert summary["scenario_seed"] == summary["seed"] + 1
    chosen = robust.frontier.filter(pl.col("chosen"))
    seen = round(chosen["lowest_on_time_prob"][0], 4)
    assert seen != summary["lowest_on_time_prob"]


def test_the_search_is_told_step_by_step(dataset):
    told = []
    plan_operation(
        dataset,
        iterations=ITERATIONS,
        chance=Chance(scenarios=50, robust=True, prices=True),
        tell=told.append,
    )
    searches = told.count("search")
    assert 1 <= searches <= MOST_ROUNDS
    assert told == [
        *("needs", "network", "plan", "scenarios", "bound"),
        *(["search"] * searches),
        *("cures", "prices", "baseline"),
    ]


def test_the_robust_plan_bears_more_and_costs_more(robust, plain):
    ours, theirs = robust.summary, plain.summary
    assert ours["lowest_on_time_prob"] > theirs["lowest_on_time_prob"]
    assert ours["cost_out_idr"] > theirs["cost_out_idr"]
    plans = ours["plans"]
    assert plans["plain"] == theirs["plans"]["chosen"]
    assert plans["chosen"]["cost_out_idr"] == ours["cost_out_idr"]
    assert ours["precautions"] == "V.BEACH: days_earlier=1"


def test_the_chosen_plan_of_the_frontier_costs_what_the_plan_costs(robust):
    """Planned with its way back it is the same way out."""
    chosen = robust.frontier.filter(pl.col("chosen"))
    assert chosen["cost_out_idr"].to_list() == [robust.summary["cost_out_idr"]]
    assert chosen["precautions"].to_list() == [robust.summary["precautions"]]


def test_no_plan_of_the_frontier_is_beaten_by_another(robust):
    rows = robust.frontier.sort("cost_out_idr")
    assert rows["plan"][0] == PLAIN
    assert rows["lowest_on_time_prob"].is_sorted()
    assert rows["mean_on_time_prob"].is_sorted()


def test_a_plan_that_suffices_has_no_cures(plain):
    assert plain.cures.is_empty()
    assert plain.frontier.is_empty()
    assert plain.prices.is_empty()


def test_what_falls_short_though_it_need_not_is_named(robust):
    risk = robust.risk
    weakest = risk["on_time_prob"].min()

    class Told:
        """A risk of which only the table is asked for."""

        def __init__(self, table):
            self.risk = table

    assert short(Told(risk), weakest) == []
    assert short(Told(risk), weakest + 1e-6) == ["B.001"]
    out_of_reach = risk.with_columns(reachable_prob=pl.lit(0.5))
    assert short(Told(out_of_reach), 0.999) == []


def test_the_audit_finds_nothing_in_any_of_them(
    dataset, robust, plain, tmp_path
):
    for name, operation in (("robust", robust), ("plain", plain)):
        (tmp_path / name).mkdir()
        write_operation(dataset, operation, tmp_path / name)
        assert audit(dataset, read_operation(tmp_path / name)) == ()


def test_a_plan_of_many_precautions_can_be_read_again(
    dataset, robust, tmp_path
):
    """A regency of a thousand villages, each with a word of its own."""
    told = "; ".join(f"V.{k}: days_earlier=1" for k in range(2000))
    long = robust.frontier.with_columns(precautions=pl.lit(told))
    operation = type(robust)(
        **{
            name: getattr(robust, name)
            for name in robust.__dataclass_fields__
            if name != "frontier"
        },
        frontier=long,
    )
    write_operation(dataset, operation, tmp_path)
    assert read_operation(tmp_path).frontier["precautions"][0] == told
