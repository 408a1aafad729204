"""Two hundred alike are named, the rest is counted."""

import pytest

from sampai.errors import Fault
from sampai.tables.folding import NAMED, each, naming


def tell(row: int) -> Fault:
    """Make some fault."""
    return Fault(
        file="a.csv", row=row, found="x", expected="y", remedy="Mend it."
    )


@pytest.mark.parametrize("count", [0, 1, NAMED])
def test_up_to_two_hundred_are_named(count):
    faults = list(each(range(count), tell))
    assert [fault.row for fault in faults] == list(range(count))


def test_the_first_that_is_not_named_counts_all():
    *named, last = each(range(1000), tell)
    assert len(named) == NAMED
    assert (last.row, last.found) == (200, "1000 faults of this kind in all")


def test_a_program_may_have_more_of_them_named():
    with naming(500):
        *named, last = each(range(1000), tell)
    assert (len(named), last.row) == (500, 500)
    assert len(list(each(range(1000), tell))) == NAMED + 1
