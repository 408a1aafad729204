"""What kind of forecast or alert some bytes are."""

import re
from typing import Literal

from sampai.conditions.outlook.json_tree import load_json
from sampai.errors import DatasetError, Fault

Kind = Literal["forecast", "maritime", "alert", "feed"]

UTF8_MARK = b"\xef\xbb\xbf"
# Declarations, comments and instructions before the first element.
BEFORE = re.compile(rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
ROOT = re.compile(rb"<(?:[\w-]+:)?(alert|rss)\b")
KINDS = (
    "a forecast of BMKG (JSON), an alert (CAP 1.2) or BMKG's list of alerts"
    " (RSS)"
)


def kind_of(name: str, data: bytes) -> Kind:
    """
    Recognise a source by what it holds.

    Parameters
    ----------
    name
        Name of the file or address.
    data
        Its bytes.

    Returns
    -------
    str
        Which reader takes it.

    Raises
    ------
    DatasetError
        When it is none of them.
    """
    bare = data.removeprefix(UTF8_MARK).lstrip()
    if bare.startswith(b"<"):
        start = BEFORE.match(bare)
        root = ROOT.match(bare, start.end() if start else 0)
        if root is not None:
            return "alert" if root.group(1) == b"alert" else "feed"
    elif bare.startswith((b"{", b"[")):
        keys = load_json(name, data).value
        if isinstance(keys, dict) and isinstance(keys.get("data"), list):
            sea = "port_id" in keys or (
                "code" in keys and "lokasi" not in keys
            )
            return "maritime" if sea else "forecast"
    raise DatasetError(
        [
            Fault(
                file=name,
                found="something else",
                expected=KINDS,
                remedy="Correct the path or the address.",
            )
        ]
    )
