"""What changes hands at each stop of a trip."""

import pytest

from tests.planning.coast import draft
from tests.planning.pieces import lot

TRIP = draft(
    *("D", "H", "V", "W", "D"),
    goods=[(lot("T1", 1), 0, 2), (lot("T2", 3), 1, 2), (lot("T3", 0), 0, 3)],
)


@pytest.mark.parametrize(("stop", "boxes"), [(0, 1), (1, 3), (2, 4), (3, 0)])
def test_boxes_off_and_on_are_counted(stop, boxes):
    assert TRIP.boxes_moved(stop) == boxes


def test_goods_without_a_box_change_hands_too():
    assert [TRIP.is_handover(stop) for stop in range(4)] == [True] * 4


def test_a_stop_only_passed_is_no_hand_over():
    trip = draft("D", "H", "V", "V", goods=[(lot(), 0, 2)])
    assert [trip.is_handover(stop) for stop in range(3)] == [
        *(True, False),
        True,
    ]
