"""Rules on the stages: that all are there, and in what order and time."""

from collections.abc import Callable, Iterator
from datetime import time
from itertools import pairwise

import polars as pl

from sampai.errors import Fault
from sampai.tables.dataset_schemas import STAGES
from sampai.tables.rules.sheets import Row, Sheets, Told
from sampai.tables.wording import quoted

OUT_STAGES, BACK_STAGES = STAGES[:3], STAGES[3:]


def all_stages(sheets: Sheets) -> Iterator[Fault]:
    """
    Find stages without a row.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each stage.
    """
    stages = sheets.frame("stages")["stage"]
    # A row with a bad name is told already; it may be the missing one.
    if not stages.is_in(STAGES).all():
        return
    for stage in STAGES:
        if stage not in stages:
            yield sheets.whole(
                "stages",
                "stage",
                (
                    f"no row for {stage}",
                    "one row for each stage, out and back",
                    "Add the row.",
                ),
            )


def kinds(sheets: Sheets) -> Iterator[Fault]:
    """
    Find stages whose ends or direction are not those of their name.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each cell.
    """
    stages = sheets.frame("stages").filter(pl.col("stage").is_in(STAGES))
    parts = pl.col("stage").str.split("_to_")
    due = {
        "from_kind": parts.list.get(0),
        "to_kind": parts.list.get(1),
        "direction": pl.when(pl.col("stage").is_in(BACK_STAGES))
        .then(pl.lit("back"))
        .otherwise(pl.lit("out")),
    }
    for name, wanted in due.items():
        bad = stages.with_columns(wanted.alias("due")).filter(
            pl.col(name) != pl.col("due")
        )

        def tell(row: Row, name: str = name) -> Told:
            return (
                quoted(row[name]),
                f"{row['due']} in the stage {row['stage']}",
                f"Write {row['due']}.",
            )

        yield from sheets.each("stages", name, bad, tell)


def skipping(sheets: Sheets) -> Iterator[Fault]:
    """
    Find stages that may skip a hub though they pass none, or must.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each stage.
    """
    bad = sheets.frame("stages").filter(
        pl.col("may_skip_hub") & (pl.col("stage") != "hub_to_village")
    )

    def tell(row: Row) -> Told:
        return (
            f"'yes' in the stage {row['stage']}",
            "yes in hub_to_village only",
            "Leave the cell blank.",
        )

    yield from sheets.each("stages", "may_skip_hub", bad, tell)


def days(sheets: Sheets) -> Iterator[Fault]:
    """
    Find stages that end before they begin, or lie on the wrong side.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each stage.
    """
    stages = sheets.frame("stages")
    turned = stages.filter(pl.col("last_day") < pl.col("first_day"))
    stage = pl.col("stage")
    late = stages.filter(stage.is_in(OUT_STAGES), pl.col("last_day") > 0)
    early = stages.filter(stage.is_in(BACK_STAGES), pl.col("first_day") < 0)

    def reversed_(row: Row) -> Told:
        return (
            f"day {row['first_day']} to day {row['last_day']}",
            "a last day not before the first",
            "Exchange or correct the two days.",
        )

    def after(row: Row) -> Told:
        return (
            quoted(row["last_day"]),
            "a day not after voting day, which is 0",
            "Days before the vote are negative.",
        )

    def before(row: Row) -> Told:
        return (
            quoted(row["first_day"]),
            "a day not before voting day, which is 0",
            "Boxes come back after the count.",
        )

    yield from sheets.each("stages", "first_day, last_day", turned, reversed_)
    yield from sheets.each("stages", "last_day", late, after)
    yield from sheets.each("stages", "first_day", early, before)


def order(sheets: Sheets) -> Iterator[Fault]:
    """
    Find stages that are over before the one ahead of them can begin.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each stage.
    """
    rows = {
        row["stage"]: row
        for row in sheets.frame("stages")
        .drop_nulls(["stage", "first_day", "last_day"])
        .to_dicts()
    }
    for ahead, stage in pairwise(STAGES):
        if ahead not in rows or stage not in rows:
            continue
        first, last = rows[ahead]["first_day"], rows[stage]["last_day"]
        if last < first:
            bad = sheets.frame("stages").filter(stage=stage)
            told = (
                f"day {last}",
                f"a day not before {first}, the first of {ahead}",
                "Correct the days of one of the two stages.",
            )
            yield from sheets.each("stages", "last_day", bad, _same(told))


def _same(told: Told) -> Callable[[Row], Told]:
    return lambda _row: told


def due_times(sheets: Sheets) -> Iterator[Fault]:
    """
    Find due times by which nothing can be handed over.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each stage.
    """
    stages = sheets.frame("stages")
    midnight = stages.filter(pl.col("due") == time(0))

    def at_midnight(_row: Row) -> Told:
        return (
            "'00:00'",
            "a time on the last day by which goods are handed over",
            "Write 23:59 for the end of the day.",
        )

    yield from sheets.each("stages", "due", midnight, at_midnight)
    if sheets.settings is None:
        return
    opens = sheets.settings.polls_open
    late = stages.filter(
        (pl.col("stage") == "village_to_tps")
        & (pl.col("last_day") == 0)
        & (pl.col("due") > opens)
    )

    def after_opening(row: Row) -> Told:
        return (
            f"{row['due']:%H:%M} on voting day",
            f"a time before the polls open at {opens:%H:%M}",
            "Correct the due time or the last day.",
        )

    yield from sheets.each("stages", "due", late, after_opening)
