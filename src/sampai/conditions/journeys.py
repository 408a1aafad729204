"""
Ways over legs that open and close: soonest there, last to leave.

One waits at a place until the next leg is open for a whole passage. Whoever
stands before a leg later never leaves it earlier, so the search that settles
the nearest place first is exact.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt

from sampai.conditions.windows import LegWindows
from sampai.geography import Network

Ints = npt.NDArray[np.int64]
# From a leg and the moment at its near end to the moment at its far end.
Step = Callable[[int, int], int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """
    One leg, ridden once.

    Parameters
    ----------
    from_id, to_id
        Places at its ends, in the direction of the ride.
    leg_row
        Row of ``legs``.
    enter_s, leave_s
        Seconds of the horizon. [s]
    """

    from_id: str
    to_id: str
    leg_row: int
    enter_s: int
    leave_s: int


def earliest_arrival(
    network: Network,
    windows: LegWindows,
    vehicle_type: str,
    from_id: str,
    to_id: str,
    depart_s: int,
) -> list[Passage] | None:
    """
    Find the way that arrives first, waiting where legs are closed.

    Parameters
    ----------
    network
        Places and legs.
    windows
        When legs are open.
    vehicle_type
        Who rides.
    from_id, to_id
        Ends of the way.
    depart_s
        When the vehicle is ready to leave. [s]

    Returns
    -------
    list of Passage or None
        Legs in order, none where both ends are the same place; ``None``
        where no way is open any more.
    """
    seconds = network.leg_seconds(vehicle_type)

    def ride(leg_row: int, ready_s: int) -> int | None:
        travel_s = int(seconds[leg_row])
        enter_s = windows.next_entry(leg_row, ready_s, travel_s)
        return None if enter_s is None else enter_s + travel_s

    search = _Search(network, vehicle_type, to_id)
    came = search.run(network.index[from_id], depart_s, ride)
    if came is None:
        return None
    passages, place = [], network.index[to_id]
    while place in came:
        leg_row, before, leave_s = came[place]
        passages.append(
            Passage(
                from_id=network.place_ids[before],
                to_id=network.place_ids[place],
                leg_row=leg_row,
                enter_s=leave_s - int(seconds[leg_row]),
                leave_s=leave_s,
            )
        )
        place = before
    return passages[::-1]


def latest_departure(
    network: Network,
    windows: LegWindows,
    vehicle_type: str,
    from_id: str,
    to_id: str,
    arrive_by_s: int,
) -> int | None:
    """
    Find the last moment of leaving from which one still arrives in time.

    Parameters
    ----------
    network
        Places and legs.
    windows
        When legs are open.
    vehicle_type
        Who rides.
    from_id, to_id
        Ends of the way.
    arrive_by_s
        When the vehicle must have arrived. [s]

    Returns
    -------
    int or None
        Second of leaving, ``None`` where it is too late in any case. [s]
    """
    seconds = network.leg_seconds(vehicle_type)

    # Time runs backwards here: the search counts down from the arrival.
    def ride_back(leg_row: int, left_s: int) -> int | None:
        travel_s = int(seconds[leg_row])
        enter_s = windows.latest_entry(leg_row, -left_s, travel_s)
        return None if enter_s is None else -enter_s

    search = _Search(network, vehicle_type, from_id)
    came = search.run(network.index[to_id], -arrive_by_s, ride_back)
    if came is None:
        return None
    start = network.index[from_id]
    return -came[start][2] if start in came else arrive_by_s


class _Search:
    """
    Settle places in the order of their moment plus the least time to go.

    The least time to go is that of the fastest way when all is open; it
    keeps the search near the way without making it less exact.
    """

    def __init__(
        self, network: Network, vehicle_type: str, goal_id: str
    ) -> None:
        rows = np.flatnonzero(network.leg_seconds(vehicle_type) >= 0)
        near = np.concatenate(
            (network.from_index[rows], network.to_index[rows])
        )
        far = np.concatenate(
            (network.to_index[rows], network.from_index[rows])
        )
        order = np.argsort(near, kind="stable")
        places = np.arange(len(network.place_ids) + 1)
        self.first = np.searchsorted(near[order], places).tolist()
        self.far = far[order].tolist()
        self.leg_rows = np.tile(rows, 2)[order].tolist()
        self.goal = network.index[goal_id]
        matrix = network.matrix(vehicle_type)
        self.to_go_s = matrix.duration_s[self.goal].tolist()

    def neighbours(self, place: int) -> Iterator[tuple[int, int]]:
        """Legs that touch a place, and the place at their other end."""
        edges = slice(self.first[place], self.first[place + 1])
        return zip(self.leg_rows[edges], self.far[edges], strict=True)

    def run(
        self, start: int, moment: int, step: Step
    ) -> dict[int, tuple[int, int, int]] | None:
        """Tell by which leg, from where and when each place was reached."""
        if self.to_go_s[start] < 0:
            return None
        best = {start: moment}
        came: dict[int, tuple[int, int, int]] = {}
        queue = [(moment + self.to_go_s[start], moment, start)]
        while queue:
            _, moment, place = heappop(queue)
            if place == self.goal:
                return came
            if moment > best[place]:
                continue
            for leg_row, far in self.neighbours(place):
                there = step(leg_row, moment)
                if there is not None and there < best.get(far, there + 1):
                    best[far] = there
                    came[far] = (leg_row, place, there)
                    heappush(queue, (there + self.to_go_s[far], there, far))
        return None
