"""Escaped text comes back as it was and runs nowhere."""

from hypothesis import given
from hypothesis import strategies as st

from sampai.tables import escape, unescape

RISKY = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "'", "''", "a"])


@given(RISKY, st.text(max_size=8))
def test_every_text_comes_back_as_it_was(start, end):
    assert unescape(escape(start + end)) == start + end


@given(RISKY, st.text(max_size=8))
def test_no_escaped_text_starts_like_a_formula(start, end):
    assert not escape(start + end).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_text_without_risk_stays_as_it_is():
    assert escape("Way Haru") == "Way Haru"
    assert unescape("'Way Haru") == "'Way Haru"
    assert escape("=1+1") == "'=1+1"
