"""JSON from outside: each value with its path, each fault collected."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

from sampai.conditions.outlook.days import read_moment
from sampai.errors import DatasetError, Fault
from sampai.tables.folding import each
from sampai.tables.wording import quoted

JSON_MAX = 2_000_000
CORRECT = "Correct the value, or fetch the file anew."
ANEW = "Fetch the file anew."


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """
    A value of a JSON file, with its place and the list of faults.

    Parameters
    ----------
    file
        Name of the file or address.
    path
        Where the value stands, such as ``data[0].cuaca[1][3].tp``.
    value
        What stands there; ``None`` where nothing does.
    faults
        Faults found so far; grows.
    """

    file: str
    path: str = ""
    value: Any
    faults: list[Fault]

    def at(self, name: str) -> "Node":
        """
        Step into a table.

        Parameters
        ----------
        name
            A key.

        Returns
        -------
        Node
            Its value, nothing where there is no such key.
        """
        inside = self.value if isinstance(self.value, dict) else {}
        path = f"{self.path}.{name}" if self.path else name
        return replace(self, path=path, value=inside.get(name))

    def items(self) -> Iterator["Node"]:
        """
        Step through a list; refuse what is none.

        Yields
        ------
        Node
            Each value of the list.
        """
        if not isinstance(self.value, list):
            self.refuse("a list")
            return
        for at, value in enumerate(self.value):
            yield replace(self, path=f"{self.path}[{at}]", value=value)

    def tables(self) -> Iterator["Node"]:
        """
        Step through a list of tables; refuse what is none.

        Yields
        ------
        Node
            Each table.
        """
        for item in self.items():
            if isinstance(item.value, dict):
                yield item
            else:
                item.refuse("a table of keys and values")

    def refuse(
        self, expected: str, remedy: str = CORRECT, *, found: str = ""
    ) -> None:
        """
        Note a fault of this value.

        Parameters
        ----------
        expected
            What was expected.
        remedy
            How to mend it.
        found
            What was found, where it is not the value itself.
        """
        self.faults.append(
            Fault(
                file=self.file,
                column=self.path or None,
                found=found or told(self.value),
                expected=expected,
                remedy=remedy,
            )
        )

    def text(self) -> str | None:
        """
        Read a text, if there is one.

        Returns
        -------
        str or None
            The text; what is there but no text is refused.
        """
        if self.value is None or isinstance(self.value, str):
            return self.value
        self.refuse("a text")
        return None

    def number(self, low: float, high: float, unit: str) -> float | None:
        """
        Read a number, if there is one.

        Parameters
        ----------
        low, high
            Bounds.
        unit
            Unit, as it is told.

        Returns
        -------
        float or None
            The number; what is there but no such number is refused.
        """
        value = self.value
        if value is None:
            return None
        if (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and low <= value <= high
        ):
            return float(value)
        self.refuse(f"a number from {low:g} to {high:g} {unit}")
        return None

    def moment(self, zone: ZoneInfo | timezone | None) -> datetime | None:
        """
        Read a moment, if there is one.

        Parameters
        ----------
        zone
            Where it is of, if it does not tell.

        Returns
        -------
        datetime or None
            Aware, in UTC; what is there but no moment is refused.
        """
        if self.value is None:
            return None
        text = self.value if isinstance(self.value, str) else ""
        moment = read_moment(text, zone)
        if moment is None:
            self.refuse("a moment such as 2024-11-24 07:00:00")
        return moment


def told(value: Any) -> str:
    """
    A JSON value as a fault shows it.

    Parameters
    ----------
    value
        Any value.

    Returns
    -------
    str
        In words; a text is told from the number it looks like.
    """
    match value:
        case str() if value:
            return f"the text {quoted(value)}"
        case bool():
            return str(value).lower()
        case float() if not math.isfinite(value):
            return f"'{value}', which is no number"
        case list():
            return "a list"
        case dict():
            return "a table"
    return quoted(value)


def load_json(file: str, data: bytes) -> Node:
    """
    Parse JSON that nothing is known of.

    Parameters
    ----------
    file
        Name of the file or address.
    data
        Its bytes.

    Returns
    -------
    Node
        The whole.

    Raises
    ------
    DatasetError
        When it is too large, too deep or no JSON.
    """
    if len(data) > JSON_MAX:
        raise DatasetError([_no_json(file, f"{len(data)} bytes", _SIZE)])
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        found = "values nested too deep"
    except UnicodeDecodeError:
        found = "what is not UTF-8"
    except ValueError as error:
        # A number of thousands of digits is a ValueError of its own.
        where = re.sub(r"[^\w\s():',]", "", str(error))[:80]
        found = f"what is not JSON ({where})"
    else:
        return Node(file=file, value=value, faults=[])
    raise DatasetError([_no_json(file, found, "JSON in UTF-8")])


_SIZE = f"at most {JSON_MAX}"


def _no_json(file: str, found: str, expected: str) -> Fault:
    return Fault(file=file, found=found, expected=expected, remedy=ANEW)


def raise_any(faults: list[Fault]) -> None:
    """
    Refuse a file that has faults.

    Parameters
    ----------
    faults
        All of them.

    Raises
    ------
    DatasetError
        When there is any; the many past the first ones are told as one.
    """
    if faults:
        raise DatasetError(each(faults, lambda fault: fault))


def one_line(value: Any) -> str:
    """
    A text from outside, safe to show in one line.

    Parameters
    ----------
    value
        Any value.

    Returns
    -------
    str
        At most 200 printable signs, none where it is no text.
    """
    if not isinstance(value, str):
        return ""
    line = " ".join(value[:1000].split())
    return "".join(sign for sign in line if sign.isprintable())[:200]
