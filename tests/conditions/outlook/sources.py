"""The made-up sources of tests/data/outlook, and what changes them."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sampai.errors import DatasetError

FOLDER = Path(__file__).parents[2] / "data" / "outlook"
ALERT = (FOLDER / "alert.xml").read_text(encoding="utf-8")
WIB = ZoneInfo("Asia/Jakarta")


def wib(day: int, hour: int, minute: int = 0) -> datetime:
    """Give a moment of November 2024."""
    return datetime(2024, 11, day, hour, minute, tzinfo=WIB)


def changed(name: str, change: Callable[[Any], object]) -> bytes:
    """Change the tree of a JSON source."""
    tree = json.loads((FOLDER / name).read_bytes())
    change(tree)
    return json.dumps(tree).encode()


def refused(read: Callable[[], object]) -> str:
    """Give the whole message of a refusal."""
    with pytest.raises(DatasetError) as caught:
        read()
    return str(caught.value)
