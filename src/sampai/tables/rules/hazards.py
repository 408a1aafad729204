"""Rules on hazards: every number of a draw is one that can be drawn from."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

import polars as pl

from sampai.errors import Fault
from sampai.tables.rules.hazard_kinds import (
    KINDS,
    SEAS,
    SURFACES,
    VEHICLES,
    Kind,
)
from sampai.tables.rules.sheets import Row, Sheets, Told
from sampai.tables.wording import listed, quoted


def hazard_names(sheets: Sheets) -> Iterator[Fault]:
    """
    Find hazards that nothing draws.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each row.
    """
    known = tuple(KINDS)
    bad = sheets.frame("hazards").filter(~pl.col("hazard").is_in(known))

    def tell(row: Row) -> Told:
        near = get_close_matches(row["hazard"].lower(), known, n=1)
        return (
            quoted(row["hazard"]),
            f"one of {listed(known)}",
            f"Did you mean {near[0]}?" if near else "Choose one of them.",
        )

    yield from sheets.each("hazards", "hazard", bad, tell)


def hazard_distributions(sheets: Sheets) -> Iterator[Fault]:
    """
    Find hazards drawn from a distribution that is not theirs.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each row.
    """
    due = {name: kind.distribution for name, kind in KINDS.items()}
    wanted = pl.col("hazard").replace_strict(due, default=None)
    bad = sheets.frame("hazards").filter(pl.col("distribution") != wanted)

    def tell(row: Row) -> Told:
        distribution = due[row["hazard"]]
        return (
            quoted(row["distribution"]),
            f"{distribution} for {row['hazard']}",
            f"Write {distribution}, and its parameters.",
        )

    yield from sheets.each("hazards", "distribution", bad, tell)


def hazard_words(sheets: Sheets) -> Iterator[Fault]:
    """
    Find hazards that apply to a word which is none of theirs.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each row.
    """

    def tell(row: Row) -> Told:
        words = KINDS[row["hazard"]].words
        return (
            quoted(row["applies_to"]),
            f"{listed(words)} for {row['hazard']}",
            f"Write {words[0]}."
            if len(words) == 1
            else "Correct it, or delete the row.",
        )

    yield from _strangers(sheets, "", (), tell)


def hazard_surfaces(sheets: Sheets) -> Iterator[Fault]:
    """
    Find closures of surfaces that do not exist, and waves of no sea.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each row.
    """
    surfaces = sheets.frame("surfaces").drop_nulls("surface")
    closed_by = pl.col("closed_by").fill_null("").str.split(";")
    seas = surfaces.filter(closed_by.list.contains("wave"))

    def tell(row: Row) -> Told:
        return (
            quoted(row["applies_to"]),
            "the surface of a row in surfaces, or 'surface' for all",
            "Correct it, or delete the row.",
        )

    yield from _strangers(sheets, SURFACES, surfaces["surface"], tell)

    def tell_sea(row: Row) -> Told:
        return (
            quoted(row["applies_to"]),
            "a surface that waves close",
            "Correct it, or add wave to closed_by in surfaces.",
        )

    known = seas["surface"]
    if known.is_empty():
        # An inland regency may keep the rows of a coast: they have no sea
        # to apply to. Only waves on land are a slip.
        named = sheets.frame("hazards")["applies_to"].drop_nulls()
        known = named.filter(~named.is_in(surfaces["surface"].implode()))
    yield from _strangers(sheets, SEAS, known, tell_sea)


def breakdowns(sheets: Sheets) -> Iterator[Fault]:
    """
    Find breakdowns of vehicles that are not in the fleet.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each row.
    """
    kinds = sheets.frame("vehicles")["vehicle_type"].drop_nulls()

    def tell(row: Row) -> Told:
        return (
            quoted(row["applies_to"]),
            "the vehicle_type of a row in vehicles",
            "Correct it, or delete the row.",
        )

    yield from _strangers(sheets, VEHICLES, kinds, tell)


def hazard_numbers(sheets: Sheets) -> Iterator[Fault]:
    """
    Find parameters that are missing, or from which nothing can be drawn.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each cell.
    """
    rows = sheets.frame("hazards").filter(pl.col("hazard").is_in(list(KINDS)))
    for name in ("p1", "p2"):
        unsound = [row["row"] for row in rows.to_dicts() if _bad(row, name)]
        bad = rows.filter(pl.col("row").is_in(unsound))

        def tell(row: Row, name: str = name) -> Told:
            kind = KINDS[row["hazard"]]
            bound = getattr(kind, name)
            nth = {"p1": "first", "p2": "second"}[name]
            return (
                quoted(row[name]),
                f"{bound.told}, for {_told(row['hazard'], kind)}",
                f"Fill in the {nth} parameter."
                if row[name] is None
                else "Correct the number.",
            )

        yield from sheets.each("hazards", name, bad, tell)


def closure_hours(sheets: Sheets) -> Iterator[Fault]:
    """
    Find closures whose last hour to begin lies before the first.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each row.
    """
    bad = sheets.frame("hazards").filter(
        (pl.col("hazard") == "closure_start") & (pl.col("p1") > pl.col("p2"))
    )

    def tell(row: Row) -> Told:
        return (
            f"from {row['p1']:g} to {row['p2']:g}",
            "a first hour not after the last",
            "Exchange or correct the two hours.",
        )

    yield from sheets.each("hazards", "p1, p2", bad, tell)


def rain_classes(sheets: Sheets) -> Iterator[Fault]:
    """
    Find a heavy day that need not be a wet one.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for the row of the heavy day.
    """
    rows = sheets.frame("hazards").filter(hazard="rain_class")
    wet = pl.col("p1").filter(pl.col("applies_to") == "wet").max()
    bad = rows.with_columns(wet.alias("wet")).filter(
        (pl.col("applies_to") == "heavy") & (pl.col("p1") <= pl.col("wet"))
    )

    def tell(row: Row) -> Told:
        return (
            quoted(row["p1"]),
            f"more than {row['wet']:g}, from which a day is wet",
            "Exchange or correct the two amounts.",
        )

    yield from sheets.each("hazards", "p1", bad, tell)


def _strangers(
    sheets: Sheets,
    table: str,
    known: Iterable[str],
    tell: Callable[[Row], Told],
) -> Iterator[Fault]:
    """Find hazards of the rows of a table that apply to none of these."""
    rows = sheets.frame("hazards").drop_nulls(["hazard", "applies_to"])
    names = set(known)
    strange = [
        row["row"]
        for row in rows.to_dicts()
        if (kind := KINDS.get(row["hazard"])) is not None
        and kind.rows == table
        and row["applies_to"] not in names.union(kind.words)
    ]
    bad = rows.filter(pl.col("row").is_in(strange))
    yield from sheets.each("hazards", "applies_to", bad, tell)


def _bad(row: Row, name: str) -> bool:
    bound = getattr(KINDS[row["hazard"]], name)
    if bound is None:
        return False
    return row[name] is None or not bound.holds(row[name])


def _told(hazard: str, kind: Kind) -> str:
    return f"{hazard} ({kind.distribution})"
