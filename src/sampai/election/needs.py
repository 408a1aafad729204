"""
What every tps, district and the regency must get.

A regulation says of each item how many (``factor``) go to each of what
(``per``), and where that is counted and rounded (``scope``). Pesisir Barat
has 121,267 voters at 293 tps; the ballots of one contest are 124,444,
because the reserve of 2.5 % is rounded up 293 times, not once.
"""

import polars as pl

from sampai.election.counts import counts
from sampai.election.fit import check_fit
from sampai.election.regulation import COUNTED, Item, Regulation
from sampai.tables import OPERATION_TABLES, Dataset

REGENCY = "regency"


def needs(dataset: Dataset, regulation: Regulation) -> pl.DataFrame:
    """
    List what everyone must get, item by item.

    What comes to nothing has no row.

    Parameters
    ----------
    dataset
        Checked dataset.
    regulation
        Rules in force.

    Returns
    -------
    DataFrame
        Columns tps_id, place_id (of these two exactly one is filled: a
        district's goods name its hub, the regency's the depot), item,
        contest, quantity [pieces] and packed; sorted by key.

    Raises
    ------
    RegulationError
        When the dataset does not fit the regulation.
    """
    check_fit(dataset, regulation)
    counted = {scope: counts(dataset, scope) for scope in COUNTED}
    lists = [
        _need(_with_holder(item, counted[item.scope], dataset), item)
        for item in regulation.items
    ]
    table = OPERATION_TABLES["needs"]
    return pl.concat(lists).select(*table.columns).sort(table.key)


def _need(counted: pl.DataFrame, item: Item) -> pl.DataFrame:
    return counted.select(
        "tps_id",
        "place_id",
        "contest",
        item=pl.lit(item.code),
        quantity=quantity(pl.col(item.per), item),
        packed=pl.lit(item.packed),
    ).filter(pl.col("quantity") > 0)


def _with_holder(
    item: Item, counted: pl.DataFrame, dataset: Dataset
) -> pl.DataFrame:
    """
    Leave out the contests whose second-vote reserve lies elsewhere.

    Provinces keep that of the governor as a rule, but one report has a
    regency keep it too: so it is a setting of the dataset.
    """
    if not item.held_by_regency_only:
        return counted
    holders = dataset.settings.revote_reserve_holder
    held = [name for name, holder in holders.items() if holder == REGENCY]
    return counted.filter(pl.col("contest").is_in(held))


def quantity(count: pl.Expr, item: Item) -> pl.Expr:
    """
    Multiply a count by an item's factor, in whole numbers throughout.

    The reserve is rounded at each tps, not over the district: a spare paper
    in the next village is of no use at noon. A float would do for 2.5 %, but
    for the next rate nobody has checked.

    Parameters
    ----------
    count
        Whole numbers of what the item is given per.
    item
        Its factor and how it is rounded.

    Returns
    -------
    polars.Expr
        Whole pieces.
    """
    pieces, share = item.factor.numerator, item.factor.denominator
    whole = count * pieces
    match item.round:
        case "floor_plus_one":
            return whole // share + 1
        case "nearest":
            return (2 * whole + share) // (2 * share)
    return (whole + share - 1) // share
