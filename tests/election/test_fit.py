"""A dataset must fit its regulation."""

from dataclasses import replace

import pytest

from sampai.election import load_regulation, needs
from sampai.errors import RegulationError
from tests.election.regencies import regency

RULES_2024 = load_regulation("pilkada-2024")
RULES_2020 = load_regulation("pilkada-2020")

CROWDED = (
    "tps.csv, column 'voters_male, voters_female': found {} voters at TPS {},"
    " expected at most 500, as regulation pilkada-2020 has it. Correct the"
    " numbers, or open another TPS."
)
TWO_CONTESTS = (
    "dataset.toml, column 'dataset.contests': found 2 contests, expected 1,"
    " as regulation pilkada-2020 has it. Correct the contests, or name"
    " another regulation."
)
STRANGE_ITEM = (
    "stock.csv, column 'item': found '{}', expected the code of an item of"
    " regulation pilkada-2024. {}"
)


def faults_of(dataset, rules):
    """Tell why a dataset is refused."""
    with pytest.raises(RegulationError) as refused:
        needs(dataset, rules)
    return [str(fault) for fault in refused.value.faults]


def test_a_tps_of_600_is_allowed_in_2024_and_of_500_in_2020():
    assert needs(regency([[600]]), RULES_2024).height
    assert needs(regency([[500]], contests=["bupati"]), RULES_2020).height


def test_every_crowded_tps_is_told():
    dataset = regency([[501, 500], [502]], contests=["bupati"])
    assert faults_of(dataset, RULES_2020) == [
        CROWDED.format(501, "V1.001"),
        CROWDED.format(502, "V2.001"),
    ]


def test_two_contests_do_not_fit_a_regulation_of_one():
    assert faults_of(regency([[100]]), RULES_2020) == [TWO_CONTESTS]


def test_a_span_of_contests_is_told_with_both_ends():
    rules = replace(RULES_2024, contests_least=3, contests_most=5)
    assert "expected 3 to 5, as" in faults_of(regency([[100]]), rules)[0]


def test_stock_of_an_unknown_item_is_told():
    stock = [("BXO", None, 1, 0), ("box", None, 1, 0), ("7", None, 1, 0)]
    assert faults_of(regency([[100]], stock=stock), RULES_2024) == [
        STRANGE_ITEM.format("7", "Delete the row."),
        STRANGE_ITEM.format("BXO", "Did you mean BOX?"),
        STRANGE_ITEM.format("box", "Did you mean BOX?"),
    ]


def test_all_misfits_are_told_at_once():
    dataset = regency([[501]], stock=[("BXO", None, 1, 0)])
    assert len(faults_of(dataset, RULES_2020)) == 3
