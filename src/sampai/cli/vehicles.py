"""How many vehicles set out on which day."""

import polars as pl
from rich.markup import escape
from rich.table import Table

from sampai.cli.view import View


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
    table = view.table(
        "vehicles",
        [view.text("vehicle_type")],
        [view.text("owned"), *map(words.day, days), view.text("trips")],
    )
    moving = _moving(trips)
    ridden = dict(trips.group_by("vehicle_type").len().iter_rows())
    for row in view.dataset.vehicles.iter_rows(named=True):
        kind = row["vehicle_type"]
        table.add_row(
            escape(row[f"name_{words.language}"]),
            words.whole(row["count"]),
            *(str(moving.get((kind, day), "")) for day in days),
            words.whole(ridden.get(kind, 0)),
        )
    return table


def _moving(trips: pl.DataFrame) -> dict[tuple[str, int], int]:
    """Vehicles that start a trip, by type and day."""
    counts = trips.group_by("vehicle_type", "day").agg(
        pl.col("vehicle").n_unique()
    )
    return {(kind, day): count for kind, day, count in counts.iter_rows()}
