"""What if a leg closes, a vehicle fails, a stage shifts: answered at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from sampai.conditions.windows import NEVER, LegWindows, overlaps
from sampai.election import consignments, load_regulation
from sampai.errors import DatasetError, Fault
from sampai.geography import Network
from sampai.geography.network import NO_WAY
from sampai.operation.chance import Chance, ensemble_of
from sampai.operation.simulating import context_of, refuse_another
from sampai.planning.context import Context
from sampai.planning.precaution_codes import read_precautions
from sampai.planning.precautions import Precautions
from sampai.simulation.cures import judge_of
from sampai.simulation.prices import with_vehicles
from sampai.simulation.robust.judging import Judge, Judgement
from sampai.tables import Dataset, Operation

# An answer is awaited at the table: enough to see one in a hundred.
SCENARIOS = 2_000
# The search of both sides stops early, so that they stay comparable.
MOST_ITERATIONS = 200
# Chances that differ by less are the same to whoever reads them.
NOTICED = 0.005

LegEnds = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedLeg:
    """
    A leg that nobody can ride for some days.

    Parameters
    ----------
    ends
        Its ends and its surface, as in legs.csv.
    first_day, last_day
        Closed from the morning of the first to the night of the last.
        [days from voting day]
    """

    ends: LegEnds
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """
    What is to be different.

    Parameters
    ----------
    closed
        Legs that close.
    fewer
        Vehicles that are missing, by type.
    shifts
        Days by which a stage moves, by stage; below zero: earlier.
    """

    closed: tuple[ClosedLeg, ...] = ()
    fewer: Mapping[str, int] = field(default_factory=dict)
    shifts: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (
            self.closed
            or any(self.fewer.values())
            or any(self.shifts.values())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """
    A TPS whose chance changes.

    Parameters
    ----------
    tps_id
        The TPS.
    before, after
        Chance of being on time.
    is_missed
        Whether no vehicle brings its goods then.
    """

    tps_id: str
    before: float
    after: float
    is_missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    The plan as it is, beside the plan that would be made then.

    Parameters
    ----------
    before, after
        What each comes to, on the same scenarios.
    scenarios
        How many.
    """

    before: Judgement
    after: Judgement
    scenarios: int

    @property
    def touched(self) -> list[Touched]:
        """TPS whose chance changes, the worst loss first."""
        found = []
        for tps_id, then in self.after.on_time_prob.items():
            was = self.before.on_time_prob.get(tps_id, 0.0)
            missed = tps_id in self.after.missed
            if abs(then - was) > NOTICED or missed:
                found.append(
                    Touched(
                        tps_id=tps_id,
                        before=was,
                        after=then,
                        is_missed=missed,
                    )
                )
        return sorted(
            found, key=lambda one: (one.after - one.before, one.tps_id)
        )


class WhatIf:
    """
    Answer questions about one plan; all that can be prepared is.

    Parameters
    ----------
    dataset, operation
        A plan and what it was made from.
    scenarios
        How many are drawn.

    Raises
    ------
    DatasetError
        When the plan was made from another dataset.
    """

    def __init__(
        self,
        dataset: Dataset,
        operation: Operation,
        scenarios: int = SCENARIOS,
    ) -> None:
        refuse_another(dataset, operation)
        told = str(operation.summary.get("precautions") or "")
        self.precautions: Precautions = read_precautions(told)
        context = context_of(dataset, operation)
        context.iterations = min(context.iterations, MOST_ITERATIONS)
        self.judge = Judge(
            context=context,
            consignments=consignments(
                dataset, load_regulation(dataset.settings.regulation)
            ),
            ensemble=ensemble_of(
                context, Chance(scenarios=scenarios), context.seed
            ),
        )
        self.before = self.judge.judge(self.precautions)

    def ask(self, question: Question) -> Answer:
        """
        Plan and run the regency with something different.

        Parameters
        ----------
        question
            What is different.

        Returns
        -------
        Answer
            Before and after, on the same scenarios.

        Raises
        ------
        DatasetError
            When the question names what the dataset does not have.
        """
        dataset = changed(self.judge.context.dataset, question)
        always, for_days = self._parted(question)
        judge = self.judge
        if always:
            network = without_legs(judge.context.network, always)
            context = replace(judge.context, network=network, known={})
            judge = replace(judge, context=context, _known={}, _plans={})
        judge = judge_of(judge, dataset)
        judge.context.windows = _closed(judge.context, for_days)
        return Answer(
            before=self.before,
            after=judge.judge(self.precautions),
            scenarios=judge.ensemble.scenarios,
        )

    def _parted(
        self, question: Question
    ) -> tuple[list[int], list[tuple[int, ClosedLeg]]]:
        """
        Part legs that stay shut to the end from those that open again.

        A leg that never opens is no way to plan with; one that opens again
        is a way to wait for, as at low tide.
        """
        context = self.judge.context
        days = self.judge.ensemble.days
        rows = _rows(context.dataset)
        always, for_days = [], []
        for one in question.closed:
            row = rows[one.ends]
            if one.first_day <= days[0] + 1 and one.last_day >= days[-1] - 1:
                always.append(row)
            else:
                for_days.append((row, one))
        return always, for_days


def changed(dataset: Dataset, question: Question) -> Dataset:
    """
    Change a dataset as a question has it; legs are not in it.

    Parameters
    ----------
    dataset
        The regency.
    question
        What is different.

    Returns
    -------
    Dataset
        With fewer vehicles and other days.

    Raises
    ------
    DatasetError
        With every fault of the question.
    """
    faults = [
        *_leg_faults(dataset, question),
        *_fleet_faults(dataset, question),
    ]
    faults += _stage_faults(dataset, question)
    if faults:
        raise DatasetError(faults)
    for name, count in question.fewer.items():
        dataset = with_vehicles(dataset, name, -count).dataset
    return _shifted(dataset, question.shifts)


def without_legs(network: Network, rows: list[int]) -> Network:
    """
    Leave legs out of a network.

    Parameters
    ----------
    network
        The network.
    rows
        Rows of ``legs``.

    Returns
    -------
    Network
        No vehicle can ride them.
    """
    leg_s = {name: seconds.copy() for name, seconds in network.leg_s.items()}
    for seconds in leg_s.values():
        seconds[rows] = NO_WAY
    return replace(network, leg_s=leg_s, _matrices={}, _paces={}, _leg_of={})


def _rows(dataset: Dataset) -> dict[LegEnds, int]:
    legs = dataset.legs.select("from_id", "to_id", "surface").iter_rows()
    return {(a, b, surface): row for row, (a, b, surface) in enumerate(legs)}


def _closed(
    context: Context, closed: list[tuple[int, ClosedLeg]]
) -> LegWindows:
    spans = dict(context.windows.spans)
    for row, one in closed:
        shut_s = context.horizon.day_start_s(one.first_day)
        open_s = context.horizon.day_start_s(one.last_day + 1)
        opened = np.array([[-NEVER, shut_s], [open_s, NEVER]])
        before = spans.get(row)
        spans[row] = opened if before is None else overlaps(before, opened)
    return LegWindows(spans=spans)


def _shifted(dataset: Dataset, shifts: Mapping[str, int]) -> Dataset:
    by = pl.col("stage").replace_strict(
        dict(shifts), default=0, return_dtype=pl.Int64
    )
    if not shifts:
        return dataset
    stages = dataset.stages.with_columns(
        pl.col("first_day") + by, pl.col("last_day") + by
    )
    return replace(dataset, stages=stages)


def _leg_faults(dataset: Dataset, question: Question) -> list[Fault]:
    rows = _rows(dataset)
    faults = []
    for one in question.closed:
        if one.ends not in rows:
            faults.append(
                Fault(
                    file="legs.csv",
                    column="from_id, to_id, surface",
                    found=", ".join(one.ends),
                    expected="a leg of the dataset",
                    remedy="Choose a leg from the list.",
                )
            )
        if one.first_day > one.last_day:
            faults.append(
                Fault(
                    file="question",
                    column="last_day",
                    found=str(one.last_day),
                    expected=f"{one.first_day} or later",
                    remedy="Give the first day before the last.",
                )
            )
    return faults


def _fleet_faults(dataset: Dataset, question: Question) -> list[Fault]:
    there = dict(dataset.vehicles.select("vehicle_type", "count").iter_rows())
    return [
        Fault(
            file="vehicles.csv",
            column="count",
            found=f"{count} of {name}",
            expected=f"a whole number from 0 to {there.get(name, 0)}",
            remedy="Take away no more vehicles than there are.",
        )
        for name, count in question.fewer.items()
        if not 0 <= count <= there.get(name, -1)
    ]


def _stage_faults(dataset: Dataset, question: Question) -> list[Fault]:
    there = frozenset(dataset.stages["stage"])
    return [
        Fault(
            file="stages.csv",
            column="stage",
            found=name,
            expected="a stage of the dataset",
            remedy="Choose a stage from the list.",
        )
        for name in question.shifts
        if name not in there
    ]
