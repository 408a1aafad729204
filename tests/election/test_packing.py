"""Packing lists."""

from dataclasses import replace

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from sampai.election import load_regulation, needs, packing_list
from tests.election.regencies import regency

RULES = load_regulation("pilkada-2024")


def boxes_of(dataset, item, rules=RULES):
    """Tell how many pieces lie in, on or around which box."""
    table = packing_list(dataset, rules).filter(item=item)
    return dict(table.select("box", "quantity").iter_rows())


def test_ballots_lie_in_the_box_of_their_contest():
    assert boxes_of(regency([[401]]), "BAL") == {
        "bupati": 412,
        "gubernur": 412,
    }


def test_what_a_tps_gets_once_lies_in_the_first_box():
    assert boxes_of(regency([[401]]), "INK") == {"gubernur": 2}


def test_the_first_box_is_that_of_the_first_contest_named():
    dataset = regency([[401]], contests=["bupati", "gubernur"])
    assert boxes_of(dataset, "INK") == {"bupati": 2}


def test_each_box_has_a_wrap_of_its_own():
    assert boxes_of(regency([[401]]), "WRP") == {"bupati": 1, "gubernur": 1}
    assert boxes_of(regency([[401]]), "BOX") == {"bupati": 1, "gubernur": 1}


def test_what_does_not_divide_goes_to_the_first_boxes():
    """Three bags for two contests: a factor of one and a half each."""
    rules = replace(
        RULES,
        items=tuple(
            replace(item, factor=item.factor * 3 / 2)
            if item.code == "BAG"
            else item
            for item in RULES.items
        ),
    )
    assert boxes_of(regency([[401]]), "BAG", rules) == {
        "gubernur": 2,
        "bupati": 1,
    }


def test_booths_and_the_bag_lie_outside():
    assert boxes_of(regency([[401]]), "BTH") == {None: 4}
    assert boxes_of(regency([[401]]), "OUT") == {None: 1}


def test_what_is_not_packed_is_not_listed():
    listed = {*packing_list(regency([[401]]), RULES)["item"]}
    assert not {"TPS", "RSV", "BPK"} & listed


def test_one_contest_has_one_box():
    rules = load_regulation("pilkada-2020")
    listed = packing_list(regency([[401]], contests=["bupati"]), rules)
    assert {*listed["box"]} == {"bupati", None}


@given(st.lists(st.integers(1, 600), min_size=1, max_size=5))
def test_all_that_a_tps_needs_is_packed_and_nothing_else(voters):
    dataset = regency([voters])
    key = ("tps_id", "item", "packed")
    needed = (
        needs(dataset, RULES)
        .filter(
            pl.col("tps_id").is_not_null(),
            ~pl.col("packed").is_in(["local", "store"]),
        )
        .group_by(key)
        .agg(pl.col("quantity").sum())
    )
    packed = (
        packing_list(dataset, RULES)
        .group_by(key)
        .agg(pl.col("quantity").sum())
    )
    assert needed.sort(key).equals(packed.sort(key))
