"""Tables of the report: rows of cells that sort by what they mean."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """
    One cell of a table.

    Parameters
    ----------
    text
        What a person reads.
    key
        What it sorts by.
    anchor
        Id of the row of another table it leads to, if any.
    mark
        Confidence of assumed and synthesised data, else blank.
    """

    text: str
    key: str | float
    anchor: str = ""
    mark: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right."""
        return not isinstance(self.key, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """
    One table of the report.

    Parameters
    ----------
    id
        Anchor of the table.
    title, note
        What it shows, and how its figures come about.
    source
        File of the operation or dataset it stands in.
    head
        Headers.
    rows
        Cells; the first may carry the row's own id.
    ids
        Anchor of each row, blank where it has none.
    """

    id: str
    title: str
    note: str
    source: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    ids: Sequence[str] = ()


Row = dict[str, Any]
Column = tuple[str, Callable[[Row], Cell]]


def cells(rows: Iterable[Row], columns: Sequence[Column]) -> list[list[Cell]]:
    """
    Make the cells of a table column by column.

    Parameters
    ----------
    rows
        What the table lists.
    columns
        Header, and how a row becomes its cell.

    Returns
    -------
    list of list of Cell
        A list a row.
    """
    return [[make(row) for _, make in columns] for row in rows]


def text(value: str, *, anchor: str = "", mark: str = "") -> Cell:
    """
    Make a cell of words.

    Parameters
    ----------
    value
        The words.
    anchor
        Id it leads to.
    mark
        Confidence to show beside it.

    Returns
    -------
    Cell
        It sorts by its words.
    """
    return Cell(text=value, key=value.casefold(), anchor=anchor, mark=mark)


def number(value: float, shown: str, *, mark: str = "") -> Cell:
    """
    Make a cell of a number.

    Parameters
    ----------
    value
        What it sorts by.
    shown
        How it is written.
    mark
        Confidence to show beside it.

    Returns
    -------
    Cell
        It stands to the right.
    """
    return Cell(text=shown, key=value, mark=mark)
