"""Faults are told so that a person can mend them."""

import pytest

from sampai.errors import (
    DatasetError,
    Fault,
    PlanningError,
    RegulationError,
    SampaiError,
)

LETTER_O = Fault(
    file="tps.csv",
    row=118,
    column="voters_male",
    found="'3OO'",
    expected="a whole number from 0 to 600",
    remedy="Type the digits 300; the letter O is not a zero.",
)
NO_FILE = Fault(
    file="legs.csv",
    found="no such file",
    expected="a table of legs",
    remedy="Add it.",
)


def test_a_fault_tells_where_what_and_how_to_mend_it():
    assert str(LETTER_O) == (
        "tps.csv, row 118, column 'voters_male': found '3OO', expected a "
        "whole number from 0 to 600. Type the digits 300; the letter O is "
        "not a zero."
    )


def test_a_fault_of_a_whole_file_names_no_row():
    assert str(NO_FILE) == (
        "legs.csv: found no such file, expected a table of legs. Add it."
    )


def test_an_error_keeps_every_fault_in_order():
    error = DatasetError(fault for fault in (LETTER_O, NO_FILE))
    assert error.faults == (LETTER_O, NO_FILE)
    assert str(error) == f"{LETTER_O}\n{NO_FILE}"


@pytest.mark.parametrize("error", [DatasetError, PlanningError])
def test_one_except_clause_catches_all(error):
    assert issubclass(error, SampaiError)


def test_a_regulation_has_faults_like_a_dataset():
    assert issubclass(RegulationError, DatasetError)
