"""What went wrong, by cause: the TPS not served and the rules bent."""

from collections.abc import Iterator

import polars as pl
from rich.markup import escape
from rich.table import Table

from sampai.cli.view import View

# So many names stand on the screen; every TPS is in the file.
NAMES_SHOWN = 6


def unserved(view: View) -> Iterator[Table]:
    """
    Group the TPS that are not served by stage and reason.

    Parameters
    ----------
    view
        The plan.

    Yields
    ------
    rich.table.Table
        A row a cause; no table when all are served.
    """
    rows = _grouped(
        view, view.operation.unserved, ["stage", "reason", "remedy"]
    )
    if rows.is_empty():
        return
    words = view.words
    keys = ("stage", "reason", "remedy", "where")
    table = view.table("unserved", map(view.text, keys), [view.text("tps")])
    for row in rows.iter_rows(named=True):
        table.add_row(
            words.code("stage", row["stage"]),
            words.code("reason", row["reason"]),
            words.code("remedy", row["remedy"]),
            _names(row["villages"]),
            words.whole(row["tps"]),
        )
    yield table


def exceptions(view: View) -> Iterator[Table]:
    """
    Group the rules that are bent by rule and reason.

    Parameters
    ----------
    view
        The plan.

    Yields
    ------
    rich.table.Table
        A row a cause; no table when no rule is bent.
    """
    frame = view.operation.exceptions.rename({"subject_id": "tps_id"})
    rows = _grouped(view, frame, ["rule", "why"])
    if rows.is_empty():
        return
    words = view.words
    keys = ("rule", "reason", "planned_at", "where")
    table = view.table("exceptions", map(view.text, keys), [view.text("tps")])
    for row in rows.iter_rows(named=True):
        table.add_row(
            words.code("rule", row["rule"]),
            words.code("why", row["why"]),
            words.moment(row["planned_at"]),
            _names(row["villages"]),
            words.whole(row["tps"]),
        )
    yield table


def _grouped(view: View, frame: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Count the TPS of each cause, and name their villages in order."""
    places = view.dataset.places.select(
        pl.col("place_id").alias("village_id"), pl.col("name").alias("village")
    )
    village = view.dataset.tps.select("tps_id", "village_id").join(
        places, on="village_id"
    )
    latest = [pl.col("planned_at").max()] if "planned_at" in frame else []
    return (
        frame.join(village, on="tps_id", how="left")
        .group_by(by)
        .agg(
            pl.col("tps_id").n_unique().alias("tps"),
            pl.col("village").drop_nulls().unique().sort().alias("villages"),
            *latest,
        )
        .sort(by)
    )


def _names(villages: list[str]) -> str:
    names = villages[:NAMES_SHOWN]
    if len(villages) > NAMES_SHOWN:
        names.append("...")
    return escape(", ".join(names))
