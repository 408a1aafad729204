"""The same seed, block and name give the same numbers, any other others."""

import itertools

import numpy as np
import pytest
from scipy import stats

from sampai.conditions.draws import Draws

SIZE = 2000
KNOWN_NORMAL = [-1.6949115, 0.355749, 0.9228759]
KNOWN_EXPONENTIAL = [1.7489777, 0.2398998, 0.6606678]


def draws(seed=1, block=0, size=SIZE):
    return Draws(seed=seed, block=block, size=size)


def test_a_name_gives_its_numbers_whatever_was_drawn_before():
    used = draws()
    used.normal("other")
    used.exponential("more")
    assert (used.normal("one", 2) == draws().normal("one", 2)).all()


def test_numbers_do_not_change_from_one_release_to_the_next():
    """Who published a plan last year must find the same risk today."""
    assert draws(size=3).normal("leg_speed", "x") == pytest.approx(
        KNOWN_NORMAL, abs=1e-6
    )
    assert draws(size=3).exponential("release", "x", -2) == pytest.approx(
        KNOWN_EXPONENTIAL, abs=1e-6
    )


def test_other_names_blocks_and_seeds_give_other_numbers():
    """Parts of a name are kept apart: "ab", "c" is not "a", "bc"."""
    found = [
        draws().normal("ab", "c"),
        draws().normal("a", "bc"),
        draws().normal("abc"),
        draws(block=1).normal("ab", "c"),
        draws(seed=2).normal("ab", "c"),
        draws(seed=11).normal("ab", "c"),
    ]
    for one, other in itertools.combinations(found, 2):
        assert abs(np.corrcoef(one, other)[0, 1]) < 4 / np.sqrt(SIZE)


def test_the_shorter_draw_is_the_beginning_of_the_longer():
    """True of one draw by name; fields of many rows are filled by row."""
    assert (
        draws(size=10).exponential("x") == draws(size=99).exponential("x")[:10]
    ).all()


@pytest.mark.parametrize(
    ("method", "law"), [("normal", stats.norm), ("exponential", stats.expon)]
)
def test_numbers_follow_their_law(method, law):
    found = getattr(draws(size=20_000), method)("law")
    assert found.dtype == np.float32
    assert stats.kstest(found.astype(float), law.cdf).pvalue > 0.01
