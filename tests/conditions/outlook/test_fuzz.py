"""Whatever the bytes, the answer is an outlook or a list of faults."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.conditions.outlook import (
    read_alert,
    read_feed,
    read_forecast,
    read_maritime,
)
from sampai.errors import DatasetError
from tests.conditions.outlook.sources import FOLDER

SOURCES = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir())}
TEXTS = st.sampled_from(
    [
        *("", "2024-11-24 00:00:00", "2024-11-24T00:00:00+07:00", "9999"),
        *("18.13.02.2001", "+0700", "../..", "UTC", "1 - 2 m", "\ud800"),
    ]
)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | TEXTS
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "lokasi", "cuaca", "adm4", "tp"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Name every place of a tree: its holder, and key or index."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree)
    found: list[tuple[Any, Any]] = []
    for key, value in list(inside):
        found.append((tree, key))
        if isinstance(value, dict | list):
            found += places(value)
    return found


@st.composite
def mutated(draw, name: str) -> bytes:
    """Put anything at up to three places of a source, or drop them."""
    tree = json.loads(SOURCES[name])
    for _ in range(draw(st.integers(1, 3))):
        spots = places(tree)
        if not spots:
            break
        holder, key = draw(st.sampled_from(spots))
        if draw(st.booleans()):
            holder[key] = draw(VALUES)
        else:
            del holder[key]
    return json.dumps(tree).encode()


def read_all(data: bytes, dataset) -> None:
    """Read some bytes as each kind of source."""
    for read in (read_forecast, read_maritime, read_alert):
        with suppress(DatasetError):
            read("a", data, dataset)
    with suppress(DatasetError):
        read_feed("a", data)


@given(data=mutated("forecast.json"))
def test_any_forecast_is_read_or_refused(dataset, data):
    with suppress(DatasetError):
        outlook = read_forecast("a", data, dataset)
        assert all(0 <= one.rain_mm < 1e5 for one in outlook.rains)
        assert all(12 <= one.hours <= 24 for one in outlook.rains)


@pytest.mark.parametrize("name", ["waters.json", "harbour.json"])
def test_any_forecast_of_the_sea_is_read_or_refused(dataset, name):
    @given(data=mutated(name))
    def check(data):
        with suppress(DatasetError):
            outlook = read_maritime("a", data, dataset)
            assert all(
                0 <= one.low_m <= one.high_m <= 25 for one in outlook.waves
            )

    check()


@st.composite
def spliced(draw, name: str) -> bytes:
    """Cut a source and put something else between."""
    data = SOURCES[name]
    first, last = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
    between = draw(
        st.binary(max_size=20)
        | st.sampled_from(
            [
                *(b"<", b">", b"</info>", b"<info>", b"<!DOCTYPE a>", b"&a;"),
                *(b"<![CDATA[", b"<polygon>1,1</polygon>", b"-5.1,103.9 "),
            ]
        )
    )
    return data[:first] + between + data[last:]


@pytest.mark.parametrize("name", SOURCES)
def test_any_damaged_file_is_read_or_refused(dataset, name):
    @given(data=spliced(name))
    def check(data):
        read_all(data, dataset)

    check()


@given(polygon=st.text("0123456789.,- enainf", max_size=60))
def test_any_polygon_is_read_or_refused(dataset, polygon):
    head, _, rest = SOURCES["alert.xml"].partition(b"<polygon>")
    tail = rest.partition(b"</polygon>")[2]
    data = head + f"<polygon>{polygon}</polygon>".encode() + tail
    with suppress(DatasetError):
        read_alert("a", data, dataset)


@given(data=st.binary() | st.text().map(str.encode))
def test_any_bytes_are_read_or_refused(dataset, data):
    read_all(data, dataset)
