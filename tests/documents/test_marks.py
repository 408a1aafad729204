"""Codes on paper catch a slip of the pen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.documents.marks import BOX, SIGNS, check_sign, mark, qr_svg

CODES = st.text(SIGNS, min_size=2, max_size=20)


def test_the_check_sign_is_that_of_the_standard():
    """The example of the Global Release Identifier, ISO 7064 MOD 37-36."""
    assert check_sign("A1-2425G-ABC1234002") == "M"


def test_a_mark_names_the_dataset_the_owner_and_the_box():
    code = mark(BOX, "pesisir-barat-2024", "18.13.01.1005.001", "bupati")
    assert code == ("sampai:box/pesisir-barat-2024/18.13.01.1005.001/bupati/7")


@given(CODES, st.data())
def test_one_wrong_sign_is_caught(code, data):
    at = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(SIGNS.replace(code[at], "")))
    wrong = code[:at] + other + code[at + 1 :]
    assert check_sign(wrong) != check_sign(code)


@given(CODES, st.data())
def test_two_neighbours_exchanged_are_caught(code, data):
    at = data.draw(st.integers(0, len(code) - 2))
    one, two = code[at : at + 2]
    wrong = code[:at] + two + one + code[at + 2 :]
    assert (check_sign(wrong) == check_sign(code)) == (one == two)


@pytest.mark.parametrize("text", ["A", "sampai:box/x/1/C"])
def test_a_qr_is_one_drawing_without_numbers_of_its_own(text):
    drawing = qr_svg(text)
    assert drawing.startswith("<svg ")
    assert drawing == qr_svg(text)
    assert drawing != qr_svg(text + "x")
