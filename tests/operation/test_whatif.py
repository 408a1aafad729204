"""What if a leg closes, a vehicle fails, a stage shifts."""

import pytest

from sampai.errors import DatasetError
from sampai.operation.service import plan_operation
from sampai.operation.whatif import ClosedLeg, Question, WhatIf, changed
from sampai.tables import Dataset, packaged_dataset, read_dataset

LEG = ("J011", "18.13.04.2001", "local")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return read_dataset(packaged_dataset("pesisir-barat-2024"))


@pytest.fixture(scope="module")
def what_if(dataset: Dataset) -> WhatIf:
    operation = plan_operation(dataset, iterations=5)
    return WhatIf(dataset, operation, scenarios=200)


def closed(first_day: int, last_day: int) -> Question:
    leg = ClosedLeg(ends=LEG, first_day=first_day, last_day=last_day)
    return Question(closed=(leg,))


def test_a_question_without_a_difference_is_empty():
    assert Question().is_empty
    assert Question(fewer={"pickup": 0}).is_empty
    assert not Question(shifts={"hub_to_village": -1}).is_empty


def test_nothing_different_touches_nothing(what_if: WhatIf):
    answer = what_if.ask(Question(fewer={"pickup": 0}))
    assert answer.touched == []
    assert answer.after.cost_out_idr == answer.before.cost_out_idr


def test_the_only_way_closed_to_the_end_leaves_tps_without_goods(
    what_if: WhatIf,
):
    answer = what_if.ask(closed(-60, 60))
    assert answer.after.missed
    assert answer.touched[0].is_missed
    assert answer.touched[0].after == 0


def test_a_closure_long_before_the_goods_travel_touches_nobody(
    what_if: WhatIf,
):
    answer = what_if.ask(closed(-14, -13))
    assert answer.after.missed == answer.before.missed


def test_questions_leave_no_trace(what_if: WhatIf):
    first = what_if.ask(Question(fewer={"pickup": 1}))
    what_if.ask(closed(-60, 60))
    again = what_if.ask(Question(fewer={"pickup": 1}))
    assert again.after.on_time_prob == first.after.on_time_prob
    assert again.after.cost_out_idr == first.after.cost_out_idr


def test_a_stage_moves_as_a_whole(dataset: Dataset):
    moved = changed(dataset, Question(shifts={"hub_to_village": -1}))
    for column in ("first_day", "last_day"):
        was = dict(dataset.stages.select("stage", column).iter_rows())
        now = dict(moved.stages.select("stage", column).iter_rows())
        differing = {s: now[s] - was[s] for s in was if now[s] != was[s]}
        assert differing == {"hub_to_village": -1}


def test_every_fault_of_a_question_is_told_at_once(dataset: Dataset):
    question = Question(
        closed=(ClosedLeg(ends=("A", "B", "sea"), first_day=2, last_day=1),),
        fewer={"pickup": 9_999, "ship": 1},
        shifts={"lunch": 1},
    )
    with pytest.raises(DatasetError) as refusal:
        changed(dataset, question)
    assert len(refusal.value.faults) == 5
