"""
Search for the cheapest plan that brings every TPS to the target.

Groups of villages hardly touch each other, so what can be done is weighed
group by group and then put together; each trial runs through the same
scenarios, so that two plans differ by what they do and not by luck. The plan
that is chosen is judged once more on scenarios that it has never seen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sampai.planning.make import find_deliveries
from sampai.planning.precautions import Precautions
from sampai.simulation.robust.groups import find_groups
from sampai.simulation.robust.judging import Judge, Judgement
from sampai.simulation.robust.weighing import (
    GroupOptions,
    joined,
    weigh_group,
    with_villages,
)

# Probabilities for which the cheapest plan is drawn on the frontier.
LEVELS = (0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999)
MOST_MENDINGS = 4
# What is tried for all trips together where single villages do not suffice.
HEAD_STARTS_S = (1800, 3600)
SLOWNESSES = (1.15, 1.3)
PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """
    A plan that was weighed as a whole.

    Parameters
    ----------
    name
        ``plain``, or the probability it was asked for.
    judgement
        What it comes to.
    """

    name: str
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    What a search found.

    Parameters
    ----------
    chosen
        The cheapest candidate at or over every goal, or the one that lacks
        least.
    candidates
        All that were weighed as a whole, the plain one first.
    goals
        Probability asked for, by tps: the target, or what can be reached.
    reach
        Bound by tps.
    options
        What was weighed for each group.
    trials
        Plans that were made and run.
    """

    chosen: Candidate
    candidates: tuple[Candidate, ...]
    goals: Mapping[str, float]
    reach: Mapping[str, float]
    options: tuple[GroupOptions, ...]
    trials: int


@dataclass(kw_only=True)
class Search:
    """
    The search of one regency.

    Parameters
    ----------
    judge
        Plans and runs through the scenarios of the search.
    reach
        Bound by tps.
    target
        Probability asked for.
    tell
        Is called after every trial with the number of trials.
    """

    judge: Judge
    reach: Mapping[str, float]
    target: float
    tell: Callable[[int], None] = field(default=lambda _trials: None)
    trials: int = 0

    def goals(self, level: float) -> dict[str, float]:
        """
        Ask for a probability where it can be reached.

        A plan that is chosen among many owes part of its figure to luck, so
        one standard error more is asked for. Where that cannot be reached,
        the bound is asked for less two, since no plan is as fast as the
        bound.

        Parameters
        ----------
        level
            The probability.

        Returns
        -------
        dict
            By tps.
        """
        asked = level + self._error(level)
        return {
            tps_id: asked
            if bound >= asked
            else min(level, bound - 2 * self._error(bound))
            for tps_id, bound in self.reach.items()
        }

    def _error(self, prob: float) -> float:
        n = self.judge.ensemble.scenarios
        return float(np.sqrt(prob * (1 - prob) / n))

    def run(self) -> Found:
        """
        Search.

        Returns
        -------
        Found
            The plan to make, and what was weighed.
        """
        goals = self.goals(self.target)
        plain = self._judge(Precautions())
        options = self._weigh_groups(goals)
        candidates = [Candidate(name=PLAIN, judgement=plain)]
        for level in sorted({*LEVELS, self.target}):
            found = self._at(level, options)
            if all(_is_other(found, one.judgement) for one in candidates):
                candidates.append(
                    Candidate(name=f"p{level:g}", judgement=found)
                )
        chosen = self._choose(candidates, goals)
        mended = self._mend(chosen, goals)
        if mended is not chosen:
            candidates.append(mended)
        return Found(
            chosen=mended,
            candidates=tuple(candidates),
            goals=goals,
            reach=self.reach,
            options=options,
            trials=self.trials,
        )

    def _weigh_groups(
        self, goals: Mapping[str, float]
    ) -> tuple[GroupOptions, ...]:
        deliveries = find_deliveries(
            self.judge.context, self.judge.consignments
        )
        groups = find_groups(self.judge.context, deliveries)
        return tuple(
            weigh_group(
                self.judge,
                group,
                {tps_id: goals[tps_id] for tps_id in group.tps_ids},
                self._count,
            )
            for group in groups
        )

    def _count(self) -> None:
        self.trials += 1
        self.tell(self.trials)

    def _judge(self, precautions: Precautions) -> Judgement:
        found = self.judge.judge(precautions)
        self._count()
        return found

    def _at(self, level: float, options: Sequence[GroupOptions]) -> Judgement:
        """Put together the cheapest options for a level."""
        goals = self.goals(level)
        chosen = [one.best_for(goals) for one in options]
        return self._judge(joined(chosen))

    def _choose(
        self, candidates: Sequence[Candidate], goals: Mapping[str, float]
    ) -> Candidate:
        """Of those that lack least the cheapest."""
        return min(
            candidates,
            key=lambda one: (
                one.judgement.shortfall(dict(goals)),
                one.judgement.cost_out_idr,
            ),
        )

    def _mend(
        self, chosen: Candidate, goals: Mapping[str, float]
    ) -> Candidate:
        """Help single villages that fell short when all came together."""
        for _ in range(MOST_MENDINGS):
            if not self._weak(chosen.judgement, goals):
                break
            found: list[Candidate] = []
            for precautions in self._helps(chosen.judgement, goals):
                trial = self._judge(precautions)
                found.append(Candidate(name="mended", judgement=trial))
                if not self._weak(trial, goals):
                    break
            best = self._choose([chosen, *found], goals)
            if best is chosen:
                break
            chosen = best
        return chosen

    def _weak(
        self, judgement: Judgement, goals: Mapping[str, float]
    ) -> list[str]:
        """Villages with a tps that falls short."""
        village_of = self.judge.context.village_of
        lacking = {
            village_of[tps_id]
            for tps_id, prob in judgement.on_time_prob.items()
            if prob < goals[tps_id]
        }
        return sorted(lacking)

    def _helps(
        self, judgement: Judgement, goals: Mapping[str, float]
    ) -> list[Precautions]:
        now = judgement.precautions
        weak = self._weak(judgement, goals)
        helps = [with_villages(now, weak, 1)]
        helps += [
            replace(now, head_start_s=seconds)
            for seconds in HEAD_STARTS_S
            if seconds > now.head_start_s
        ]
        helps += [
            replace(now, slowness=slowness)
            for slowness in SLOWNESSES
            if slowness > now.slowness
        ]
        return helps


def _is_other(one: Judgement, other: Judgement) -> bool:
    return one.precautions.key != other.precautions.key


def search(
    judge: Judge,
    reach: Mapping[str, float],
    target: float,
    tell: Callable[[int], None] = lambda _trials: None,
) -> Found:
    """
    Search for the cheapest plan that reaches a target.

    Parameters
    ----------
    judge
        Plans and runs.
    reach
        Bound by tps, from the same scenarios.
    target
        Probability asked for.
    tell
        Is called after every trial with the number of trials.

    Returns
    -------
    Found
        The plan to make, and what was weighed.
    """
    return Search(judge=judge, reach=reach, target=target, tell=tell).run()
