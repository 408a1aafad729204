"""Constructors of schema columns: type, bounds, unit and meaning at once."""

import dataframely as dy
import polars as pl

CONFIDENCE = ("real", "derived", "synthesised", "assumed")

CODE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
CODE_LENGTH = 64
TEXT_LENGTH = 200

# Tabs pass, so that a cell that starts with one comes back as it was; other
# control characters break papers and cannot stand in a workbook.
TEXT_PATTERN = "^[^\x00-\x08\x0a-\x1f\x7f\u2028\u2029]*$"


def code(
    doc: str,
    *,
    key: bool = False,
    nullable: bool = False,
    refers: str | None = None,
    kinds: tuple[str, ...] = (),
) -> dy.String:
    """
    Column of a code or id.

    Parameters
    ----------
    doc
        Meaning in one line.
    key
        Whether it is part of the key.
    nullable
        Whether a cell may be blank.
    refers
        Table whose key it must be found in.
    kinds
        Kinds of place allowed, where it refers to a place.

    Returns
    -------
    dataframely.String
        The column.
    """
    return dy.String(
        primary_key=key,
        nullable=nullable,
        regex=CODE_PATTERN,
        max_length=CODE_LENGTH,
        description=doc,
        metadata={"refers": refers, "kinds": kinds},
    )


def text(
    doc: str,
    *,
    nullable: bool = False,
    blank: str | None = None,
    longest: int = TEXT_LENGTH,
) -> dy.String:
    """
    Column of one line of free text.

    Parameters
    ----------
    doc
        Meaning in one line.
    nullable
        Whether a cell may be blank.
    blank
        What a blank cell becomes; ``None`` leaves it null.
    longest
        Most bytes allowed.

    Returns
    -------
    dataframely.String
        The column.
    """
    return dy.String(
        nullable=nullable,
        regex=TEXT_PATTERN,
        max_length=longest,
        description=doc,
        metadata={"blank": blank, "free": True},
    )


def choice(
    doc: str,
    values: tuple[str, ...],
    *,
    key: bool = False,
    nullable: bool = False,
) -> dy.String:
    """
    Column of one of a few words.

    Parameters
    ----------
    doc
        Meaning in one line.
    values
        Words allowed.
    key
        Whether it is part of the key.
    nullable
        Whether a cell may be blank.

    Returns
    -------
    dataframely.String
        The column.
    """

    def known(cell: pl.Expr) -> pl.Expr:
        return cell.is_in(values)

    return dy.String(
        primary_key=key,
        nullable=nullable,
        check={"choice": known},
        description=doc,
        metadata={"choices": values},
    )


def several(doc: str, values: tuple[str, ...]) -> dy.String:
    """
    Column of any of a few words with semicolons between; blank means none.

    Parameters
    ----------
    doc
        Meaning in one line.
    values
        Words allowed.

    Returns
    -------
    dataframely.String
        The column.
    """
    word = f"({'|'.join(values)})"
    return dy.String(
        regex=f"^({word}(;{word})*)?$",
        description=doc,
        metadata={"blank": "", "several": values},
    )


def whole(
    doc: str,
    unit: str,
    bounds: tuple[int, int],
    *,
    key: bool = False,
    nullable: bool = False,
    remedy: str | None = None,
) -> dy.Int64:
    """
    Column of whole numbers.

    Parameters
    ----------
    doc
        Meaning in one line.
    unit
        Unit of the numbers.
    bounds
        Least and greatest allowed.
    key
        Whether it is part of the key.
    nullable
        Whether a cell may be blank.
    remedy
        How to mend a number out of bounds, where a hint helps.

    Returns
    -------
    dataframely.Int64
        The column.
    """
    return dy.Int64(
        primary_key=key,
        nullable=nullable,
        min=bounds[0],
        max=bounds[1],
        description=doc,
        metadata={"unit": unit, "remedy": remedy},
    )


def number(
    doc: str,
    unit: str,
    bounds: tuple[float, float],
    *,
    nullable: bool = False,
    remedy: str | None = None,
) -> dy.Float64:
    """
    Column of decimal numbers.

    Parameters
    ----------
    doc
        Meaning in one line.
    unit
        Unit of the numbers.
    bounds
        Least and greatest allowed.
    nullable
        Whether a cell may be blank.
    remedy
        How to mend a number out of bounds, where a hint helps.

    Returns
    -------
    dataframely.Float64
        The column.
    """
    return dy.Float64(
        nullable=nullable,
        min=bounds[0],
        max=bounds[1],
        description=doc,
        metadata={"unit": unit, "remedy": remedy},
    )


def time_of_day(doc: str, *, nullable: bool = False) -> dy.Time:
    """
    Column of local times of day.

    Parameters
    ----------
    doc
        Meaning in one line.
    nullable
        Whether a cell may be blank.

    Returns
    -------
    dataframely.Time
        The column.
    """
    return dy.Time(
        nullable=nullable,
        description=doc,
        metadata={"unit": "local time"},
    )


def flag(doc: str) -> dy.Bool:
    """
    Column of yes or no; blank means no.

    Parameters
    ----------
    doc
        Meaning in one line.

    Returns
    -------
    dataframely.Bool
        The column.
    """
    return dy.Bool(description=doc, metadata={"blank": False})


def moment(doc: str) -> dy.Datetime:
    """
    Column of moments: local time with its offset in files, UTC in frames.

    Parameters
    ----------
    doc
        Meaning in one line.

    Returns
    -------
    dataframely.Datetime
        The column.
    """
    return dy.Datetime(
        time_zone="UTC",
        time_unit="us",
        description=doc,
        metadata={"unit": "local time with offset"},
    )


def confidence() -> dy.String:
    """
    Column every dataset table ends with.

    Returns
    -------
    dataframely.String
        The column.
    """
    return choice("How far the row can be trusted.", CONFIDENCE)
