"""What is told of tps that are not served, or whose boxes come late."""

from datetime import UTC, datetime

import pytest

from sampai.planning.chains import Hop
from sampai.planning.homeward import Homeward
from sampai.planning.outward import Delivery, Outward
from sampai.planning.plan import TimedTrip
from sampai.planning.remarks import exceptions_table, unserved_table
from sampai.planning.schedule import Schedule
from sampai.planning.timing import Clock
from tests.planning.coast import at, coast, draft
from tests.planning.pieces import lot

CONTEXT = coast()
TO_V = Hop(from_id="D", to_id="V", vehicle_types=("lorry",))


def told(deliveries=(), unserved=(), home=()):
    schedule = Schedule(CONTEXT)
    outward = Outward(
        context=CONTEXT,
        schedule=schedule,
        deliveries=deliveries,
        unserved=list(unserved),
    )
    back = [
        Homeward(
            context=CONTEXT,
            schedule=schedule,
            stage=CONTEXT.stages[stage],
            returns=[],
            unserved=list(missed),
        )
        for stage, missed in home
    ]
    return unserved_table(outward, back).rows()


def test_a_plan_that_serves_everyone_names_nobody():
    served = Delivery(lot=lot("T1"), goal_id="V", hops=(TO_V,))
    assert told([served]) == []


def test_without_a_way_there_is_none_back_either():
    lend = "lend_a_vehicle_that_can_go_there"
    cut_off = Delivery(lot=lot("T4"), goal_id="F", hops=())
    assert told([cut_off]) == [
        ("T4", "hub_to_village", "no_way", lend),
        ("T4", "village_to_hub", "no_way", lend),
    ]


def test_each_reason_has_its_remedy():
    assert told(
        unserved=[(lot("T1"), "fleet"), (lot("T4"), "no_window")],
        home=[("hub_to_depot", [(lot("T2"), "fleet")])],
    ) == [
        (
            *("T1", "hub_to_village", "fleet"),
            "lend_more_vehicles_or_allow_more_days",
        ),
        (
            *("T2", "hub_to_depot", "fleet"),
            "lend_more_vehicles_or_allow_more_days",
        ),
        (
            *("T4", "hub_to_village", "no_window"),
            "allow_an_earlier_day_or_lend_a_faster_vehicle",
        ),
    ]


def test_parts_of_one_lot_make_one_row():
    parts = [(lot("T1", 1), "fleet"), (lot("T1", 2), "no_window")]
    assert [row[2] for row in told(unserved=parts)] == ["fleet"]
    home = [("village_to_hub", parts)]
    assert [row[2] for row in told(home=home)] == ["fleet"]


def test_a_district_s_goods_have_no_row():
    own = lot(for_place_id="H")
    assert told(unserved=[(own, "fleet")]) == []
    assert told([Delivery(lot=own, goal_id="H", hops=())]) == []
    assert told(home=[("hub_to_depot", [(own, "fleet")])]) == []


def boxes(*places, day, hour, tps_id="T1", **other):
    return draft(
        *places,
        goods=[(lot(tps_id, 2, 0, 0), 0, 1)],
        load_at_s=at(day, hour),
        **{"stage": "village_to_hub"} | other,
    )


def late(*drafts):
    clock = Clock(CONTEXT.rules, CONTEXT.calm)
    trips = [TimedTrip(draft=d, times=clock.run(d)) for d in drafts]
    return exceptions_table(CONTEXT, trips).rows()


def moment(day, hour, minute=0, second=0):
    return datetime(2024, 11, day, hour, minute, second, tzinfo=UTC)


def test_boxes_back_on_voting_day_need_no_exception():
    """V to H: 12 minutes, five and twelve; done at 23.59."""
    assert late(boxes("V", "H", "D", day=0, hour=23.5)) == []


def test_boxes_back_a_minute_after_midnight_need_one():
    """Loaded at 23.33, done at 00.02."""
    assert late(boxes("V", "H", "D", day=0, hour=23.55)) == [
        (
            *("T1", "same_day_return"),
            *(moment(27, 16, 59, 59), moment(27, 17, 2)),
            "too_late",
        )
    ]


def test_the_last_part_counts():
    early = boxes("V", "H", "D", day=0, hour=20)
    second = boxes("V", "H", "D", day=1, hour=8, vehicle=2)
    assert [row[3] for row in late(early, second)] == [moment(28, 1, 29)]


def test_what_waits_for_the_tide_is_told_so():
    """Back over the beach on the day after, then by road to the hub."""
    ways = (CONTEXT.way("cart", "F", "G"),)
    beach = boxes(
        *("F", "G", "G"),
        day=1,
        hour=8,
        tps_id="T4",
        vehicle_type="cart",
        ways=ways,
    )
    road = boxes("G", "H", "D", day=1, hour=10, tps_id="T4")
    assert [(row[0], row[4]) for row in late(beach, road)] == [
        ("T4", "beach_closed")
    ]


@pytest.mark.parametrize("stage", ["hub_to_village", "hub_to_depot"])
def test_other_stages_bend_no_rule(stage):
    assert late(boxes("V", "H", "D", day=1, hour=8, stage=stage)) == []
