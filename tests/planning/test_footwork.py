"""When goods are carried to a tps, and its boxes back to the village."""

import pytest

from sampai.election import consignments, load_regulation, sizes
from sampai.geography import build_network
from sampai.planning.footwork import Footwork
from sampai.planning.goods import Lot
from sampai.planning.preparing import (
    make_context,
)
from sampai.planning.schedule import Schedule
from tests.planning.pieces import HOUR
from tests.planning.regency import ISLAND, keep_districts

TPS = f"{ISLAND}.2001.001"
VILLAGE = f"{ISLAND}.2001"


@pytest.fixture(scope="module")
def context(pesisir_barat):
    """The island alone; the village of the tps is open from 6 to 22."""
    dataset = keep_districts(pesisir_barat, [ISLAND])
    regulation = load_regulation(dataset.settings.regulation)
    return make_context(
        dataset,
        build_network(dataset),
        sizes(regulation),
        iterations=1,
        seed=1,
    )


def footwork(context, day=-2, hour=12.0):
    """Goods of the one tps have come to its village, of no other."""
    schedule = Schedule(context)
    come_s = context.horizon.day_start_s(day) + round(hour * HOUR)
    schedule.release(TPS, VILLAGE, come_s)
    return Footwork(context, schedule)


def at(context, day, hour):
    return context.horizon.day_start_s(day) + round(hour * HOUR)


def test_goods_leave_24_hours_before_the_polls_open(context):
    """Polls open at seven; the law allows no earlier day."""
    assert footwork(context).out_s(TPS) == at(context, -1, 7)


def test_goods_that_come_later_leave_when_they_are_there(context):
    assert footwork(context, -1, 9.5).out_s(TPS) == at(context, -1, 9.5)


def test_goods_leave_an_open_village(context):
    early = {VILLAGE: (8 * HOUR, 20 * HOUR)}
    hours = dict(context.rules.hours)
    context.rules.hours.update(early)
    try:
        assert footwork(context).out_s(TPS) == at(context, -1, 8)
    finally:
        context.rules.hours.clear()
        context.rules.hours.update(hours)


def test_boxes_are_sealed_after_the_count_and_carried_back(context):
    """Polls close at 13; two hours, and 24 s a voter in two contests."""
    walker = footwork(context)
    walk = walker.walks[TPS]
    sealed_s = at(context, 0, 13) + 7200 + 24 * walk["voters"]
    assert walker.sealed_s(TPS) == sealed_s
    assert walker.back_in_village_s()[TPS] == sealed_s + walk["walk_s"]


def test_the_table_has_both_walks_of_the_tps_whose_goods_came(context):
    """32 kg out are three loads of 15 kg, 24 kg of boxes back are two."""
    regulation = load_regulation(context.dataset.settings.regulation)
    lots = [
        (
            Lot(**{k: row[k] for k in Lot.__dataclass_fields__}),
            row["place_id"],
        )
        for row in consignments(context.dataset, regulation).to_dicts()
    ]
    walker = footwork(context)
    rows = walker.table(lots).to_dicts()
    assert [
        (row["tps_id"], row["stage"], row["carriers"]) for row in rows
    ] == [
        (TPS, "tps_to_village", 2),
        (TPS, "village_to_tps", 3),
    ]
    back, out = rows
    moment = context.horizon.moment
    assert out["depart_at"] == moment(walker.out_s(TPS))
    assert back["depart_at"] == moment(walker.sealed_s(TPS))
    walk_s = walker.walks[TPS]["walk_s"]
    for row in rows:
        assert (row["arrive_at"] - row["depart_at"]).seconds == walk_s
        assert row["distance_m"] == walker.walks[TPS]["distance_m"]
