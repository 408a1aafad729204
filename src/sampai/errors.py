"""
The exception tree of sampai.

::

    SampaiError
    ├── DatasetError      a dataset, workbook or operation folder has faults
    ├── RegulationError   a regulation file has faults or is unknown
    └── PlanningError     a plan cannot be made at all
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """
    One thing wrong with an input, told so that a person can mend it.

    Parameters
    ----------
    file
        File or sheet in which it stands, such as ``tps.csv``.
    row
        Row as a person counts it: the header is row 1. ``None`` where the
        fault is of the whole file.
    column
        Name of the column or of the key, or ``None``.
    found
        What stands there, as text.
    expected
        What was expected instead.
    remedy
        How to mend it: one sentence.
    """

    file: str
    row: int | None = None
    column: str | None = None
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        """Tell the fault in one line."""
        where = self.file
        if self.row is not None:
            where += f", row {self.row}"
        if self.column is not None:
            where += f", column '{self.column}'"
        return (
            f"{where}: found {self.found}, expected {self.expected}. "
            f"{self.remedy}"
        )


class SampaiError(Exception):
    """Anything sampai refuses, with words for the person who can mend it."""


class DatasetError(SampaiError):
    """
    A dataset or an operation folder has faults; all of them are named.

    Parameters
    ----------
    faults
        Every fault found, in the order of the files and rows.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class RegulationError(DatasetError):
    """A regulation file is unknown or has faults."""


class PlanningError(SampaiError):
    """A plan cannot be made at all, whatever the solver does."""
