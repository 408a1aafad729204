"""Rules of records: what cannot be true of what people write down."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from sampai.errors import Fault
from sampai.tables.cells import Sheet
from sampai.tables.dataset_schemas import DATASET_TABLES
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.tables.rules.references import unknown_ids
from sampai.tables.rules.sheets import Row, Sheets, Told
from sampai.tables.table import Table
from sampai.tables.wording import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """
    What records are held against.

    Parameters
    ----------
    places, tps
        Tables of the dataset in force.
    stores
        Stores that stand already.
    own_places, own_tps
        Where the person may write; None: anywhere.
    """

    places: pl.DataFrame
    tps: pl.DataFrame
    stores: pl.DataFrame
    own_places: frozenset[str] | None = None
    own_tps: frozenset[str] | None = None


def check_records(
    sheets: dict[str, Sheet], known: Surroundings
) -> Iterator[Fault]:
    """
    Find what cannot be true of records, as far as their cells are read.

    Parameters
    ----------
    sheets
        Records by the name of their table; not every one need be there.
    known
        What they are held against.

    Yields
    ------
    Fault
        One for each row that breaks a rule.
    """
    stores, own = _all_stores(sheets, known), _sheets(sheets)
    others = [name for name in sheets if name != "inspections"]
    yield from unknown_ids(_named(sheets, known), of=others)
    if "inspections" in sheets:
        # Of a store that stands already, or of one that comes beside.
        all_stores = _beside(RECORD_TABLES["stores"], stores)
        named = {**sheets, "stores": all_stores}
        yield from unknown_ids(_sheets(named), of=["inspections"])
    rules = {
        "staff": (_one_of_two, _turned_days),
        "requests": (_turned_moments, _granted),
    }
    for name, finders in rules.items():
        if name in sheets:
            for find in finders:
                yield from find(own)
    yield from _outside(own, known, stores)


def _sheets(tables: dict[str, Sheet]) -> Sheets:
    return Sheets(settings=None, settings_file="", tables=tables)


def _named(sheets: dict[str, Sheet], known: Surroundings) -> Sheets:
    """Put beside the records the tables whose ids they name."""
    return _sheets(
        {
            **sheets,
            "places": _beside(DATASET_TABLES["places"], known.places),
            "tps": _beside(DATASET_TABLES["tps"], known.tps),
        }
    )


def _beside(table: Table, frame: pl.DataFrame) -> Sheet:
    return Sheet(
        table=table,
        file=f"{table.name}.csv",
        frame=frame.with_row_index("row", offset=2),
        faults=(),
        broken=frozenset(),
    )


def _all_stores(sheets: dict[str, Sheet], known: Surroundings) -> pl.DataFrame:
    """Join the stores that stand with those that come; these count more."""
    columns = ["store_id", "place_id"]
    stand = known.stores.select(columns)
    if "stores" not in sheets:
        return stand
    come = sheets["stores"].frame.select(columns).drop_nulls("store_id")
    return pl.concat([come, stand]).unique("store_id", keep="first")


def _one_of_two(sheets: Sheets) -> Iterator[Fault]:
    tps, place = pl.col("tps_id").is_null(), pl.col("place_id").is_null()
    bad = sheets.frame("staff").filter(tps == place)

    def tell(row: Row) -> Told:
        return (
            "both" if row["tps_id"] else "neither",
            "either the TPS or the place",
            "Fill in one of the two cells.",
        )

    yield from sheets.each("staff", "tps_id, place_id", bad, tell)


def _turned_days(sheets: Sheets) -> Iterator[Fault]:
    bad = sheets.frame("staff").filter(pl.col("to_day") < pl.col("from_day"))

    def tell(row: Row) -> Told:
        return (
            f"day {row['from_day']} to day {row['to_day']}",
            "a last day that is not before the first",
            "Exchange or correct the two days.",
        )

    yield from sheets.each("staff", "from_day, to_day", bad, tell)


def _turned_moments(sheets: Sheets) -> Iterator[Fault]:
    bad = sheets.frame("requests").filter(
        pl.col("answered_at") < pl.col("sent_at")
    )

    def tell(_row: Row) -> Told:
        return (
            "an answer before the request",
            "an answer after it was sent",
            "Exchange or correct the two moments.",
        )

    yield from sheets.each("requests", "sent_at, answered_at", bad, tell)


def _granted(sheets: Sheets) -> Iterator[Fault]:
    rows = sheets.frame("requests")
    answered = pl.col("answered_at").is_not_null()
    lone = rows.filter(answered != pl.col("granted").is_not_null())

    def tell_lone(row: Row) -> Told:
        return (
            "only one of the two",
            "the moment of the answer and what was given, or neither",
            "Fill in the moment; write 0 for a refusal."
            if row["answered_at"] is None
            else "Write how many were given, 0 for a refusal.",
        )

    def tell_more(row: Row) -> Told:
        return (
            f"{row['granted']} of {row['quantity']}",
            "no more than was asked for",
            "Correct one of the two numbers.",
        )

    yield from sheets.each("requests", "answered_at, granted", lone, tell_lone)
    more = rows.filter(pl.col("granted") > pl.col("quantity"))
    yield from sheets.each("requests", "quantity, granted", more, tell_more)


def _outside(
    sheets: Sheets, known: Surroundings, stores: pl.DataFrame
) -> Iterator[Fault]:
    """Find rows of elsewhere than where the person may write."""
    if known.own_places is None:
        return
    own = {"place_id": known.own_places, "tps_id": known.own_tps or ()}
    for name in sheets.tables:
        rows = sheets.frame(name)
        if name == "inspections":
            rows = rows.join(stores, on="store_id", how="inner")
        where = [column for column in own if column in rows.columns]
        if not where:
            yield from sheets.each(name, None, rows, _not_yours)
            continue
        far = rows.filter(
            pl.any_horizontal(pl.col(*where).is_not_null()),
            ~pl.any_horizontal(
                pl.col(column)
                .is_in(sorted(own[column]))
                .fill_null(value=False)
                for column in where
            ),
        )
        column = "store_id" if name == "inspections" else ", ".join(where)
        yield from sheets.each(name, column, far, _far)


def _far(row: Row) -> Told:
    where = row.get("tps_id") or row.get("store_id") or row["place_id"]
    return (
        quoted(where),
        "a place or TPS of your own territory",
        "Delete the row, or ask the KPU to write it down.",
    )


def _not_yours(_row: Row) -> Told:
    return (
        "a request",
        "records of your own territory",
        "Delete the row; the KPU sends the requests of the regency.",
    )
