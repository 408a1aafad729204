"""What precautions cost, and what they do for every tps."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from sampai.conditions.ensemble import Ensemble
from sampai.planning.context import Context
from sampai.planning.costs import cost_parts, vehicle_days
from sampai.planning.make import PlannedOutward, plan_outward
from sampai.planning.plan import PlanTables
from sampai.planning.precautions import Precautions
from sampai.planning.reading import planned_trips
from sampai.simulation.blame import needed_trips
from sampai.simulation.running import Run, run_plan

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """
    What one set of precautions comes to.

    Parameters
    ----------
    precautions
        What the plan does.
    cost_out_idr
        Cost of the way out. [rupiah]
    on_time_prob
        By tps that was looked at.
    missed
        Subjects of goods that the plan does not bring.
    """

    precautions: Precautions
    cost_out_idr: int
    on_time_prob: dict[str, float]
    missed: frozenset[str]

    @property
    def lowest_prob(self) -> float:
        """Of the weakest tps."""
        return min(self.on_time_prob.values(), default=1.0)

    @property
    def mean_prob(self) -> float:
        """Of all tps."""
        return float(np.mean(list(self.on_time_prob.values()) or [1.0]))

    def shortfall(self, goals: dict[str, float]) -> float:
        """
        Say how much is lacking to what is asked.

        Parameters
        ----------
        goals
            Probability asked for, by tps.

        Returns
        -------
        float
            Sum over the tps of what each lacks.
        """
        return sum(
            max(0.0, goals[tps_id] - prob)
            for tps_id, prob in self.on_time_prob.items()
        )


@dataclass(kw_only=True)
class Judge:
    """
    Plans and runs with precautions, always through the same scenarios.

    Parameters
    ----------
    context
        The regency without precautions; searches are shared.
    consignments
        Goods of every tps and district.
    ensemble
        The scenarios.
    """

    context: Context
    consignments: pl.DataFrame
    ensemble: Ensemble
    _known: dict[object, Judgement] = field(default_factory=dict, repr=False)
    _plans: dict[object, tuple[PlannedOutward, int]] = field(
        default_factory=dict, repr=False
    )

    def judge(
        self,
        precautions: Precautions,
        tps_ids: Collection[str] | None = None,
    ) -> Judgement:
        """
        Plan the way out with precautions and run it.

        Parameters
        ----------
        precautions
            What the plan does.
        tps_ids
            The tps to look at, all where it is left out; the trips on which
            they do not depend are not run.

        Returns
        -------
        Judgement
            Cost and chances.
        """
        only = None if tps_ids is None else frozenset(tps_ids)
        key = precautions.key, only
        if key not in self._known:
            self._known[key] = self._judge(precautions, only)
        return self._known[key]

    def _judge(
        self, precautions: Precautions, only: frozenset[str] | None
    ) -> Judgement:
        context = replace(self.context, precautions=precautions)
        planned, cost_idr = self._plan(context)
        trips = planned_trips(planned.trips)
        run = Run(
            context=context,
            hazards=self.ensemble.hazards,
            trips=trips,
            missed=planned.missed,
            only=only,
        )
        if only is not None:
            run = run.limited_to(needed_trips(trips, only))
        course = run_plan(run, self.ensemble)
        chances = course.on_time_prob.tolist()
        return Judgement(
            precautions=precautions,
            cost_out_idr=cost_idr,
            on_time_prob=dict(zip(course.tps_ids, chances, strict=True)),
            missed=planned.missed,
        )

    def _plan(self, context: Context) -> tuple[PlannedOutward, int]:
        key = context.precautions.key
        if key not in self._plans:
            planned = plan_outward(context, self.consignments)
            self._plans[key] = planned, outward_cost_idr(context, planned)
        return self._plans[key]


def outward_cost_idr(context: Context, planned: PlannedOutward) -> int:
    """
    Add up what the way out costs.

    Parameters
    ----------
    context
        The regency.
    planned
        Its way out.

    Returns
    -------
    int
        Kilometres, hours and vehicles by the day. [rupiah]
    """
    fleet = dict(context.fleet)
    tables = PlanTables(context.horizon, context.network, fleet)
    trips = tables.make(planned.trips).trips
    days = vehicle_days(trips, fleet, context.dataset.settings.time_zone)
    return cost_parts(trips, days, fleet).total_idr
