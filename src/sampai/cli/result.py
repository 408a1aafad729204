"""The screen of `sampai plan`: what a person wants to know first."""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sampai.cli.beach import beach
from sampai.cli.costs import costs
from sampai.cli.language import Language
from sampai.cli.remarks import exceptions, unserved
from sampai.cli.risk import risk
from sampai.cli.vehicles import vehicles
from sampai.cli.view import View
from sampai.documents.tightest import tightest
from sampai.documents.words import words_of
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
    words = words_of(dataset.settings, language)
    view = View(dataset=dataset, operation=operation, words=words)
    console.print(f"\n[bold]{escape(dataset.settings.name)}[/]\n")
    console.print(_figures(view))
    for table in (vehicles(view), costs(view)):
        console.print()
        console.print(table)
    _print_risk(console, view)
    for table in (
        _tightest(view),
        *beach(view),
        *unserved(view),
        *exceptions(view),
    ):
        console.print()
        console.print(table)
    console.print()
    console.print(_files(view, folder))
    console.print(f"[yellow]{words('general.restricted_long')}[/]")


def _print_risk(console: Console, view: View) -> None:
    for number, part in enumerate(risk(view)):
        if not number:
            console.print()
        console.print(part)


def _figures(view: View) -> Table:
    served, total = view.whole("served"), view.whole("tps")
    colour = "green" if served == total else "red"
    share = view.words(
        "terminal.of",
        part=view.words.whole(served),
        whole=view.words.whole(total),
    )
    grid = Table.grid(padding=(0, 2))
    grid.add_row(view.text("served"), f"[bold {colour}]{share}[/]")
    # Boxes by need: each once, however often it changes vehicles.
    needs = view.operation.needs.filter(pl.col("item").is_in(BOX_ITEMS))
    for key, value in (
        ("boxes", int(needs["quantity"].sum())),
        ("trips", view.whole("trips")),
        ("vehicle_days", view.whole("vehicle_days")),
        ("unserved", view.whole("unserved")),
        ("exceptions", view.whole("exceptions")),
    ):
        grid.add_row(view.text(key), view.words.whole(value))
    return grid


def _tightest(view: View) -> Table:
    keys = ("tps", "handed_over", "due", "slack")
    table = view.table("tightest", map(view.text, keys))
    rows = tightest(view.dataset, view.operation).head(TIGHTEST_SHOWN)
    for row in rows.iter_rows(named=True):
        table.add_row(
            f"{row['number']}, {escape(row['village'])}",
            view.words.moment(row["done_at"]),
            view.words.moment(row["due_at"]),
            view.words.span(row["slack_s"]),
        )
    return table


def _files(view: View, folder: Path) -> Table:
    grid = Table.grid(padding=(0, 2))
    for key, name in (
        ("report", "report.html"),
        ("workbook", "plan.xlsx"),
        ("papers", "papers.pdf"),
        ("tables", "summary.json"),
    ):
        if (folder / name).exists():
            grid.add_row(view.text(key), escape(str(folder / name)))
    return grid
