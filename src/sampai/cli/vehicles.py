"""How many vehicles move on which day."""

import polars as pl
from rich.markup import escape
from rich.table import Table

from sampai.cli.view import View
from sampai.cli.words import day_name


def vehicles(view: View) -> Table:
    """
    Count the vehicles by type and day.

    Parameters
    ----------
    view
        The plan.

    Returns
    -------
    rich.table.Table
        A row a type, a column a day, and the trips in all.
    """
    words, trips = view.words, view.operation.trips
    days = trips["day"].unique().sort().to_list()
    table = view.table("vehicles")
    table.add_column(words["vehicle_type"])
    table.add_column(words["owned"], justify="right")
    for day in days:
        table.add_column(day_name(day), justify="right")
    table.add_column(words["trips"], justify="right")
    moving = _moving(trips)
    ridden = dict(trips.group_by("vehicle_type").len().iter_rows())
    for row in view.dataset.vehicles.iter_rows(named=True):
        kind = row["vehicle_type"]
        table.add_row(
            escape(row[f"name_{words.language}"]),
            words.number(row["count"]),
            *(words.number_or_blank(moving.get((kind, day))) for day in days),
            words.number(ridden.get(kind, 0)),
        )
    return table


def _moving(trips: pl.DataFrame) -> dict[tuple[str, int], int]:
    """Vehicles that start a trip, by type and day."""
    counts = trips.group_by("vehicle_type", "day").agg(
        pl.col("vehicle").n_unique()
    )
    return {(kind, day): count for kind, day, count in counts.iter_rows()}
