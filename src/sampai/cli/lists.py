"""Lists that are empty when all is well: the unserved, the exceptions."""

from collections.abc import Iterator
from datetime import datetime

import polars as pl
from rich.markup import escape
from rich.table import Table

from sampai.cli.view import View

# So many rows stand on the screen; the rest is in the file.
ROWS_SHOWN = 10


def listed(view: View, name: str, columns: tuple[str, ...]) -> Iterator[Table]:
    """
    Show the first rows of a table of the plan.

    Parameters
    ----------
    view
        The plan.
    name
        Name of the table.
    columns
        Columns to show.

    Yields
    ------
    rich.table.Table
        The table; nothing when it has no rows.
    """
    frame: pl.DataFrame = getattr(view.operation, name)
    if frame.is_empty():
        return
    words = view.words
    table = view.table(name)
    for column in columns:
        table.add_column(words[column])
    for row in frame.head(ROWS_SHOWN).select(columns).iter_rows():
        table.add_row(*(_cell(view, value) for value in row))
    if frame.height > ROWS_SHOWN:
        rest = words.number(frame.height - ROWS_SHOWN)
        table.caption = f"{rest} {words['more']} {name}.csv"
    yield table


def _cell(view: View, value: object) -> str:
    if isinstance(value, datetime):
        return view.moment(value)
    return escape(str(value))
