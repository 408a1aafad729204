"""The auditor's shortest paths, by hand and against the plan's."""

import pytest

from sampai.audit.beach import watch_beach
from sampai.audit.gathering import gather_facts
from sampai.audit.paths import Arrival, Atlas, Way, earliest_arrival
from sampai.geography.network import build_network
from sampai.tables import packaged_dataset, read_dataset
from tests.audit.conftest import TINY

HOUR = 3600
DAY = 24 * HOUR


@pytest.fixture(scope="module")
def tiny_facts():
    return gather_facts(read_dataset(TINY / "dataset"))


@pytest.fixture(scope="module")
def regency():
    return read_dataset(packaged_dataset("pesisir-barat-2024"))


def test_the_pickup_goes_straight_to_the_far_village(tiny_facts):
    """9 km at 90 s a kilometre, not 10.5 km through the near one."""
    ways = Atlas(tiny_facts).ways("pickup", "HUB")
    assert ways["V.FAR"] == Way(810, 9000, tidal=False)
    assert "V.BEACH" not in ways


def test_a_ride_over_the_beach_counts_its_river(tiny_facts):
    ways = Atlas(tiny_facts).ways("trail_motorcycle", "TRAIL")
    assert ways["V.BEACH"] == Way(3600 + 900, 9000, tidal=True)


def test_every_way_of_the_regency_is_as_long_as_the_plan_thinks(regency):
    """Two searches written apart agree on all pairs of places."""
    atlas, network = Atlas(gather_facts(regency)), build_network(regency)
    for vehicle_type in regency.vehicles["vehicle_type"]:
        matrix = network.matrix(vehicle_type)
        for start in network.place_ids:
            ways = atlas.ways(vehicle_type, start)
            row = matrix.duration_s[network.index[start]].tolist()
            wanted = dict(zip(network.place_ids, row, strict=True))
            assert {place: way.ride_s for place, way in ways.items()} == {
                place: second
                for place, second in wanted.items()
                if second >= 0
            }


def test_who_comes_too_late_waits_for_the_next_tide(tiny_facts):
    beach = watch_beach(tiny_facts, -5, 7)
    arrival = earliest_arrival(
        tiny_facts,
        "trail_motorcycle",
        ("TRAIL", "V.BEACH"),
        14 * HOUR,
        beach.next_entry,
    )
    # On the day after it opens at 07:48; the ride takes 4,500 s.
    assert arrival is not None
    assert arrival.ride_s == 4500
    opens = DAY + 7 * HOUR + 48 * 60
    assert arrival.at_s == pytest.approx(opens + 4500, abs=300)


def test_no_way_has_no_arrival(tiny_facts):
    beach = watch_beach(tiny_facts, -5, 7)
    assert (
        earliest_arrival(
            tiny_facts, "pickup", ("HUB", "V.BEACH"), 0, beach.next_entry
        )
        is None
    )
    assert earliest_arrival(
        tiny_facts, "pickup", ("HUB", "HUB"), 5, beach.next_entry
    ) == Arrival(5, 0)
