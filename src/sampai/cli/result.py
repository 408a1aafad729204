"""The screen of `sampai plan`: what a person wants to know first."""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sampai.cli.costs import costs
from sampai.cli.lists import listed
from sampai.cli.tightest import tightest
from sampai.cli.vehicles import vehicles
from sampai.cli.view import View
from sampai.cli.words import Language, Words, spoken_span
from sampai.tables import Dataset, Operation

BOX_ITEMS = ("BOX", "BPK")
TIGHTEST_SHOWN = 3


def show_result(
    console: Console,
    dataset: Dataset,
    operation: Operation,
    folder: Path,
    language: Language,
) -> None:
    """
    Print the result of a plan.

    Parameters
    ----------
    console
        Where to print.
    dataset, operation
        The dataset and its plan.
    folder
        Where the files lie.
    language
        Language of the words.
    """
    view = View(dataset=dataset, operation=operation, words=Words(language))
    console.print(f"\n[bold]{escape(dataset.settings.name)}[/]\n")
    console.print(_figures(view))
    for table in (
        vehicles(view),
        costs(view),
        _tightest(view),
        *listed(view, "unserved", ("tps_id", "reason", "remedy")),
        *listed(
            view, "exceptions", ("subject_id", "rule", "planned_at", "why")
        ),
    ):
        console.print()
        console.print(table)
    console.print()
    console.print(_files(view, folder))
    console.print(f"[yellow]{view.words['restricted']}[/]")


def _figures(view: View) -> Table:
    words = view.words
    served, total = view.whole("served"), view.whole("tps")
    colour = "green" if served == total else "red"
    grid = Table.grid(padding=(0, 2))
    grid.add_row(
        words["served"],
        f"[bold {colour}]{words.number(served)} {words['of']} "
        f"{words.number(total)}[/]",
    )
    # Boxes by need: each once, however often it changes vehicles.
    needs = view.operation.needs.filter(pl.col("item").is_in(BOX_ITEMS))
    for key, value in (
        ("boxes", int(needs["quantity"].sum())),
        ("trips", view.whole("trips")),
        ("vehicle_days", view.whole("vehicle_days")),
        ("unserved", view.whole("unserved")),
        ("exceptions", view.whole("exceptions")),
    ):
        grid.add_row(words[key], words.number(value))
    return grid


def _tightest(view: View) -> Table:
    words = view.words
    table = view.table("tightest")
    for key in ("tps_id", "handed_over", "due", "slack"):
        table.add_column(words[key])
    rows = tightest(view.dataset, view.operation).head(TIGHTEST_SHOWN)
    for row in rows.iter_rows(named=True):
        table.add_row(
            f"{row['number']}, {escape(row['village'])}",
            view.moment(row["done_at"]),
            view.moment(row["due_at"]),
            spoken_span(row["slack_s"]),
        )
    return table


def _files(view: View, folder: Path) -> Table:
    grid = Table.grid(padding=(0, 2))
    for key, name in (
        ("report", "report.html"),
        ("workbook", "plan.xlsx"),
        ("papers", "papers.pdf"),
        ("tables", "*.csv, summary.json"),
    ):
        grid.add_row(view.words[key], escape(str(folder / name)))
    return grid
