"""
The one door to PyVRP: iterated local search from a good start.

Two things decide how well it does on a fleet with hardly any room to
spare, and both are set here rather than left at their defaults. Loads are
divided by what they have in common, so that capacity is the whole number
of boxes that really fit; and the price of overload and lateness, whose
defaults know nothing of rupiah, is taken from the price of a day's work.
"""

import logging
from typing import Any

import pyvrp
from pyvrp import search
from pyvrp.stop import MaxIterations, StoppingCriterion

from sampai.planning.construction import construct
from sampai.planning.layout import Layout, lay_out, typical_day
from sampai.planning.problem import Route, Routes, RoutingProblem

# PyVRP attaches a handler to the standard output when it is imported.
logging.getLogger("pyvrp").handlers.clear()

NEIGHBOURS = 20
MOST_PERTURBATIONS = 15
HISTORY = 300
# A box too many costs this many days of a vehicle per box that it holds.
OVERLOAD = 5.0
LATENESS = 15.0
HIGHEST_PENALTY = 10.0


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
        Iterations of the local search; 0 gives the start back.
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
    if not problem.visits or not problem.carriers:
        missing = tuple(range(len(problem.visits)))
        return Routes(
            routes=(), cost_idr=0, feasible=not missing, unserved=missing
        )
    layout = lay_out(problem)
    data = _data(problem, layout)
    manager = _penalties(problem, layout)
    first = _solution(data, start or construct(problem, layout, seed))
    best = _search(data, manager, stop, seed, first)
    return _answer(layout, best)


def _search(
    data: pyvrp.ProblemData,
    penalties: pyvrp.PenaltyManager,
    stop: StoppingCriterion,
    seed: int,
    start: pyvrp.Solution,
) -> pyvrp.Solution:
    """Run the iterated local search with prices that fit the problem."""
    rng = pyvrp.RandomNumberGenerator(seed=seed)
    neighbours = search.compute_neighbours(
        data, search.NeighbourhoodParams(num_neighbours=NEIGHBOURS)
    )
    local = search.LocalSearch(
        data,
        rng,
        neighbours,
        search.PerturbationManager(
            search.PerturbationParams(1, MOST_PERTURBATIONS)
        ),
    )
    for operator in search.OPERATORS:
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


def _penalties(
    problem: RoutingProblem, layout: Layout
) -> pyvrp.PenaltyManager:
    """Price overload and lateness by what a vehicle's day costs."""
    day = [
        typical_day(problem, layout, k) for k in range(len(problem.carriers))
    ]
    loads = [
        OVERLOAD
        * max(
            price / max(capacity[dimension], 1)
            for price, capacity in zip(day, layout.capacities, strict=True)
        )
        for dimension in range(2)
    ]
    second = LATENESS * max(
        price / max(carrier.duty_s, 1)
        for price, carrier in zip(day, problem.carriers, strict=True)
    )
    highest = HIGHEST_PENALTY * max(1.0, second, *loads)
    return pyvrp.PenaltyManager(
        (loads, second, 1.0), pyvrp.PenaltyParams(max_penalty=highest)
    )


def _data(problem: RoutingProblem, layout: Layout) -> pyvrp.ProblemData:
    """State the problem in PyVRP's words."""
    # Its stubs say ndarray[int], which no array of NumPy's stubs is.
    matrices: tuple[list[Any], list[Any]] = (
        list(layout.distance_m),
        list(layout.duration_s),
    )
    return pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in range(layout.locations)],
        [_client(problem, layout, k) for k in range(len(problem.visits))],
        _depots(problem, layout),
        [_vehicles(problem, layout, k) for k in range(len(problem.carriers))],
        matrices[0],
        matrices[1],
    )


def _client(
    problem: RoutingProblem, layout: Layout, index: int
) -> pyvrp.Client:
    """State one visit."""
    visit = problem.visits[index]
    load = list(layout.loads[index])
    return pyvrp.Client(
        layout.visit_at[index],
        delivery=[] if visit.pickup else load,
        pickup=load if visit.pickup else [],
        service_duration=visit.service_s,
        tw_early=visit.open_s,
        tw_late=visit.close_s,
        release_time=visit.release_s,
    )


def _depots(problem: RoutingProblem, layout: Layout) -> list[pyvrp.Depot]:
    """State the depots, then each carrier's start, then each one's end."""
    depots = [
        pyvrp.Depot(at, depot.open_s, depot.close_s, depot.loading_s)
        for at, depot in zip(layout.depot_at, problem.depots, strict=True)
    ]
    starts = [
        _start(problem, layout, index)
        for index in range(len(problem.carriers))
    ]
    return [*depots, *starts, *map(pyvrp.Depot, layout.end_at)]


def _start(problem: RoutingProblem, layout: Layout, index: int) -> pyvrp.Depot:
    """State where a carrier's day begins, its loading hours moved there."""
    at = layout.start_at[index]
    if not problem.delivery:
        return pyvrp.Depot(at)
    depot = problem.depots[problem.carriers[index].depot]
    approach = layout.approach_s[index]
    return pyvrp.Depot(
        at,
        max(0, depot.open_s - approach),
        max(0, depot.close_s - approach),
        depot.loading_s,
    )


def _vehicles(
    problem: RoutingProblem, layout: Layout, index: int
) -> pyvrp.VehicleType:
    """State the vehicles of one carrier."""
    carrier = problem.carriers[index]
    first_start = len(problem.depots)
    first_end = first_start + len(problem.carriers)
    return pyvrp.VehicleType(
        carrier.count,
        list(layout.capacities[index]),
        start_depot=first_start + index,
        end_depot=first_end + index,
        fixed_cost=layout.prices.fixed[index],
        tw_early=carrier.shift_start_s,
        tw_late=carrier.shift_end_s,
        shift_duration=carrier.duty_s,
        unit_distance_cost=layout.prices.metre[index],
        unit_duration_cost=layout.prices.second[index],
        profile=carrier.ways,
        reload_depots=[carrier.depot] if carrier.reload else [],
        name=carrier.name,
    )


def _solution(data: pyvrp.ProblemData, routes: Routes) -> pyvrp.Solution:
    """State routes in PyVRP's words."""
    kinds = data.vehicle_types()
    days = []
    for route in routes.routes:
        activities = []
        for number, trip in enumerate(route.trips):
            if number:
                reload = kinds[route.carrier].reload_depots[0]
                activities.append(
                    pyvrp.Activity(pyvrp.ActivityType.DEPOT, reload)
                )
            activities += [
                pyvrp.Activity(pyvrp.ActivityType.CLIENT, visit)
                for visit in trip
            ]
        days.append(pyvrp.Route(data, activities, route.carrier))
    return pyvrp.Solution(data, days)


def _answer(layout: Layout, found: pyvrp.Solution) -> Routes:
    """Read a solution of PyVRP; days that break a rule are left out."""
    kept = [route for route in found.routes() if route.is_feasible()]
    routes = sorted(
        (
            Route(carrier=route.vehicle_type(), trips=_trips(route))
            for route in kept
        ),
        key=lambda route: (route.carrier, route.trips),
    )
    served = {
        visit for route in routes for trip in route.trips for visit in trip
    }
    price = sum(
        route.fixed_vehicle_cost()
        + route.distance_cost()
        + route.duration_cost()
        for route in kept
    )
    unserved = sorted(set(range(len(layout.visit_at))) - served)
    return Routes(
        routes=tuple(routes),
        cost_idr=round(price / layout.prices.units_per_idr),
        feasible=found.is_feasible(),
        unserved=tuple(unserved),
    )


def _trips(route: pyvrp.Route) -> tuple[tuple[int, ...], ...]:
    """Give the visits of each trip of a route, empty trips left out."""
    trips: dict[int, list[int]] = {}
    for activity in route.schedule():
        if activity.is_client():
            trips.setdefault(activity.trip, []).append(activity.idx)
    return tuple(tuple(trip) for _, trip in sorted(trips.items()))
