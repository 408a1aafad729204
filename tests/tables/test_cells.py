"""Text cells become typed columns, or faults that name them."""

from datetime import UTC, datetime, time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.tables import DATASET_TABLES, OPERATION_TABLES
from sampai.tables.cells import parse
from sampai.tables.folding import NAMED
from sampai.tables.raw import raw_table

SPEEDS = DATASET_TABLES["speeds"]


def speed(cell: str):
    """Read one cell of the column ``speed_kmh``."""
    rows = [(1, list(SPEEDS.columns)), (2, ["a", "b", cell, "real"])]
    return parse(SPEEDS, raw_table("speeds.csv", SPEEDS, rows))


def one(table, column: str, cell: str):
    """Read one cell; all others are blank."""
    blank = dict.fromkeys(table.columns, "") | {column: cell}
    rows = [(1, list(table.columns)), (2, list(blank.values()))]
    sheet = parse(table, raw_table("some.csv", table, rows))
    bad = {fault.column for fault in sheet.faults}
    return sheet.frame[column].item(), column in bad


@pytest.mark.parametrize(
    ("cell", "number"),
    [("6", 6), ("6.5", 6.5), ("06", 6), ("0.5e1", 5), ("65e-1", 6.5)],
)
def test_decimal_numbers_are_read(cell, number):
    assert speed(cell).frame["speed_kmh"].item() == number
    assert not speed(cell).faults


@pytest.mark.parametrize(
    "cell",
    ["", "x", "1,5", "inf", "nan", "1e99", "0", "-1", "6 ", "٦", "0x6", "1_0"],
)
def test_what_is_no_number_in_bounds_is_a_fault(cell):
    (fault,) = speed(cell).faults
    assert (fault.row, fault.column) == (2, "speed_kmh")


@pytest.mark.parametrize(
    "cell", ["1.0", "9" * 30, "--1", "1e3", "1.5", "ten", "+5"]
)
def test_what_is_no_whole_number_is_a_fault(cell):
    assert one(DATASET_TABLES["tps"], "number", cell) == (None, True)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("07:30", time(7, 30)),
        ("7:30", time(7, 30)),
        ("07:30:15", time(7, 30, 15)),
        ("7:30:15", time(7, 30, 15)),
        ("00:00", time(0)),
        ("23:59:59", time(23, 59, 59)),
    ],
)
def test_times_of_day_are_read(cell, read):
    assert one(DATASET_TABLES["places"], "opens", cell) == (read, False)


@pytest.mark.parametrize("cell", ["24:00", "07.30", "7", "7:3", "07:60", "x"])
def test_what_is_no_time_of_day_is_a_fault(cell):
    assert one(DATASET_TABLES["places"], "opens", cell) == (None, True)


@pytest.mark.parametrize(
    ("cell", "read"),
    [("yes", True), ("true", True), ("no", False), ("false", False)],
)
def test_flags_are_read(cell, read):
    assert one(DATASET_TABLES["stages"], "night", cell) == (read, False)


def test_a_blank_flag_means_no(sound):
    assert not sound.stages.filter(stage="hub_to_depot")["night"].item()
    assert sound.stages["may_skip_hub"].null_count() == 0


def test_moments_become_utc():
    read = one(OPERATION_TABLES["stops"], "arrive_at", MOMENT)
    assert read == (datetime(2024, 11, 25, 0, 30, tzinfo=UTC), False)


MOMENT = "2024-11-25T07:30:00+07:00"


@pytest.mark.parametrize(
    "cell",
    [
        "2024-11-25T07:30:00",
        "2024-11-25 07:30:00+07:00",
        "2024-11-31T07:30:00+07:00",
        "2024-11-25T07:30:00Z",
    ],
)
def test_a_moment_without_offset_or_day_is_a_fault(cell):
    read = one(OPERATION_TABLES["stops"], "arrive_at", cell)
    assert read == (None, True)


@pytest.mark.parametrize(
    ("cell", "read"),
    [("'=1", "=1"), ("''a", "'a"), ("'a", "'a"), ("\ta", "\ta")],
)
def test_escaped_text_is_read_as_it_was(cell, read):
    assert one(DATASET_TABLES["places"], "alias", cell) == (read, False)


@pytest.mark.parametrize(
    "cell", ["two\nlines", "a\x00b", "a\x1eb", "x" * 201, "a\u2028b"]
)
def test_text_of_several_lines_or_without_end_is_a_fault(cell):
    assert one(DATASET_TABLES["places"], "alias", cell)[1]


@pytest.mark.parametrize("cell", ["a b", "=a", "a/b", ".a", "é", "a\n"])
def test_codes_hold_letters_digits_and_three_signs(cell):
    assert one(DATASET_TABLES["places"], "place_id", cell)[1]


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("cd")), max_size=6
    )
)
def test_a_key_is_told_again_as_often_as_it_is_too_many(pairs):
    rows = [(at, [*pair, "6", "real"]) for at, pair in enumerate(pairs, 2)]
    raw = raw_table("s.csv", SPEEDS, [(1, list(SPEEDS.columns)), *rows])
    faults = parse(SPEEDS, raw).faults
    assert len(faults) == len(pairs) - len(set(pairs))
    assert all("again, as in row" in fault.found for fault in faults)


def test_blank_parts_of_a_key_are_equal():
    table = DATASET_TABLES["stock"]
    rows = [
        (1, list(table.columns)),
        (2, ["BOX", "", "1", "0", "D", "real"]),
        (3, ["BOX", "", "2", "0", "D", "real"]),
        (4, ["BOX", "a", "2", "0", "D", "real"]),
    ]
    (fault,) = parse(table, raw_table("stock.csv", table, rows)).faults
    assert fault.row == 3
    assert fault.found == "'BOX', nothing, 'D' again, as in row 2"


def test_past_two_hundred_alike_the_rest_is_counted():
    rows = [(at, [f"v{at}", "b", "x", "real"]) for at in range(2, 1002)]
    raw = raw_table("s.csv", SPEEDS, [(1, list(SPEEDS.columns)), *rows])
    faults = parse(SPEEDS, raw).faults
    assert len(faults) == NAMED + 1
    assert str(faults[-1]) == (
        "s.csv, row 202, column 'speed_kmh': found 1000 faults of this kind"
        " in all, expected none. Mend those above first; the rest, from this"
        " row on, is likely the same."
    )


def test_keys_past_two_hundred_are_counted_as_well():
    rows = [(at, ["v", "b", "6", "real"]) for at in range(2, 1003)]
    raw = raw_table("s.csv", SPEEDS, [(1, list(SPEEDS.columns)), *rows])
    faults = parse(SPEEDS, raw).faults
    assert len(faults) == NAMED + 1
    assert faults[-1].found == "1000 faults of this kind in all"


def test_cells_of_a_row_of_the_wrong_length_are_not_told_again():
    rows = [(1, list(SPEEDS.columns)), (2, ["a"])]
    (fault,) = parse(SPEEDS, raw_table("s.csv", SPEEDS, rows)).faults
    assert fault.found == "1 cells"


def test_a_missing_column_is_told_once_and_not_for_every_row():
    rows = [(1, ["vehicle_type", "surface", "confidence"])]
    rows += [(at, [f"v{at}", "b", "real"]) for at in range(2, 9)]
    sheet = parse(SPEEDS, raw_table("s.csv", SPEEDS, rows))
    (fault,) = sheet.faults
    assert (fault.row, fault.column) == (1, "speed_kmh")
    assert sheet.frame["speed_kmh"].dtype == pl.Float64
