"""Goods change vehicles wherever two kinds of them come."""

from dataclasses import replace

import numpy as np

from sampai.geography import build_network
from sampai.geography.transfers import transfer_places
from sampai.tables import packaged_dataset, read_dataset
from tests.strategies import network_of


def test_transfer_is_where_legs_of_two_types_meet():
    """A lorry goes from A to B, a cart from B to C, both from D to E."""
    ends = [("A", "B", 1), ("B", "C", 1), ("D", "E", 1)]
    network = replace(
        network_of(ends),
        leg_s={
            "lorry": np.array([10, -1, 10]),
            "cart": np.array([-1, 60, 60]),
        },
    )
    assert transfer_places(network) == {
        "B": ("cart", "lorry"),
        "D": ("cart", "lorry"),
        "E": ("cart", "lorry"),
    }


def test_network_of_one_type_has_no_transfer():
    assert transfer_places(network_of([("A", "B", 1)])) == {}


def test_trailhead_and_landing_of_the_first_dataset():
    """Lorries meet carts at the trailhead and boats at the landing."""
    dataset = read_dataset(packaged_dataset("pesisir-barat-2024"))
    found = transfer_places(build_network(dataset))
    assert {"ox_cart", "pickup", "trail_motorcycle"} <= set(found["T.WHN"])
    assert {"jukung", "truck"} <= set(found["H.TBK"])
    assert {"jukung", "motorcycle"} <= set(found["H.PSG"])
    # Only carts and trail motorcycles come to the far end of the beach.
    assert found["18.13.11.2007"] == ("ox_cart", "trail_motorcycle")
