"""A leg is entered only while it stays open for the whole passage."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.conditions.windows import (
    NEVER,
    LegWindows,
    leg_windows,
    overlaps,
)
from tests.strategies import open_spans

BEACH, ROAD = 0, 1
TWO_SPANS = LegWindows(spans={BEACH: np.array([[100, 200], [300, 500]])})
MOMENTS = st.integers(0, 2500)
TRAVELS = st.integers(0, 400)


@pytest.mark.parametrize(
    ("ready_s", "travel_s", "enter_s"),
    [
        (0, 60, 100),  # waits for the water to fall
        (140, 60, 140),  # leaves at 200, with the last dry second
        (141, 60, 300),  # would be caught at 200, so waits for the next
        (0, 150, 300),  # too long for the first span
        (350, 150, 350),
        (351, 150, None),
        (0, 201, None),  # too long for any span
    ],
)
def test_entry_is_the_first_that_leaves_time_for_the_passage(
    ready_s, travel_s, enter_s
):
    assert TWO_SPANS.next_entry(BEACH, ready_s, travel_s) == enter_s


@pytest.mark.parametrize(
    ("leave_by_s", "travel_s", "enter_s"),
    [
        (999, 60, 440),  # leaves at 500, before the water rises
        (400, 60, 340),
        (340, 60, 140),  # the second span opens too late
        (340, 150, None),
        (99, 0, None),
    ],
)
def test_last_entry_leaves_time_for_the_passage(leave_by_s, travel_s, enter_s):
    assert TWO_SPANS.latest_entry(BEACH, leave_by_s, travel_s) == enter_s


def test_leg_without_spans_of_its_own_never_closes():
    assert TWO_SPANS.of(ROAD) is None
    assert TWO_SPANS.next_entry(ROAD, 7, 10**6) == 7
    assert TWO_SPANS.latest_entry(ROAD, 10, 3) == 7
    moments = np.array([5, 6])
    assert TWO_SPANS.next_entry_array(ROAD, moments, 9).tolist() == [5, 6]


def test_passage_must_lie_inside_one_span():
    assert TWO_SPANS.passable(BEACH, 150, 50)
    assert not TWO_SPANS.passable(BEACH, 150, 51)
    assert not TWO_SPANS.passable(BEACH, 150, 200)
    assert not TWO_SPANS.passable(BEACH, 99, 10)


def test_longest_span_is_cut_to_the_part_asked_for():
    assert TWO_SPANS.longest_open_s(0, 1000) == 200
    assert TWO_SPANS.longest_open_s(0, 350) == 100
    assert TWO_SPANS.longest_open_s(200, 300) == 0
    assert LegWindows(spans={}).longest_open_s(0, 1000) == 0


@given(spans=open_spans(), ready_s=MOMENTS, travel_s=TRAVELS)
def test_entry_found_is_an_entry_again(spans, ready_s, travel_s):
    windows = LegWindows(spans={BEACH: spans})
    enter_s = windows.next_entry(BEACH, ready_s, travel_s)
    if enter_s is None:
        return
    assert enter_s >= ready_s
    assert windows.passable(BEACH, enter_s, travel_s)
    assert windows.next_entry(BEACH, enter_s, travel_s) == enter_s


@given(spans=open_spans(), ready_s=MOMENTS, later=TRAVELS, travel_s=TRAVELS)
def test_who_comes_later_never_enters_earlier(spans, ready_s, later, travel_s):
    windows = LegWindows(spans={BEACH: spans})
    first = windows.next_entry(BEACH, ready_s, travel_s)
    second = windows.next_entry(BEACH, ready_s + later, travel_s)
    assert second is None or (first is not None and first <= second)


@given(
    spans=open_spans(),
    asked=st.lists(st.tuples(MOMENTS, TRAVELS), max_size=9),
)
def test_many_at_once_enter_as_each_alone(spans, asked):
    windows = LegWindows(spans={BEACH: spans})
    pairs = np.array(asked, dtype=np.int64).reshape(-1, 2)
    together = windows.next_entry_array(BEACH, pairs[:, 0], pairs[:, 1])
    alone = [windows.next_entry(BEACH, *pair) for pair in asked]
    assert together.tolist() == [NEVER if s is None else s for s in alone]


@given(spans=open_spans(), leave_by_s=MOMENTS, travel_s=TRAVELS)
def test_no_entry_after_the_last_one_leaves_in_time(
    spans, leave_by_s, travel_s
):
    windows = LegWindows(spans={BEACH: spans})
    last = windows.latest_entry(BEACH, leave_by_s, travel_s)
    if last is not None:
        assert windows.passable(BEACH, last, travel_s)
        assert last + travel_s <= leave_by_s
    after = windows.next_entry(
        BEACH, -1 if last is None else last + 1, travel_s
    )
    assert after is None or after + travel_s > leave_by_s


@given(one=open_spans(), other=open_spans())
def test_overlaps_hold_the_seconds_that_both_hold(one, other):
    both = _seconds(one) & _seconds(other)
    assert _seconds(overlaps(one, other)) == both


def _seconds(spans: np.ndarray) -> set[int]:
    """Seconds that begin inside a span."""
    return {s for start, end in spans.tolist() for s in range(start, end)}


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        # Where the tide is low before sunrise, the sun opens the beach.
        (-4, "05:37", "09:50"),
        (-3, "05:37", "10:36"),
        (-2, "05:37", "11:21"),
        (-1, "05:59", "12:01"),
        (0, "06:57", "12:37"),
        (1, "07:46", "13:09"),
    ],
)
def test_beach_of_november_2024(
    windows, beach_rows, horizon, day, opens, closes
):
    """Morning windows that the regency's own timetable was built on."""
    midnight = horizon.day_start_s(day)
    for row in beach_rows:
        spans = windows.of(row)
        morning = spans[(spans[:, 0] >= midnight)][0]
        expected = [midnight + _seconds_of(text) for text in (opens, closes)]
        assert morning.tolist() == pytest.approx(expected, abs=60)


def _seconds_of(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def test_only_legs_that_the_tide_closes_have_windows(windows, beach_rows):
    assert sorted(windows.spans) == beach_rows


def test_no_span_runs_through_a_night(windows, horizon):
    for spans in windows.spans.values():
        days = [[horizon.day_of(int(s)) for s in span] for span in spans]
        assert all(opens == closes for opens, closes in days)


def test_days_not_looked_at_count_as_closed(dataset, horizon, beach_rows):
    one_day = leg_windows(dataset, horizon, range(1))
    row, voting_day = beach_rows[0], horizon.day_start_s(0)
    assert one_day.next_entry(row, 0, 60) > voting_day
    assert one_day.next_entry(row, voting_day + 86_400, 60) is None


def test_no_days_close_the_beach(dataset, horizon, beach_rows):
    none = leg_windows(dataset, horizon, range(0))
    assert none.next_entry(beach_rows[0], 0, 0) is None
    assert none.longest_open_s(0, NEVER) == 0


def test_regency_without_a_beach_has_no_windows(dataset, horizon):
    inland = replace(
        dataset, surfaces=dataset.surfaces.with_columns(closed_by=pl.lit(""))
    )
    assert leg_windows(inland, horizon, range(1)).spans == {}
