"""Round trips over one hop, and what they are compared by."""

from dataclasses import replace

import pytest

from sampai.geography import build_network
from sampai.planning.baseline_hops import hop_of
from sampai.planning.baseline_jobs import Job
from sampai.planning.baseline_regency import LastDay, read_regency
from tests.planning.baseline_cases import VAN, regency

LAST = LastDay(day=-2, due_s=22 * 3600, tide_s=5_280)
JOB = Job(
    last=LAST,
    origin_id="H",
    goal_id="A",
    boxes=4,
    volume_l=432.0,
    mass_kg=64.0,
)


def hop_over(surface, *, tide_s=LAST.tide_s, **changes):
    """Give the hop of a van over ten kilometres of a surface."""
    dataset = regency(
        legs=[("H", "A", surface, 10_000)],
        vehicles=[{**VAN, "base_id": "H", **changes}],
        speeds={("van", surface): 60.0},
    )
    known = read_regency(dataset, build_network(dataset))
    job = replace(JOB, last=replace(LAST, tide_s=tide_s))
    return hop_of(known, known.fleet["van"], job, "H", "A")


def test_a_round_trip_on_paper():
    """
    Ten minutes each way, and 600 + 4 x 60 s to load and to hand over.

    20 km for 1,000 each, 2,880 s for ten each, and of a day of twelve hours
    2,880 / 43,200 = 1/15 of 500,000.
    """
    hop = hop_over("road")
    assert hop.trips_s == (2 * 600 + 2 * 840,)
    assert hop.distance_m == 10_000
    assert not hop.tidal
    assert hop.price_idr == pytest.approx(20_000 + 28_800 + 500_000 / 15)


def test_the_price_of_several_loads_is_their_sum():
    """Two loads of two boxes: 1,200 + 2 x 720 = 2,640 s each."""
    hop = hop_over("road", mass_kg=32.0)
    assert hop.trips_s == (2_640, 2_640)
    assert hop.price_idr == pytest.approx(
        40_000 + 52_800 + 500_000 * 5_280 / 43_200
    )


def test_the_fuller_loads_come_first():
    """Three loads of 4 boxes: two, one and one."""
    hop = hop_over("road", volume_l=150.0)
    assert hop.trips_s == (2_640, 2_520, 2_520)


def test_a_beach_trip_within_the_tide_is_priced_by_the_hour():
    hop = hop_over("beach", tide_s=2_880)
    assert hop.tidal
    assert hop.price_idr == hop_over("road").price_idr


def test_a_beach_trip_over_the_tide_is_priced_at_two_days():
    hop = hop_over("beach", tide_s=2_879)
    assert hop.price_idr == pytest.approx(20_000 + 28_800 + 2 * 500_000)


def test_the_tide_does_not_bind_a_sea_leg():
    hop = hop_over("sea", tide_s=0)
    assert not hop.tidal
    assert hop.price_idr == hop_over("road").price_idr


def test_the_choice_leaves_the_empty_run_out():
    """The base lies behind the village; the day is twelve hours still."""
    dataset = regency(
        legs=[("H", "A", "road", 10_000), ("A", "Z", "road", 90_000)],
        vehicles=[{**VAN, "base_id": "Z"}],
    )
    known = read_regency(dataset, build_network(dataset))
    hop = hop_of(known, known.fleet["van"], JOB, "H", "A")
    assert hop == hop_over("road")


@pytest.mark.parametrize("surface", ["sea", "beach"])
def test_no_speed_no_hop(surface):
    dataset = regency(legs=[("H", "A", surface, 10_000)])
    known = read_regency(dataset, build_network(dataset))
    van = replace(known.fleet["van"], base_id="H")
    assert hop_of(known, van, JOB, "H", "A") is None
