"""Trips put together: who hands over what, where and when."""

from datetime import UTC, datetime

import pytest

from sampai.documents.journeys import boxes, journeys


@pytest.fixture(scope="module")
def by_id(dataset, operation):
    return {journey.id: journey for journey in journeys(dataset, operation)}


def test_journeys_begin_in_order(dataset, operation):
    starts = [row.trip["load_at"] for row in journeys(dataset, operation)]
    assert starts == sorted(starts)


def test_goods_board_at_the_origin_and_leave_where_they_are_bound(by_id):
    origin, hub, trail = by_id["O1"].visits
    assert (boxes(origin.on), boxes(origin.off)) == (8, 0)
    assert (boxes(hub.off), boxes(trail.off)) == (6, 2)
    assert trail.off[0]["tps_id"] == "B.001"


def test_goods_board_on_the_way_back_at_the_stops(by_id):
    origin, far, near, hub = by_id["R1"].visits
    assert not origin.is_exchange
    assert (boxes(far.on), boxes(near.on), boxes(hub.off)) == (2, 2, 4)


def test_a_handover_lasts_by_its_boxes(by_id):
    """900 s and six boxes of 60 s after 08:41 at the hub are 09:02."""
    hub = by_id["O1"].visits[1]
    assert hub.done_at == datetime(2024, 11, 24, 2, 2, tzinfo=UTC)


def test_a_vehicle_that_sleeps_out_is_told(by_id):
    """The pickup stays at the hub after O1 and R4; it is home after O3."""
    away = {name for name, journey in by_id.items() if journey.away}
    assert away == {"O1", "R4"}


def test_an_empty_run_carries_nothing(by_id):
    assert not by_id["O3"].is_carry
    assert not any(visit.is_exchange for visit in by_id["O3"].visits)
