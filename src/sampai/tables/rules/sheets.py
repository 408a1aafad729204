"""What a rule sees, and how it tells of the rows that break it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from sampai.errors import Fault
from sampai.tables.cells import Sheet
from sampai.tables.folding import each
from sampai.tables.settings import Settings

Row = Mapping[str, Any]
Told = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """
    Tables as far as they could be read, with the row numbers of the files.

    Parameters
    ----------
    settings
        Settings, or ``None`` where they have faults.
    settings_file
        File or sheet of the settings.
    tables
        Tables by name; those that could not be read are left out.
    """

    settings: Settings | None
    settings_file: str
    tables: Mapping[str, Sheet]

    def frame(self, name: str) -> pl.DataFrame:
        """
        Give the rows of a table with the column ``row``.

        Parameters
        ----------
        name
            Name of the table.

        Returns
        -------
        polars.DataFrame
            Typed columns; cells that could not be read are null.
        """
        return self.tables[name].frame

    def each(
        self,
        name: str,
        column: str | None,
        bad: pl.DataFrame,
        tell: Callable[[Row], Told],
    ) -> Iterator[Fault]:
        """
        Tell of every row that breaks a rule.

        Parameters
        ----------
        name
            Name of the table.
        column
            Column to look at.
        bad
            Rows that break the rule, with the column ``row``.
        tell
            Found, expected and remedy of a row.

        Returns
        -------
        Iterator of Fault
            One for each row, the many past the first ones as one.
        """
        file = self.tables[name].file

        def fault_of(row: Row) -> Fault:
            found, expected, remedy = tell(row)
            return Fault(
                file=file,
                row=row["row"],
                column=column,
                found=found,
                expected=expected,
                remedy=remedy,
            )

        return each(bad.sort("row").to_dicts(), fault_of)

    def whole(self, name: str, column: str | None, told: Told) -> Fault:
        """
        Tell of a fault of a whole table.

        Parameters
        ----------
        name
            Name of the table.
        column
            Column to look at.
        told
            Found, expected and remedy.

        Returns
        -------
        Fault
            Without a row.
        """
        found, expected, remedy = told
        return Fault(
            file=self.tables[name].file,
            column=column,
            found=found,
            expected=expected,
            remedy=remedy,
        )
