"""Tables and figures of risk, worked out by hand."""

from datetime import time

import numpy as np
import polars as pl
import pytest

from sampai.simulation import risk as risk_module
from sampai.simulation.risk import assess, standard_error
from sampai.simulation.running import Course
from tests.simulation.shore import (
    HOUR,
    MINUTE,
    at,
    dataset,
    draft,
    ensemble,
    run_of,
    shore,
)

DUE = at(-1, 22)
FAR = at(4, 0) + 24 * HOUR


def plan_of(context):
    """T1 and T2 are served; the others have no trip."""
    goods = [("T1", 0, 1), ("T2", 0, 1)]
    return run_of(context, draft(context, "D", "V", "D", goods=goods))


def assessed(monkeypatch, at_tps_s, at_hub_s=None):
    """
    Assess a plan of which it is known what it came to.

    Rows are T1 to T5; the last three are never served.
    """
    rest = np.full((3, len(at_tps_s[0])), FAR)
    course = Course(
        tps_ids=("T1", "T2", "T3", "T4", "T5"),
        at_tps_s=np.vstack([at_tps_s, rest]).astype(np.float32),
        at_hub_s=at_hub_s,
        due_s=DUE,
        open_s=at(0, 7),
    )
    monkeypatch.setattr(risk_module, "run_plan", lambda *_, **__: course)
    monkeypatch.setattr(risk_module, "find_blame", lambda *_: {})
    context = shore(dataset())
    return assess(plan_of(context), ensemble(dataset(), 5))


def row_of(found, tps_id):
    return found.risk.row(by_predicate=_is(tps_id), named=True)


def _is(tps_id):
    return pl.col("tps_id") == tps_id


FIVE = [
    # Two on time, then 10 minutes, 2 hours and 12 hours late.
    [DUE - HOUR, DUE, DUE + 10 * MINUTE, DUE + 2 * HOUR, DUE + 12 * HOUR],
    [DUE - HOUR] * 5,
]


def test_the_chance_is_the_share_of_scenarios_that_are_on_time(monkeypatch):
    """Being there at the due second is on time."""
    found = assessed(monkeypatch, FIVE)
    assert row_of(found, "T1")["on_time_prob"] == 0.4
    assert row_of(found, "T2")["on_time_prob"] == 1
    assert row_of(found, "T3")["on_time_prob"] == 0


def test_the_error_has_two_hits_and_two_misses_more(monkeypatch):
    """
    The root of 4/9 · 5/9 / 9 is 0.1656, that of 7/9 · 2/9 / 9 is 0.1386.
    """
    found = assessed(monkeypatch, FIVE)
    assert row_of(found, "T1")["on_time_se"] == pytest.approx(
        0.16563, abs=1e-5
    )
    assert row_of(found, "T2")["on_time_se"] == pytest.approx(
        0.13858, abs=1e-5
    )


def test_no_error_is_ever_zero():
    probs = np.array([0.0, 0.5, 1.0])
    for scenarios in (1, 100, 1_000_000):
        assert (standard_error(probs, scenarios) > 0).all()


def test_quantiles_and_the_mean_of_the_worst_by_hand(monkeypatch):
    """
    Lateness rises 0, 0, 600, 7200, 43200 s. The median is the third; the
    95th percentile the fourth, as 95 % of the four steps are 3.8; a
    twentieth of five scenarios is one, the last.
    """
    row = row_of(assessed(monkeypatch, FIVE), "T1")
    assert row["late_p50_s"] == 600
    assert row["late_p95_s"] == 7200
    assert row["late_cvar_s"] == 43_200


def test_the_mean_of_the_worst_takes_the_worst_twentieth(monkeypatch):
    """Of 40 scenarios the last two, an hour and three hours late."""
    late = [DUE - HOUR] * 38 + [DUE + 3 * HOUR, DUE + HOUR]
    row = row_of(assessed(monkeypatch, [late, late]), "T1")
    assert row["late_cvar_s"] == 2 * HOUR
    assert row["late_p95_s"] == 0


def test_what_never_comes_is_late_to_the_end_of_what_was_drawn(monkeypatch):
    """The last stage ends on day 3, and a day of air follows it."""
    never = [DUE - HOUR] * 4 + [1e9]
    row = row_of(assessed(monkeypatch, [never, never]), "T1")
    assert row["late_cvar_s"] == at(5, 0) - DUE


def test_the_polls_open_nine_hours_after_the_due_time(monkeypatch):
    """Of the three that are late two are there before they open."""
    found = assessed(monkeypatch, FIVE)
    assert row_of(found, "T1")["open_prob"] == 0.8
    assert row_of(found, "T3")["open_prob"] == 0


def test_boxes_are_back_when_the_stage_back_is_due(monkeypatch):
    back = np.full((5, 5), FAR, dtype=np.float32)
    back[0, :3] = at(1, 23)
    back[1, :] = at(1, 23) + 1
    found = assessed(monkeypatch, FIVE, back)
    assert row_of(found, "T1")["back_prob"] == 0.6
    assert row_of(found, "T2")["back_prob"] == 0


def test_a_plan_without_its_way_back_has_no_chance_of_it(monkeypatch):
    assert row_of(assessed(monkeypatch, FIVE), "T2")["back_prob"] == 0


def test_the_last_arrivals_are_counted_by_the_hour():
    """
    In fair weather one lorry: T1 and T2 are there at once, and the others
    never, so no scenario has a last arrival.
    """
    context = shore(dataset())
    found = assess(plan_of(context), ensemble(dataset(), 7))
    assert found.last_arrival_h == {None: 7}


def test_hours_before_the_due_time_are_below_zero(monkeypatch):
    """A scenario counts in the hour that ends at or after its moment."""
    moments = [DUE - HOUR, DUE - HOUR + 1, DUE, DUE + 1, 1e9]
    course = Course(
        tps_ids=("T1",),
        at_tps_s=np.array([moments], dtype=np.float64),
        at_hub_s=None,
        due_s=DUE,
        open_s=at(0, 7),
    )
    monkeypatch.setattr(risk_module, "run_plan", lambda *_, **__: course)
    monkeypatch.setattr(risk_module, "find_blame", lambda *_: {})
    found = assess(plan_of(shore(dataset())), ensemble(dataset(), 5))
    assert found.last_arrival_h == {-1: 1, 0: 2, 1: 1, None: 1}
    assert sum(found.last_arrival_h.values()) == 5
    assert (found.lowest_prob, found.mean_prob) == (0.6, 0.6)


def test_the_leg_to_blame_is_that_charged_most_shut_and_slow_together():
    """A lane that is closed on one day of two."""
    data = dataset(
        climate={"H": (1.0, 1.0, 0.0)},
        closed_prob={"lane": 0.5},
        hazards={
            ("closure_start", "surface"): (0, 0),
            ("closure_length", "surface"): (24, 0),
        },
    )
    context = shore(data)
    run = run_of(
        context,
        draft(
            context,
            *("D", "W", "D"),
            goods=[("T3", 0, 1)],
            load_at_s=at(-1, 8),
        ),
    )
    found = assess(run, ensemble(data, 400))
    row = row_of(found, "T3")
    assert 0.4 < row["on_time_prob"] < 0.6 < row["reachable_prob"]
    leg = [row[f"blame_{part}"] for part in ("from_id", "to_id", "surface")]
    assert leg == ["V", "W", "lane"]
    shares = found.blame.filter(_is("T3"))
    assert shares["share"].sum() == pytest.approx(1)


def test_a_tps_without_a_village_trip_has_no_leg_to_blame():
    context = shore(dataset())
    row = row_of(assess(plan_of(context), ensemble(dataset(), 5)), "T4")
    assert row["on_time_prob"] == 0
    assert row["reachable_prob"] == 1
    assert row["blame_from_id"] is None


def test_the_due_time_is_that_of_the_last_mile():
    data = dataset(hours={"V": (time(6), time(20))})
    context = shore(data)
    found = assess(plan_of(context), ensemble(data, 5))
    due = context.horizon.moment(DUE)
    assert set(found.risk["due_at"]) == {due}
    assert (found.scenarios, found.seed) == (5, 1)
