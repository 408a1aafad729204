"""The auditor's own shortest paths: Dijkstra with a heap, one type each."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

from sampai.audit.facts import Facts, Leg

# When a leg can be entered at or after a second, for a ride of so many
# seconds; None where it never opens again.
NextEntry = Callable[[Leg, int, int], int | None]


# A leg as one type rides it: where to, seconds, metres, closed by the tide.
Road = tuple[str, int, int, bool]


@dataclass(frozen=True, slots=True)
class Way:
    """
    The fastest way of a vehicle type to a place.

    Parameters
    ----------
    ride_s
        Time on legs. [s]
    distance_m
        Length of the way; of two equally fast ones the shorter. [m]
    tidal
        Whether a leg of it is closed by the tide.
    """

    ride_s: int
    distance_m: int
    tidal: bool


@dataclass(frozen=True, slots=True)
class Atlas:
    """
    Fastest ways, always open, remembered by type and start.

    Parameters
    ----------
    facts
        The dataset.
    """

    facts: Facts
    _known: dict[tuple[str, str], dict[str, Way]] = field(default_factory=dict)
    _roads: dict[str, dict[str, list[Road]]] = field(default_factory=dict)

    def ways(self, vehicle_type: str, start: str) -> dict[str, Way]:
        """
        Fastest ways from a place to every place a type can reach.

        Parameters
        ----------
        vehicle_type
            A type.
        start
            A place.

        Returns
        -------
        dict
            Ways by place, the start among them.
        """
        key = (vehicle_type, start)
        if key not in self._known:
            self._known[key] = self._search(vehicle_type, start)
        return self._known[key]

    def _search(self, vehicle_type: str, start: str) -> dict[str, Way]:
        roads, settled = self._roads_of(vehicle_type), dict[str, Way]()
        ahead = [(0, 0, start, False)]
        while ahead:
            ride_s, metres, place, tidal = heapq.heappop(ahead)
            if place in settled:
                continue
            settled[place] = Way(ride_s, metres, tidal)
            for to_id, leg_s, leg_m, leg_tidal in roads.get(place, ()):
                if to_id not in settled:
                    heapq.heappush(
                        ahead,
                        (
                            ride_s + leg_s,
                            metres + leg_m,
                            to_id,
                            tidal or leg_tidal,
                        ),
                    )
        return settled

    def _roads_of(self, vehicle_type: str) -> dict[str, list[Road]]:
        """Legs a type can ride, by the place they leave."""
        if vehicle_type not in self._roads:
            roads: dict[str, list[Road]] = {}
            for leg in self.facts.legs.values():
                leg_s = self.facts.ride_s(vehicle_type, leg)
                if leg_s is not None:
                    tidal = leg.surface in self.facts.tidal
                    road = (leg.to_id, leg_s, leg.distance_m, tidal)
                    roads.setdefault(leg.from_id, []).append(road)
            self._roads[vehicle_type] = roads
        return self._roads[vehicle_type]


@dataclass(frozen=True, slots=True)
class Arrival:
    """
    The earliest arrival at a place over legs that open and close.

    Parameters
    ----------
    at_s
        When. [s]
    ride_s
        Time of it on legs, without the waiting. [s]
    """

    at_s: int
    ride_s: int


def earliest_arrival(
    facts: Facts,
    vehicle_type: str,
    ends: tuple[str, str],
    start_s: int,
    next_entry: NextEntry,
) -> Arrival | None:
    """
    Ride from one place to another, waiting at places for legs to open.

    Parameters
    ----------
    facts
        The dataset.
    vehicle_type
        A type.
    ends
        From where to where.
    start_s
        When the first leg may be entered. [s]
    next_entry
        When a leg opens.

    Returns
    -------
    Arrival or None
        ``None`` where the type cannot get there.
    """
    ahead, settled = [(start_s, 0, ends[0])], set[str]()
    while ahead:
        at_s, ride_s, place = heapq.heappop(ahead)
        if place == ends[1]:
            return Arrival(at_s, ride_s)
        if place in settled:
            continue
        settled.add(place)
        for leg in facts.legs_from.get(place, ()):
            leg_s = facts.ride_s(vehicle_type, leg)
            if leg_s is None or leg.to_id in settled:
                continue
            enter_s = next_entry(leg, at_s, leg_s)
            if enter_s is not None:
                heapq.heappush(
                    ahead, (enter_s + leg_s, ride_s + leg_s, leg.to_id)
                )
    return None
