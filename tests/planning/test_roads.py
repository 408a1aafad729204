"""Days of vehicles over open roads, from errands and back to halts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sampai.planning.errands import Errand
from sampai.planning.roads import Span, between_many, from_one_place
from tests.planning.coast import DAY, HOUR, at, coast
from tests.planning.pieces import SIZES, lot

ANY_DAY = Span(start_s=0, due_s=22 * HOUR)
TWO = {"lorry": 2}


def errand(tps_id="T1", ends="DV", ready_s=0, **pieces):
    return Errand(
        lots=(lot(tps_id, **pieces),),
        from_id=ends[0],
        to_id=ends[1],
        ready_s=ready_s,
    )


def from_one(*errands, context=None, counts=TWO, span=ANY_DAY):
    return from_one_place(
        context or coast(), errands, counts, span, iterations=20
    )


def between(*errands, context=None, counts=TWO, span=ANY_DAY):
    return between_many(
        context or coast(), errands, counts, span, iterations=20
    )


def halts(days):
    return [
        [
            [(event.place_id, len(event.on), len(event.off)) for event in trip]
            for trip in day.trips
        ]
        for day in days
    ]


def test_goods_leave_one_place_and_are_brought_to_another():
    days, left = from_one(errand())
    assert halts(days) == [[[("D", 1, 0), ("V", 0, 1)]]]
    assert left == []


def test_goods_of_many_places_come_to_one():
    days, _ = from_one(errand("T1", "VD"), errand("T3", "WD"))
    [[trip]] = halts(days)
    assert trip[-1] == ("D", 0, 2)
    assert {halt[0] for halt in trip[:-1]} == {"V", "W"}


def test_a_vehicle_that_is_full_loads_again():
    """Four lots of 27 l: three in a lorry of 100 l, then one."""
    days, _ = from_one(*[errand(f"T{k}") for k in range(4)])
    [day] = days
    assert sorted(len(trip[0].on) for trip in day.trips) in ([1, 3], [2, 2])


def test_a_place_is_called_at_once_a_trip():
    held = [errand(f"T{k}", e) for k, e in enumerate(("DV", "DW", "DV"))]
    days, _ = from_one(*held)
    for trip in days[0].trips:
        places = [event.place_id for event in trip if event.off]
        firsts = [p for k, p in enumerate(places) if p not in places[:k]]
        assert places == sorted(places, key=firsts.index)


def test_hours_and_shift_bind_by_day():
    """V is open from 17.00 on; 15 minutes to it, 12 there, home by 18."""
    late = coast(hours={"V": (17 * HOUR, 20 * HOUR)})
    assert from_one(errand(), context=late)[1] == []
    later = coast(hours={"V": (round(17.6 * HOUR), 20 * HOUR)})
    assert from_one(errand(), context=later)[1] == [errand()]


def test_neither_binds_by_night():
    later = coast(hours={"V": (23 * HOUR, DAY)})
    night = Span(start_s=at(0, 0), due_s=at(0, 24), night=True)
    home = errand("T1", "VH", ready_s=at(0, 20))
    assert between(home, context=later, span=night)[1] == []


def test_goods_that_come_too_late_in_the_day_are_left():
    span = Span(start_s=at(0, 0), due_s=at(0, 24), night=True)
    late = errand("T1", "VH", ready_s=at(0, 23.9))
    assert between(late, span=span) == ([], [late])
    late = errand("T1", "DV", ready_s=at(0, 17.5))
    day = Span(start_s=at(0, 0), due_s=at(0, 22))
    assert from_one(late, span=day) == ([], [late])


@pytest.mark.parametrize("plan", [from_one, between])
def test_without_errands_or_vehicles_nothing_is_planned(plan):
    assert plan() == ([], [])
    assert plan(errand(), counts={"lorry": 0}) == ([], [errand()])
    assert plan(errand(), counts={}) == ([], [errand()])


def test_goods_are_carried_between_many_places():
    days, left = between(errand("T1", "VH"), errand("T3", "WH"))
    assert left == []
    [day] = days
    assert {event.place_id for event in day.events} == {"V", "W", "H"}


def test_goods_aboard_for_one_place_leave_at_the_first_halt_there():
    days, _ = between(*[errand(f"T{k}", "VH") for k in range(3)])
    offs = [event for day in days for event in day.events if event.off]
    assert len(offs) == 1
    assert len(offs[0].off) == 3


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["DV", "DW", "DH", "HW", "WV", "GD", "VG"]),
            st.integers(0, 5),
            st.integers(0, 8),
        ).filter(lambda one: one[1] or one[2]),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 3),
    st.integers(13, 100),
)
@settings(max_examples=25)
def test_no_piece_is_lost_between_errands_and_halts(wanted, count, litres):
    context = coast(lorry={"count": count, "volume_l": float(litres)})
    held = [
        errand(f"T{k}", ends, boxes=boxes, booths=booths, bags=0)
        for k, (ends, boxes, booths) in enumerate(wanted)
    ]
    days, left = between(*held, context=context, counts={"lorry": count})
    brought = [one for d in days for e in d.events for one in e.off]
    missed = [one for e in left for one in e.lots]
    for kind in ("boxes", "booths"):
        assert sum(getattr(one, kind) for one in brought + missed) == sum(
            getattr(one, kind) for e in held for one in e.lots
        )
    assert len(days) <= count
    for day in days:
        aboard = 0.0
        for event in day.events:
            aboard += sum(one.volume_l for one in event.on)
            assert aboard <= litres
            aboard -= sum(one.volume_l for one in event.off)
        assert aboard == 0
    assert SIZES.box_l <= litres
