"""The cheapest hops of a job, cut where no one type gets through."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sampai.planning.baseline_hops import Hop, hop_of
from sampai.planning.baseline_jobs import Job
from sampai.planning.baseline_regency import LastDay, Regency

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

UNREACHED = -1


class Chains:
    """
    Finds hops on one day; places are known by their row in the network.

    Parameters
    ----------
    regency
        Ways, fleet and hours.
    last
        The day.
    """

    def __init__(self, regency: Regency, last: LastDay) -> None:
        self._regency = regency
        self._rideable = _rideable(regency, last)

    def cheapest(self, job: Job) -> Sequence[Hop]:
        """
        Find the hops of a job: one, or as few as there can be.

        Parameters
        ----------
        job
            Goods and their two ends.

        Returns
        -------
        sequence of Hop
            In the order of travel; empty where nothing gets there.
        """
        index = self._regency.network.index
        origin, goal = index[job.origin_id], index[job.goal_id]
        hops_left = self._hops_left(goal)
        if hops_left[origin] == UNREACHED:
            return ()
        return self._along(job, origin, goal, hops_left)

    def _hops_left(self, goal: int) -> Ints:
        """Count from every place the fewest hops to a goal, shape (n,)."""
        left = np.full(len(self._rideable), UNREACHED, dtype=np.int64)
        left[goal] = 0
        newest = left == 0
        while newest.any():
            before = self._rideable[:, newest].any(axis=1)
            newest = before & (left == UNREACHED)
            left[newest] = left.max() + 1
        return left

    def _along(
        self, job: Job, origin: int, goal: int, hops_left: Ints
    ) -> tuple[Hop, ...]:
        """Try every place that is one hop nearer; ties by place and type."""
        nearer = hops_left == hops_left[origin] - 1
        chains = []
        for place in np.flatnonzero(self._rideable[origin] & nearer):
            hop = self._hop(job, origin, int(place))
            if place == goal:
                return (hop,)
            chains.append(
                (hop, *self._along(job, int(place), goal, hops_left))
            )
        return min(chains, key=_price_idr)

    def _hop(self, job: Job, origin: int, place: int) -> Hop:
        place_ids = self._regency.network.place_ids
        ends = place_ids[origin], place_ids[place]
        able = [
            hop_of(self._regency, kind, job, *ends)
            for kind in self._regency.fleet.values()
        ]
        return min(
            (hop for hop in able if hop is not None),
            key=lambda hop: hop.price_idr,
        )


def _price_idr(chain: Sequence[Hop]) -> float:
    return sum(hop.price_idr for hop in chain)


def _rideable(regency: Regency, last: LastDay) -> Bools:
    """Between which places some type makes round trips, shape (n, n)."""
    place_ids = regency.network.place_ids
    size = len(place_ids)
    rideable = np.zeros((size, size), dtype=np.bool_)
    for kind in regency.fleet.values():
        ways = regency.network.matrix(kind.name).duration_s >= 0
        from_base = ways[regency.network.index[kind.base_id]]
        in_time = [
            regency.usable_s(kind, place_id, last, 0) > 0
            for place_id in place_ids
        ]
        rideable |= ways & (from_base & in_time)[:, None]
    return rideable
