"""The keys of a regulation file: what each may hold."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from sampai.election.regulation import BOUND, PACKED, PER, ROUND, STATUS

SCOPE = ("tps", "tps_contest", "district", "regency", "regency_contest")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
FACTOR = re.compile(r"\d{1,6}(\.\d{1,6}|/\d{1,6})?")
TEXT_LENGTH = 500
# A million of anything a voter, times the voters of a nation, still fits the
# whole numbers that needs are computed in.
MOST = 1_000_000
SIZE_MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """
    One key of a table of the file.

    Parameters
    ----------
    name
        The key.
    expected
        What it may hold, in words.
    take
        Turns what stands in the file into the value, and raises ValueError
        where that cannot be.
    needed
        Whether it must be there.
    remedy
        How to mend it.
    """

    name: str
    expected: str
    take: Callable[[object], object]
    needed: bool = True
    remedy: str = field(default="Correct the value.")


def _text(name: str, *, needed: bool = True) -> Field:
    def take(found: object) -> str:
        _refuse_unless(isinstance(found, str))
        text = str(found).strip()
        _refuse_unless(0 < len(text) <= TEXT_LENGTH and text.isprintable())
        return text

    return Field(
        name=name,
        expected=f"one line of text of at most {TEXT_LENGTH} letters",
        take=take,
        needed=needed,
        remedy="Write the text in quotes.",
    )


def _code(name: str) -> Field:
    def take(found: object) -> str:
        _refuse_unless(isinstance(found, str))
        _refuse_unless(CODE.fullmatch(str(found)))
        return str(found)

    return Field(
        name=name,
        expected="a code of letters, digits, '.', '_' and '-', in quotes",
        take=take,
    )


def _choice(
    name: str, words: tuple[str, ...], *, needed: bool = True
) -> Field:
    def take(found: object) -> str:
        _refuse_unless(isinstance(found, str) and found in words)
        return str(found)

    return Field(
        name=name,
        expected=f"one of {', '.join(words)}",
        take=take,
        needed=needed,
        remedy="Choose one of them.",
    )


def _whole(name: str, least: int, most: int, *, needed: bool = True) -> Field:
    def take(found: object) -> int:
        _refuse_unless(isinstance(found, int) and not isinstance(found, bool))
        number = int(str(found))
        _refuse_unless(least <= number <= most)
        return number

    return Field(
        name=name,
        expected=f"a whole number from {least} to {most}",
        take=take,
        needed=needed,
    )


def _flag(name: str, *, needed: bool = True) -> Field:
    def take(found: object) -> bool:
        _refuse_unless(isinstance(found, bool))
        return bool(found)

    return Field(
        name=name,
        expected="true or false",
        take=take,
        needed=needed,
        remedy="Write one of the two, without quotes.",
    )


def _size(name: str) -> Field:
    def take(found: object) -> float:
        _refuse_unless(isinstance(found, int | float))
        _refuse_unless(not isinstance(found, bool))
        number = float(str(found))
        _refuse_unless(math.isfinite(number) and 0 <= number <= SIZE_MOST)
        return number

    return Field(
        name=name,
        expected=f"a number from 0 to {SIZE_MOST}",
        take=take,
        needed=False,
    )


def _factor(name: str) -> Field:
    def take(found: object) -> Fraction:
        _refuse_unless(not isinstance(found, bool))
        _refuse_unless(isinstance(found, int | str))
        _refuse_unless(FACTOR.fullmatch(str(found)))
        return _fraction(str(found))

    return Field(
        name=name,
        expected="a whole number, or in quotes a decimal or a fraction",
        take=take,
        remedy='Write for example 2, "1.025" or "41/40".',
    )


def _fraction(text: str) -> Fraction:
    _refuse_unless(not re.fullmatch(r"\d+/0+", text))
    factor = Fraction(text)
    _refuse_unless(factor <= MOST)
    return factor


def _refuse_unless(holds: object) -> None:
    if not holds:
        raise ValueError


ORIGIN = (
    _text("source"),
    _choice("status", STATUS),
    _text("note", needed=False),
)
NAMES = (_text("name_id"), _text("name_en"))
REGULATION = (
    _code("id"),
    *NAMES,
    _whole("contests_least", 1, 9),
    _whole("contests_most", 1, 9),
    *ORIGIN,
)
LIMIT = (
    _code("id"),
    *NAMES,
    _text("unit"),
    _whole("value", 0, MOST),
    *ORIGIN,
)
DEADLINE = (
    _code("id"),
    *NAMES,
    _choice("bound", BOUND),
    _whole("day", -365, 365, needed=False),
    _whole("hours_from_open", -8760, 8760, needed=False),
    *ORIGIN,
)
ITEM = (
    _code("code"),
    _whole("group", 1, 3),
    *NAMES,
    _text("unit"),
    _choice("per", PER),
    _factor("factor"),
    _choice("round", ROUND, needed=False),
    _choice("scope", SCOPE),
    _choice("packed", PACKED),
    _flag("accountable"),
    _code("due_stage"),
    _flag("held_by_regency_only", needed=False),
    _size("volume_l"),
    _size("mass_kg"),
    *ORIGIN,
)
