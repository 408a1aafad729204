"""Faults of one kind: each is told, but no more than people can read."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import TypeVar

from sampai.errors import Fault

# Of faults that differ only in their row, so many are named one by one; the
# rest is counted. A person mends two hundred rows with one change anyway.
NAMED = 200
_named = ContextVar("named", default=NAMED)

Row = TypeVar("Row")


@contextmanager
def naming(most: int) -> Iterator[None]:
    """
    Name more faults of a kind one by one, or fewer.

    Parameters
    ----------
    most
        How many: a program that gives refused rows back needs each.

    Yields
    ------
    None
        Once.
    """
    before = _named.set(most)
    try:
        yield
    finally:
        _named.reset(before)


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
        At most so many as are named, and one more, which counts them all.
    """
    named = _named.get()
    for row in rows[:named]:
        yield tell(row)
    if len(rows) > named:
        yield replace(
            tell(rows[named]),
            found=f"{len(rows)} faults of this kind in all",
            expected="none",
            remedy="Mend those above first; the rest, from this row on, is"
            " likely the same.",
        )
