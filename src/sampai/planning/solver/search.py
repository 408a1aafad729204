"""Iterated local search, with what it is told to be afraid of."""

import logging
from collections.abc import Sequence

import pyvrp
from pyvrp import search as tools
from pyvrp.stop import StoppingCriterion

from sampai.planning.layout import Layout, day_estimate
from sampai.planning.problem import RoutingProblem

# PyVRP attaches a handler to the standard output when it is imported.
logging.getLogger("pyvrp").handlers.clear()

# Tried on the trial fleet and on the regency's lorries with several trips a
# day; half or twice of any of these was worse on one of the two.
NEIGHBOURS = 15
MOST_PERTURBATIONS = 15
HISTORY = 100
UPDATES = 100
# Too much by the whole of what a vehicle holds, or too late by the whole of
# a day, costs so many days; the search may raise both to so many times.
OVERLOAD = 40.0
LATENESS = 15.0
HIGHEST_PENALTY = 10.0


def search(
    data: pyvrp.ProblemData,
    start: pyvrp.Solution,
    penalties: pyvrp.PenaltyManager,
    stop: StoppingCriterion,
    seed: int,
) -> pyvrp.Solution:
    """
    Improve a solution by iterated local search.

    Parameters
    ----------
    data
        The problem.
    start
        The solution to begin with.
    penalties
        What breaking a rule costs on the way.
    stop
        When to stop.
    seed
        Seed of the search.

    Returns
    -------
    Solution
        The best found; it keeps the rules if the start does.
    """
    rng = pyvrp.RandomNumberGenerator(seed=seed)
    near = tools.NeighbourhoodParams(num_neighbours=NEIGHBOURS)
    shake = tools.PerturbationParams(max_perturbations=MOST_PERTURBATIONS)
    local = tools.LocalSearch(
        data,
        rng,
        tools.compute_neighbours(data, near),
        tools.PerturbationManager(shake),
    )
    for operator in tools.OPERATORS:
        if operator.supports(data):
            local.add_operator(operator(data))
    algorithm = pyvrp.IteratedLocalSearch(
        data,
        penalties,
        local,
        start,
        pyvrp.IteratedLocalSearchParams(history_length=HISTORY),
    )
    return algorithm.run(stop, collect_stats=False).best


def fears(problem: RoutingProblem, layout: Layout) -> pyvrp.PenaltyManager:
    """
    Price overload and lateness by what a vehicle's day costs.

    Parameters
    ----------
    problem
        The problem.
    layout
        Its layout.

    Returns
    -------
    PenaltyManager
        The prices, which the search then moves by what it meets.
    """
    days = [
        day_estimate(problem, layout, index, 0.5)
        for index in range(len(problem.carriers))
    ]
    second = LATENESS * max(
        day / max(carrier.duty_s, 1)
        for day, carrier in zip(days, problem.carriers, strict=True)
    )
    loads = [_overload(layout, days, dimension) for dimension in range(2)]
    params = pyvrp.PenaltyParams(
        solutions_between_updates=UPDATES,
        max_penalty=HIGHEST_PENALTY * max(1.0, second, *loads),
    )
    return pyvrp.PenaltyManager((loads, second, 1.0), params)


def _overload(layout: Layout, days: Sequence[float], dimension: int) -> float:
    """Price one unit of load too much."""
    if not any(load[dimension] for load in layout.loads):
        return 0.0
    return OVERLOAD * max(
        day / max(capacity[dimension], 1)
        for day, capacity in zip(days, layout.capacities, strict=True)
    )
