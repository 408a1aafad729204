"""The network of legs, and the fastest ways over it by vehicle type."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from sampai.tables import Dataset
from sampai.units import travel_seconds

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

NO_WAY = -1
# A power of two, so that sums stay exact; less than a second over a million
# legs, so that it never makes a slower way look faster.
A_LITTLE_S = 2.0**-20


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelMatrix:
    """
    Ways between all places for one vehicle type: fastest, calm, always open.

    Parameters
    ----------
    distance_m
        Shape (n, n): metres from row to column, -1 where there is no way.
    duration_s
        Shape (n, n): seconds, river crossings included, -1 likewise.
    previous
        Shape (n, n): the place before the column on the way from the row.
    """

    distance_m: Ints
    duration_s: Ints
    previous: Ints


@dataclass(slots=True, kw_only=True)
class Network:
    """
    Places and legs of a regency as arrays; matrices are made when asked for.

    Parameters
    ----------
    place_ids
        Ids of the places, sorted.
    index
        Position of each id in ``place_ids``.
    from_index, to_index
        Shape (legs,): ends of each leg; a leg is ridden both ways.
    surface
        Surface of each leg.
    distance_m
        Shape (legs,): length. [m]
    leg_s
        Per vehicle type, shape (legs,): time on the leg, crossings
        included; -1 where the type cannot go. [s]
    """

    place_ids: tuple[str, ...]
    index: Mapping[str, int]
    from_index: Ints
    to_index: Ints
    surface: tuple[str, ...]
    distance_m: Ints
    leg_s: Mapping[str, Ints]
    _matrices: dict[tuple[bytes, bytes], TravelMatrix] = field(
        default_factory=dict
    )
    _paces: dict[str, bytes] = field(default_factory=dict)
    _leg_of: dict[str, dict[tuple[int, int], int]] = field(
        default_factory=dict
    )

    def leg_seconds(self, vehicle_type: str) -> Ints:
        """
        Time of a vehicle type on every leg, in calm and dry weather.

        Parameters
        ----------
        vehicle_type
            A type of the dataset.

        Returns
        -------
        ndarray
            Shape (legs,): seconds, -1 where the type cannot go. [s]
        """
        return self.leg_s[vehicle_type]

    def slower(self, factor: float) -> "Network":
        """
        Give the same network with more time on every leg.

        Parameters
        ----------
        factor
            Time as a share of that on a dry day.

        Returns
        -------
        Network
            With ways of its own.
        """
        return replace(
            self,
            leg_s={
                name: np.where(
                    seconds < 0,
                    NO_WAY,
                    np.ceil(seconds * factor).astype(np.int64),
                )
                for name, seconds in self.leg_s.items()
            },
            _matrices={},
            _paces={},
            _leg_of={},
        )

    def matrix(
        self, vehicle_type: str, closed: Bools | None = None
    ) -> TravelMatrix:
        """
        Fastest ways of a vehicle type between all places.

        Parameters
        ----------
        vehicle_type
            A type of the dataset.
        closed
            Shape (legs,): legs to leave out, such as those the tide covers.

        Returns
        -------
        TravelMatrix
            Distances, durations and the way. [m, s]
        """
        key = (
            self._pace(vehicle_type),
            b"" if closed is None else closed.tobytes(),
        )
        if key not in self._matrices:
            self._matrices[key] = self._make_matrix(vehicle_type, closed)
        return self._matrices[key]

    def _pace(self, vehicle_type: str) -> bytes:
        """Name what kinds as fast as each other on every leg share."""
        if vehicle_type not in self._paces:
            self._paces[vehicle_type] = self.leg_s[vehicle_type].tobytes()
        return self._paces[vehicle_type]

    def _make_matrix(
        self, vehicle_type: str, closed: Bools | None
    ) -> TravelMatrix:
        seconds = self.leg_s[vehicle_type]
        usable = seconds >= 0 if closed is None else (seconds >= 0) & ~closed
        rows = _best_legs(self, seconds, usable)
        ends = (self.from_index[rows], self.to_index[rows])
        shape = (len(self.place_ids),) * 2
        # A little more than the time: a sparse graph drops edges of zero, and
        # of ways as fast as each other the one of fewer legs is the plainer.
        graph = csr_array((seconds[rows] + A_LITTLE_S, ends), shape=shape)
        far, previous = dijkstra(
            graph, directed=False, return_predecessors=True
        )
        return _follow(self, rows, far, previous)

    def way(
        self, vehicle_type: str, from_id: str, to_id: str
    ) -> tuple[int, ...]:
        """
        Find the legs of the fastest way, in the order of the ride.

        Parameters
        ----------
        vehicle_type
            A type of the dataset.
        from_id, to_id
            Places.

        Returns
        -------
        tuple of int
            Rows of ``legs``; empty where both places are the same.

        Raises
        ------
        ValueError
            When the type has no way between the two.
        """
        matrix = self.matrix(vehicle_type)
        start, place = self.index[from_id], self.index[to_id]
        if matrix.duration_s[start, place] == NO_WAY:
            msg = f"{vehicle_type} has no way from {from_id} to {to_id}"
            raise ValueError(msg)
        legs = self.leg_between(vehicle_type)
        rows: list[int] = []
        while place != start:
            before = int(matrix.previous[start, place])
            rows.append(legs[min(before, place), max(before, place)])
            place = before
        return tuple(reversed(rows))

    def leg_between(self, vehicle_type: str) -> dict[tuple[int, int], int]:
        """
        The fastest leg of a vehicle type between two neighbouring places.

        Parameters
        ----------
        vehicle_type
            A type of the dataset.

        Returns
        -------
        dict
            Row of the leg by its two ends, the lower index first.
        """
        if vehicle_type not in self._leg_of:
            seconds = self.leg_s[vehicle_type]
            rows = _best_legs(self, seconds, seconds >= 0)
            low = np.minimum(self.from_index[rows], self.to_index[rows])
            high = np.maximum(self.from_index[rows], self.to_index[rows])
            ends = zip(low.tolist(), high.tolist(), strict=True)
            self._leg_of[vehicle_type] = dict(
                zip(ends, rows.tolist(), strict=True)
            )
        return self._leg_of[vehicle_type]

    def reaches(self, vehicle_type: str, from_id: str) -> frozenset[str]:
        """
        Find the places that a vehicle type can reach from a place.

        Parameters
        ----------
        vehicle_type
            A type of the dataset.
        from_id
            Where it starts, such as its base.

        Returns
        -------
        frozenset of str
            Ids of the places, the start among them.
        """
        row = self.matrix(vehicle_type).duration_s[self.index[from_id]]
        return frozenset(
            self.place_ids[place] for place in np.flatnonzero(row >= 0)
        )


def _best_legs(network: Network, seconds: Ints, usable: Bools) -> Ints:
    """Keep the fastest of the parallel legs between two places."""
    rows = np.flatnonzero(usable)
    low = np.minimum(network.from_index[rows], network.to_index[rows])
    high = np.maximum(network.from_index[rows], network.to_index[rows])
    order = np.lexsort((rows, seconds[rows], high, low))
    rows, low, high = rows[order], low[order], high[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return rows[first]


def _follow(
    network: Network,
    rows: Ints,
    far: npt.NDArray[np.float64],
    previous: npt.NDArray[np.int32],
) -> TravelMatrix:
    """Add up the metres along the ways, near places before far ones."""
    size = len(network.place_ids)
    metres = np.zeros((size, size), dtype=np.int64)
    metres[network.from_index[rows], network.to_index[rows]] = (
        network.distance_m[rows]
    )
    metres += metres.T
    starts = np.arange(size)
    distance = np.zeros((size, size), dtype=np.int64)
    # The k-th nearest places of all starts at once: what comes before each
    # of them on its way is nearer, so its metres are known.
    for place in np.argsort(far, axis=1, kind="stable").T:
        if np.isinf(far[starts, place]).all():
            break
        before = previous[starts, place]
        known = before >= 0
        distance[starts[known], place[known]] = (
            distance[starts[known], before[known]]
            + metres[before[known], place[known]]
        )
    missing = np.isinf(far)
    # Whole seconds: what was added to every leg is far less than one.
    duration = np.floor(np.where(missing, NO_WAY, far)).astype(np.int64)
    distance[missing] = NO_WAY
    return TravelMatrix(
        distance_m=distance,
        duration_s=duration,
        previous=previous.astype(np.int64),
    )


def build_network(dataset: Dataset) -> Network:
    """
    Build the network of a dataset.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    Network
        Places, legs and the time of every vehicle type on every leg.
    """
    place_ids = tuple(sorted(dataset.places["place_id"]))
    index = {place_id: row for row, place_id in enumerate(place_ids)}
    legs = dataset.legs
    types = dataset.vehicles["vehicle_type"].to_list()
    return Network(
        place_ids=place_ids,
        index=index,
        from_index=np.array([index[i] for i in legs["from_id"]], dtype=int),
        to_index=np.array([index[i] for i in legs["to_id"]], dtype=int),
        surface=tuple(legs["surface"]),
        distance_m=legs["distance_m"].to_numpy().astype(np.int64),
        leg_s={kind: _leg_seconds(dataset, kind) for kind in types},
    )


def _leg_seconds(dataset: Dataset, vehicle_type: str) -> Ints:
    own = dataset.speeds.filter(vehicle_type=vehicle_type)
    speed = dict(zip(own["surface"], own["speed_kmh"], strict=True))
    crossing_s = dataset.settings.crossing_s
    columns = ("surface", "distance_m", "river_crossings")
    return np.array(
        [
            travel_seconds(metres, speed[surface]) + crossings * crossing_s
            if surface in speed
            else NO_WAY
            for surface, metres, crossings in dataset.legs.select(
                columns
            ).iter_rows()
        ],
        dtype=np.int64,
    )
