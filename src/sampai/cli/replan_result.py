"""The screen of `sampai replan`: who is concerned, who must be told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sampai.cli.language import Language
from sampai.cli.remarks import NAMES_SHOWN, exceptions, unserved
from sampai.cli.view import View, plain_table
from sampai.documents.words import words_of
from sampai.operation.replanning import Replanned
from sampai.tables import Dataset, Operation

# So many rows are read in one sitting; all of them are in changes.csv.
ROWS_SHOWN = 30
FILES = ("changes.csv", "report.html", "plan.xlsx", "papers.pdf")


def show_replanned(
    console: Console,
    dataset: Dataset,
    before: Operation,
    made: Replanned,
    folder: Path,
    language: Language,
) -> None:
    """
    Print what a replan changes.

    Parameters
    ----------
    console
        Where to print.
    dataset
        The regency.
    before
        The plan as it was.
    made
        The plan as it is now.
    folder
        Where the files lie.
    language
        Language of the words.
    """
    words = words_of(dataset.settings, language)
    view = View(dataset=dataset, operation=made.operation, words=words)
    console.print(f"\n[bold]{escape(dataset.settings.name)}[/]\n")
    console.print(_figures(view, before, made.changes))
    if made.changes.is_empty():
        console.print(f"\n[bold green]{words('replan.nothing')}[/]")
    else:
        for table in (
            _kinds(view, made.changes),
            *_told(view, made.changes),
            *unserved(view),
            *exceptions(view),
        ):
            console.print()
            console.print(table)
    console.print()
    for name in FILES:
        if (folder / name).exists():
            console.print(escape(str(folder / name)))
    console.print(f"[yellow]{words('general.restricted_long')}[/]")


def _figures(view: View, before: Operation, changes: pl.DataFrame) -> Table:
    words = view.words
    concerned = changes["tps_id"].drop_nulls().unique()
    vehicles = _vehicles(changes)
    villages = _villages(view, concerned.to_list())
    more = view.whole("cost_idr") - int(str(before.summary["cost_idr"]))
    lost = changes.filter(change="unserved")["tps_id"].n_unique()
    late = view.operation.exceptions.filter(rule="hand_over_due").height
    old = before.trips["trip_id"]
    touched = changes["trip_id"].drop_nulls().unique()
    grid = Table.grid(padding=(0, 2))
    share = words(
        "terminal.of",
        part=words.whole(concerned.len()),
        whole=words.whole(view.dataset.tps.height),
    )
    grid.add_row(words("replan.concerned"), f"[bold]{share}[/]")
    grid.add_row(words("replan.drivers"), _some(words.whole, vehicles))
    grid.add_row(words("replan.villages"), _some(words.whole, villages))
    grid.add_row(words("replan.cost"), f"[bold]{words.money(more)}[/]")
    for key, count in (("unserved", lost), ("late", late)):
        colour = "red" if count else "green"
        grid.add_row(
            words(f"replan.{key}"), f"[bold {colour}]{words.whole(count)}[/]"
        )
    kept = old.len() - int(old.is_in(touched.implode()).sum())
    grid.add_row(words("replan.kept"), words.whole(kept))
    return grid


def _some(whole: Any, names: list[str]) -> str:
    shown = ", ".join(names[:NAMES_SHOWN])
    dots = ", ..." if len(names) > NAMES_SHOWN else ""
    told = f": {escape(shown)}{dots}" if names else ""
    return f"[bold]{whole(len(names))}[/]{told}"


def _vehicles(changes: pl.DataFrame) -> list[str]:
    both = pl.concat([changes["vehicle_before"], changes["vehicle_after"]])
    return sorted(both.drop_nulls().unique())


def _villages(view: View, tps_ids: list[str]) -> list[str]:
    names = dict(view.dataset.places.select("place_id", "name").iter_rows())
    own = view.dataset.tps.filter(pl.col("tps_id").is_in(tps_ids))
    return sorted({str(names[v]) for v in own["village_id"]})


def _kinds(view: View, changes: pl.DataFrame) -> Table:
    """Count trips and tps by what was done and by its cause."""
    words = view.words
    table = plain_table(words("replan.changes"))
    for key in ("change", "cause", "why"):
        table.add_column(words(f"replan.{key}"))
    for key in ("trips", "tps"):
        table.add_column(words(f"replan.{key}"), justify="right")
    rows = (
        changes.group_by("change", "cause")
        .agg(
            trips=pl.col("trip_id").drop_nulls().n_unique(),
            tps=pl.col("tps_id").drop_nulls().n_unique(),
            why=pl.col("why").sort().first(),
            reasons=pl.col("why").n_unique(),
        )
        .sort("change", "cause")
    )
    for row in rows.iter_rows(named=True):
        dots = ", ..." if row["reasons"] > 1 else ""
        table.add_row(
            words.code("change", row["change"]),
            words.code("cause", row["cause"]),
            escape(_why(view, row["why"])) + dots,
            words.whole(row["trips"]),
            words.whole(row["tps"]),
        )
    return table


def _why(view: View, why: str) -> str:
    begins, colon, rest = why.partition(": ")
    if not colon:
        return view.words.code("reason", why)
    return f"{view.words.code('why_begins', begins)}: {rest}"


def _told(view: View, changes: pl.DataFrame) -> Iterator[Table]:
    """Say to each vehicle and village what is new for them."""
    words = view.words
    names = dict(view.dataset.places.select("place_id", "name").iter_rows())
    rows = (
        changes.filter(pl.col("trip_id").is_not_null())
        .join(
            view.dataset.tps.select("tps_id", "village_id"),
            on="tps_id",
            how="left",
        )
        .group_by("trip_id", "change", "village_id")
        .agg(
            pl.col("vehicle_before").first(),
            pl.col("vehicle_after").first(),
            pl.col("before_at").min(),
            pl.col("after_at").max(),
        )
        .sort("after_at", "trip_id", "village_id", nulls_last=True)
    )
    if rows.is_empty():
        return
    table = plain_table(words("replan.told"))
    for key in ("trip", "change", "vehicle", "where", "before", "after"):
        table.add_column(words(f"replan.{key}"))
    for row in rows.head(ROWS_SHOWN).iter_rows(named=True):
        table.add_row(
            escape(row["trip_id"]),
            words.code("change", row["change"]),
            escape(_vehicle(view, row)),
            escape(str(names.get(row["village_id"]) or "-")),
            *(
                words.moment(row[key]) if row[key] else "-"
                for key in ("before_at", "after_at")
            ),
        )
    if rows.height > ROWS_SHOWN:
        table.caption = words("replan.more", count=rows.height - ROWS_SHOWN)
    yield table


def _vehicle(view: View, row: dict[str, Any]) -> str:
    before, after = row["vehicle_before"], row["vehicle_after"]
    if before and after and before != after:
        return view.words("replan.from_to", before=before, after=after)
    return str(after or before or "-")
