"""The moment of a live state, as moment.toml tells it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sampai.errors import Fault
from sampai.tables.wording import quoted

KEY = "at"
EXPECTED = "a moment with its offset, 2024-11-24T12:00:00+07:00"


def moment_of(
    file: str, tree: Mapping[str, Any]
) -> tuple[datetime | None, list[Fault]]:
    """
    Take the moment from the tree of moment.toml.

    Parameters
    ----------
    file
        Name of the file.
    tree
        What stands in it.

    Returns
    -------
    datetime or None
        The moment, aware and of whole seconds; ``None`` where there is none.
    list of Fault
        Every fault.
    """
    faults = [
        Fault(
            file=file,
            column=name,
            found="an unknown key",
            expected=f"only the key '{KEY}'",
            remedy="Delete the key.",
        )
        for name in tree
        if name != KEY
    ]
    if KEY not in tree:
        fault = _fault(file, "no such key", "Add the key.")
        return None, [fault, *faults]
    at = _moment(tree[KEY])
    if at is None:
        found, remedy = quoted(tree[KEY]), "Write date, T, time and offset."
        if isinstance(tree[KEY], datetime):
            found = f"{quoted(tree[KEY].isoformat())}, without its offset"
            remedy = "Add the offset from UTC, such as +07:00."
        return None, [_fault(file, found, remedy), *faults]
    return at.astimezone(UTC).replace(microsecond=0), faults


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    return None


def _fault(file: str, found: str, remedy: str) -> Fault:
    return Fault(
        file=file, column=KEY, found=found, expected=EXPECTED, remedy=remedy
    )
