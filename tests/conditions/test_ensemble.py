"""Scenarios come in blocks, which know nothing of each other."""

import numpy as np
import pytest

from sampai.conditions.draws import BLOCK
from sampai.conditions.ensemble import MOST_SCENARIOS, Ensemble
from sampai.errors import PlanningError
from tests.simulation.shore import DAYS, HORIZON, dataset

DATA = dataset(
    climate={"H": (0.6, 0.3, 0.5), "K": (0.5, 0.2, 0.5)},
    closed_prob={"road": 0.5, "lane": 0.2},
    hazards={
        ("rain_range", "district"): (40, None),
        ("closure_length", "surface"): (8, 0.6),
        ("closure_start", "surface"): (0, 24),
        ("wave", "sea"): (0.85, 0.38),
    },
)


def ensemble(scenarios, data=DATA, seed=1):
    return Ensemble(
        dataset=data,
        horizon=HORIZON,
        days=DAYS,
        scenarios=scenarios,
        seed=seed,
    )


def bytes_of(block):
    weather = block.weather
    closures = sorted(weather.closures.items())
    return (
        weather.wet.tobytes(),
        weather.heavy.tobytes(),
        *(height.tobytes() for height in weather.wave_m.values()),
        *(key for key, _ in closures),
        *(one.begin.tobytes() + one.end.tobytes() for _, one in closures),
    )


@pytest.mark.parametrize("count", [0, -3, MOST_SCENARIOS + 1])
def test_no_scenario_at_all_and_far_too_many_are_refused(count):
    with pytest.raises(PlanningError) as caught:
        ensemble(count)
    assert str(caught.value) == (
        f"Found {count} scenarios, expected from 1 to 1,000,000. "
        "Leave the number out for the usual 10,000."
    )


@pytest.mark.parametrize(
    ("scenarios", "sizes"),
    [
        (1, [1]),
        (BLOCK, [BLOCK]),
        (BLOCK + 1, [BLOCK, 1]),
        (25_000, [BLOCK, BLOCK, 5000]),
    ],
)
def test_blocks_are_full_but_for_the_last(scenarios, sizes):
    one = ensemble(scenarios)
    assert [one.block(k).scenarios for k in one.blocks] == sizes


def test_a_block_is_drawn_once():
    one = ensemble(5)
    assert one.block(0) is one.block(0)


def test_a_full_block_is_the_same_whatever_the_total():
    """
    The last block may be shorter, and is then another draw: rows of a field
    follow each other in one stream, so none begins as its longer one does.
    """
    long, short = ensemble(25_000), ensemble(20_000)
    for number in short.blocks:
        assert bytes_of(long.block(number)) == bytes_of(short.block(number))


def test_a_block_does_not_depend_on_those_before_it():
    one, other = ensemble(20_000), ensemble(20_000)
    other.block(0)
    assert bytes_of(one.block(1)) == bytes_of(other.block(1))
    assert bytes_of(one.block(0)) != bytes_of(one.block(1))


def test_the_seed_changes_everything():
    assert bytes_of(ensemble(50).block(0)) != bytes_of(
        ensemble(50, seed=2).block(0)
    )


def test_the_order_of_rows_changes_nothing():
    shuffled = type(DATA)(**vars(DATA))
    for name in ("climate", "hazards", "surfaces", "places", "tps"):
        frame = getattr(DATA, name)
        setattr(shuffled, name, frame.sample(fraction=1, shuffle=True, seed=3))
    assert bytes_of(ensemble(300).block(0)) == bytes_of(
        ensemble(300, shuffled).block(0)
    )


def test_the_packaged_regency_is_drawn(dataset):
    one = ensemble(200, dataset)
    weather = one.block(0).weather
    assert weather.wet.shape == (11, len(DAYS), 200)
    assert set(weather.rough) == {"sea"}
    assert one.hazards.find("leg_speed", "trip") == (1.0, 0.15)
    assert np.isfinite(weather.wave_m["sea"]).all()
