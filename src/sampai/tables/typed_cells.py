"""From the values of workbooks and Parquet to text cells, one for one."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from types import NoneType
from typing import Any

import dataframely as dy

from sampai.tables.wording import MARK

# Larger whole numbers have lost their last digits in a spreadsheet.
EXACT_MAX = 10**15
NUMBERS = (dy.Int64, dy.Float64)


def cell_text(value: Any, column: dy.Column | None) -> str:
    """
    Write a value as a CSV file would hold it.

    What is of another kind than its column becomes a marked text, which no
    column takes and which the fault shows as it is.

    Parameters
    ----------
    value
        Value of a cell.
    column
        Column it stands in; ``None`` where any kind may stand.

    Returns
    -------
    str
        Text; empty for a blank cell.
    """
    # A logical value is a number to Python, and a moment a date: they come
    # first.
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value, column)
    return f"{MARK}a value of the kind {type(value).__name__}"


def _blank(_value: None, _column: dy.Column | None) -> str:
    return ""


def _text(value: str, _column: dy.Column | None) -> str:
    return value


def _bool_text(value: object, column: dy.Column | None) -> str:
    if column is None or isinstance(column, dy.Bool):
        return "yes" if value else "no"
    return f"{MARK}the logical value {str(value).upper()}"


def _number_text(value: float, column: dy.Column | None) -> str:
    whole = float(value).is_integer() and abs(value) < EXACT_MAX
    text = str(int(value)) if whole else repr(value)
    if whole or column is None or isinstance(column, NUMBERS):
        return text
    # A code such as 18.10 has lost its last digit here already.
    return f"{MARK}the number {text}"


def _date_text(value: date, column: dy.Column | None) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.isoformat(timespec="seconds")
    if column is None and not isinstance(value, datetime):
        return value.isoformat()
    return f"{MARK}the date {value.isoformat()}"


def _time_text(value: time | timedelta, column: dy.Column | None) -> str:
    if isinstance(value, timedelta):
        if not timedelta(0) <= value < timedelta(days=1):
            return f"{MARK}the duration {value}"
        midnight = datetime(1970, 1, 1, tzinfo=UTC)
        value = (midnight + value).time()
    if column is None or isinstance(column, dy.Time):
        return value.isoformat("seconds")
    return f"{MARK}the time {value.isoformat('seconds')}"


_WRITERS: tuple[
    tuple[tuple[type, ...], Callable[[Any, dy.Column | None], str]], ...
] = (
    ((NoneType,), _blank),
    ((str,), _text),
    ((bool,), _bool_text),
    ((int, float), _number_text),
    ((date,), _date_text),
    ((time, timedelta), _time_text),
)
