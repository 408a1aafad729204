"""Values of the settings, by kind of key."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from sampai.tables.columns import CODE_LENGTH, TEXT_LENGTH, TEXT_PATTERN
from sampai.tables.settings_spec import SPAN, Key
from sampai.tables.wording import quoted

TIME = r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?"


class RefusedError(Exception):
    """A value is not what its key asks for; says what it is, or nothing."""


def parse_value(key: Key, found: Any, contests: list[Any] | None) -> Any:
    """
    Parse one value of the settings.

    Parameters
    ----------
    key
        What the value should be.
    found
        What TOML gave.
    contests
        The contests of the settings, where they are a list at all.

    Returns
    -------
    Any
        Text, number, time, date, tuple or mapping, as the kind has it.

    Raises
    ------
    RefusedError
        When the value is something else.
    """
    return _PARSERS[key.kind](key, found, contests)


def _refuse_unless(claim: object, found: str = "") -> None:
    if not claim:
        raise RefusedError(found)


def _text(_key: Key, found: Any, _contests: Any) -> str:
    _refuse_unless(isinstance(found, str) and 0 < len(found) <= TEXT_LENGTH)
    _refuse_unless(re.fullmatch(TEXT_PATTERN, found) is not None)
    return str(found)


def _code(key: Key, found: Any, _contests: Any) -> str:
    _refuse_unless(isinstance(found, str) and len(found) <= CODE_LENGTH)
    _refuse_unless(re.fullmatch(key.pattern, found) is not None)
    _refuse_unless(not key.choices or found in key.choices)
    return str(found)


def _codes(key: Key, found: Any, contests: Any) -> tuple[str, ...]:
    _refuse_unless(isinstance(found, list) and len(found) > 0)
    codes = tuple(_code(key, one, contests) for one in found)
    _refuse_unless(len(set(codes)) == len(codes))
    return codes


def _hosts(key: Key, found: Any, contests: Any) -> tuple[str, ...]:
    return () if found == [] else _codes(key, found, contests)


def _number(key: Key, found: Any, _contests: Any) -> float:
    _refuse_unless(
        isinstance(found, int | float) and not isinstance(found, bool)
    )
    # What is no number at all lies between no bounds.
    _refuse_unless(key.bounds[0] <= found <= key.bounds[1])
    return float(found)


def _whole(key: Key, found: Any, contests: Any) -> int:
    _refuse_unless(isinstance(found, int))
    return int(_number(key, found, contests))


def _time(_key: Key, found: Any, _contests: Any) -> time:
    if isinstance(found, time):
        return found.replace(microsecond=0)
    _refuse_unless(
        isinstance(found, str)
        and re.fullmatch(TIME, found, re.ASCII) is not None
    )
    return time.fromisoformat(found.zfill(5 if found.count(":") == 1 else 8))


def _date(_key: Key, found: Any, _contests: Any) -> date:
    _refuse_unless(isinstance(found, date) and not isinstance(found, datetime))
    return date(found.year, found.month, found.day)


def _days(key: Key, found: Any, contests: Any) -> tuple[int, int]:
    _refuse_unless(isinstance(found, list) and len(found) == len(SPAN))
    first, last = (_whole(key, day, contests) for day in found)
    _refuse_unless(first <= last)
    return first, last


def _by_contest(
    one: Callable[[Key, Any, Any], Any],
) -> Callable[[Key, Any, Any], Mapping[str, Any]]:
    def parse(key: Key, found: Any, contests: Any) -> Mapping[str, Any]:
        _refuse_unless(isinstance(found, dict))
        names = [str(name) for name in contests or found]
        for name in sorted({*names, *found}):
            _refuse_unless(name in found, f"nothing for {name}")
            surplus = f"{quoted(name)}, which is no contest"
            _refuse_unless(name in names, surplus)
        return {
            name: one(key, found[name], contests) for name in sorted(found)
        }

    return parse


_PARSERS: dict[str, Callable[[Key, Any, Any], Any]] = {
    "text": _text,
    "code": _code,
    "codes": _codes,
    "hosts": _hosts,
    "number": _number,
    "whole": _whole,
    "time": _time,
    "date": _date,
    "days": _days,
    "by_contest_code": _by_contest(_code),
    "by_contest_whole": _by_contest(_whole),
}
