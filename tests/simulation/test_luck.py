"""The luck of a trip: its pace, its loading, and where it breaks down."""

import numpy as np
import pytest
from scipy import stats

from sampai.conditions.draws import Draws
from sampai.conditions.hazards import Hazards
from sampai.simulation.luck import (
    Breakdowns,
    draw_luck,
    loading_delay_s,
)
from tests.simulation.shore import draft, shore

N = 20_000
DRAWS = Draws(seed=4, block=0, size=N)
NOTHING = Hazards(rows={})


def luck(hazards, length_m=10_000):
    return draw_luck(DRAWS, Hazards(rows=hazards), "lorry", "x", length_m)


def test_without_hazards_a_trip_goes_as_usual():
    found = luck({})
    assert (found.slowness == 1).all()
    assert len(found.breakdowns.row) == 0


def test_a_speed_that_is_lognormal_gives_the_reciprocal_time():
    """At half the speed one takes twice the time, in the median."""
    found = luck({("leg_speed", "trip"): (0.5, 0.2)}).slowness.astype(float)
    law = stats.lognorm(s=0.2, scale=2)
    assert stats.kstest(found, law.cdf).pvalue > 0.01


def test_vehicles_of_another_kind_break_down_by_their_own_row():
    assert len(luck({("breakdown", "cart"): (1, 60)}).breakdowns.row) == 0


def test_breakdowns_lie_on_the_way():
    found = luck({("breakdown", "lorry"): (0.5, 60)}).breakdowns
    assert (found.at_m >= 0).all()
    assert (found.at_m < 10_000).all()
    assert len(found.row) == len(found.at_m) == len(found.hold_s)
    law = stats.uniform(0, 10_000)
    assert stats.kstest(found.at_m.astype(float), law.cdf).pvalue > 0.01
    law = stats.expon(scale=60)
    assert stats.kstest(found.hold_s.astype(float), law.cdf).pvalue > 0.01


def test_a_breakdown_belongs_to_the_leg_that_begins_where_it_happens():
    at_m = np.array([0, 999, 1000, 2000], dtype=np.float32)
    one = Breakdowns(row=np.arange(4), at_m=at_m, hold_s=at_m)
    assert one.between(0, 1000).tolist() == [True, True, False, False]
    assert one.between(1000, 2000).tolist() == [False, False, True, False]


def test_a_longer_trip_breaks_down_first_where_the_shorter_did():
    """Two plans that differ in how far a trip goes share that much."""
    rows = {("breakdown", "lorry"): (0.02, 60)}
    short = luck(rows, 10_000).breakdowns
    long = luck(rows, 12_000).breakdowns
    first = [
        dict(zip(one.row[::-1], one.at_m[::-1], strict=True))
        for one in (short, long)
    ]
    assert {row: first[1][row] for row in first[0]} == first[0]


def test_loading_takes_longer_where_goods_are_loaded():
    hazards = Hazards(rows={("loading_delay", "trip"): (600, np.nan)})
    context = shore()
    carrying, empty = (
        draft(context, "H", "V", "V", goods=goods)
        for goods in ([("T1", 0, 1)], [])
    )
    found = loading_delay_s(DRAWS, hazards, carrying, "x")
    law = stats.expon(scale=600)
    assert stats.kstest(found.astype(float), law.cdf).pvalue > 0.01
    assert loading_delay_s(DRAWS, hazards, empty, "x") == 0
    assert loading_delay_s(DRAWS, NOTHING, carrying, "x") == 0


@pytest.mark.parametrize("name", ["y", "x|2"])
def test_other_trips_have_other_luck(name):
    hazards = Hazards(rows={("leg_speed", "trip"): (1, 0.2)})
    one, other = (
        draw_luck(DRAWS, hazards, "lorry", own, 1).slowness
        for own in ("x", name)
    )
    assert abs(np.corrcoef(one, other)[0, 1]) < 4 / np.sqrt(N)
