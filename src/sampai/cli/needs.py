"""`sampai needs`: what the regency needs, item by item, against its stock."""

import polars as pl
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sampai.cli.datasets import open_dataset
from sampai.cli.screen import result_console
from sampai.cli.words import Language, Words
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
    _show(result_console(), Words(language), dataset, regulation)


def _show(
    console: Console,
    words: Words,
    dataset: Dataset,
    regulation: Regulation,
) -> None:
    settings = dataset.settings
    voters = dataset.tps.select(
        pl.col("voters_male").sum() + pl.col("voters_female").sum()
    ).item()
    console.print(f"[bold]{escape(settings.name)}[/]")
    console.print(
        f"{words.number(dataset.tps.height)} TPS, "
        f"{words.number(voters)} {words['voters']}, "
        f"{words['regulation']} {escape(regulation.id)}"
    )
    console.print()
    console.print(_table(words, dataset, regulation))


def _table(words: Words, dataset: Dataset, regulation: Regulation) -> Table:
    table = Table(caption=words["unknown_stock"], caption_justify="left")
    for key in ("item", "name", "contest"):
        table.add_column(words[key])
    for key in ("needed", "usable", "short"):
        table.add_column(words[key], justify="right")
    for code, *cells in _lines(dataset, regulation).iter_rows():
        name, contest, *counts = cells
        table.add_row(
            code,
            escape(name[f"name_{words.language}"]),
            escape(contest),
            *(words.number_or_blank(count) for count in counts),
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
