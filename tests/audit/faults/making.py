"""Simple ways to spoil an operation."""

from collections.abc import Callable

from tests.audit.edits import Files, add_to, shifted

# The rule that must catch a fault, and the edit that makes it.
Mutation = tuple[str, Callable[[Files], object]]

HOUR = 3600
DAY = 24 * HOUR


def put(table: str, column: str, value: str, **wanted: str):
    """Put another value into a cell."""

    def edit(files: Files) -> None:
        files.row(table, **wanted)[column] = value

    return edit


def raised(table: str, column: str, number: float, **wanted: str):
    """Raise a number."""

    def edit(files: Files) -> None:
        add_to(files.row(table, **wanted), column, number)

    return edit


def later(table: str, column: str, seconds: int, **wanted: str):
    """Set a moment later."""

    def edit(files: Files) -> None:
        row = files.row(table, **wanted)
        row[column] = shifted(row[column], seconds)

    return edit


def dropped(table: str, **wanted: str):
    """Strike out rows."""
    return lambda files: files.drop(table, **wanted)


def moved(trip_id: str, seconds: int):
    """Let a trip happen later."""
    return lambda files: files.shift_trip(trip_id, seconds)


def told(**values: object):
    """Tell other figures in the summary."""
    return lambda files: files.summary(**values)


def spoilt(name: str, text: bytes):
    """Overwrite a file with bytes."""
    return lambda files: files.path(name).write_bytes(text)
