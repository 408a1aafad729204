"""When the beach is open: the facts any plan of the regency must meet."""

import numpy as np
import pytest

from sampai.audit.beach import watch_beach
from sampai.audit.facts import Leg
from sampai.audit.gathering import gather_facts
from sampai.audit.tide import heights_m
from sampai.tables import packaged_dataset, read_dataset

MINUTE = 60
HOUR = 3600
DAY = 24 * HOUR

OPEN = [
    (-4, (5, 40), (9, 50)),
    (-3, (5, 40), (10, 35)),
    (-2, (5, 40), (11, 20)),
    (-1, (6, 0), (12, 0)),
    (0, (7, 0), (12, 35)),
    (1, (7, 45), (13, 10)),
]


@pytest.fixture(scope="module")
def beach():
    facts = gather_facts(read_dataset(packaged_dataset("pesisir-barat-2024")))
    return watch_beach(facts, -5, 7)


def _second(day: int, clock: tuple[int, int]) -> int:
    return day * DAY + clock[0] * HOUR + clock[1] * MINUTE


@pytest.mark.parametrize(("day", "opens", "closes"), OPEN)
def test_the_beach_is_open_in_daylight_when_pilots_found_it(
    beach, day, opens, closes
):
    rise, fall = beach.sun("T.WHN", day)
    spans = [
        (max(low, rise), min(high, fall))
        for low, high in beach.spans_s
        if low < fall and high > rise
    ]
    first = spans[0]
    assert first[0] == pytest.approx(_second(day, opens), abs=5 * MINUTE)
    assert first[1] == pytest.approx(_second(day, closes), abs=5 * MINUTE)


def test_the_longest_window_is_of_tide_and_daylight(beach):
    """On 25 November from sunrise at 05:37 to 11:22."""
    longest = beach.longest_open_s(-2, beach.spans_s)
    assert longest == pytest.approx(5 * HOUR + 46 * MINUTE, abs=3 * MINUTE)


def test_a_passage_must_end_before_the_water_comes(beach):
    enter = _second(-2, (10, 0))
    assert beach.covers(enter, enter + HOUR)
    assert not beach.covers(enter, enter + 2 * HOUR)


def test_a_passage_may_begin_in_the_dark_if_its_middle_is_in_daylight(beach):
    middle = _second(-2, (5, 45))
    assert beach.is_light("T.WHN", middle)
    assert not beach.is_light("T.WHN", middle - 15 * MINUTE)


def test_who_waits_enters_the_beach_when_it_opens(beach):
    leg = beach.facts.legs["T.WHN", "18.13.11.2006", "beach"]
    entry = beach.next_entry(leg, _second(0, (1, 0)), HOUR)
    assert entry == pytest.approx(_second(0, (7, 0)), abs=5 * MINUTE)


def test_a_passage_longer_than_any_window_finds_no_entry(beach):
    leg = beach.facts.legs["T.WHN", "18.13.11.2006", "beach"]
    assert beach.next_entry(leg, 0, DAY) is None


def test_a_road_is_open_at_once(beach):
    road = Leg(
        from_id="J001",
        to_id="J002",
        surface="trunk",
        distance_m=1,
        crossings=0,
    )
    assert beach.next_entry(road, 12345, DAY) == 12345


def test_windows_are_rounded_inward_to_the_second(beach):
    """The tide passes its limit between two samples, a minute apart."""
    inside = [
        (low, high) for low, high in beach.spans_s if low > -DAY and high < DAY
    ]
    limit = -0.05
    zero = np.datetime64(int(beach.facts.horizon.start.timestamp()), "s")
    tide = beach.facts.settings.tide
    for low, high in inside:
        moments = zero + np.array([low - 5, low + 5, high - 5, high + 5])
        above = heights_m(tide, moments) > limit
        assert above.tolist() == [True, False, False, True]
