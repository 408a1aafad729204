"""Rules on places: the tree from depot to village, names and hours."""

from collections.abc import Iterator

import polars as pl

from sampai.errors import Fault
from sampai.tables.dataset_schemas import PLACE_KINDS
from sampai.tables.rules.sheets import Row, Sheets, Told
from sampai.tables.wording import quoted

# Kind of the place that each kind belongs to. A leg lies in the district of
# its first place, so points between villages belong to a hub as well.
PARENT_KINDS = {
    "hub": "depot",
    "village": "hub",
    "landing": "hub",
    "trailhead": "hub",
    "junction": "hub",
}


def one_depot(sheets: Sheets) -> Iterator[Fault]:
    """
    Find a missing depot, or one too many.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for the table, or for each depot after the first.
    """
    depots = sheets.frame("places").filter(kind="depot")
    if depots.is_empty():
        yield sheets.whole(
            "places",
            "kind",
            (
                "no depot",
                "one depot",
                "Add the place at which every route starts.",
            ),
        )
        return
    first = depots["place_id"][0]

    def tell(row: Row) -> Told:
        return (
            f"another depot, {quoted(row['place_id'])}",
            f"only {quoted(first)}",
            "Make it a hub, or plan it as a dataset of its own.",
        )

    yield from sheets.each("places", "kind", depots[1:], tell)


def parents(sheets: Sheets) -> Iterator[Fault]:
    """
    Find places that do not belong where their kind must.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each place.
    """
    places = sheets.frame("places")
    kinds = places.select(
        pl.col("place_id").alias("parent_id"),
        pl.col("kind").alias("parent_kind"),
    ).unique("parent_id")
    due = pl.col("kind").replace_strict(
        PARENT_KINDS, default=None, return_dtype=pl.String
    )
    joined = (
        places.join(kinds, on="parent_id", how="left")
        .with_columns(due.alias("due"))
        .filter(pl.col("due").is_in(set(places["kind"])))
    )
    bad = joined.filter(
        pl.col("parent_id").is_null()
        | (
            pl.col("parent_kind").is_in(PLACE_KINDS)
            & pl.col("parent_kind").ne_missing(pl.col("due"))
        )
    )

    def tell(row: Row) -> Told:
        found = quoted(row["parent_id"])
        if row["parent_kind"]:
            found += f", a {row['parent_kind']}"
        return (
            found,
            f"the {row['due']} that this {row['kind']} belongs to",
            f"Write the place_id of a {row['due']}.",
        )

    yield from sheets.each("places", "parent_id", bad, tell)


def names(sheets: Sheets) -> Iterator[Fault]:
    """
    Find places without a name that people must find.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each place.
    """
    bad = sheets.frame("places").filter(
        pl.col("name").is_null() & (pl.col("kind") != "junction")
    )

    def tell(row: Row) -> Told:
        return (
            "nothing",
            f"the name of this {row['kind']}",
            "Fill in the cell; only a junction may lack a name.",
        )

    yield from sheets.each("places", "name", bad, tell)


def hours(sheets: Sheets) -> Iterator[Fault]:
    """
    Find opening hours with one end only, or that end before they begin.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each place.
    """
    places = sheets.frame("places")
    half = places.filter(
        pl.col("opens").is_null() != pl.col("closes").is_null()
    )
    turned = places.filter(pl.col("opens") >= pl.col("closes"))

    def lacking(row: Row) -> Told:
        end = "closes" if row["closes"] is None else "opens"
        return (
            f"no time in '{end}'",
            "both opens and closes, or neither",
            "Fill in the other time; leave both blank if it is always open.",
        )

    def reversed_(row: Row) -> Told:
        return (
            f"{row['opens']:%H:%M} to {row['closes']:%H:%M}",
            "a time of closing after that of opening",
            "Exchange or correct the two times.",
        )

    yield from sheets.each("places", "opens, closes", half, lacking)
    yield from sheets.each("places", "opens, closes", turned, reversed_)
