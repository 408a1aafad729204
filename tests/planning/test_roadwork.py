"""Errands on the calendar: which day, which vehicle, and what is left."""

import pytest

from sampai.planning.errands import Errand
from sampai.planning.roadwork import Roadwork
from sampai.planning.schedule import Schedule
from tests.planning.coast import HOUR, at, coast
from tests.planning.pieces import lot, vehicle


def errand(tps_id="T1", ends="DV", ready_s=0, **pieces):
    return Errand(
        lots=(lot(tps_id, **pieces),),
        from_id=ends[0],
        to_id=ends[1],
        ready_s=ready_s,
    )


def roadwork(context=None, stage="hub_to_village"):
    context = context or coast()
    return Roadwork(
        context=context,
        schedule=Schedule(context),
        stage_of=lambda _halts: stage,
    )


def any_day(work, *errands, due=22, **windows):
    spans = {e.lots[0].subject: (-3, -2) for e in errands} | windows
    return work.any_day(["lorry"], errands, spans, due * HOUR, 20)


def days_of(work):
    return sorted(
        work.context.horizon.day_of(run[0].load_s)
        for run in work.schedule.runs
    )


@pytest.mark.parametrize(
    ("police", "lorries", "boats"),
    [
        (60, 6, 4),
        (16, 6, 4),
        (8, 3, 2),
        (7, 3, 1),
        (5, 2, 1),
        (2, 1, 0),
        (1, 0, 1),
    ],
)
def test_policemen_are_shared_by_what_types_would_need(police, lorries, boats):
    """
    Six lorries of two and four boats of one need sixteen.

    Seven are 6 x 7 / 16 = 2 lorries and 4 x 7 / 16 = 1 boat; what is left,
    two, goes by name: one boat and no lorry, or one lorry.
    """
    context = coast(police=police, lorry={"count": 6, "escort": 2})
    context.fleet["a_lorry"] = vehicle("a_lorry", count=6, escort=2)
    context.fleet["boat"] = vehicle("boat", count=4, escort=1)
    del context.fleet["lorry"]
    work = roadwork(context)
    assert (work.per_day("a_lorry"), work.per_day("boat")) == (lorries, boats)
    assert work.per_day("cart") == 2
    assert 2 * lorries + boats <= police


def test_vehicles_that_are_out_are_not_free():
    work = roadwork()
    assert work.free("lorry", -3) == 2
    assert any_day(work, errand(), T1=(-3, -3)) == []
    assert (work.free("lorry", -3), work.free("lorry", -2)) == (1, 2)


def test_errands_of_one_day_have_that_day():
    work = roadwork()
    assert any_day(work, errand("T1"), errand("T3", "DW"), T3=(-2, -2)) == []
    assert -2 in days_of(work)


def test_no_errands_are_no_work():
    work = roadwork()
    assert any_day(work) == []
    assert work.schedule.runs == []


def test_what_a_second_round_can_take_is_not_left():
    """A lorry on each of two days, and goods that only the last allows."""
    work = roadwork(coast(lorry={"count": 1, "duty_s": 2 * HOUR}))
    wanted = [errand(f"T{k}", "DW", boxes=9, booths=0) for k in range(2)]
    assert any_day(work, *wanted, T0=(-2, -2)) == []
    assert days_of(work) == [-3, -2]


def test_what_finds_no_vehicle_is_given_back_with_its_way():
    """81 boxes of 10 l for a lorry of 100 l; two hours a day are one trip."""
    work = roadwork(coast(lorry={"count": 1, "duty_s": 2 * HOUR}))
    wanted = [errand(f"T{k}", boxes=9, booths=0) for k in range(9)]
    left = any_day(work, *wanted)
    assert left
    assert {(e.from_id, e.to_id) for e in left} == {("D", "V")}
    brought = sum(
        held.lot.boxes
        for run in work.schedule.runs
        for trip in run
        for held in trip.draft.carriages
    )
    assert brought + sum(e.boxes for e in left) == 81


def on_days(work, *errands, days=(0, 1), stage="village_to_hub"):
    """Plan goods that are ready as their errands say."""
    for held in errands:
        subject = held.lots[0].subject
        work.schedule.release(subject, held.from_id, held.ready_s)
    return work.on_days(
        ["lorry"], errands, days, work.context.stages[stage], 20
    )


def test_boxes_are_fetched_on_the_day_they_are_ready():
    work = roadwork(stage="village_to_hub")
    home = errand("T1", "VH", ready_s=at(0, 20), booths=0, bags=0)
    assert on_days(work, home) == []
    assert days_of(work) == [0]
    assert work.schedule.ready_s("T1", "H") > at(0, 20)


def test_boxes_that_come_too_late_wait_for_the_next_day():
    work = roadwork(stage="village_to_hub")
    late = errand("T1", "VH", ready_s=at(0, 23.9), booths=0, bags=0)
    assert on_days(work, late) == []
    assert days_of(work) == [1]


def test_boxes_that_come_after_the_last_day_are_left():
    work = roadwork(stage="village_to_hub")
    late = errand("T1", "VH", ready_s=at(1, 23.9), booths=0, bags=0)
    assert on_days(work, late) == [late]


def test_a_lorry_of_the_night_goes_out_again_by_day():
    """One lorry; boxes of a second village are ready after midnight."""
    work = roadwork(coast(lorry={"count": 1}), stage="village_to_hub")
    soon = errand("T1", "VH", ready_s=at(0, 23), booths=0, bags=0)
    late = errand("T3", "WH", ready_s=at(1, 1), booths=0, bags=0)
    assert on_days(work, soon, late) == []
    assert days_of(work) == [0, 1]
    assert {t.draft.vehicle for t in work.schedule.numbered()} == {1}


def test_goods_leave_a_base_in_several_trips():
    """The lorries stand where the goods are."""
    work = roadwork()
    wanted = [errand(f"T{k}", ready_s=at(-2, 7)) for k in range(3)]
    assert on_days(work, *wanted, days=[-2], stage="hub_to_village") == []
    assert min(run[0].load_s for run in work.schedule.runs) >= at(-2, 7)


def test_a_day_that_is_too_long_on_the_clock_gives_goods_back(monkeypatch):
    """The last goods of a run that does not fit go another day."""
    work = roadwork()
    add = work.schedule.add
    tried = []

    def refuse_two_villages(drafts):
        tried.append(sum(len(d.carriages) for d in drafts))
        return tried[-1] < 2 and add(drafts)

    monkeypatch.setattr(work.schedule, "add", refuse_two_villages)
    one = errand("T1", ready_s=at(-3, 7))
    other = errand("T3", "DW", ready_s=at(-3, 7))
    stage = "hub_to_village"
    assert on_days(work, one, other, days=[-2, -3], stage=stage) == []
    assert tried == [2, 1, 1]
    assert days_of(work) == [-3, -2]
