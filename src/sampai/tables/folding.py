"""Faults of one kind: each is told, but no more than people can read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from sampai.errors import Fault

# Of faults that differ only in their row, so many are named one by one; the
# rest is counted. A person mends two hundred rows with one change anyway.
NAMED = 200

Row = TypeVar("Row")


def each(rows: Sequence[Row], tell: Callable[[Row], Fault]) -> Iterator[Fault]:
    """
    Tell the faults of one kind, the many past the first ones as one.

    Parameters
    ----------
    rows
        What has the fault.
    tell
        Makes the fault of one of them.

    Yields
    ------
    Fault
        At most ``NAMED`` and one more, which counts them all.
    """
    for row in rows[:NAMED]:
        yield tell(row)
    if len(rows) > NAMED:
        yield replace(
            tell(rows[NAMED]),
            found=f"{len(rows)} faults of this kind in all",
            expected="none",
            remedy="Mend those above first; the rest, from this row on, is"
            " likely the same.",
        )
