"""Jobs are cut where no one type gets through."""

from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.geography import build_network
from sampai.planning.baseline_chains import Chains
from sampai.planning.baseline_jobs import Job
from sampai.planning.baseline_regency import LastDay, read_regency
from tests.planning.baseline_cases import VAN, regency

LAST = LastDay(day=-2, due_s=22 * 3600, tide_s=10_000)
BOAT = {**VAN, "vehicle_type": "boat", "base_id": "T"}
PORTER = {**VAN, "vehicle_type": "porter", "base_id": "P"}
SPEEDS = {
    ("van", "road"): 60.0,
    ("boat", "sea"): 60.0,
    ("porter", "beach"): 60.0,
}


def places_of(dataset, goal_id="A", origin_id="H"):
    """Tell where each hop of a job of two tps loads, and by what it goes."""
    network = build_network(dataset)
    chains = Chains(read_regency(dataset, network), LAST)
    job = Job(
        last=LAST,
        origin_id=origin_id,
        goal_id=goal_id,
        boxes=4,
        volume_l=432.0,
        mass_kg=64.0,
    )
    hops = chains.cheapest(job)
    return [(hop.origin_id, hop.vehicle_type) for hop in hops]


def test_a_job_is_cut_once_where_two_types_meet():
    dataset = regency(
        legs=[("H", "T", "road", 1_000), ("T", "A", "sea", 1_000)],
        vehicles=[VAN | {"base_id": "H"}, BOAT],
        speeds=SPEEDS,
    )
    assert places_of(dataset) == [("H", "van"), ("T", "boat")]


def test_a_job_is_cut_twice_where_three_types_are_needed():
    dataset = regency(
        legs=[
            ("H", "T", "road", 1_000),
            ("T", "P", "sea", 1_000),
            ("P", "A", "beach", 1_000),
        ],
        vehicles=[VAN | {"base_id": "H"}, BOAT, PORTER],
        speeds=SPEEDS,
    )
    assert places_of(dataset) == [
        ("H", "van"),
        ("T", "boat"),
        ("P", "porter"),
    ]


@pytest.mark.parametrize(
    ("first_m", "second_m", "cut"),
    [(5_000, 2_000, "T"), (1_000, 9_000, "S")],
)
def test_of_two_landings_the_cheaper_one_is_taken(first_m, second_m, cut):
    """The road to T is 3 km; at sea all is nearly free."""
    dataset = regency(
        legs=[
            ("H", "T", "road", 3_000),
            ("T", "A", "sea", 3_000),
            ("H", "S", "road", first_m),
            ("S", "A", "sea", second_m),
        ],
        vehicles=[
            VAN | {"base_id": "H"},
            {**BOAT, "per_km_idr": 1, "per_hour_idr": 1, "fixed_idr": 1},
        ],
        speeds=SPEEDS,
    )
    assert places_of(dataset) == [("H", "van"), (cut, "boat")]


def test_a_type_that_gets_through_is_not_cut_though_a_cut_were_cheaper():
    dear = {**VAN, "base_id": "H", "per_km_idr": 1_000_000}
    boat = {**BOAT, "per_km_idr": 1, "fixed_idr": 1}
    dataset = regency(
        legs=[
            ("H", "T", "road", 100),
            ("T", "A", "sea", 1_000),
            ("T", "A", "road", 50_000),
        ],
        vehicles=[dear, boat],
        speeds=SPEEDS,
    )
    assert places_of(dataset) == [("H", "van")]


def test_of_equal_landings_the_first_by_name_is_taken():
    dataset = regency(
        legs=[
            (start, end, surface, 1_000)
            for place in ("T", "S")
            for start, end, surface in (
                ("H", place, "road"),
                (place, "A", "sea"),
            )
        ],
        vehicles=[VAN | {"base_id": "H"}, BOAT],
        speeds=SPEEDS,
    )
    assert places_of(dataset) == [("H", "van"), ("S", "boat")]


def test_nothing_gets_where_no_leg_leads():
    dataset = regency(
        legs=[("H", "T", "road", 1_000), ("A", "B", "sea", 1_000)],
        vehicles=[VAN | {"base_id": "H"}, BOAT],
        speeds=SPEEDS,
    )
    assert places_of(dataset) == []


def test_a_boat_that_sails_before_its_landing_opens_is_of_no_use():
    dataset = regency(
        legs=[("H", "T", "road", 1_000), ("T", "A", "sea", 1_000)],
        vehicles=[VAN | {"base_id": "H"}, {**BOAT, "shift_end": time(6)}],
        speeds=SPEEDS,
        opens={"T": time(6)},
    )
    assert places_of(dataset) == []


NAMES = ("A", "B", "H", "P", "T")
A_LEG = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from(["road", "sea", "beach"]),
    st.integers(1, 50_000),
)


@given(st.lists(A_LEG, max_size=10))
def test_hops_join_and_change_type_at_every_cut(drawn):
    """The next hop loads elsewhere, and neither type could go on alone."""
    ends = [(name, f"{name}Z", "road", 1) for name in NAMES]
    legs = [*ends, *(leg for leg in drawn if leg[0] != leg[1])]
    dataset = regency(
        legs=list({leg[:3]: leg for leg in legs}.values()),
        vehicles=[VAN | {"base_id": "H"}, BOAT, PORTER],
        speeds=SPEEDS,
    )
    hops = places_of(dataset)
    types = [kind for _, kind in hops]
    assert len({place for place, _ in hops}) == len(hops)
    assert all(one != other for one, other in pairwise(types))
    assert not hops or hops[0][0] == "H"
