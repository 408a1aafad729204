"""Rules on settings, stock, guarded objects and climate."""

from collections.abc import Iterator

import polars as pl

from sampai.errors import Fault
from sampai.tables.rules.sheets import Row, Sheets, Told
from sampai.tables.wording import listed, quoted


def polls(sheets: Sheets) -> Iterator[Fault]:
    """
    Find polls that close before they open.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for the settings.
    """
    settings = sheets.settings
    if settings and settings.polls_close <= settings.polls_open:
        yield Fault(
            file=sheets.settings_file,
            column="dataset.polls_close",
            found=f"'{settings.polls_close:%H:%M}'",
            expected=f"a time after {settings.polls_open:%H:%M},"
            " when the polls open",
            remedy="Exchange or correct the two times.",
        )


def stock_contests(sheets: Sheets) -> Iterator[Fault]:
    """
    Find stock for a contest that is not held.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each row.
    """
    if sheets.settings is None:
        return
    contests = sheets.settings.contests
    bad = sheets.frame("stock").filter(~pl.col("contest").is_in(contests))

    def tell(row: Row) -> Told:
        return (
            quoted(row["contest"]),
            f"one of dataset.contests: {listed(contests)}",
            "Correct the contest, or add it to the settings.",
        )

    yield from sheets.each("stock", "contest", bad, tell)


def stock_damaged(sheets: Sheets) -> Iterator[Fault]:
    """
    Find more damaged than received.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each row.
    """
    bad = sheets.frame("stock").filter(pl.col("damaged") > pl.col("received"))

    def tell(row: Row) -> Told:
        return (
            quoted(row["damaged"]),
            f"at most {row['received']}, what was received",
            "Correct one of the two numbers.",
        )

    yield from sheets.each("stock", "damaged", bad, tell)


def object_phases(sheets: Sheets) -> Iterator[Fault]:
    """
    Find guarded objects listed under a phase that does not exist.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each object.
    """
    if sheets.settings is None:
        return
    phases = tuple(sheets.settings.phases)
    bad = sheets.frame("objects").filter(~pl.col("phase").is_in(phases))

    def tell(row: Row) -> Told:
        return (
            quoted(row["phase"]),
            f"one of {listed(phases)}",
            "Correct the phase.",
        )

    yield from sheets.each("objects", "phase", bad, tell)


def object_days(sheets: Sheets) -> Iterator[Fault]:
    """
    Find guarded objects whose days end before they begin.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each object.
    """
    bad = sheets.frame("objects").filter(
        pl.col("last_day") < pl.col("first_day")
    )

    def tell(row: Row) -> Told:
        return (
            f"day {row['first_day']} to day {row['last_day']}",
            "a last day not before the first",
            "Exchange or correct the two days.",
        )

    yield from sheets.each("objects", "first_day, last_day", bad, tell)


def heavy_days(sheets: Sheets) -> Iterator[Fault]:
    """
    Find more days of heavy rain than of rain.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each district.
    """
    bad = sheets.frame("climate").filter(
        pl.col("heavy_day_prob") > pl.col("wet_day_prob")
    )

    def tell(row: Row) -> Told:
        return (
            quoted(row["heavy_day_prob"]),
            f"at most {row['wet_day_prob']}, the chance of any rain",
            "A heavy day counts as a wet one: correct one of the two.",
        )

    yield from sheets.each("climate", "heavy_day_prob", bad, tell)


def climate_districts(sheets: Sheets) -> Iterator[Fault]:
    """
    Find districts without a climate, where others have one.

    Parameters
    ----------
    sheets
        Tables of the dataset.

    Yields
    ------
    Fault
        One for each district.
    """
    climate = sheets.frame("climate")["district_id"]
    if climate.is_empty():
        return
    hubs = sheets.frame("places").filter(kind="hub")["place_id"]
    for hub in sorted(set(hubs.drop_nulls()) - set(climate)):
        yield sheets.whole(
            "climate",
            "district_id",
            (
                f"no row for {hub}",
                "one row for each hub",
                "Add the row.",
            ),
        )
