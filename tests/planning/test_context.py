"""A regency as the planner sees it."""

import pytest

from sampai.election import load_regulation, sizes
from sampai.geography import build_network
from sampai.planning.chains import Hop
from sampai.planning.errands import Errand
from sampai.planning.preparing import (
    make_context,
)
from tests.planning.coast import HOUR, MINUTE, at, coast, network
from tests.planning.pieces import lot

CONTEXT = coast(hours={"V": (8 * HOUR, 10 * HOUR)})


@pytest.fixture(scope="module")
def regency(pesisir_barat):
    """The packaged regency."""
    return make_context(
        pesisir_barat,
        build_network(pesisir_barat),
        sizes(load_regulation("pilkada-2024")),
        iterations=1,
        seed=1,
    )


def test_places_belong_to_hubs():
    assert CONTEXT.depot_id == "D"
    assert CONTEXT.hub_of("H") == CONTEXT.hub_of("V") == "H"
    assert CONTEXT.village_of["T4"] == "F"


def test_a_way_is_ridden_leg_by_leg_in_its_direction():
    rides = CONTEXT.way("lorry", "W", "H")
    assert [(r.from_id, r.to_id) for r in rides] == [("W", "V"), ("V", "H")]
    assert CONTEXT.way("lorry", "W", "H") is rides
    assert CONTEXT.way("lorry", "V", "V") == ()


def test_places_without_hours_never_close():
    assert CONTEXT.hours("V") == (8 * HOUR, 10 * HOUR)
    assert CONTEXT.hours("W") == (0, 24 * HOUR)


def test_a_due_time_is_on_the_last_day():
    assert CONTEXT.due_s("hub_to_village") == at(-2, 22)


def test_only_ways_over_the_beach_are_tidal():
    assert CONTEXT.is_tidal(["cart"], "G", "F")
    assert not CONTEXT.is_tidal(["lorry"], "D", "G")
    held = [
        Errand(lots=(lot(),), from_id="G", to_id="F"),
        Errand(lots=(lot(),), from_id="G", to_id="G"),
    ]
    assert CONTEXT.part_tidal(["cart"], held) == (held[:1], held[1:])


def test_the_fastest_vehicle_sets_the_time_of_a_hop():
    two = coast()
    two.network.leg_s["cart"] = two.network.leg_s["lorry"] * 2
    hop = Hop(from_id="D", to_id="V", vehicle_types=("cart", "lorry"))
    assert two.fastest_s(hop) == 15 * MINUTE
    assert network().leg_s["cart"][0] == -1


def test_a_journey_waits_for_the_beach():
    """From G at seven: in at eight, at F by nine."""
    rides, arrive = CONTEXT.journey("cart")("G", "F", at(-2, 7))
    assert [(r.from_id, r.to_id) for r in rides] == [("G", "F")]
    assert arrive == at(-2, 9)


def test_a_journey_to_where_one_is_takes_no_time():
    assert CONTEXT.journey("cart")("G", "G", 17) == ((), 17)


def test_a_journey_after_the_last_tide_is_none():
    assert CONTEXT.journey("cart")("G", "F", at(2, 23)) is None


def test_a_horizon_has_a_day_of_air_at_each_end(regency):
    """Stages run from five days before to seven days after."""
    assert regency.horizon.first_day == -6
    beach = [
        row for row in regency.windows.spans if len(regency.windows.of(row))
    ]
    last = max(regency.windows.of(row)[-1, 1] for row in beach)
    assert regency.horizon.day_of(int(last)) == 8


def test_stages_are_read_as_they_are_written(regency):
    stage = regency.stages["hub_to_village"]
    assert (stage.first_day, stage.last_day) == (-3, -2)
    assert stage.due_s == 22 * HOUR
    assert stage.may_skip_hub
    assert not stage.night
    assert regency.rules.night_stages == {"tps_to_village", "village_to_hub"}


def test_hours_are_read_where_there_are_any(regency):
    assert regency.hours("18.13.01") == (6 * HOUR, 22 * HOUR)
    assert regency.rules.per_stop_s == 900
    assert regency.rules.per_box_s == 60
