"""Settings become rows of a sheet and come back."""

import pytest

from sampai.tables.raw import raw_table
from sampai.tables.settings_parsing import parse_settings
from sampai.tables.settings_sheet import (
    SETTINGS_TABLE,
    blank_lines,
    kind_of,
    lines_of,
    tree_of,
)

HEADER = (1, ["key", "value", "unit", "meaning"])


def read(*rows: tuple[str, str]):
    """Read lines of key and value."""
    records = [(at, [*row, "", ""]) for at, row in enumerate(rows, start=2)]
    return tree_of(raw_table("s", SETTINGS_TABLE, [HEADER, *records]))


@pytest.mark.parametrize("name", ["sound", "pesisir_barat"])
def test_settings_come_back_as_they_were(name, request):
    settings = request.getfixturevalue(name).settings
    lines = [(key, str(value)) for key, value, _ in lines_of(settings)]
    tree, _, faults = read(*lines)
    assert not faults
    assert parse_settings("s", tree) == (settings, [])


def test_the_blank_lines_are_those_of_a_filled_sheet(sound):
    blank = {key for key, value, _ in blank_lines() if value is None}
    assert {key for key, _, _ in lines_of(sound.settings)} <= blank


def test_a_key_that_stands_there_twice_is_told():
    _, _, faults = read(("sea.shelter", "1"), ("sea.shelter", "2"))
    assert [(fault.row, fault.found) for fault in faults] == [
        (3, "'sea.shelter' again")
    ]


def test_a_key_inside_another_is_told():
    _, _, faults = read(("sea", "1"), ("sea.shelter", "2"))
    assert [fault.row for fault in faults] == [3]
    _, _, faults = read(("sea.shelter", "2"), ("sea", "1"))
    assert [fault.row for fault in faults] == [3]


def test_a_value_without_a_key_is_told():
    _, _, faults = read(("", "5"), ("sea.shelter", "1"))
    assert [(fault.row, fault.expected) for fault in faults] == [
        (2, "the name of a setting")
    ]


def test_a_sheet_of_thousands_of_rows_is_refused():
    tree, _, (fault,) = read(*[(f"a{at}", "5") for at in range(2001)])
    assert not tree
    assert fault.found == "2001 rows"


def test_what_cannot_be_read_stays_text():
    tree, _, _ = read(
        ("handover.per_stop_s", "9OO"),
        ("sea.shelter", "half"),
        ("dataset.voting_day", "27 November"),
        ("what.is.this", "5"),
        ("tide", "high"),
        ("phases", "5"),
    )
    assert tree["handover"]["per_stop_s"] == "9OO"
    assert tree["sea"]["shelter"] == "half"
    assert tree["dataset"]["voting_day"] == "27 November"
    assert tree["what"]["is"]["this"] == "5"


def test_a_third_day_of_a_phase_is_not_lost():
    tree, rows, _ = read(
        ("phases.quiet.first", "-3"),
        ("phases.quiet.last", "-1"),
        ("phases.quiet.end", "0"),
    )
    assert tree["phases"]["quiet"] == [-3, -1, 0]
    fault = next(
        fault
        for fault in parse_settings("s", tree, rows)[1]
        if fault.column == "phases.quiet"
    )
    assert fault.row == 2


def test_a_constituent_without_table_is_told():
    tree, rows, _ = read(
        ("tide.constituent.M2", "1"), ("tide.constituent.X.amplitude_m", "1")
    )
    columns = {
        fault.column: fault.row for fault in parse_settings("s", tree, rows)[1]
    }
    assert columns["tide.constituent[1].name"] == 2
    assert columns["tide.constituent[2].name"] == 3


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("sea.shelter", "number"),
        ("dataset.pairs.bupati", "whole"),
        ("dataset.revote_reserve_holder.bupati", "code"),
        ("phases.quiet.first", "whole"),
        ("sources.hosts", "hosts"),
        ("tide.constituent.M2.phase_deg", "number"),
        ("what", None),
    ],
)
def test_the_kind_of_a_line_follows_from_its_key(key, kind):
    assert kind_of(key) == kind
