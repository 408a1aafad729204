"""Rides of a vehicle between two places, leg by leg."""

from sampai.conditions.journeys import earliest_arrival
from sampai.conditions.windows import LegWindows
from sampai.geography import Network
from sampai.planning.drafts import Ride


def first_to_arrive(
    network: Network,
    windows: LegWindows,
    vehicle_type: str,
    ends: tuple[str, str],
    ready_s: int,
) -> tuple[tuple[Ride, ...], int] | None:
    """
    Find the way that arrives first over legs that open and close.

    Parameters
    ----------
    network, windows
        The ways, and when they are open.
    vehicle_type
        Who rides.
    ends
        From where and to where.
    ready_s
        When the vehicle stands before it. [s]

    Returns
    -------
    tuple or None
        The rides and the moment of arrival, ``None`` where there is no way
        any more. [s]
    """
    passages = earliest_arrival(network, windows, vehicle_type, *ends, ready_s)
    if passages is None:
        return None
    rides = tuple(
        Ride(leg=p.leg_row, from_id=p.from_id, to_id=p.to_id) for p in passages
    )
    return rides, passages[-1].leave_s if passages else ready_s


def fastest_rides(
    network: Network, vehicle_type: str, from_id: str, to_id: str
) -> tuple[Ride, ...]:
    """
    List the rides of the fastest way over legs that never close.

    Parameters
    ----------
    network
        The ways.
    vehicle_type
        Who rides.
    from_id, to_id
        Ends of the way.

    Returns
    -------
    tuple of Ride
        In order.
    """
    rides, here = [], from_id
    for leg in network.way(vehicle_type, from_id, to_id):
        ends = (
            network.place_ids[network.from_index[leg]],
            network.place_ids[network.to_index[leg]],
        )
        there = ends[1] if ends[0] == here else ends[0]
        rides.append(Ride(leg=leg, from_id=here, to_id=there))
        here = there
    return tuple(rides)
