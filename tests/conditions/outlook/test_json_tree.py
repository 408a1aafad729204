"""JSON from outside is parsed within bounds."""

import pytest

from sampai.conditions.outlook.json_tree import (
    Node,
    load_json,
    one_line,
    raise_any,
    told,
)
from sampai.errors import Fault
from tests.conditions.outlook.sources import refused

ANEW = "Fetch the file anew."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b" " * 2_000_001,
            f"found 2000001 bytes, expected at most 2000000. {ANEW}",
        ),
        (
            b"[" * 100_000,
            f"found values nested too deep, expected JSON in UTF-8. {ANEW}",
        ),
        (
            b"\xff\xfe",
            f"found what is not UTF-8, expected JSON in UTF-8. {ANEW}",
        ),
        (
            b'{"a": }',
            (
                "found what is not JSON (Expecting value: line 1 column 7"
                f" (char 6)), expected JSON in UTF-8. {ANEW}"
            ),
        ),
    ],
)
def test_what_is_no_json_is_refused(data, message):
    assert refused(lambda: load_json("a.json", data)) == f"a.json: {message}"


def test_a_number_without_end_is_refused():
    message = refused(lambda: load_json("a.json", b"9" * 5000))
    assert "what is not JSON" in message


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ("5", "the text '5'"),
        (5, "'5'"),
        (True, "true"),
        ([], "a list"),
        ({}, "a table"),
        (float("inf"), "'inf', which is no number"),
    ],
)
def test_a_value_is_told_by_its_kind(value, words):
    assert told(value) == words


def test_thousands_of_faults_are_counted():
    node = Node(file="a", path="b", value=1, faults=[])
    for _ in range(1000):
        node.refuse("none")
    lines = refused(lambda: raise_any(node.faults)).split("\n")
    assert len(lines) == 201
    assert "1000 faults of this kind in all" in lines[-1]
    assert all(isinstance(fault, Fault) for fault in node.faults)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("a\n\tb", "a b"),
        ("a\x1b[31mb\ud800", "a[31mb"),
        ("a" * 300, "a" * 200),
        (5, ""),
        (None, ""),
    ],
)
def test_a_text_is_shown_in_one_safe_line(value, line):
    assert one_line(value) == line
