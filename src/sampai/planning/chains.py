"""The way of goods: which places they change vehicles at."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import dijkstra

from sampai.geography import Network
from sampai.planning.fleet import VehicleType
from sampai.units import METRES_PER_KM, SECONDS_PER_HOUR

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """
    One part of the way of goods, made without changing the vehicle.

    Parameters
    ----------
    from_id, to_id
        Places.
    vehicle_types
        Kinds of vehicle that can make it and whose base reaches its start.
    """

    from_id: str
    to_id: str
    vehicle_types: tuple[str, ...]

    def reversed(self) -> "Hop":
        """Turn the hop round; every leg is ridden both ways."""
        return Hop(
            from_id=self.to_id,
            to_id=self.from_id,
            vehicle_types=self.vehicle_types,
        )


class Chains:
    """
    Finds the cheapest chain of hops between two places.

    A transfer is possible at any place that two kinds of vehicle reach. A
    goal that one vehicle reaches is never given a transfer.

    Parameters
    ----------
    network
        The ways.
    fleet
        The vehicle types.
    per_stop_s
        Time of a hand-over for itself. [s]
    avoided
        Places at which goods do not change vehicles.
    """

    def __init__(
        self,
        network: Network,
        fleet: Mapping[str, VehicleType],
        per_stop_s: int,
        avoided: frozenset[str] = frozenset(),
    ) -> None:
        self.network = network
        self.fleet = {k: v for k, v in fleet.items() if v.count > 0}
        self.per_stop_s = per_stop_s
        self.avoided = avoided

    @cached_property
    def _meetings(self) -> tuple[int, ...]:
        """
        Places where vehicles meet that do not reach the same places.

        Only there does a change of vehicles get goods any farther; a large
        regency has thousands of places and few of these.
        """
        reached = {
            self.network.reaches(name, kind.base_id)
            for name, kind in self.fleet.items()
        }
        count = Counter(place for places in reached for place in places)
        return tuple(
            self.network.index[place]
            for place in sorted(count)
            if count[place] > 1 and place not in self.avoided
        )

    def find(
        self, from_id: str, to_id: str, volume_l: float, mass_kg: float
    ) -> tuple[Hop, ...]:
        """
        Find the cheapest chain for a load.

        Parameters
        ----------
        from_id, to_id
            Ends of the chain.
        volume_l, mass_kg
            The goods. [l, kg]

        Returns
        -------
        tuple of Hop
            In the order of the way; empty where no mix of types gets
            through.
        """
        if from_id == to_id:
            return ()
        direct = self._types(from_id, to_id)
        if direct:
            return (Hop(from_id=from_id, to_id=to_id, vehicle_types=direct),)
        stops = self._transfers(from_id, to_id, volume_l, mass_kg)
        return tuple(
            Hop(from_id=a, to_id=b, vehicle_types=self._types(a, b))
            for a, b in itertools.pairwise(stops)
        )

    def share_idr(
        self, hops: Sequence[Hop], volume_l: float, mass_kg: float
    ) -> float:
        """
        Price of a chain for goods that share their vehicles with others.

        Parameters
        ----------
        hops
            The chain.
        volume_l, mass_kg
            The goods. [l, kg]

        Returns
        -------
        float
            Share of the round trips, empty runs from the bases included;
            infinite without a chain. [rupiah]
        """
        if not hops:
            return float("inf")
        return sum(
            min(
                self._share(self.fleet[name], hop, volume_l, mass_kg)
                for name in hop.vehicle_types
            )
            for hop in hops
        )

    def _share(
        self, kind: VehicleType, hop: Hop, volume_l: float, mass_kg: float
    ) -> float:
        matrix = self.network.matrix(kind.name)
        ends = self.network.index[hop.from_id], self.network.index[hop.to_id]
        empty = self.network.index[kind.base_id], ends[0]
        metres = int(matrix.distance_m[ends] + matrix.distance_m[empty])
        seconds = int(matrix.duration_s[ends] + matrix.duration_s[empty])
        share = max(volume_l / kind.volume_l, mass_kg / kind.mass_kg)
        hours = (2 * share * seconds + self.per_stop_s) / SECONDS_PER_HOUR
        return 2 * share * metres / METRES_PER_KM * kind.per_km_idr + (
            hours * self._hour_idr(kind)
        )

    def _hour_idr(self, kind: VehicleType) -> float:
        """Price of an hour with its share of the vehicle's day."""
        day_s = min(kind.duty_s, kind.shift_end_s - kind.shift_start_s)
        day_hours = max(day_s, 1) / SECONDS_PER_HOUR
        return kind.per_hour_idr + kind.fixed_idr / day_hours

    def _types(self, from_id: str, to_id: str) -> tuple[str, ...]:
        ends = self.network.index[from_id], self.network.index[to_id]
        found = []
        for name, kind in self.fleet.items():
            way = self.network.matrix(name).duration_s
            base = self.network.index[kind.base_id]
            if way[ends] >= 0 and way[base, ends[0]] >= 0:
                found.append(name)
        return tuple(sorted(found))

    def _transfers(
        self, from_id: str, to_id: str, volume_l: float, mass_kg: float
    ) -> list[str]:
        """Places at which goods stop on the cheapest chain."""
        if not self.fleet:
            return []
        ends = {self.network.index[from_id], self.network.index[to_id]}
        places = sorted(ends.union(self._meetings))
        price = np.min(
            [
                self._price(kind, places, volume_l, mass_kg)
                for kind in self.fleet.values()
            ],
            axis=0,
        )
        start = places.index(self.network.index[from_id])
        goal = places.index(self.network.index[to_id])
        far, previous = dijkstra(
            price, indices=start, return_predecessors=True
        )
        if np.isinf(far[goal]):
            return []
        stops = [goal]
        while stops[-1] != start:
            stops.append(int(previous[stops[-1]]))
        return [
            self.network.place_ids[places[stop]] for stop in reversed(stops)
        ]

    def _price(
        self,
        kind: VehicleType,
        places: Sequence[int],
        volume_l: float,
        mass_kg: float,
    ) -> Floats:
        """Rupiah of round trips between some places; inf where it can't."""
        matrix = self.network.matrix(kind.name)
        among = np.ix_(places, places)
        seconds, metres = matrix.duration_s[among], matrix.distance_m[among]
        loads = kind.loads_needed(volume_l, mass_kg)
        hours = 2 * (seconds + self.per_stop_s) / SECONDS_PER_HOUR
        price = loads * (
            2 * metres / METRES_PER_KM * kind.per_km_idr
            + hours * self._hour_idr(kind)
        )
        base = self.network.index[kind.base_id]
        can_go = (seconds >= 0) & (
            matrix.duration_s[base, places] >= 0
        ).reshape(-1, 1)
        price = np.where(can_go, price, np.inf)
        np.fill_diagonal(price, np.inf)
        return price
