"""Stock against needs."""

from sampai.election import (
    balance,
    load_regulation,
    shortages,
    unknown_stock,
)
from tests.election.regencies import regency

RULES = load_regulation("pilkada-2024")


def row(dataset, item, contest=None):
    """Give needed, received, damaged and short of one item."""
    table = balance(dataset, RULES).filter(item=item)
    own = table.filter(table["contest"].eq_missing(contest))
    return own.drop("item", "contest").row(0)


def test_the_governors_ballots_are_714_short(pesisir_barat):
    """124,444 needed; 123,734 received, of which four are damaged."""
    assert shortages(pesisir_barat, RULES).rows() == [
        ("BAL", "gubernur", 124_444, 123_734, 4, 714)
    ]


def test_what_has_no_row_in_stock_is_unknown_and_no_shortage(pesisir_barat):
    unknown = unknown_stock(pesisir_barat, RULES)
    assert ("SEP", "bupati", 6_739) in unknown.rows()
    assert not {"BAL", "BOX", "BPK", "BTH", "INK", "RSV"} & {*unknown["item"]}
    assert unknown.height == 44 - 7


def test_one_contest_may_be_known_and_the_other_not():
    dataset = regency([[400]], stock=[("BAL", "bupati", 410, 0)])
    assert row(dataset, "BAL", "bupati") == (410, 410, 0, 0)
    assert row(dataset, "BAL", "gubernur") == (410, None, None, None)


def test_damaged_pieces_are_no_stock():
    dataset = regency([[400]], stock=[("BTH", None, 5, 2)])
    assert row(dataset, "BTH") == (4, 5, 2, 1)


def test_stock_in_several_places_is_added_up():
    dataset = regency(
        [[400]], stock=[("BTH", None, 1, 0), ("BTH", None, 3, 1)]
    )
    assert row(dataset, "BTH") == (4, 4, 1, 1)


def test_stock_without_a_contest_is_held_against_all_contests():
    """Seals of both contests lie in one heap: 2 x 23 for the one tps."""
    dataset = regency([[400]], stock=[("SEP", None, 45, 0)])
    assert row(dataset, "SEP") == (46, 45, 0, 1)


def test_stock_by_contest_of_an_item_without_one_is_added_up():
    dataset = regency(
        [[400]], stock=[("BOX", "bupati", 1, 0), ("BOX", "gubernur", 1, 0)]
    )
    assert row(dataset, "BOX") == (2, 2, 0, 0)


def test_more_than_needed_is_not_short():
    dataset = regency([[400]], stock=[("INK", None, 99, 0)])
    assert row(dataset, "INK") == (2, 99, 0, 0)


def test_stock_that_nobody_needs_is_shown():
    """The governor's reserve for a second vote belongs to the province."""
    dataset = regency(
        [[400]],
        holders={"gubernur": "province", "bupati": "regency"},
        stock=[("RSV", "gubernur", 2000, 0)],
    )
    assert row(dataset, "RSV", "gubernur") == (0, 2000, 0, 0)
