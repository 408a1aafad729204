"""Ways are cut into runs of like legs, each with its time and its metres."""

import itertools

import numpy as np
import pytest

from sampai.simulation.ways import Ways
from tests.simulation.shore import MINUTE, shore

D_H, H_V, V_W, H_G, G_B, B_F, D_K, K_L, L_I = range(9)


@pytest.fixture(scope="module")
def ways():
    return Ways(context=shore())


def rides(ways, kind, *places):
    context = ways.context
    return [
        ride
        for a, b in itertools.pairwise(places)
        for ride in context.way(kind, a, b)
    ]


def test_legs_know_their_district_and_their_crossings(ways):
    """A leg from the depot lies where it ends."""
    assert ways.districts == ("H",) * 6 + ("K",) * 3
    assert ways.crossing_s.tolist() == [0, 600, 0, 0, 600, 0, 0, 0, 0]


def test_only_the_sea_is_closed_by_waves(ways):
    assert ways.seas == {"sea"}


def test_a_wet_way_takes_the_longer_the_lower_its_factor(ways):
    assert ways.wet_pace == {
        "road": np.float32(1.25),
        "lane": np.float32(2),
        "beach": np.float32(1.25),
        "sea": np.float32(1.25),
    }


def test_legs_that_tide_or_waves_close_are_not_free(ways):
    free = [leg for leg in range(9) if ways.is_free(leg)]
    assert free == [D_H, H_V, V_W, H_G, D_K, K_L]


def test_the_metres_of_a_way_add_up(ways):
    assert ways.length_m(rides(ways, "lorry", "D", "W")) == 20_000
    assert ways.length_m([]) == 0


def test_one_leg_parts_its_riding_from_its_crossing(ways):
    one = ways.single("lorry", H_V, 700)
    assert (one.legs, one.district, one.surface) == ((H_V,), "H", "road")
    assert (one.riding_s, one.crossing_s) == (5 * MINUTE, 10 * MINUTE)
    assert (one.from_m, one.to_m) == (700, 5700)


def cut(ways, kind, *places, singly=False, from_m=0):
    return ways.stretches(
        kind, rides(ways, kind, *places), from_m, singly=singly
    )


def test_like_legs_are_joined(ways):
    """D-H and H-V are roads of one district; V-W is a lane."""
    first, second = cut(ways, "lorry", "D", "W", from_m=100)
    assert (first.legs, second.legs) == ((D_H, H_V), (V_W,))
    assert (first.riding_s, first.crossing_s) == (15 * MINUTE, 10 * MINUTE)
    assert (first.from_m, first.to_m) == (100, 15_100)
    assert (second.from_m, second.to_m) == (15_100, 20_100)


def test_legs_of_two_districts_are_kept_apart(ways):
    """Both are roads, but the rain over them is another's."""
    found = cut(ways, "lorry", "H", "K")
    assert [one.legs for one in found] == [(D_H,), (D_K,)]


def test_legs_that_the_tide_closes_stand_alone(ways):
    found = cut(ways, "cart", "G", "F")
    assert [one.legs for one in found] == [(G_B,), (B_F,)]


def test_every_leg_stands_alone_where_it_is_asked_for(ways):
    found = cut(ways, "lorry", "D", "W", singly=True)
    assert [one.legs for one in found] == [(D_H,), (H_V,), (V_W,)]


def test_no_rides_make_no_stretch(ways):
    assert ways.stretches("lorry", [], 0, singly=False) == []
