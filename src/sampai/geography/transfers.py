"""Places where goods can change from one kind of vehicle to another."""

import numpy as np

from sampai.geography.network import Network


def transfer_places(network: Network) -> dict[str, tuple[str, ...]]:
    """
    Find the places that legs of two kinds of vehicle reach.

    A transfer is possible at each of them, whatever kind of place it is:
    the kind only gives it a name and its hours.

    Parameters
    ----------
    network
        Places and legs.

    Returns
    -------
    dict
        Vehicle types by place, both sorted.
    """
    reached: dict[str, list[str]] = {}
    for vehicle_type in sorted(network.leg_s):
        for place_id in _touched(network, vehicle_type):
            reached.setdefault(place_id, []).append(vehicle_type)
    return {
        place_id: tuple(reached[place_id])
        for place_id in sorted(reached)
        if len(reached[place_id]) > 1
    }


def _touched(network: Network, vehicle_type: str) -> list[str]:
    """Places at an end of any leg that the type can ride."""
    rows = np.flatnonzero(network.leg_seconds(vehicle_type) >= 0)
    ends = np.union1d(network.from_index[rows], network.to_index[rows])
    return [network.place_ids[place] for place in ends]
