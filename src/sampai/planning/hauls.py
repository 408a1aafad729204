"""Goods fetched at many places and brought to several: PyVRP's shipments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyvrp
from pyvrp.stop import MaxIterations

from sampai.planning.boarding import Steps, board_once
from sampai.planning.problem import Ints, Ways
from sampai.planning.solver.search import search

# PyVRP counts in whole numbers; at 18 a rupiah, a metre at 500 rupiah a
# kilometre and a second at 200 rupiah an hour are still whole.
PRICE_SCALE = 18
NO_EDGE = 100_000_000
# Too much by a whole load, or too late by a whole day, costs so many days.
OVERLOAD = 20.0
LATENESS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Haul:
    """
    Goods to fetch at one place and bring to another in one vehicle.

    Parameters
    ----------
    board, leave
        Rows of the places in the matrices.
    volume_l, mass_kg
        The goods. [l, kg]
    board_s, leave_s
        Time to load and to hand over, without the time of the stop. [s]
    ready_s, due_s
        When the goods are ready, and when they must be handed over. [s]
    """

    board: int
    leave: int
    volume_l: int
    mass_kg: int
    board_s: int
    leave_s: int
    ready_s: int
    due_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hauler:
    """
    Equal vehicles that start and end at their base.

    Parameters
    ----------
    count
        How many there are.
    volume_l, mass_kg
        What one carries. [l, kg]
    base
        Row of the base in the matrices.
    ways
        Index of its matrices.
    fixed_idr, per_km_idr, per_hour_idr
        Price of a day, a kilometre and an hour. [rupiah]
    start_s, end_s
        When it may be on its way. [s]
    duty_s
        Longest day. [s]
    """

    count: int
    volume_l: int
    mass_kg: int
    base: int
    ways: int
    fixed_idr: int
    per_km_idr: int
    per_hour_idr: int
    start_s: int
    end_s: int
    duty_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hauling:
    """
    The order in which one vehicle boards and brings goods.

    Parameters
    ----------
    hauler
        Index of its kind.
    steps
        Index of a haul, and whether it boards here or leaves.
    """

    hauler: int
    steps: Steps


def solve_hauls(
    hauls: Sequence[Haul],
    haulers: Sequence[Hauler],
    ways: Sequence[Ways],
    *,
    stop_s: int,
    iterations: int,
    seed: int,
) -> tuple[Hauling, ...]:
    """
    Find cheap runs that bring as many of the hauls as can be in time.

    The time of a stop is put on the way into its place, so that several
    hauls that change hands at one place share it.

    Parameters
    ----------
    hauls
        What is to be brought.
    haulers
        The vehicles.
    ways
        Matrices of the kinds of vehicle.
    stop_s
        Time of a stop for itself. [s]
    iterations, seed
        How long to search, and from where.

    Returns
    -------
    tuple of Hauling
        One for each vehicle used; a haul that is in none was not possible
        in time.
    """
    able = [k for k, haul in enumerate(hauls) if _has_time(haul, stop_s)]
    if not able or not haulers:
        return ()
    if len(able) < len(hauls):
        found = solve_hauls(
            [hauls[k] for k in able],
            haulers,
            ways,
            stop_s=stop_s,
            iterations=iterations,
            seed=seed,
        )
        return tuple(_renumbered(hauling, able) for hauling in found)
    data = _model(hauls, haulers, ways, stop_s)
    start = _first_routes(data, hauls)
    best = search(
        data,
        start,
        _fears(haulers),
        MaxIterations(iterations),
        seed,
    )
    routes = [
        Hauling(hauler=route.vehicle_type(), steps=_steps(data, hauls, route))
        for route in best.routes()
        if route.is_feasible()
    ]
    used = [route for route in routes if route.steps]
    return tuple(sorted(used, key=lambda r: (r.hauler, r.steps)))


def _has_time(haul: Haul, stop_s: int) -> bool:
    """Whether goods can be loaded and handed over before they are due."""
    handling_s = 2 * stop_s + haul.board_s + haul.leave_s
    return haul.ready_s + handling_s <= haul.due_s


def _renumbered(hauling: Hauling, numbers: Sequence[int]) -> Hauling:
    steps = tuple((numbers[k], boards) for k, boards in hauling.steps)
    return replace(hauling, steps=steps)


def _fears(haulers: Sequence[Hauler]) -> pyvrp.PenaltyManager:
    """Price overload and lateness by what a vehicle's day costs."""
    day = PRICE_SCALE * max(hauler.fixed_idr for hauler in haulers)
    prices = [
        OVERLOAD * day / min(hauler.volume_l for hauler in haulers),
        OVERLOAD * day / min(hauler.mass_kg for hauler in haulers),
    ]
    second = LATENESS * day / min(hauler.duty_s for hauler in haulers)
    params = pyvrp.PenaltyParams(max_penalty=10 * max(second, *prices, 1.0))
    return pyvrp.PenaltyManager((prices, second, 1.0), params)


def _first_routes(
    data: pyvrp.ProblemData, hauls: Sequence[Haul]
) -> pyvrp.Solution:
    """
    Fill vehicle after vehicle with the hauls of one goal, early ones first.

    Every step is tried against PyVRP's own check, so the start keeps all
    rules; a search from a start that does not may find none that does.
    """
    waiting = sorted(
        range(len(hauls)),
        key=lambda k: (hauls[k].leave, hauls[k].ready_s, hauls[k].board, k),
    )
    kinds = sorted(
        range(data.num_vehicle_types),
        key=lambda k: (data.vehicle_type(k).fixed_cost, k),
    )
    routes = []
    for kind in kinds:
        for _ in range(data.vehicle_type(kind).num_available):
            taken, route = _fill(data, kind, waiting)
            if route is None:
                break
            routes.append(route)
            waiting = [k for k in waiting if k not in taken]
    return pyvrp.Solution(data, routes)


def _fill(
    data: pyvrp.ProblemData, kind: int, waiting: Sequence[int]
) -> tuple[set[int], pyvrp.Route | None]:
    """Give one vehicle as many hauls as it can take in their order."""
    done: list[pyvrp.Activity] = []
    trip: list[int] = []
    taken: set[int] = set()
    route = None
    for haul in waiting:
        for before, held in ((done, [*trip, haul]), (None, [haul])):
            base = [*done, *_round(trip)] if before is None else before
            steps = [*base, *_round(held)]
            trial = pyvrp.Route(data, steps, kind)
            if trial.is_feasible():
                done, trip, route = base, held, trial
                taken.add(haul)
                break
    return taken, route


def _round(trip: Sequence[int]) -> list[pyvrp.Activity]:
    """Board everything, then bring everything."""
    kinds = (pyvrp.ActivityType.PICKUP, pyvrp.ActivityType.DELIVERY)
    return [pyvrp.Activity(kind, haul) for kind in kinds for haul in trip]


def _steps(
    data: pyvrp.ProblemData, hauls: Sequence[Haul], route: pyvrp.Route
) -> Steps:
    found = tuple(
        (activity.idx, activity.is_pickup())
        for activity in route
        if activity.is_shipment()
    )
    return board_once(
        found,
        [(haul.board, haul.leave) for haul in hauls],
        lambda steps: _is_feasible(data, steps, route.vehicle_type()),
    )


def _is_feasible(
    data: pyvrp.ProblemData, steps: Steps, vehicle_type: int
) -> bool:
    kinds = (pyvrp.ActivityType.DELIVERY, pyvrp.ActivityType.PICKUP)
    activities = [
        pyvrp.Activity(kinds[boards], haul) for haul, boards in steps
    ]
    return pyvrp.Route(data, activities, vehicle_type).is_feasible()


def _model(
    hauls: Sequence[Haul],
    haulers: Sequence[Hauler],
    ways: Sequence[Ways],
    stop_s: int,
) -> pyvrp.ProblemData:
    stops = {haul.board for haul in hauls} | {haul.leave for haul in hauls}
    places = sorted(stops | {hauler.base for hauler in haulers})
    # Who only comes home to a base hands nothing over there.
    extra_s = np.array([stop_s if place in stops else 0 for place in places])
    row = {place: number for number, place in enumerate(places)}
    bases = sorted({hauler.base for hauler in haulers})
    depot = {base: number for number, base in enumerate(bases)}
    # Its stubs say ndarray[int], which no array of NumPy's stubs is.
    distances: list[Any] = [
        _cut(way.distance_m, places, 0 * extra_s) for way in ways
    ]
    durations: list[Any] = [
        _cut(way.duration_s, places, extra_s) for way in ways
    ]
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in places],
        clients=[],
        depots=[pyvrp.Depot(row[base]) for base in bases],
        vehicle_types=[_vehicle(hauler, depot) for hauler in haulers],
        distance_matrices=distances,
        duration_matrices=durations,
        shipments=[_shipment(haul, row, haulers, stop_s) for haul in hauls],
    )


def _cut(matrix: Ints, places: Sequence[int], extra_s: Ints) -> Ints:
    small = matrix[np.ix_(places, places)].copy()
    missing = small < 0
    small += extra_s[None, :]
    small[missing] = NO_EDGE
    np.fill_diagonal(small, 0)
    return small


def _vehicle(hauler: Hauler, depot: dict[int, int]) -> pyvrp.VehicleType:
    return pyvrp.VehicleType(
        num_available=hauler.count,
        capacity=[hauler.volume_l, hauler.mass_kg],
        start_depot=depot[hauler.base],
        end_depot=depot[hauler.base],
        fixed_cost=hauler.fixed_idr * PRICE_SCALE,
        tw_early=hauler.start_s,
        tw_late=hauler.end_s,
        shift_duration=hauler.duty_s,
        unit_distance_cost=hauler.per_km_idr * PRICE_SCALE // 1000,
        unit_duration_cost=hauler.per_hour_idr * PRICE_SCALE // 3600,
        profile=hauler.ways,
    )


def _shipment(
    haul: Haul,
    row: dict[int, int],
    haulers: Sequence[Hauler],
    stop_s: int,
) -> pyvrp.Shipment:
    # Above any day's price, so that no box is left to save a vehicle.
    prize = 20 * max(hauler.fixed_idr for hauler in haulers) + 10**7
    return pyvrp.Shipment(
        row[haul.board],
        row[haul.leave],
        pickup_tw_early=haul.ready_s + stop_s,
        pickup_service_duration=haul.board_s,
        delivery_service_duration=haul.leave_s,
        delivery_tw_late=haul.due_s - haul.leave_s,
        amount=[haul.volume_l, haul.mass_kg],
        required=False,
        prize=prize * PRICE_SCALE,
    )
