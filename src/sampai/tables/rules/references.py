"""Ids must be found in the table they refer to."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

import dataframely as dy
import polars as pl

from sampai.errors import Fault
from sampai.tables.dataset_schemas import PLACE_KINDS
from sampai.tables.rules.sheets import Row, Sheets, Told
from sampai.tables.wording import listed, quoted

# An id is offered only where no other is nearly as like it.
LIKE = 0.8
COMPARED = 2000


def unknown_ids(
    sheets: Sheets, of: Collection[str] | None = None
) -> Iterator[Fault]:
    """
    Find ids that no row of the other table has.

    Parameters
    ----------
    sheets
        Tables of the dataset.
    of
        Tables that are looked through; None: all of them.

    Yields
    ------
    Fault
        One for each cell.
    """
    for name, sheet in sheets.tables.items():
        if of is not None and name not in of:
            continue
        for column in sheet.table.columns.values():
            target = (column.metadata or {}).get("refers")
            if target is not None and target in sheets.tables:
                yield from _unknown(sheets, name, column, target)
                yield from _wrong_kind(sheets, name, column)


def _unknown(
    sheets: Sheets, name: str, column: dy.Column, target: str
) -> Iterator[Fault]:
    key = sheets.tables[target].table.key[0]
    known = sheets.frame(target)[key].drop_nulls()
    frame = sheets.frame(name).select("row", pl.col(column.name).alias("id"))
    bad = frame.filter(
        pl.col("id").is_not_null() & ~pl.col("id").is_in(known.implode())
    )
    # Comparing with every id of a nation would take minutes.
    ids = known.unique(maintain_order=True).head(COMPARED).to_list()

    def tell(row: Row) -> Told:
        near = get_close_matches(row["id"], ids, n=2, cutoff=LIKE)
        return (
            quoted(row["id"]),
            f"the {key} of a row in {target}",
            f"Did you mean {near[0]}?"
            if len(near) == 1
            else f"Correct it, or add the row to {target}.",
        )

    yield from sheets.each(name, column.name, bad, tell)


def _wrong_kind(
    sheets: Sheets, name: str, column: dy.Column
) -> Iterator[Fault]:
    kinds = (column.metadata or {}).get("kinds")
    if not kinds:
        return
    places = sheets.frame("places").select(
        pl.col("place_id").alias("id"), pl.col("kind").alias("place_kind")
    )
    frame = sheets.frame(name).select("row", pl.col(column.name).alias("id"))
    bad = frame.join(places.unique("id"), on="id").filter(
        pl.col("place_kind").is_in(set(PLACE_KINDS) - set(kinds))
    )

    def tell(row: Row) -> Told:
        return (
            f"{quoted(row['id'])}, a {row['place_kind']}",
            f"a {listed(kinds)}",
            "Correct the id, or the kind of the place.",
        )

    yield from sheets.each(name, column.name, bad, tell)
