"""Packing lists: what is in which box of a tps, on it, and outside."""

import polars as pl

from sampai.election.needs import needs
from sampai.election.regulation import Regulation
from sampai.tables import Dataset

# What a packer touches; the store's and the crew's own goods are not.
HANDLED = ("in_box", "on_box", "outer", "outside")
OUTSIDE = "outside"
KEY = ("tps_id", "box", "packed", "item")


def packing_list(dataset: Dataset, regulation: Regulation) -> pl.DataFrame:
    """
    List what a packer puts where, tps by tps and box by box.

    A box is named by its contest. What a tps gets once for each contest is
    spread over the boxes; what it gets once goes into the first, which the
    crew opens first.

    Parameters
    ----------
    dataset
        Checked dataset.
    regulation
        Rules in force.

    Returns
    -------
    DataFrame
        Columns tps_id, box (null for what lies outside the boxes), item,
        quantity [pieces] and packed; sorted by tps, box, place and item.

    Raises
    ------
    RegulationError
        When the dataset does not fit the regulation.
    """
    of_tps = needs(dataset, regulation).filter(
        pl.col("tps_id").is_not_null(), pl.col("packed").is_in(HANDLED)
    )
    loose = pl.col("packed") == OUTSIDE
    named = pl.col("contest").is_not_null()
    return (
        pl.concat(
            [
                of_tps.filter(loose).with_columns(box=pl.lit(None, pl.String)),
                of_tps.filter(~loose, named).with_columns(box="contest"),
                _over_boxes(
                    of_tps.filter(~loose, ~named), dataset, regulation
                ),
            ]
        )
        .select("tps_id", "box", "item", "quantity", "packed")
        .sort(KEY)
    )


def _over_boxes(
    shared: pl.DataFrame, dataset: Dataset, regulation: Regulation
) -> pl.DataFrame:
    """Give each box its share; of what does not divide, the first get one."""
    boxes = pl.DataFrame(
        list(enumerate(dataset.settings.contests)),
        schema={"at": pl.Int64, "box": pl.String},
        orient="row",
    )
    by_contest = [i.code for i in regulation.items if i.per == "tps_contest"]
    spread = pl.col("item").is_in(by_contest)
    share = (pl.col("quantity") + boxes.height - 1 - pl.col("at")) // (
        boxes.height
    )
    first = pl.when(pl.col("at") == 0).then("quantity").otherwise(0)
    return (
        shared.join(boxes, how="cross")
        .with_columns(quantity=pl.when(spread).then(share).otherwise(first))
        .filter(pl.col("quantity") > 0)
        .drop("at")
    )
