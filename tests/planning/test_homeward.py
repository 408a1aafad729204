"""The way back: to the hub by night, to the depot later."""

import pytest

from sampai.planning.homeward import Homeward, Return
from sampai.planning.schedule import Schedule
from tests.planning.coast import HOUR, at, coast, tides
from tests.planning.pieces import lot

HUB = "village_to_hub"
DEPOT = "hub_to_depot"


def homeward(stage, *returns, context=None, goal=""):
    """Plan boxes of two from a place, ready at a moment."""
    context = context or coast()
    schedule = Schedule(context)
    goal = goal or ("H" if stage == HUB else "D")
    held = []
    for tps_id, place, ready_s in returns:
        chain = context.chains.find(goal, place, 20, 8)
        schedule.release(tps_id, place, ready_s)
        held.append(
            Return(
                lot=lot(tps_id, 2, 0, 0),
                ready_s=ready_s,
                hops=tuple(hop.reversed() for hop in reversed(chain)),
            )
        )
    planned = Homeward(
        context=context,
        schedule=schedule,
        stage=context.stages[stage],
        returns=held,
    )
    planned.plan()
    return planned


def came(planned, tps_id, place):
    """Day and hour at which boxes came to a place."""
    second = planned.schedule.ready_s(tps_id, place)
    day = planned.context.horizon.day_of(second)
    return day, (second - at(day, 0)) / HOUR


def stages(planned):
    return {trip.draft.stage for run in planned.schedule.runs for trip in run}


def test_boxes_come_to_the_hub_the_same_night():
    """Ready at 20: 12 minutes on, five of road, twelve off."""
    planned = homeward(HUB, ("T1", "V", at(0, 20)))
    assert came(planned, "T1", "H") == (0, pytest.approx(20 + 29 / 60))
    assert stages(planned) == {HUB}
    assert planned.missed() == frozenset()


def test_boxes_sealed_too_late_come_the_next_day():
    planned = homeward(HUB, ("T1", "V", at(0, 23.8)))
    assert came(planned, "T1", "H")[0] == 1


def test_boxes_behind_the_beach_wait_for_the_tide():
    """Ready at 18; the beach is open from eight to twelve."""
    planned = homeward(HUB, ("T4", "F", at(0, 18)))
    day, hour = came(planned, "T4", "G")
    assert day == 1
    assert 8 < hour < 12
    assert came(planned, "T4", "H") > (1, hour)


def test_a_beach_that_stays_shut_is_told():
    planned = homeward(
        HUB, ("T4", "F", at(0, 18)), context=coast(windows=tides(3, 3.5))
    )
    assert [why for _, why in planned.unserved] == ["no_window"]
    assert planned.missed() == {"T4"}
    assert planned.schedule.runs == []


def test_what_did_not_come_to_the_gate_is_not_fetched_there():
    """One cart carries two boxes of ten litres and no more."""
    context = coast(cart={"count": 1, "volume_l": 20.0})
    planned = homeward(
        *(HUB, ("T4", "F", at(0, 18)), ("T5", "F", at(0, 18))),
        context=context,
    )
    assert [(one.subject, why) for one, why in planned.unserved] == [
        ("T5", "fleet")
    ]
    assert planned.schedule.has_come("T4", "H")
    assert not planned.schedule.has_come("T5", "H")


def test_without_a_way_boxes_are_missed():
    context = coast(cart={"count": 0})
    planned = homeward(HUB, ("T4", "F", at(0, 18)), context=context)
    assert planned.missed() == {"T4"}


def test_boxes_go_to_the_depot_on_a_later_day():
    planned = homeward(DEPOT, ("T1", "H", at(0, 21)))
    day, _ = came(planned, "T1", "D")
    assert 2 <= day <= 7
    assert stages(planned) == {DEPOT}


def test_boxes_that_came_late_go_to_the_depot_a_day_later():
    planned = homeward(DEPOT, ("T1", "H", at(4, 12)))
    assert came(planned, "T1", "D")[0] == 5


def test_boxes_too_many_for_the_days_are_told():
    """One lorry that is out for half an hour a day never makes it."""
    context = coast(lorry={"duty_s": HOUR // 2})
    planned = homeward(DEPOT, ("T1", "H", at(0, 21)), context=context)
    assert [why for _, why in planned.unserved] == ["fleet"]


def test_no_boxes_need_no_lorry():
    assert homeward(HUB).schedule.runs == []


def test_a_hub_at_the_end_of_the_beach_needs_no_way_on():
    """Ready at seven: out at eight, loaded by 9.12, at the hub by 10.24."""
    planned = homeward(HUB, ("T4", "F", at(0, 7)), goal="G")
    assert came(planned, "T4", "G") == (0, pytest.approx(10.4))
