"""Stock against needs: what is short, and what nobody knows."""

import polars as pl

from sampai.election.needs import needs
from sampai.election.regulation import Regulation
from sampai.tables import Dataset

COLUMNS = ("item", "contest", "needed", "received", "damaged", "short")
KEY = ("item", "contest")


def balance(dataset: Dataset, regulation: Regulation) -> pl.DataFrame:
    """
    Set what is in stock against what is needed.

    An item is compared contest by contest where its needs and every row of
    its stock name one, and as a whole otherwise. Without a row in stock it
    is unknown, which is not zero.

    Parameters
    ----------
    dataset
        Checked dataset.
    regulation
        Rules in force.

    Returns
    -------
    DataFrame
        Columns item, contest, needed, received, damaged and short [pieces];
        the last three are null where the stock is unknown. Sorted by item
        and contest.

    Raises
    ------
    RegulationError
        When the dataset does not fit the regulation.
    """
    needed = needs(dataset, regulation).select(*KEY, needed="quantity")
    stock = dataset.stock.select(*KEY, "received", "damaged")
    whole = _compared_as_a_whole(needed, stock)
    good = pl.col("received") - pl.col("damaged")
    return (
        _totals(needed, whole)
        .join(
            _totals(stock, whole),
            on=KEY,
            how="full",
            coalesce=True,
            nulls_equal=True,
        )
        .with_columns(pl.col("needed").fill_null(0))
        .with_columns(short=(pl.col("needed") - good).clip(lower_bound=0))
        .select(COLUMNS)
        .sort(KEY)
    )


def _compared_as_a_whole(
    needed: pl.DataFrame, stock: pl.DataFrame
) -> pl.Series:
    """List the items of which needs or stock do not name the contest."""
    both = pl.concat([needed.select(KEY), stock.select(KEY)])
    return both.filter(pl.col("contest").is_null())["item"].unique()


def _totals(frame: pl.DataFrame, whole: pl.Series) -> pl.DataFrame:
    nameless = pl.col("item").is_in(whole.to_list())
    return (
        frame.with_columns(contest=pl.when(~nameless).then("contest"))
        .group_by(KEY)
        .sum()
    )


def shortages(dataset: Dataset, regulation: Regulation) -> pl.DataFrame:
    """
    List what is short: damaged pieces are no stock.

    Parameters
    ----------
    dataset
        Checked dataset.
    regulation
        Rules in force.

    Returns
    -------
    DataFrame
        The rows of `balance` of which less is there than is needed.

    Raises
    ------
    RegulationError
        When the dataset does not fit the regulation.
    """
    return balance(dataset, regulation).filter(pl.col("short") > 0)


def unknown_stock(dataset: Dataset, regulation: Regulation) -> pl.DataFrame:
    """
    List what is needed and has no row in stock.

    Parameters
    ----------
    dataset
        Checked dataset.
    regulation
        Rules in force.

    Returns
    -------
    DataFrame
        Columns item, contest and needed [pieces], sorted.

    Raises
    ------
    RegulationError
        When the dataset does not fit the regulation.
    """
    every = balance(dataset, regulation)
    return every.filter(pl.col("received").is_null()).select(*KEY, "needed")
