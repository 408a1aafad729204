"""Which tours serve the villages of a pocket, and how many ride each."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from sampai.planning.context import Context
from sampai.planning.costs import hour_cost_idr, km_cost_idr
from sampai.planning.errands import Errand
from sampai.planning.fleet import VehicleType
from sampai.planning.tidal.patterns import (
    Filling,
    Free,
    Pattern,
    choose,
    most_boxes,
    roomy,
)
from sampai.planning.tidal.pocket import Pocket
from sampai.planning.tidal.rounds import Rounds
from sampai.planning.tidal.tours import Tour

MOST_CALLS = 3


class PocketPlanner:
    """
    Lists the tours that serve a pocket and chooses among them.

    Parameters
    ----------
    context
        The regency.
    pocket
        What is to be carried.
    vehicle_types
        Kinds of vehicle that can.
    free
        Gives the vehicles of a type that may yet set out on a day.
    """

    def __init__(
        self,
        context: Context,
        pocket: Pocket,
        vehicle_types: Iterable[str],
        free: Free,
    ) -> None:
        self.context = context
        self.pocket = pocket
        self.kinds = {k: context.fleet[k] for k in sorted(vehicle_types)}
        self.free = free
        self.demand = pocket.demand()
        self._patterns: list[Pattern] | None = None
        bases = {kind.base_id for kind in self.kinds.values()}
        self.rounds = Rounds(
            context, pocket, {*self.demand, pocket.gate_id} | bases
        )

    def of(self, errands: Iterable[Errand]) -> "PocketPlanner":
        """
        Plan for some of the errands alone.

        Parameters
        ----------
        errands
            Those that are to be carried.

        Returns
        -------
        PocketPlanner
            A planner for them.
        """
        smaller = replace(self.pocket, errands=tuple(errands))
        return PocketPlanner(self.context, smaller, self.kinds, self.free)

    def nearness(self, errand: Errand) -> tuple[int, str]:
        """
        Sort errands from the gate on.

        Parameters
        ----------
        errand
            One of the pocket.

        Returns
        -------
        tuple
            Least time between gate and village, and whose goods. [s]
        """
        index = self.context.network.index
        ends = (
            index[self.pocket.gate_id],
            index[self.pocket.village_of(errand)],
        )
        times = [
            int(self.context.network.matrix(name).duration_s[ends])
            for name in self.kinds
        ]
        return min(t for t in times if t >= 0), errand.lots[0].subject

    def closed_villages(self) -> frozenset[str]:
        """
        Find villages that no tour reaches in time.

        Returns
        -------
        frozenset of str
            Their ids.
        """
        reached = {v for one in self.patterns() for v in one.villages}
        return frozenset(self.demand) - reached

    def choose(self, *, loosely: bool = False) -> tuple[Filling, ...] | None:
        """
        Choose the cheapest tours, those in time before those that are late.

        Parameters
        ----------
        loosely
            Whether to leave room for one more small piece in every vehicle:
            then whole pieces fit wherever their litres and kilograms do.

        Returns
        -------
        tuple of Filling or None
            None where the fleet does not suffice.
        """
        patterns = self.patterns()
        if not patterns:
            return None
        dearest = max(pattern.cost_idr for pattern in patterns)
        sizes = self.context.sizes
        kinds = {
            name: roomy(kind, sizes) if loosely else kind
            for name, kind in self.kinds.items()
        }
        return choose(
            patterns,
            self.demand,
            kinds,
            sizes,
            late_price_idr=10 * dearest,
            free=self.free,
        )

    def patterns(self) -> list[Pattern]:
        """
        List the tours that are possible.

        Returns
        -------
        list of Pattern
            In the order of vehicle type, villages and day.
        """
        if self._patterns is not None:
            return self._patterns
        tried = (
            self._pattern(kind, villages, day)
            for kind in self.kinds.values()
            for villages in self._subsets(kind)
            for day in self.pocket.days
        )
        self._patterns = [pattern for pattern in tried if pattern is not None]
        return self._patterns

    def _subsets(self, kind: VehicleType) -> list[tuple[str, ...]]:
        """Villages of a tour in riding order: outward near first."""
        gate = self.context.network.index[self.pocket.gate_id]
        far = self.context.network.matrix(kind.name).duration_s[gate]
        index = self.context.network.index
        ordered = sorted(
            (v for v in self.demand if far[index[v]] >= 0),
            key=lambda village: (far[index[village]], village),
        )
        if not self.pocket.outward:
            ordered.reverse()
        most = min(MOST_CALLS, most_boxes(kind, self.context.sizes))
        return [
            villages
            for size in range(1, most + 1)
            for villages in combinations(ordered, size)
        ]

    def _pattern(
        self, kind: VehicleType, villages: tuple[str, ...], day: int
    ) -> Pattern | None:
        most = most_boxes(kind, self.context.sizes)
        boxes = {v: min(self.demand[v][0], most) for v in villages}
        tours = self.rounds.tours(kind, boxes, day)
        if tours is None:
            return None
        before, carry, after = tours
        whole = (*before, carry, *after)
        days = sorted(
            {
                day
                for tour in whole
                for day in range(
                    self.context.horizon.day_of(tour.start_s),
                    self.context.horizon.day_of(tour.end_s) + 1,
                )
            }
        )
        span = tuple(range(days[0], days[-1] + 1))
        late = self.pocket.late_after_s
        return Pattern(
            vehicle_type=kind.name,
            villages=villages,
            day=day,
            before=before,
            carry=carry,
            after=after,
            days=span,
            cost_idr=kind.fixed_idr * len(span)
            + sum(self._price(kind, tour) for tour in whole),
            late_boxes=int(late is not None and carry.end_s > late),
        )

    def _price(self, kind: VehicleType, tour: Tour) -> int:
        metres = sum(
            int(self.context.network.distance_m[ride.leg])
            for way in tour.ways
            for ride in way
        )
        return km_cost_idr(kind, metres) + hour_cost_idr(
            kind, tour.end_s - tour.start_s
        )
