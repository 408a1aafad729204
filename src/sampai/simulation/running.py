"""Run a plan through an ensemble: when goods come to every TPS, and back."""

from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context

import numpy as np
import numpy.typing as npt

from sampai.clock import seconds_of_day
from sampai.conditions.ensemble import Block, Ensemble
from sampai.conditions.hazards import TPS, Hazards
from sampai.errors import PlanningError
from sampai.planning.context import (
    Context,
)
from sampai.planning.footwork import polls_open_s, walks_from_s
from sampai.planning.last_mile import sealed_s, walks
from sampai.planning.moments import (
    NEVER,
    Seconds,
)
from sampai.planning.reading import PlannedTrip
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_VILLAGE,
    VILLAGE_TO_TPS,
)
from sampai.planning.timing import (
    Clock,
)
from sampai.simulation.plan_facts import (
    plan_facts,
)
from sampai.simulation.scenarios import (
    Scenarios,
)
from sampai.simulation.ways import Ways

Floats = npt.NDArray[np.float32]
OUT_STAGES = (DEPOT_TO_HUB, HUB_TO_VILLAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """
    What a plan comes to in every scenario.

    Parameters
    ----------
    tps_ids
        Ids of the tps, sorted.
    at_tps_s
        Shape (tps, n): all goods are at the tps. [s]
    at_hub_s
        Shape (tps, n): all its boxes are back at its hub; ``None`` where
        the way back was not run. [s]
    due_s, open_s
        When goods are due at a tps, and when the polls open. [s]
    """

    tps_ids: tuple[str, ...]
    at_tps_s: Floats
    at_hub_s: Floats | None
    due_s: int
    open_s: int

    @property
    def on_time_prob(self) -> npt.NDArray[np.float64]:
        """Shape (tps,): share of the scenarios in which it is served."""
        share: npt.NDArray[np.float64] = (self.at_tps_s <= self.due_s).mean(
            axis=1
        )
        return share


@dataclass(kw_only=True)
class Run:
    """
    A plan and the regency it runs in; it can be sent to another process.

    Parameters
    ----------
    context
        The regency.
    hazards
        Parameters of its draws.
    trips
        The plan, each trip after those on which it depends.
    missed
        Subjects of goods that the plan does not bring.
    home
        Whether the way back is run too.
    only
        The tps to look at; all where it is ``None``.
    """

    context: Context
    hazards: Hazards
    trips: Sequence[PlannedTrip]
    missed: Collection[str] = ()
    home: bool = False
    only: frozenset[str] | None = None
    ways: Ways = field(init=False)

    def __post_init__(self) -> None:
        """Part the way out from the way back."""
        self.ways = Ways(context=self.context)
        self.walks = [
            row
            for row in walks(self.context.dataset).iter_rows(named=True)
            if self.only is None or row["tps_id"] in self.only
        ]
        self.facts = plan_facts(
            self.context, [trip.draft for trip in self.trips]
        )
        out = [t for t in self.trips if t.draft.stage in OUT_STAGES]
        back = [t for t in self.trips if t.draft.stage not in OUT_STAGES]
        self.parts = (out, back if self.home else [])

    def limited_to(self, trips: Sequence[PlannedTrip]) -> "Run":
        """
        Leave out trips, as if they ran beside the others unseen.

        Parameters
        ----------
        trips
            Those that are run, in order.

        Returns
        -------
        Run
            It knows the whole plan still.
        """
        smaller = replace(self, trips=trips)
        smaller.facts = self.facts
        return smaller

    @property
    def end_day(self) -> int:
        """Last day of the stages, and one of air. [days from voting day]"""
        return max(s.last_day for s in self.context.stages.values()) + 1

    @property
    def due_s(self) -> int:
        """When goods are due at a tps. [s]"""
        return self.context.due_s(VILLAGE_TO_TPS)

    def scenarios(self, block: Block, *, singly: bool = False) -> Scenarios:
        """
        Give the conditions of a block for this plan.

        Parameters
        ----------
        block
            Scenarios drawn together.
        singly
            Whether every leg is timed apart.

        Returns
        -------
        Scenarios
            For the clock.
        """
        return Scenarios(
            ways=self.ways,
            block=block,
            hazards=self.hazards,
            facts=self.facts,
            singly=singly,
        )

    def block(self, block: Block) -> tuple[Floats, Floats | None]:
        """
        Run the plan through a block.

        Parameters
        ----------
        block
            Scenarios drawn together.

        Returns
        -------
        tuple
            `Course.at_tps_s` and `Course.at_hub_s` of the block.
        """
        clock = Clock(self.context.rules, self.scenarios(block))
        for trip in self.parts[0]:
            clock.run(trip.draft)
        at_tps = np.stack(
            [self.at_tps(row, clock) for row in self.walks]
        ).astype(np.float32, copy=False)
        if not self.home:
            return at_tps, None
        self._seal(block, clock)
        for trip in self.parts[1]:
            clock.run(trip.draft)
        return at_tps, np.stack(
            [self._at_hub(row, clock) for row in self.walks]
        )

    def at_tps(self, walk: dict[str, object], clock: Clock) -> Seconds:
        """
        Say when all goods of a tps have been carried to it.

        Parameters
        ----------
        walk
            Its row of `last_mile.walks`.
        clock
            After the way out.

        Returns
        -------
        ndarray
            Shape (n,). [s]
        """
        tps_id, village_id = str(walk["tps_id"]), str(walk["village_id"])
        came = clock.goods.get((tps_id, village_id))
        if came is None or tps_id in self.missed:
            return clock.conditions.moment(int(NEVER))
        leave = np.maximum(came, walks_from_s(self.context, village_id))
        return leave + int(str(walk["walk_s"]))

    def _seal(self, block: Block, clock: Clock) -> None:
        """Put the sealed boxes of every tps into its village."""
        # The way out has used the same places for the same subjects: what
        # came to a hub then has not come back to it.
        clock.goods.clear()
        settings = self.context.dataset.settings
        midnight = self.context.horizon.day_start_s(0)
        closes = midnight + seconds_of_day(settings.polls_close)
        found = self.hazards.find("counting_end", TPS) or (0.0, 0.0)
        mean, sigma = np.float32(found[0]), np.float32(found[1])
        for walk in self.walks:
            tps_id = walk["tps_id"]
            usual_s = sealed_s(self.context.dataset, walk["voters"], closes)
            share = mean + sigma * block.draws.normal("counting_end", tps_id)
            longer = np.maximum(1 + share, 0) * (usual_s - closes)
            clock.goods[tps_id, walk["village_id"]] = longer + (
                closes + walk["walk_s"]
            )

    def _at_hub(self, walk: dict[str, object], clock: Clock) -> Seconds:
        tps_id = str(walk["tps_id"])
        hub_id = self.context.hub_of(str(walk["village_id"]))
        came = clock.goods.get((tps_id, hub_id))
        return clock.conditions.moment(int(NEVER)) if came is None else came


def run_plan(run: Run, ensemble: Ensemble, *, processes: int = 1) -> Course:
    """
    Run a plan through every scenario of an ensemble.

    Parameters
    ----------
    run
        The plan.
    ensemble
        The scenarios.
    processes
        How many compute blocks side by side; the answer does not depend on
        it.

    Returns
    -------
    Course
        What the plan comes to.

    Raises
    ------
    PlanningError
        When the plan has trips on days for which nothing is drawn.
    """
    _refuse_other_days(run, ensemble)
    one = partial(_run_block, run, ensemble)
    if processes == 1 or len(ensemble.blocks) == 1:
        found = [one(number) for number in ensemble.blocks]
    else:
        # A forked process would stand still in the first table it reads:
        # the threads of polars are not forked with it.
        fresh = get_context("spawn")
        with ProcessPoolExecutor(processes, mp_context=fresh) as pool:
            found = list(pool.map(one, ensemble.blocks))
    home = [part[1] for part in found if part[1] is not None]
    return Course(
        tps_ids=tuple(row["tps_id"] for row in run.walks),
        at_tps_s=_joined([part[0] for part in found]),
        at_hub_s=_joined(home) if home else None,
        due_s=run.due_s,
        open_s=polls_open_s(run.context),
    )


def _joined(blocks: Sequence[Floats]) -> Floats:
    return blocks[0] if len(blocks) == 1 else np.concatenate(blocks, axis=1)


def _refuse_other_days(run: Run, ensemble: Ensemble) -> None:
    """No weather is drawn for days outside the ensemble."""
    day_of = run.context.horizon.day_of
    days = {
        day_of(trip.draft.load_at_s) for part in run.parts for trip in part
    }
    outside = sorted(days - set(ensemble.days))
    if outside:
        msg = (
            f"Found a trip on day {outside[0]}, expected days from "
            f"{ensemble.days[0]} to {ensemble.days[-1]}. Take the plan and "
            "the dataset that belong together."
        )
        raise PlanningError(msg)


def _run_block(
    run: Run, ensemble: Ensemble, number: int
) -> tuple[Floats, Floats | None]:
    return run.block(ensemble.block(number))
