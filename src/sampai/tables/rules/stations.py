"""Rules on TPS: their size, their numbers, and the totals of the decree."""

from collections.abc import Iterator

import polars as pl

from sampai.errors import Fault
from sampai.tables.dataset_schemas import VOTERS_MAX
from sampai.tables.rules.sheets import Row, Sheets, Told

VOTERS = pl.col("voters_male") + pl.col("voters_female")


def size(sheets: Sheets) -> Iterator[Fault]:
    """
    Find TPS with more voters than allowed.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each TPS.
    """
    tps = sheets.frame("tps").with_columns(VOTERS.alias("voters"))
    bad = tps.filter(pl.col("voters") > VOTERS_MAX)

    def tell(row: Row) -> Told:
        return (
            f"{row['voters']} voters",
            f"at most {VOTERS_MAX} at one TPS (KPU letter 806/2024)",
            "Correct the numbers, or split the TPS.",
        )

    yield from sheets.each("tps", "voters_male, voters_female", bad, tell)


def numbers(sheets: Sheets) -> Iterator[Fault]:
    """
    Find two TPS of a village with the same number.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each TPS after the first.
    """
    key = ["village_id", "number"]
    tps = sheets.frame("tps").drop_nulls(key)
    again = tps.filter(~pl.struct(key).is_first_distinct())

    def tell(row: Row) -> Told:
        return (
            f"number {row['number']} again in {row['village_id']}",
            "each number once in a village",
            "Correct the number or the village.",
        )

    yield from sheets.each("tps", "village_id, number", again, tell)


def decree(sheets: Sheets) -> Iterator[Fault]:
    """
    Find totals that differ from the decree on the voter list.

    Parameters
    ----------
    sheets
        Tables of the dataset; the TPS without a fault so far.

    Yields
    ------
    Fault
        One for each total.
    """
    settings = sheets.settings
    if settings is None:
        return
    tps, totals = sheets.frame("tps"), settings.decree
    counted = {
        "tps": (tps.height, totals.tps),
        "voters_male": (tps["voters_male"].sum(), totals.voters_male),
        "voters_female": (tps["voters_female"].sum(), totals.voters_female),
    }
    for name, (found, decreed) in counted.items():
        if found != decreed:
            what = "rows" if name == "tps" else "voters in all"
            yield sheets.whole(
                "tps",
                "tps_id" if name == "tps" else name,
                (
                    f"{found} {what}",
                    f"{decreed} as in dataset.decree.{name}",
                    "Correct the rows, or the total in the settings.",
                ),
            )
    both = totals.voters_male + totals.voters_female
    if totals.voters != both:
        yield Fault(
            file=sheets.settings_file,
            column="dataset.decree.voters",
            found=str(totals.voters),
            expected=f"{both}, the men and the women",
            remedy="Correct the totals of the decree.",
        )
