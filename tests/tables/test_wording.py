"""The words of a fault."""

import pytest

from sampai.tables.dataset_schemas import Legs, Places, Stages, Surfaces, Tps
from sampai.tables.operation_schemas import Trips
from sampai.tables.wording import (
    MARK,
    expected_of,
    listed,
    quoted,
    remedy_of,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ("3OO", "'3OO'"),
        (12, "'12'"),
        (" 12", "' 12'"),
        ("a\tb\x07", r"'a\tb\x07'"),
        ("x" * 61, f"'{'x' * 60}...'"),
        (f"{MARK}a formula", "a formula"),
        # As a file may hold them that somebody made by hand.
        (MARK, r"'\x1e'"),
        (f"{MARK}a\x00b", r"a\x00b"),
    ],
)
def test_a_value_is_shown_so_that_it_can_be_found(value, shown):
    assert quoted(value) == shown


def test_words_are_joined_as_people_do():
    assert listed(("a",)) == "a"
    assert listed(("a", "b")) == "a or b"
    assert listed(("a", "b", "c"), "and") == "a, b and c"


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Tps.voters_male, "a whole number from 0 to 600"),
        (Tps.lat, "a number from -11.5 to 6.5"),
        (Places.opens, "a time of day such as 07:30, or nothing"),
        (Tps.kind, "one of regular or special"),
        (Surfaces.closed_by, "any of tide, wave or rain"),
        (Tps.tps_id, "a code of letters, digits, '.', '_' and '-'"),
        (Places.alias, "one line of text, or nothing"),
        (Stages.night, "yes or no"),
        (
            Trips.load_at,
            "a moment with its offset, 2024-11-25T07:30:00+07:00",
        ),
    ],
)
def test_what_is_expected_comes_from_the_schema(column, words):
    assert expected_of(column) == words


@pytest.mark.parametrize(
    ("column", "value", "remedy"),
    [
        (Tps.voters_male, None, "Fill in the cell."),
        (
            Tps.voters_male,
            "3OO",
            "Type the digits 300; the letter O is not a zero.",
        ),
        (
            Tps.voters_male,
            "l2",
            "Type the digits 12; the letter l is not a one.",
        ),
        (Tps.voters_male, "12 ", "Delete the blank before or after it."),
        (
            Tps.voters_male,
            "twelve",
            "Type the number in digits, without unit or blank.",
        ),
        (
            Tps.voters_male,
            "1,200",
            "Write a decimal point, and nothing between thousands.",
        ),
        (
            Tps.voters_male,
            "12.5",
            "Write a whole number, without a point.",
        ),
        (Tps.voters_male, "700", "Correct the number."),
        (
            Legs.distance_m,
            "300000",
            "Write metres; split a longer way at a junction.",
        ),
        (
            Places.opens,
            "7.30",
            "Write hours and minutes with a colon between.",
        ),
        (Tps.kind, "Regular", "Did you mean regular?"),
        (Tps.kind, "?", "Choose one of them."),
        (
            Surfaces.closed_by,
            "rain, tide",
            "Put semicolons between several, without blanks.",
        ),
        (Stages.night, "ya", "Choose one of them."),
        (
            Trips.load_at,
            "25/11/2024",
            "Write date, T, time and the offset from UTC.",
        ),
        (Tps.tps_id, "a" * 65, "Shorten it to 64 bytes."),
        (Tps.tps_id, "a b", "Correct the cell."),
        (
            Tps.tps_id,
            f"{MARK}the number 18.1",
            "Format the cell as text and type it again.",
        ),
    ],
)
def test_the_remedy_fits_what_was_typed(column, value, remedy):
    assert remedy_of(column, value) == remedy
