"""From a problem to its answer: construct, search, read."""

from collections.abc import Mapping
from dataclasses import replace

from pyvrp.stop import MaxIterations, StoppingCriterion

from sampai.planning.construction import construct
from sampai.planning.hours import is_able, settle_releases
from sampai.planning.layout import lay_out
from sampai.planning.problem import Routes, RoutingProblem
from sampai.planning.solver.search import fears, search
from sampai.planning.solver.statement import (
    read_answer,
    state_problem,
    state_routes,
)


def solve(
    problem: RoutingProblem,
    *,
    iterations: int,
    seed: int,
    start: Routes | None = None,
) -> Routes:
    """
    Find cheap routes; the same arguments give the same answer.

    Parameters
    ----------
    problem
        Visits, vehicles and ways.
    iterations
        Iterations of the local search; 0 searches nothing.
    seed
        Seed of the search.
    start
        Routes to begin with; made here when left out.

    Returns
    -------
    Routes
        The cheapest routes found. Visits that no vehicle makes within the
        rules are left out and named.
    """
    return solve_until(problem, MaxIterations(iterations), seed, start)


def solve_until(
    problem: RoutingProblem,
    stop: StoppingCriterion,
    seed: int,
    start: Routes | None = None,
) -> Routes:
    """
    Find cheap routes until a criterion of PyVRP says stop.

    The benchmarks stop on the clock to compare with others; the product
    never does.

    Parameters
    ----------
    problem
        Visits, vehicles and ways.
    stop
        When to stop.
    seed
        Seed of the search.
    start
        Routes to begin with; made here when left out.

    Returns
    -------
    Routes
        The cheapest routes found.
    """
    problem = settle_releases(problem)
    carriers = [
        index
        for index, carrier in enumerate(problem.carriers)
        if is_able(problem, carrier)
    ]
    if not problem.visits or not carriers:
        missing = tuple(range(len(problem.visits)))
        return Routes(
            routes=(), cost_idr=0, feasible=not missing, unserved=missing
        )
    if len(carriers) < len(problem.carriers):
        return _with_carriers(problem, carriers, stop, seed, start)
    if _is_endless(problem):
        return _by_single_trips(problem, stop, seed, start)
    layout = lay_out(problem)
    begin = start or construct(problem, layout, seed)
    data = state_problem(problem, layout, optional=bool(begin.unserved))
    first = state_routes(data, begin)
    best = search(data, first, fears(problem, layout), stop, seed)
    answer = read_answer(layout, best)
    # The price of leaving a visit out is finite; a promise is not.
    return min(answer, begin, key=lambda routes: len(routes.unserved))


def _is_endless(problem: RoutingProblem) -> bool:
    """
    Tell whether PyVRP might search without end.

    Version 0.14.1 misjudges moves where goods come at different times and
    vehicles reload: it may do one and undo it for ever. Drawn problems met
    it once in some thousands; none did with only one of the two.
    """
    return any(visit.release_s for visit in problem.visits) and any(
        carrier.reload for carrier in problem.carriers
    )


def _by_single_trips(
    problem: RoutingProblem,
    stop: StoppingCriterion,
    seed: int,
    start: Routes | None,
) -> Routes:
    """Take the start with its several trips, or a search with one each."""
    begin = start or construct(problem, lay_out(problem), seed)
    one_trip = all(len(route.trips) == 1 for route in begin.routes)
    single = replace(
        problem,
        carriers=tuple(
            replace(carrier, reload=False) for carrier in problem.carriers
        ),
    )
    found = solve_until(single, stop, seed, begin if one_trip else None)
    return min(
        found,
        begin,
        key=lambda routes: (len(routes.unserved), routes.cost_idr),
    )


def _with_carriers(
    problem: RoutingProblem,
    carriers: list[int],
    stop: StoppingCriterion,
    seed: int,
    start: Routes | None,
) -> Routes:
    """Solve with some of the carriers only."""
    number = {carrier: index for index, carrier in enumerate(carriers)}
    smaller = replace(
        problem, carriers=tuple(problem.carriers[k] for k in carriers)
    )
    if start is not None:
        start = _renumber(start, number)
    answer = solve_until(smaller, stop, seed, start)
    return _renumber(answer, dict(enumerate(carriers)))


def _renumber(routes: Routes, number: Mapping[int, int]) -> Routes:
    """Give the carriers of routes other numbers."""
    return replace(
        routes,
        routes=tuple(
            replace(route, carrier=number[route.carrier])
            for route in routes.routes
        ),
    )
