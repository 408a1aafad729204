"""Judging precautions: the same scenarios, only what is looked at."""

import pytest

from sampai.planning.precautions import Precaution, Precautions
from sampai.simulation.robust.judging import Judge, Judgement
from sampai.simulation.robust.weighing import (
    GroupOptions,
    Weighed,
    joined,
    with_villages,
)
from tests.simulation.robust.island import judge_of

NOTHING = Precautions()


@pytest.fixture(scope="module")
def judge():
    return judge_of()


def judgement(cost, **prob):
    return Judgement(
        precautions=NOTHING,
        cost_out_idr=cost,
        on_time_prob=prob,
        missed=frozenset(),
    )


def weighed(cost, prob, **what):
    option = (("V", Precaution(**what)),)
    return Weighed(option=option, judgement=judgement(cost, T1=prob))


def best(*options, goal):
    found = GroupOptions(group=None, weighed=options)
    return found.best_for({"T1": goal})


def test_a_shortfall_adds_up_what_each_tps_lacks():
    one = judgement(1, A=0.9, B=0.99, C=1.0)
    goals = {"A": 0.95, "B": 0.95, "C": 1.0}
    assert one.shortfall(goals) == pytest.approx(0.05)
    assert one.lowest_prob == 0.9
    assert one.mean_prob == pytest.approx(2.89 / 3)


def test_nobody_to_look_at_is_nobody_late():
    assert judgement(1).lowest_prob == judgement(1).mean_prob == 1


def test_a_part_is_judged_as_in_the_whole(judge):
    """The trips of others run beside it unseen."""
    whole = judge.judge(NOTHING)
    part = judge.judge(NOTHING, ["T5"])
    assert part.on_time_prob == {"T5": whole.on_time_prob["T5"]}
    assert part.cost_out_idr == whole.cost_out_idr


def test_the_same_is_judged_once(judge):
    idle = Precautions(by_goal={"V": Precaution()})
    assert judge.judge(NOTHING) is judge.judge(idle)


def test_what_is_barred_is_missed(judge):
    barred = Precaution(barred=frozenset({"boat"}))
    found = judge.judge(Precautions(by_goal={"I": barred}))
    assert found.missed == {"T5"}
    assert found.on_time_prob["T5"] == 0


def test_two_judges_of_the_same_give_the_same(judge):
    other: Judge = judge_of()
    assert other.judge(NOTHING) == judge.judge(NOTHING)


def test_the_cheapest_option_that_reaches_the_goal_is_taken():
    options = (weighed(10, 0.8), weighed(12, 0.95), weighed(11, 0.92))
    assert best(*options, goal=0.9).judgement.cost_out_idr == 11
    assert best(*options, goal=0.95).judgement.cost_out_idr == 12
    assert best(*options, goal=0.7).judgement.cost_out_idr == 10


def test_where_none_reaches_it_the_one_that_comes_nearest():
    options = (weighed(10, 0.8), weighed(99, 0.9), weighed(98, 0.9))
    assert best(*options, goal=1.0).judgement.cost_out_idr == 98


def test_of_two_that_cost_the_same_the_one_that_does_less():
    more = weighed(10, 0.9, days_earlier=2)
    less = weighed(10, 0.9, days_ahead=1)
    assert best(more, less, goal=0.9) is less
    assert best(less, more, goal=0.9) is less


def test_what_was_chosen_for_each_group_is_put_together():
    early = weighed(10, 0.9, days_earlier=1)
    idle = Weighed(
        option=(("W", Precaution()),), judgement=judgement(1, T3=1.0)
    )
    assert joined([early, idle]).by_goal == {"V": Precaution(days_earlier=1)}


def test_villages_are_helped_by_days_beside_what_is_done_already():
    now = Precautions(
        by_goal={"V": Precaution(days_earlier=1, singly=True)},
        head_start_s=60,
    )
    found = with_villages(now, ["V", "W"], 1)
    assert found.of("V") == Precaution(days_earlier=2, singly=True)
    assert found.of("W") == Precaution(days_earlier=1)
    assert found.head_start_s == 60
