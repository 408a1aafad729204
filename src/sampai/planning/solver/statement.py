"""A problem, its start and its answer, in PyVRP's words and back."""

from math import ceil
from typing import Any

import pyvrp

from sampai.planning.layout import Layout, day_estimate
from sampai.planning.problem import Route, Routes, RoutingProblem

# A visit left out, where not all can be made, costs so many whole days.
FORGONE = 3


def state_problem(
    problem: RoutingProblem, layout: Layout, *, optional: bool
) -> pyvrp.ProblemData:
    """
    State a problem in PyVRP's words.

    Parameters
    ----------
    problem
        The problem.
    layout
        Its layout.
    optional
        Whether visits may be left out, at a price.

    Returns
    -------
    ProblemData
        The problem.
    """
    # Its stubs say ndarray[int], which no array of NumPy's stubs is.
    matrices: tuple[list[Any], list[Any]] = (
        list(layout.distance_m),
        list(layout.duration_s),
    )
    carriers = range(len(problem.carriers))
    prize = FORGONE * max(_whole_day(problem, layout, k) for k in carriers)
    return pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in range(layout.locations)],
        _clients(problem, layout, prize if optional else 0),
        _depots(problem, layout),
        [_vehicles(problem, layout, k) for k in carriers],
        matrices[0],
        matrices[1],
    )


def _whole_day(problem: RoutingProblem, layout: Layout, index: int) -> int:
    """Price a day that goes all the way and takes all the hours."""
    day = day_estimate(problem, layout, index, 1.0)
    hours = layout.prices.second[index] * problem.carriers[index].duty_s
    return 1 + ceil(day) + hours


def _clients(
    problem: RoutingProblem, layout: Layout, prize: int
) -> list[pyvrp.Client]:
    """
    State the visits; with a prize, they may be left out.

    PyVRP refuses goods that come after their visit's last start: such a
    visit is stated as one too large for any vehicle.
    """
    too_large = [max(map(max, layout.capacities)) + 1] * 2
    loads = [
        list(load) if visit.release_s <= visit.close_s else too_large
        for visit, load in zip(problem.visits, layout.loads, strict=True)
    ]
    return [
        pyvrp.Client(
            at,
            delivery=[] if visit.pickup else load,
            pickup=load if visit.pickup else [],
            service_duration=visit.service_s,
            tw_early=visit.open_s,
            tw_late=visit.close_s,
            release_time=min(visit.release_s, visit.close_s),
            prize=prize,
            required=not prize,
        )
        for at, visit, load in zip(
            layout.visit_at, problem.visits, loads, strict=True
        )
    ]


def _depots(problem: RoutingProblem, layout: Layout) -> list[pyvrp.Depot]:
    """State the depots, then each carrier's start, then each one's end."""
    depots = [
        pyvrp.Depot(at, depot.open_s, depot.close_s, depot.loading_s)
        for at, depot in zip(layout.depot_at, problem.depots, strict=True)
    ]
    loading_s = [
        problem.depots[carrier.depot].loading_s if problem.delivery else 0
        for carrier in problem.carriers
    ]
    starts = map(
        pyvrp.Depot,
        layout.start_at,
        *zip(*layout.leaving_s, strict=True),
        loading_s,
    )
    ends = map(
        pyvrp.Depot, layout.end_at, *zip(*layout.arriving_s, strict=True)
    )
    return [*depots, *starts, *ends]


def _vehicles(
    problem: RoutingProblem, layout: Layout, index: int
) -> pyvrp.VehicleType:
    """State the vehicles of one carrier."""
    carrier = problem.carriers[index]
    depot = problem.depots[carrier.depot]
    open_then = (
        depot.open_s <= carrier.shift_end_s
        and carrier.shift_start_s <= depot.close_s
    )
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
        reload_depots=[carrier.depot] * (carrier.reload and open_then),
        name=carrier.name,
    )


def state_routes(data: pyvrp.ProblemData, routes: Routes) -> pyvrp.Solution:
    """
    State routes in PyVRP's words.

    Parameters
    ----------
    data
        The problem as stated.
    routes
        Routes for it.

    Returns
    -------
    Solution
        The routes.
    """
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


def read_answer(layout: Layout, found: pyvrp.Solution) -> Routes:
    """
    Read a solution; days that break a rule are left out.

    Parameters
    ----------
    layout
        The problem's layout.
    found
        What the search has found.

    Returns
    -------
    Routes
        The days in the order of carriers and visits.
    """
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
        feasible=found.is_feasible() and not unserved,
        unserved=tuple(unserved),
    )


def _trips(route: pyvrp.Route) -> tuple[tuple[int, ...], ...]:
    """Give the visits of each trip of a route, empty trips left out."""
    trips: dict[int, list[int]] = {}
    for activity in route.schedule():
        if activity.is_client():
            trips.setdefault(activity.trip, []).append(activity.idx)
    return tuple(tuple(trip) for _, trip in sorted(trips.items()))
