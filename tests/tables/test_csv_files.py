"""CSV is read strictly; UTF-8 and nothing else is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.errors import Fault
from sampai.tables import DATASET_TABLES
from sampai.tables.csv_files import decode, read_csv

HAZARDS = DATASET_TABLES["hazards"]


@given(st.text(st.characters(exclude_characters="\0\ufeff")))
def test_every_text_without_nul_is_decoded(text):
    assert decode("a.csv", text.encode()) == text
    assert decode("a.csv", text.encode("utf-8-sig")) == text


@given(st.binary())
def test_bytes_are_text_or_a_fault(data):
    assert isinstance(decode("a.csv", data), str | Fault)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_named_or_located(codec):
    assert isinstance(decode("a.csv", "abc".encode(codec)), Fault)


def test_the_row_of_a_bad_byte_is_told():
    fault = decode("a.csv", b"a\nb\n\xe9")
    assert isinstance(fault, Fault)
    assert (fault.row, fault.found) == (3, "the byte 0xE9")


def test_quotes_commas_and_lines_inside_a_cell_are_kept():
    header = ",".join(HAZARDS.columns)
    row = 'a,b,uniform,1,2,"m, ""or""\nmore",real'
    raw = read_csv("h.csv", HAZARDS, f"{header}\n{row}\n".encode())
    assert raw.frame["unit"].item() == 'm, "or"\nmore'
    assert not raw.faults


@pytest.mark.parametrize(
    "row",
    [
        'a,b,uniform,1,2,"m"x,real',
        'a,b,uniform,1,2,"m,real',
        f"a,b,uniform,1,2,{'m' * 200_000},real",
    ],
)
def test_cells_that_end_wrongly_are_told(row):
    header = ",".join(HAZARDS.columns)
    raw = read_csv("h.csv", HAZARDS, f"{header}\n{row}\n".encode())
    assert raw.faults[0].row == 2
    assert raw.faults[0].found.startswith("text that ends wrongly")
