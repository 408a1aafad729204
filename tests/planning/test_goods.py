"""Lots, their parts and their sums."""

from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.goods import total
from tests.planning.pieces import SIZES, lot, lots


def test_a_lot_is_as_large_and_heavy_as_its_pieces():
    """Two boxes, two booths, a bag: 20 + 6 + 1 l, 8 + 4 + 1 kg."""
    assert (lot().volume_l, lot().mass_kg) == (27.0, 13.0)


def test_a_district_s_boxes_have_their_own_weight():
    """Of 2 kg, where a box of a tps is 4 kg."""
    own = lot(boxes=3, booths=0, bags=0, for_place_id="H")
    assert (own.volume_l, own.mass_kg) == (30.0, 6.0)


def test_the_subject_is_whose_goods_they_are():
    assert lot("T1").subject == "T1"
    assert lot(for_place_id="H").subject == "H"


def test_only_boxes_come_back():
    assert lot("T1").boxes_only(SIZES) == lot("T1", 2, 0, 0)


def test_lots_add_up():
    assert total([lot(), lot()]) == (4, 54.0, 26.0)
    assert total([]) == (0, 0, 0)


@given(lots(), st.integers(0, 6), st.integers(0, 12), st.integers(0, 2))
def test_two_parts_of_a_lot_weigh_as_much_as_the_lot(whole, a, b, c):
    a, b, c = min(a, whole.boxes), min(b, whole.booths), min(c, whole.bags)
    one = whole.part(SIZES, boxes=a, booths=b, bags=c)
    other = whole.part(
        SIZES,
        boxes=whole.boxes - a,
        booths=whole.booths - b,
        bags=whole.bags - c,
    )
    assert one.subject == other.subject == whole.subject
    assert total([one, other]) == total([whole])
