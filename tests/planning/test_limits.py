"""Shift, duty and due times of a run that has been timed."""

import pytest

from sampai.planning.limits import is_in_time
from sampai.planning.plan import TimedTrip
from sampai.planning.timing import Clock
from tests.planning.coast import HOUR, MINUTE, at, coast, draft
from tests.planning.pieces import lot


def run(context, *drafts):
    clock = Clock(context.rules, context.calm)
    return [TimedTrip(draft=d, times=clock.run(d)) for d in drafts]


def out(load_s, **other):
    """Home 54 minutes after loading began, handed over after 39."""
    return draft("D", "V", "D", load_at_s=load_s, **other)


@pytest.mark.parametrize(
    ("hour", "fits"),
    [(5.9, False), (6, True), (17.1, True), (17.2, False)],
)
def test_a_trip_lies_inside_the_shift(hour, fits):
    """Work is from 06.00 to 18.00; 54 minutes are nine tenths of an hour."""
    assert is_in_time(coast(), run(coast(), out(at(-3, hour)))) == fits


def test_the_shift_does_not_bind_by_night():
    context = coast()
    goods = [(lot("T1", 2, 0, 0), 0, 1)]
    trip = draft(
        *("V", "H", "D"),
        goods=goods,
        stage="village_to_hub",
        load_at_s=at(0, 22),
    )
    assert is_in_time(context, run(context, trip))


@pytest.mark.parametrize(("gap_s", "fits"), [(12 * 60, True), (721, False)])
def test_duty_counts_from_the_first_loading_to_the_last_return(gap_s, fits):
    """Twice 54 minutes and twelve between are two hours."""
    context = coast(lorry={"duty_s": 2 * HOUR})
    start = at(-3, 8)
    second = out(start + 54 * MINUTE + gap_s)
    assert is_in_time(context, run(context, out(start), second)) == fits


def test_duty_is_counted_day_by_day():
    context = coast(lorry={"duty_s": HOUR})
    assert is_in_time(context, run(context, out(at(-3, 8)), out(at(-2, 8))))


def test_goods_of_a_village_are_due_there():
    """Handed over at 17.00 and a minute later."""
    late = coast(hub_to_village={"due_s": 17 * HOUR})
    start = at(-2, 17) - 39 * MINUTE
    assert is_in_time(late, run(late, out(start)))
    assert not is_in_time(late, run(late, out(start + 60)))


def test_the_day_before_the_last_nothing_is_due():
    late = coast(hub_to_village={"due_s": 7 * HOUR})
    assert is_in_time(late, run(late, out(at(-3, 12))))


@pytest.mark.parametrize(
    ("stage", "places", "goods", "due"),
    [
        ("depot_to_hub", "DH", lot(for_place_id="H"), "depot_to_hub"),
        ("depot_to_hub", "DH", lot("T1"), "depot_to_hub"),
        ("village_to_hub", "VH", lot("T1"), "village_to_hub"),
        ("hub_to_depot", "HD", lot("T1"), "hub_to_depot"),
    ],
)
def test_each_stage_has_its_due_time(stage, places, goods, due):
    day = coast().stages[due].last_day
    trip = draft(
        *places,
        places[-1],
        goods=[(goods, 0, 1)],
        stage=stage,
        load_at_s=at(day, 10),
    )
    early = coast(**{due: {"due_s": 10 * HOUR}})
    assert not is_in_time(early, run(early, trip))
    assert is_in_time(coast(), run(coast(), trip))


def test_nothing_is_due_at_a_transfer():
    early = coast(depot_to_hub={"due_s": 0}, hub_to_village={"due_s": 0})
    trip = draft("D", "G", "D", load_at_s=at(-2, 8), stage="depot_to_hub")
    assert is_in_time(early, run(early, trip))
