"""A plan run through an ensemble: what comes, when, and on which days."""

import numpy as np
import pytest

from sampai.conditions.draws import BLOCK
from sampai.errors import PlanningError
from sampai.planning.moments import (
    NEVER,
)
from sampai.simulation.running import Run, run_plan
from tests.simulation.shore import (
    at,
    dataset,
    draft,
    ensemble,
    plan,
    run_of,
    shore,
)

LUCK = {
    ("leg_speed", "trip"): (1.0, 0.15),
    ("loading_delay", "trip"): (600, None),
    ("counting_end", "tps"): (0.0, 0.25),
}


def out_and_back(context):
    goods = [("T1", 0, 1)]
    return [
        draft(context, *"DVD", goods=goods),
        draft(
            context,
            *"VHD",
            goods=goods,
            stage="village_to_hub",
            vehicle=2,
            load_at_s=at(0, 20),
        ),
    ]


def test_goods_are_carried_to_a_tps_on_the_eve_of_the_vote():
    """They came on day -3; a walk of three minutes begins when it may."""
    context = shore()
    run = run_of(context, draft(context, *"DVD"))
    course = run_plan(run, ensemble(dataset(), 1))
    walk_s = run.walks[0]["walk_s"]
    assert course.at_tps_s[0, 0] == at(-1, 7) + walk_s


def test_a_tps_without_goods_is_never_served():
    context = shore()
    run = run_of(context, draft(context, *"DVD"))
    course = run_plan(run, ensemble(dataset(), 4))
    assert course.tps_ids == ("T1", "T2", "T3", "T4", "T5")
    assert course.on_time_prob.tolist() == [1, 0, 0, 0, 0]
    assert (course.at_tps_s[1:] == np.float32(NEVER)).all()


def test_goods_that_a_plan_misses_in_part_never_come():
    context = shore()
    drafts = [draft(context, *"DVD")]
    run = Run(
        context=context,
        hazards=ensemble(dataset(), 1).hazards,
        trips=plan(context, drafts),
        missed=["T1"],
    )
    assert run_plan(run, ensemble(dataset(), 2)).on_time_prob[0] == 0


def test_boxes_come_back_to_their_hub():
    """
    Loaded at eight in the evening, when the count is long done: eleven
    minutes, a quarter of an hour on the road, and eleven minutes more.
    """
    context = shore()
    run = run_of(context, *out_and_back(context), home=True)
    course = run_plan(run, ensemble(dataset(), 1))
    assert course.at_hub_s[0, 0] == at(0, 20) + (11 + 15 + 11) * 60
    assert (course.at_hub_s[1:] == np.float32(NEVER)).all()


def test_a_count_that_lasts_longer_holds_the_boxes_up():
    """Four times the two contests' time: they are sealed after midnight."""
    rows = {("counting_end", "tps"): (3.0, 0.0)}
    context = shore(dataset(hazards=rows))
    run = run_of(context, *out_and_back(context), home=True)
    course = run_plan(run, ensemble(context.dataset, 1))
    assert course.at_hub_s[0, 0] > at(1, 0)


def test_the_way_back_is_left_out_where_nobody_asks_for_it():
    context = shore()
    run = run_of(context, *out_and_back(context))
    assert run_plan(run, ensemble(dataset(), 1)).at_hub_s is None


def test_only_the_tps_asked_for_are_looked_at():
    context = shore()
    run = Run(
        context=context,
        hazards=ensemble(dataset(), 1).hazards,
        trips=plan(context, [draft(context, *"DVD")]),
        only=frozenset({"T1", "T4"}),
    )
    course = run_plan(run, ensemble(dataset(), 2))
    assert course.tps_ids == ("T1", "T4")


def test_a_plan_of_other_days_is_refused():
    context = shore()
    run = run_of(context, draft(context, *"DVD", load_at_s=at(5, 8)))
    with pytest.raises(PlanningError) as refused:
        run_plan(run, ensemble(dataset(), 1))
    assert str(refused.value) == (
        "Found a trip on day 5, expected days from -6 to 4. Take the plan and "
        "the dataset that belong together."
    )


def test_processes_do_not_show():
    """Two blocks, one scenario in the second."""
    data = dataset(hazards=LUCK)
    context = shore(data)
    run = run_of(context, *out_and_back(context), home=True)
    drawn = ensemble(data, BLOCK + 1)
    one, two = (run_plan(run, drawn, processes=n) for n in (1, 2))
    assert len(drawn.blocks) == 2
    np.testing.assert_array_equal(one.at_tps_s, two.at_tps_s)
    np.testing.assert_array_equal(one.at_hub_s, two.at_hub_s)


def test_a_part_of_a_plan_has_the_luck_that_it_has_in_the_whole():
    data = dataset(hazards=LUCK)
    context = shore(data)
    run = run_of(
        context,
        draft(context, *"DVD"),
        draft(context, *"DWD", vehicle=2, goods=[("T3", 0, 1)]),
    )
    drawn = ensemble(data, 50)
    whole = run_plan(run, drawn)
    [own] = [t for t in run.trips if t.draft.places[1] == "W"]
    part = run_plan(run.limited_to([own]), drawn)
    np.testing.assert_array_equal(part.at_tps_s[2], whole.at_tps_s[2])
    assert part.on_time_prob[0] == 0
