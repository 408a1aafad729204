"""Rules on vehicles."""

from collections.abc import Iterator

import polars as pl

from sampai.errors import Fault
from sampai.tables.rules.sheets import Row, Sheets, Told


def shifts(sheets: Sheets) -> Iterator[Fault]:
    """
    Find shifts that end before they begin.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each kind of vehicle.
    """
    bad = sheets.frame("vehicles").filter(
        pl.col("shift_start") >= pl.col("shift_end")
    )

    def tell(row: Row) -> Told:
        return (
            f"{row['shift_start']:%H:%M} to {row['shift_end']:%H:%M}",
            "an end after the start",
            "Exchange or correct the two times.",
        )

    yield from sheets.each("vehicles", "shift_start, shift_end", bad, tell)


def no_vehicle(sheets: Sheets) -> Iterator[Fault]:
    """
    Find a fleet without a single vehicle.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for the table.
    """
    counts = sheets.frame("vehicles")["count"]
    if counts.null_count() == 0 and counts.sum() == 0:
        yield sheets.whole(
            "vehicles",
            "count",
            (
                "no vehicle at all",
                "at least one",
                "Add the vehicles at hand and how many there are.",
            ),
        )
