"""What the parts of a result's screen share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from rich import box
from rich.table import Table

from sampai.documents.words import Words
from sampai.tables import Dataset, Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """
    A plan and the words to tell it in.

    Parameters
    ----------
    dataset, operation
        The dataset and its plan.
    words
        Words of the language asked for.
    """

    dataset: Dataset
    operation: Operation
    words: Words

    def text(self, key: str) -> str:
        """
        Find a text of the terminal.

        Parameters
        ----------
        key
            Key without its section.

        Returns
        -------
        str
            The text in the language asked for.
        """
        return self.words(f"terminal.{key}")

    def whole(self, key: str) -> int:
        """
        Look up a whole number of the summary.

        Parameters
        ----------
        key
            Key of summary.json.

        Returns
        -------
        int
            Its value.
        """
        return cast("int", self.operation.summary[key])

    def parts(self, key: str) -> Mapping[str, int]:
        """
        Look up the parts of a cost.

        Parameters
        ----------
        key
            Key of summary.json.

        Returns
        -------
        Mapping
            Rupiah by part. [IDR]
        """
        return cast("Mapping[str, int]", self.operation.summary[key])

    def table(
        self, title: str, texts: Iterable[str], numbers: Iterable[str] = ()
    ) -> Table:
        """
        Begin a table.

        Parameters
        ----------
        title
            Key of its title.
        texts
            Headers of its columns of text.
        numbers
            Headers of the columns of numbers, which stand to the right.

        Returns
        -------
        rich.table.Table
            Without rows yet.
        """
        table = plain_table(self.text(title))
        for header in texts:
            table.add_column(header)
        for header in numbers:
            table.add_column(header, justify="right", no_wrap=True)
        return table


def plain_table(title: str | None = None) -> Table:
    """
    Begin a table that leaves its width to what stands in it.

    Parameters
    ----------
    title
        Title over it.

    Returns
    -------
    rich.table.Table
        Without columns yet.
    """
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        caption_justify="left",
        caption_style="",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
    )
