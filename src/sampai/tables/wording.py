"""The words of a fault: what was found, what was expected, how to mend it."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import dataframely as dy
import polars as pl

SHOWN = 60
# Starts a text that stands for a value no text cell may hold, such as a
# formula; a fault shows the text after it.
MARK = "\x1e"
# What a person types for a digit when the font does not tell them apart.
LOOKALIKES = str.maketrans("OoQlIi", "000111")
LETTERS = dict(zip("OoQlIi", ("zero",) * 3 + ("one",) * 3, strict=True))


def quoted(value: object) -> str:
    """
    A value as a fault shows it: in quotes, cut where it is long.

    Parameters
    ----------
    value
        What stands in the cell; ``None`` for a blank one.

    Returns
    -------
    str
        The value in quotes, or ``nothing``.
    """
    if value is None or value == "":
        return "nothing"
    shown = str(value)
    # A file may hold the mark itself; with nothing behind it, it is a text.
    if shown.startswith(MARK) and shown != MARK:
        return _printable(shown.removeprefix(MARK))
    if len(shown) > SHOWN:
        shown = shown[:SHOWN] + "..."
    return f"'{_printable(shown)}'"


def _printable(text: str) -> str:
    return "".join(
        sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text
    )


def listed(words: tuple[str, ...], last: str = "or") -> str:
    """
    Join words by commas and a last ``or`` or ``and``.

    Parameters
    ----------
    words
        At least one word.
    last
        Word before the last one.

    Returns
    -------
    str
        The list.
    """
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def expected_of(column: dy.Column) -> str:
    """
    What a cell of a column may hold, in words.

    Parameters
    ----------
    column
        Column of a schema.

    Returns
    -------
    str
        Such as ``a whole number from 0 to 600``.
    """
    words = _expected(column)
    return f"{words}, or nothing" if column.nullable else words


def _expected(column: dy.Column) -> str:
    match column:
        case dy.Int64():
            return f"a whole number from {column.min} to {column.max}"
        case dy.Float64():
            return f"a number from {column.min:.15g} to {column.max:.15g}"
        case dy.String():
            return _expected_text(column.metadata or {})
    return {
        dy.Time: "a time of day such as 07:30",
        dy.Bool: "yes or no",
        dy.Datetime: "a moment with its offset, 2024-11-25T07:30:00+07:00",
    }[type(column)]


def _expected_text(metadata: Mapping[str, Any]) -> str:
    if "choices" in metadata:
        return f"one of {listed(metadata['choices'])}"
    if "several" in metadata:
        return f"any of {listed(metadata['several'])}"
    if "holds" in metadata:
        return str(metadata["holds"])
    if "refers" in metadata:
        return "a code of letters, digits, '.', '_' and '-'"
    return "one line of text"


def remedy_of(column: dy.Column, value: str | None) -> str:
    """
    How to mend a bad cell.

    Parameters
    ----------
    column
        Column of a schema.
    value
        What stands in the cell; ``None`` for a blank one.

    Returns
    -------
    str
        One sentence.
    """
    if value is None:
        return "Fill in the cell."
    if value.startswith(MARK):
        return "Format the cell as text and type it again."
    if value != value.strip():
        return "Delete the blank before or after it."
    match column:
        case dy.Int64() | dy.Float64():
            return _number_remedy(column, value)
        case dy.String():
            return _text_remedy(column, value)
    return {
        dy.Time: "Write hours and minutes with a colon between.",
        dy.Bool: "Choose one of them.",
        dy.Datetime: "Write date, T, time and the offset from UTC.",
    }[type(column)]


def _text_remedy(column: dy.String, value: str) -> str:
    metadata = column.metadata or {}
    if "choices" in metadata:
        return _closest(value, metadata["choices"])
    if "several" in metadata:
        return "Put semicolons between several, without blanks."
    if column.max_length and len(value.encode()) > column.max_length:
        return f"Shorten it to {column.max_length} bytes."
    return "Correct the cell."


def _number_remedy(column: dy.Int64 | dy.Float64, value: str) -> str:
    hint = (column.metadata or {}).get("remedy")
    typed = value.translate(LOOKALIKES)
    if typed != value and re.fullmatch(r"-?\d+(\.\d+)?", typed):
        letter = next(sign for sign in value if sign in LETTERS)
        return (
            f"Type the digits {typed};"
            f" the letter {letter} is not a {LETTERS[letter]}."
        )
    if re.fullmatch(r"-?\d+,\d+", value):
        return "Write a decimal point, and nothing between thousands."
    if re.fullmatch(r"-?\d+\.\d+", value) and isinstance(column, dy.Int64):
        return "Write a whole number, without a point."
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return hint or "Correct the number."
    return "Type the number in digits, without unit or blank."


def _closest(value: str, choices: tuple[str, ...]) -> str:
    near = get_close_matches(value.lower(), choices, n=1)
    return f"Did you mean {near[0]}?" if near else "Choose one of them."


def blank_of(column: dy.Column) -> pl.Expr | None:
    """
    What a blank cell of a column becomes.

    Parameters
    ----------
    column
        Column of a schema.

    Returns
    -------
    polars.Expr or None
        A literal, or ``None`` where a blank stays null.
    """
    blank = (column.metadata or {}).get("blank")
    return None if blank is None else pl.lit(blank)
