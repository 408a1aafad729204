"""One lorry problem beside VROOM and OR-Tools under equal time."""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import vroom
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from bench.figures import Figure
from sampai.planning.problem import Carrier, Depot, RoutingProblem, Visit
from sampai.planning.solver import solve_until

SEEDS = range(1, 10)
SECONDS = 2.0
EQUAL_S = (0.5, 1.0, 2.0, 5.0)
NAME = "pesisir-barat-108.json"

Instance = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ways:
    """The instance's matrices."""

    distance_m: Any
    duration_s: Any


def measure() -> list[Figure]:
    """
    Measure the gap to the best known cost.

    Returns
    -------
    list of Figure
        plan_gap_2s_percent; none where SAMPAI_INSTANCES is not set.
    """
    folder = os.environ.get("SAMPAI_INSTANCES")
    if not folder:
        print(
            "left out: plan_gap, SAMPAI_INSTANCES is not set", file=sys.stderr
        )
        return []
    instance = json.loads((Path(folder) / NAME).read_text())
    gaps = [_gap(instance, _own(instance, SECONDS, s)) for s in SEEDS]
    beside = [
        f"{limit:g} s: sampai {_gap(instance, _own(instance, limit, 1)):.2f}, "
        f"VROOM {_gap(instance, _vroom(instance, limit)):.2f}, "
        f"OR-Tools {_gap(instance, _ortools(instance, limit)):.2f}"
        for limit in EQUAL_S
    ]
    return [
        Figure(
            name="plan_gap_2s_percent",
            value=round(median(gaps), 3),
            unit="percent above the best known",
            beside="; ".join(beside),
            note=f"median of {len(gaps)} seeds after {SECONDS:g} s on one "
            f"core, best {min(gaps):.2f}, worst {max(gaps):.2f}; goal 0.5, "
            "worst under 1",
        )
    ]


def _gap(instance: Instance, cost: float) -> float:
    best = float(instance["best_known_cost"])
    return 100 * (cost - best) / best


def _own(instance: Instance, seconds: float, seed: int) -> float:
    deadline = _Deadline(time.perf_counter() + seconds)
    routes = solve_until(_problem(instance), deadline, seed)
    return routes.cost_idr if routes.feasible else float("inf")


class _Deadline:
    """Stop at a moment, so that building the start counts too."""

    def __init__(self, at: float) -> None:
        self._at = at

    def __call__(self, best_cost: int) -> bool:  # noqa: ARG002 - theirs
        return time.perf_counter() >= self._at


def _problem(instance: Instance) -> RoutingProblem:
    horizon = instance["horizon_s"]
    return RoutingProblem(
        visits=tuple(
            Visit(
                place=row,
                volume_l=client["demand"],
                mass_kg=0,
                service_s=client["service_s"],
                open_s=0,
                close_s=horizon,
            )
            for row, client in enumerate(instance["clients"], start=1)
        ),
        depots=(Depot(place=0, open_s=0, close_s=horizon),),
        carriers=tuple(
            Carrier(
                name=kind["name"],
                count=kind["count"],
                volume_l=kind["capacity"],
                mass_kg=0,
                depot=0,
                start=0,
                end=0,
                ways=0,
                fixed_idr=kind["fixed_cost"],
                per_km_idr=kind["cost_per_metre"] * 1000,
                per_hour_idr=0,
                shift_start_s=0,
                shift_end_s=horizon,
                duty_s=horizon,
            )
            for kind in instance["vehicle_types"]
        ),
        ways=(
            Ways(
                np.array(instance["distance_m"]),
                np.array(instance["duration_s"]),
            ),
        ),
    )


def _vehicles(instance: Instance) -> list[Instance]:
    return [
        kind
        for kind in instance["vehicle_types"]
        for _ in range(kind["count"])
    ]


def _vroom(instance: Instance, seconds: float) -> float:
    """Give VROOM's best cost at its deepest level within the time."""
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
    answer = ask.solve(5, 1, timeout=timedelta(seconds=seconds))
    complete = answer.summary.unassigned == 0
    return float(answer.summary.cost) if complete else float("inf")


def _ortools(instance: Instance, seconds: float) -> float:
    """Give OR-Tools' cost by guided local search within the time."""
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
    return float(answer.ObjectiveValue()) if answer else float("inf")


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
