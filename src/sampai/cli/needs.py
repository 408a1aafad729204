"""`sampai needs`: what the regency needs, item by item, against its stock."""

import polars as pl
from rich.markup import escape
from rich.table import Table

from sampai.cli.datasets import open_dataset
from sampai.cli.language import Language
from sampai.cli.screen import result_console
from sampai.cli.view import plain_table
from sampai.documents.words import Words, words_of
from sampai.election import Regulation, balance, load_regulation
from sampai.tables import Dataset


def run(named: str, language: Language) -> None:
    """
    Print the needs of a dataset.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.
    language
        Language of the words.
    """
    dataset = open_dataset(named)
    regulation = load_regulation(dataset.settings.regulation)
    words = words_of(dataset.settings, language)
    lines = _lines(dataset, regulation)
    console = result_console()
    console.print(f"[bold]{escape(dataset.settings.name)}[/]")
    console.print(_headline(words, dataset, regulation))
    console.print()
    console.print(_table(words, lines))


def _headline(words: Words, dataset: Dataset, regulation: Regulation) -> str:
    voters = dataset.tps.select(
        pl.col("voters_male").sum() + pl.col("voters_female").sum()
    ).item()
    return words(
        "terminal.needs_of",
        tps=words.whole(dataset.tps.height),
        voters=words.whole(voters),
        regulation=escape(regulation.id),
    )


def _table(words: Words, lines: pl.DataFrame) -> Table:
    table = plain_table()
    table.caption = words("terminal.unknown_stock")
    for key in ("item", "name", "contest"):
        table.add_column(words(f"terminal.{key}"))
    for key in ("needed", "usable", "short"):
        table.add_column(words(f"terminal.{key}"), justify="right")
    for code, *cells in lines.iter_rows():
        name, contest, *counts = cells
        table.add_row(
            code,
            escape(name[f"name_{words.language}"]),
            escape(words.code("contest", contest)),
            *("" if count is None else words.whole(count) for count in counts),
            style="bold red" if counts[-1] else None,
        )
    return table


def _lines(dataset: Dataset, regulation: Regulation) -> pl.DataFrame:
    """Items in the order of the regulation, each with its stock."""
    items = pl.DataFrame(
        {
            "item": item.code,
            "at": at,
            "name": {"name_id": item.name_id, "name_en": item.name_en},
        }
        for at, item in enumerate(regulation.items)
    )
    return (
        balance(dataset, regulation)
        .join(items, on="item")
        .sort("at", "contest")
        .select(
            "item",
            "name",
            pl.col("contest").fill_null(""),
            "needed",
            pl.col("received") - pl.col("damaged"),
            "short",
        )
    )
