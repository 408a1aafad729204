"""Weigh what can be done for one group of villages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sampai.planning.precautions import NO_PRECAUTION, Precautions
from sampai.simulation.robust.groups import Group, Option, is_idle
from sampai.simulation.robust.judging import Judge, Judgement

# Of the options that only move days, those that are tried with other
# vehicles too.
TRIED_WITH_OTHERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """
    One option of a group.

    Parameters
    ----------
    option
        What is done.
    judgement
        What the plan comes to, for the group's tps, when nothing else is
        done.
    """

    option: Option
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOptions:
    """
    What can be done for a group, and what each does.

    Parameters
    ----------
    group
        The villages.
    weighed
        At least one option, the first of which does nothing.
    """

    group: Group
    weighed: tuple[Weighed, ...]

    def best_for(self, goals: Mapping[str, float]) -> Weighed:
        """
        Choose the cheapest option that reaches goals, or comes nearest.

        Parameters
        ----------
        goals
            Probability asked for, by tps.

        Returns
        -------
        Weighed
            The option.
        """
        lacking = [
            one.judgement.shortfall(dict(goals)) for one in self.weighed
        ]
        least = min(lacking)
        fit = [
            one
            for one, lack in zip(self.weighed, lacking, strict=True)
            if lack <= least
        ]
        return min(fit, key=_price)


def _price(one: Weighed) -> tuple[int, int]:
    """Of two that cost the same, the one that does less."""
    return one.judgement.cost_out_idr, sum(
        held.days_earlier
        + held.days_ahead
        + len(held.barred)
        + len(held.avoided)
        + held.singly
        for _, held in one.option
    )


def weigh_group(
    judge: Judge,
    group: Group,
    goals: Mapping[str, float],
    tell: Callable[[], None],
) -> GroupOptions:
    """
    Try what can be done for a group, from nothing to a lot.

    Days come first; where they do not suffice, the best of them are tried
    with other vehicles.

    Parameters
    ----------
    judge
        Plans and runs.
    group
        The villages.
    goals
        Probability asked for, by tps.
    tell
        Is called after each trial.

    Returns
    -------
    GroupOptions
        Every option tried.
    """

    def weigh(option: Option) -> Weighed:
        precautions = Precautions(by_goal=dict(option))
        judgement = judge.judge(precautions, group.tps_ids)
        tell()
        return Weighed(option=option, judgement=judgement)

    weighed: list[Weighed] = []
    for option in group.days(judge.context):
        weighed.append(weigh(option))
        if is_idle(option) and not _lacks(weighed, goals):
            return GroupOptions(group=group, weighed=tuple(weighed))
    if _lacks(weighed, goals):
        for held in _unlike(weighed, goals)[:TRIED_WITH_OTHERS]:
            weighed += [
                weigh(option)
                for option in (
                    *group.other_vehicles(held.option),
                    *group.other_ways(held.option),
                )
            ]
    return GroupOptions(group=group, weighed=tuple(weighed))


def _lacks(weighed: Sequence[Weighed], goals: Mapping[str, float]) -> bool:
    """Tell whether none of the options reaches the goals."""
    return all(one.judgement.shortfall(dict(goals)) for one in weighed)


def _unlike(
    weighed: Sequence[Weighed], goals: Mapping[str, float]
) -> list[Weighed]:
    """Options that do something different, the least lacking first."""
    found: dict[tuple[float, int], Weighed] = {}
    for one in weighed:
        key = (
            one.judgement.shortfall(dict(goals)),
            one.judgement.cost_out_idr,
        )
        found.setdefault(key, one)
    return [found[key] for key in sorted(found)]


def joined(options: Sequence[Weighed]) -> Precautions:
    """
    Do for every group what was chosen for it.

    Parameters
    ----------
    options
        One of each group.

    Returns
    -------
    Precautions
        All of them together.
    """
    return Precautions(
        by_goal={
            village: held
            for one in options
            for village, held in one.option
            if held != NO_PRECAUTION
        }
    )


def with_villages(
    precautions: Precautions, villages: Sequence[str], days: int
) -> Precautions:
    """
    Let the goods of some villages be there earlier.

    Parameters
    ----------
    precautions
        What is done already.
    villages
        The villages.
    days
        Days by which they are there earlier than now.

    Returns
    -------
    Precautions
        With the same besides.
    """
    changed = {
        village: replace(
            precautions.of(village),
            days_earlier=precautions.of(village).days_earlier + days,
        )
        for village in villages
    }
    return replace(precautions, by_goal={**precautions.by_goal, **changed})
