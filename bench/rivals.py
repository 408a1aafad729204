"""What a user would pick instead: VROOM, OR-Tools, PyVRP as it comes."""

import warnings
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pyvrp
import vroom
from ortools.constraint_solver import pywrapcp, routing_enums_pb2
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.stop import MaxRuntime

Instance = dict[str, Any]
LEVELS = range(6)
NONE = float("inf")


def vroom_cost(instance: Instance, seconds: float) -> float:
    """
    Give VROOM's best cost within a time, whatever its level.

    Parameters
    ----------
    instance
        The problem.
    seconds
        Time for each level; a level that needs less stops by itself. [s]

    Returns
    -------
    float
        The cost; infinite where a client is left out. [rupiah]
    """
    costs = []
    for level in LEVELS:
        limit = timedelta(seconds=seconds)
        answer = _vroom_input(instance).solve(level, 1, timeout=limit)
        complete = answer.summary.unassigned == 0
        costs.append(float(answer.summary.cost) if complete else NONE)
    return min(costs)


def pyvrp_cost(instance: Instance, seconds: float, seed: int) -> float:
    """
    Give the cost that PyVRP finds with nothing set.

    Parameters
    ----------
    instance
        The problem.
    seconds
        Time. [s]
    seed
        Seed of its search.

    Returns
    -------
    float
        The cost; infinite where it finds no answer. [rupiah]
    """
    clients = instance["clients"]
    data = pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in range(len(clients) + 1)],
        [
            pyvrp.Client(
                row,
                delivery=[client["demand"]],
                service_duration=client["service_s"],
            )
            for row, client in enumerate(clients, start=1)
        ],
        [pyvrp.Depot(0)],
        [
            pyvrp.VehicleType(
                kind["count"],
                [kind["capacity"]],
                fixed_cost=kind["fixed_cost"],
                unit_distance_cost=kind["cost_per_metre"],
                tw_early=0,
                tw_late=instance["horizon_s"],
            )
            for kind in instance["vehicle_types"]
        ],
        [np.array(instance["distance_m"])],
        [np.array(instance["duration_s"])],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        found = pyvrp.solve(
            data, MaxRuntime(seconds), seed=seed, collect_stats=False
        )
    return float(found.cost())


def _vehicles(instance: Instance) -> list[Instance]:
    return [
        kind
        for kind in instance["vehicle_types"]
        for _ in range(kind["count"])
    ]


def _vroom_input(instance: Instance) -> Any:
    """State the problem for VROOM; prices in a matrix of each kind's own."""
    distance = np.array(instance["distance_m"])
    ask = vroom.Input()
    for kind in instance["vehicle_types"]:
        name = kind["name"]
        price = (distance * kind["cost_per_metre"]).astype(np.uint32)
        ask.set_durations_matrix(
            name, np.array(instance["duration_s"], dtype=np.uint32)
        )
        ask.set_distances_matrix(name, distance.astype(np.uint32))
        ask.set_costs_matrix(name, price)
    window = vroom.TimeWindow(0, instance["horizon_s"])
    for number, kind in enumerate(_vehicles(instance)):
        ask.add_vehicle(
            vroom.Vehicle(
                number,
                start=0,
                end=0,
                profile=kind["name"],
                capacity=[kind["capacity"]],
                time_window=window,
                costs=vroom.VehicleCosts(fixed=kind["fixed_cost"]),
            )
        )
    ask.add_job(
        [
            vroom.Job(
                row,
                location=row,
                default_service=client["service_s"],
                delivery=[client["demand"]],
            )
            for row, client in enumerate(instance["clients"], start=1)
        ]
    )
    return ask


def ortools_cost(instance: Instance, seconds: float) -> float:
    """
    Give OR-Tools' cost by guided local search within a time.

    Parameters
    ----------
    instance
        The problem.
    seconds
        Time. [s]

    Returns
    -------
    float
        The cost; infinite where it finds no answer. [rupiah]
    """
    vehicles = _vehicles(instance)
    manager = pywrapcp.RoutingIndexManager(
        len(instance["distance_m"]), len(vehicles), 0
    )
    model = pywrapcp.RoutingModel(manager)
    _price(model, manager, instance, vehicles)
    demand = [0, *(client["demand"] for client in instance["clients"])]
    service = [0, *(client["service_s"] for client in instance["clients"])]
    node: Callable[[int], int] = manager.IndexToNode
    load = model.RegisterUnaryTransitCallback(lambda i: demand[node(i)])
    capacity = [kind["capacity"] for kind in vehicles]
    from_zero, waits = True, 0
    model.AddDimensionWithVehicleCapacity(
        load, waits, capacity, from_zero, "load"
    )
    travel = instance["duration_s"]
    ride = model.RegisterTransitCallback(
        lambda i, j: service[node(i)] + travel[node(i)][node(j)]
    )
    model.AddDimension(
        ride, waits, instance["horizon_s"], not from_zero, "time"
    )
    ask = pywrapcp.DefaultRoutingSearchParameters()
    ask.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    ask.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    ask.time_limit.FromTimedelta(timedelta(seconds=seconds))
    answer = model.SolveWithParameters(ask)
    return float(answer.ObjectiveValue()) if answer else NONE


def _price(
    model: Any, manager: Any, instance: Instance, vehicles: list[Instance]
) -> None:
    distance, node = instance["distance_m"], manager.IndexToNode
    known: dict[int, int] = {}
    for number, kind in enumerate(vehicles):
        metre = kind["cost_per_metre"]
        if metre not in known:
            known[metre] = model.RegisterTransitCallback(
                lambda i, j, m=metre: m * distance[node(i)][node(j)]
            )
        model.SetArcCostEvaluatorOfVehicle(known[metre], number)
        model.SetFixedCostOfVehicle(kind["fixed_cost"], number)
