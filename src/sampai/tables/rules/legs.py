"""Rules on single legs: their ends and their length."""

from collections.abc import Iterator

import polars as pl

from sampai.errors import Fault
from sampai.tables.dataset_schemas import LATITUDE, LONGITUDE
from sampai.tables.rules.sheets import Row, Sheets, Told
from sampai.tables.wording import quoted
from sampai.units import great_circle_m

# Points are rounded to a metre or so, and the Earth is not a sphere.
SHORTER = 0.99
ROUNDING_M = 1


def both_ends(sheets: Sheets) -> Iterator[Fault]:
    """
    Find legs that end where they start.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each leg.
    """
    bad = sheets.frame("legs").filter(pl.col("from_id") == pl.col("to_id"))

    def tell(row: Row) -> Told:
        return (
            f"{quoted(row['from_id'])} at both ends",
            "two different places",
            "Correct one of the two, or delete the row.",
        )

    yield from sheets.each("legs", "from_id, to_id", bad, tell)


def both_ways(sheets: Sheets) -> Iterator[Fault]:
    """
    Find legs that stand there once for each direction.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for the later row of the two.
    """
    legs = sheets.frame("legs").select("row", "from_id", "to_id", "surface")
    turned = legs.rename(
        {"from_id": "to_id", "to_id": "from_id", "row": "first"}
    )
    pairs = legs.join(turned, on=["from_id", "to_id", "surface"])
    bad = pairs.filter(pl.col("first") < pl.col("row")).unique("row")

    def tell(row: Row) -> Told:
        return (
            f"the way back of row {row['first']}",
            "each leg once: it is ridden both ways",
            "Delete one of the two rows.",
        )

    yield from sheets.each("legs", "from_id, to_id", bad, tell)


def length(sheets: Sheets) -> Iterator[Fault]:
    """
    Find legs shorter than the great circle between their ends.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each leg.
    """
    points = {
        place: (lat, lon)
        for place, lat, lon in sheets.frame("places")
        .select("place_id", "lat", "lon")
        # A point far off is told already.
        .filter(
            pl.col("lat").is_between(*LATITUDE)
            & pl.col("lon").is_between(*LONGITUDE)
        )
        .iter_rows()
    }
    legs = sheets.frame("legs").select("row", "from_id", "to_id", "distance_m")
    straight = [
        great_circle_m(*points[start], *points[end])
        if start in points and end in points
        else None
        for _, start, end, _ in legs.iter_rows()
    ]
    known = legs.with_columns(pl.Series("straight_m", straight, pl.Float64))
    bad = known.filter(
        pl.col("distance_m") + ROUNDING_M < SHORTER * pl.col("straight_m")
    )

    def tell(row: Row) -> Told:
        return (
            quoted(row["distance_m"]),
            f"at least {row['straight_m']:.0f}, the great circle in metres",
            "Correct the length, or the point of one of the two places.",
        )

    yield from sheets.each("legs", "distance_m", bad, tell)
