"""A plan in a folder tells of its risk what it told when it was made."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.documents import write_operation
from sampai.errors import DatasetError
from sampai.operation.chance import (
    Chance,
)
from sampai.operation.simulating import (
    price_operation,
    simulate_operation,
)
from sampai.planning.precaution_codes import (
    read_precautions,
    told,
)
from sampai.planning.precautions import Precaution, Precautions
from sampai.tables import read_operation
from tests.operation.small import SCENARIOS, planned, tiny

CHANCE = Chance(scenarios=SCENARIOS)
TABLES = ("risk.csv", "blame.csv")


@pytest.fixture(scope="module")
def dataset():
    return tiny()


@pytest.fixture(scope="module")
def folder(dataset, tmp_path_factory):
    """Where its robust plan lies."""
    found = tmp_path_factory.mktemp("plan")
    write_operation(dataset, planned(dataset, robust=True), found)
    return found


@pytest.fixture
def operation(folder):
    return read_operation(folder)


def written(dataset, operation, folder):
    """The bytes of the tables of risk."""
    folder.mkdir()
    write_operation(dataset, operation, folder)
    return [(folder / name).read_bytes() for name in TABLES]


def test_the_same_scenarios_give_the_same_bytes(
    dataset, folder, operation, tmp_path
):
    """The plan is read from its tables, rounded as they are."""
    again = simulate_operation(dataset, operation, CHANCE)
    files = written(dataset, again, tmp_path / "again")
    assert files == [(folder / name).read_bytes() for name in TABLES]
    for key in (
        *("lowest_on_time_prob", "mean_on_time_prob", "unreachable"),
        *("scenarios", "scenario_seed", "last_arrival_h", "precautions"),
    ):
        assert again.summary[key] == operation.summary[key], key


def test_processes_do_not_show(dataset, operation, tmp_path):
    files = [
        written(
            dataset,
            simulate_operation(
                dataset,
                operation,
                Chance(scenarios=SCENARIOS, processes=processes),
            ),
            tmp_path / str(processes),
        )
        for processes in (1, 2)
    ]
    assert files[0] == files[1]


def test_a_probability_has_four_decimals_in_the_file(folder):
    header, *rows = (folder / "risk.csv").read_text().splitlines()
    columns = header.split(",")
    for row in rows:
        cells = dict(zip(columns, row.split(","), strict=True))
        for name in columns:
            if name.endswith(("_prob", "_se")):
                assert len(cells[name].partition(".")[2]) == 4, name


def test_other_scenarios_tell_something_else(dataset, operation):
    other = simulate_operation(dataset, operation, CHANCE, seed=77)
    assert other.summary["scenario_seed"] == 77
    assert (
        other.summary["last_arrival_h"]
        != (operation.summary["last_arrival_h"])
    )


def test_what_was_weighed_on_other_scenarios_is_left_out(dataset, operation):
    assert not operation.frontier.is_empty()
    again = simulate_operation(dataset, operation, CHANCE)
    assert again.frontier.is_empty()
    assert again.cures.is_empty()
    assert "plans" not in again.summary
    assert "trials" not in again.summary


def test_a_plan_that_was_never_judged_is_judged(dataset):
    judged = planned(dataset)
    kept = ("input_sha256", "seed", "iterations")
    plain = replace(
        judged,
        risk=judged.risk.clear(),
        summary={key: judged.summary[key] for key in kept},
    )
    again = simulate_operation(dataset, plain, CHANCE)
    assert again.risk.equals(judged.risk)


@pytest.mark.parametrize("call", [simulate_operation, price_operation])
def test_a_plan_of_another_dataset_is_refused(dataset, operation, call):
    other = replace(dataset, tps=dataset.tps.head(2))
    with pytest.raises(DatasetError) as refused:
        call(other, operation, CHANCE)
    [fault] = refused.value.faults
    assert str(fault) == (
        "summary.json, column 'input_sha256': found a plan of "
        f"{dataset.input_sha256()[:12]}..., expected a plan of "
        f"{other.input_sha256()[:12]}..., which is this dataset. Plan this "
        "dataset anew, or name the dataset from which the plan was made."
    )


def test_a_plan_without_a_fingerprint_is_refused(dataset, operation):
    with pytest.raises(DatasetError, match=r"a plan of none\.\.\."):
        simulate_operation(dataset, replace(operation, summary={}), CHANCE)


def test_prices_are_those_of_the_plan_when_it_was_made(dataset):
    made = planned(dataset, 50, prices=True)
    assert not made.prices.is_empty()
    bare = replace(made, prices=made.prices.clear())
    heard = []
    chance = Chance(scenarios=50)
    priced = price_operation(dataset, bare, chance, heard.append)
    assert priced.prices.equals(made.prices)
    assert len(heard) == priced.prices.height - 1
    assert priced.risk.equals(made.risk)


codes = st.sampled_from(
    ["18.13.01.1005", "V.BEACH", "T_1", "ox_cart", "a-b", "Z"]
)
sets = st.frozensets(codes, max_size=3)
precaution = st.builds(
    Precaution,
    days_earlier=st.integers(0, 9),
    days_ahead=st.integers(0, 9),
    barred=sets,
    avoided=sets,
    by_hub=st.booleans(),
    singly=st.booleans(),
)
precautions = st.builds(
    Precautions,
    by_goal=st.dictionaries(codes, precaution, max_size=4),
    head_start_s=st.integers(0, 86_400),
    slowness=st.floats(1, 20),
)


@given(given_=precautions)
def test_precautions_are_read_as_they_were_told(given_):
    """Goals for which nothing is done are not named, and mean the same."""
    assert read_precautions(told(given_)).key == given_.key


def test_no_precautions_are_no_words():
    assert told(Precautions()) == ""
    assert read_precautions("") == Precautions()


def test_precautions_are_told_in_one_order():
    one = Precaution(days_earlier=1, barred=frozenset({"boat", "ox_cart"}))
    other = Precaution(days_ahead=2, by_hub=True, singly=True)
    found = Precautions(
        by_goal={"W": one, "V": other}, head_start_s=1800, slowness=1.15
    )
    assert told(found) == (
        "head_start_s=1800; slowness=1.15; V: days_ahead=2 by_hub singly; "
        "W: days_earlier=1 without=boat without=ox_cart"
    )
