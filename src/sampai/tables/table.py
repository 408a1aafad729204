"""A table of a contract: its name, its schema, its key, its meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import dataframely as dy
import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """
    One table of a dataset or of an operation.

    Parameters
    ----------
    name
        Name of the file without its ending, and of the sheet.
    schema
        Columns with type, bounds, unit and meaning.
    parts
        Columns of the key where some may be blank; otherwise the primary
        key of the schema is the key.
    """

    name: str
    schema: type[dy.Schema]
    parts: tuple[str, ...] = ()

    @property
    def doc(self) -> str:
        """Meaning of the table in one line."""
        return (self.schema.__doc__ or "").strip().splitlines()[0]

    @property
    def key(self) -> tuple[str, ...]:
        """The columns whose values together name a row."""
        return self.parts or tuple(self.schema.primary_key())

    @property
    def columns(self) -> dict[str, dy.Column]:
        """The columns by name, in the order of the contract."""
        return self.schema.columns()

    def frame(self, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
        """
        Make a frame of this table, typed and sorted by its key.

        Parameters
        ----------
        rows
            Values by column.

        Returns
        -------
        DataFrame
            The columns in the order of the contract.
        """
        types = {name: column.dtype for name, column in self.columns.items()}
        return pl.DataFrame(rows, schema=types, orient="row").sort(self.key)


def by_name(*tables: Table) -> dict[str, Table]:
    """
    Put tables into a dictionary.

    Parameters
    ----------
    *tables
        Tables of a contract, in its order.

    Returns
    -------
    dict
        The tables by name.
    """
    return {table.name: table for table in tables}
