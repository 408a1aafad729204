"""
The best that any plan can reach: a bound, not a plan.

Whatever a plan does, goods leave the depot no earlier than the first day,
ride legs only while weather, tide and shift leave them open for a whole
passage, and come to a village no earlier than its stage begins. The bound
lets every vehicle be free at every place, never break down, and be faster
than all but one in a billion (six deviations of the pace); what is late even
then, no plan can mend.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from sampai.conditions.ensemble import Block, Ensemble
from sampai.conditions.hazards import TRIP
from sampai.planning.context import (
    Context,
)
from sampai.planning.footwork import walks_from_s
from sampai.planning.last_mile import walks
from sampai.planning.moments import (
    NEVER,
)
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_VILLAGE,
    VILLAGE_TO_TPS,
)
from sampai.simulation.waiting import Crew, Waiting
from sampai.simulation.ways import Stretch, Ways
from sampai.units import SECONDS_PER_DAY

Floats = npt.NDArray[np.float32]

DEVIATIONS = 6
OUT = frozenset({DEPOT_TO_HUB, HUB_TO_VILLAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """
    A leg in one direction, with who can ride it.

    Parameters
    ----------
    from_place, to_place
        Positions of its ends.
    leg
        The leg.
    riders
        Vehicle types, the fastest of each shift.
    """

    from_place: int
    to_place: int
    leg: int
    riders: tuple[str, ...]


@dataclass(kw_only=True)
class Reach:
    """
    Earliest arrivals of a regency, whatever the plan.

    Parameters
    ----------
    ways
        The legs.
    ensemble
        The scenarios.
    """

    ways: Ways
    ensemble: Ensemble
    edges: tuple[Edge, ...] = field(init=False)

    def __post_init__(self) -> None:
        """List the legs, nearest to the depot first."""
        self.edges = _edges(self.ways.context)

    @property
    def context(self) -> Context:
        """The regency."""
        return self.ways.context

    @property
    def _by_night(self) -> bool:
        """Whether goods may travel outside hours and shifts."""
        return bool(self.context.rules.night_stages.intersection(OUT))

    def probabilities(self) -> Mapping[str, float]:
        """
        Bound the chance of every tps to be served on time.

        Returns
        -------
        Mapping
            By tps: no plan within the days of the stages does better.
        """
        rows = walks(self.context.dataset).rows(named=True)
        due_s = self.context.due_s(VILLAGE_TO_TPS)
        hits = dict.fromkeys((row["tps_id"] for row in rows), 0)
        for number in self.ensemble.blocks:
            came = self.arrivals(self.ensemble.block(number))
            for row in rows:
                village_id = row["village_id"]
                leave = np.maximum(
                    came[village_id], walks_from_s(self.context, village_id)
                )
                on_time = leave + row["walk_s"] <= due_s
                hits[row["tps_id"]] += int(on_time.sum())
        return {
            tps_id: count / self.ensemble.scenarios
            for tps_id, count in hits.items()
        }

    def arrivals(self, block: Block) -> Mapping[str, Floats]:
        """
        Find the earliest arrival at every place.

        Parameters
        ----------
        block
            Scenarios drawn together.

        Returns
        -------
        Mapping
            Shape (n,) by place: for a village, of a hand-over within the
            days of its stage. [s]
        """
        context = self.context
        n = block.scenarios
        best = [np.full(n, NEVER, np.float32) for _ in context.network.index]
        start = context.horizon.day_start_s(
            context.stages[DEPOT_TO_HUB].first_day
        )
        opens = start
        if not self._by_night:
            opens += context.hours(context.depot_id)[0]
        best[context.network.index[context.depot_id]][:] = opens
        moved = {context.network.index[context.depot_id]}
        while moved:
            moved = self._sweep(block, best, moved)
        return self._at_villages(block, best)

    def _sweep(
        self, block: Block, best: list[Floats], moved: set[int]
    ) -> set[int]:
        """
        Ride every leg from a place that is reached earlier than before.

        Returns the places that came to be reached earlier after their legs
        had been looked at: those that need another sweep.
        """
        again: set[int] = set()
        passed: set[int] = set()
        fresh = set(moved)
        for edge in self.edges:
            passed.add(edge.from_place)
            if edge.from_place not in fresh:
                continue
            there = self._ride(block, edge, best[edge.from_place])
            earlier = there < best[edge.to_place]
            if earlier.any():
                best[edge.to_place] = np.where(
                    earlier, there, best[edge.to_place]
                )
                fresh.add(edge.to_place)
                if edge.to_place in passed:
                    again.add(edge.to_place)
        return again

    def _ride(self, block: Block, edge: Edge, ready: Floats) -> Floats:
        best = np.full(block.scenarios, NEVER, np.float32)
        weather = block.weather
        waiting = Waiting(
            ways=self.ways,
            weather=weather,
            end_s=weather.first_s + weather.wet.shape[1] * SECONDS_PER_DAY,
        )
        rows = np.flatnonzero(ready < waiting.end_s)
        if not len(rows):
            return best
        for name in edge.riders:
            leg = self.ways.single(name, edge.leg, 0)
            crew = self._crew(block, name, leg, rows, ready[rows])
            _, leave = waiting.ride(crew, leg, ready[rows])
            best[rows] = np.minimum(best[rows], leave)
        return best

    def _crew(
        self,
        block: Block,
        name: str,
        leg: Stretch,
        rows: npt.NDArray[np.int64],
        since: Floats,
    ) -> Crew:
        found = self.ensemble.hazards.find("leg_speed", TRIP)
        median, sigma = found or (1.0, 0.0)
        fastest = np.float32(np.exp(-DEVIATIONS * sigma) / median)
        # A vehicle may have come on duty just now.
        kind = replace(self.context.fleet[name], duty_s=SECONDS_PER_DAY)
        return Crew(
            kind=kind,
            rows=rows,
            slowness=np.full(len(rows), fastest, np.float32),
            since=since,
            binds=not self._by_night,
            shut=block.weather.shut((leg.district, leg.surface), rows),
        )

    def _at_villages(
        self, block: Block, best: list[Floats]
    ) -> dict[str, Floats]:
        """The last leg to a village is ridden on a day of its stage."""
        context = self.context
        first_s = context.horizon.day_start_s(
            context.stages[HUB_TO_VILLAGE].first_day
        )
        found: dict[str, Floats] = {}
        for village_id in sorted(set(context.village_of.values())):
            place = context.network.index[village_id]
            came = best[place]
            if (came < first_s).any():
                came = np.full(block.scenarios, NEVER, np.float32)
                for edge in self.edges:
                    if edge.to_place == place:
                        ready = np.maximum(best[edge.from_place], first_s)
                        came = np.minimum(came, self._ride(block, edge, ready))
            found[village_id] = came
        return found


def _edges(context: Context) -> tuple[Edge, ...]:
    """Legs in both directions, in the order in which they are reached."""
    network = context.network
    depot = network.index[context.depot_id]
    far = np.full(len(network.place_ids), np.inf)
    for name, kind in context.fleet.items():
        if kind.count:
            matrix = network.matrix(name).duration_s
            for start in (depot, network.index[kind.base_id]):
                own = np.where(matrix[start] < 0, np.inf, matrix[start])
                far = np.minimum(far, own)
    edges = []
    for leg in range(len(network.from_index)):
        riders = _riders(context, leg)
        if riders:
            ends = int(network.from_index[leg]), int(network.to_index[leg])
            for a, b in (ends, ends[::-1]):
                edges.append(
                    Edge(from_place=a, to_place=b, leg=leg, riders=riders)
                )
    edges.sort(key=lambda edge: (far[edge.from_place], edge.leg))
    return tuple(edges)


def _riders(context: Context, leg: int) -> tuple[str, ...]:
    """Types that can ride a leg; of those of one shift the fastest."""
    best: dict[tuple[int, int], tuple[int, str]] = {}
    for name, kind in sorted(context.fleet.items()):
        seconds = int(context.network.leg_s[name][leg])
        if kind.count and seconds >= 0:
            shift = kind.shift_start_s, kind.shift_end_s
            best[shift] = min(
                best.get(shift, (seconds, name)), (seconds, name)
            )
    return tuple(name for _, name in best.values())
