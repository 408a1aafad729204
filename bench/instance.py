"""One lorry problem beside VROOM and OR-Tools under equal time."""

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from bench.figures import Figure
from bench.rivals import Instance, ortools_cost, pyvrp_cost, vroom_cost
from sampai.planning.problem import Carrier, Depot, RoutingProblem, Visit
from sampai.planning.solver import solve_until

SEEDS = range(1, 10)
SECONDS = 2.0
FEW_SEEDS = range(1, 4)
EQUAL_S = (0.5, 1.0, 2.0, 5.0)
NAME = "pesisir-barat-108.json"


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
    beside = [_beside(instance, seconds) for seconds in EQUAL_S]
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


def _beside(instance: Instance, seconds: float) -> str:
    """Tell the gaps of all after the same time, in one line."""
    costs = {
        "sampai": [_own(instance, seconds, seed) for seed in FEW_SEEDS],
        "VROOM": [vroom_cost(instance, seconds)],
        "OR-Tools": [ortools_cost(instance, seconds)],
        "PyVRP as it comes": [
            pyvrp_cost(instance, seconds, seed) for seed in FEW_SEEDS
        ],
    }
    gaps = (
        f"{name} {_gap(instance, median(held)):.2f}"
        for name, held in costs.items()
    )
    return f"{seconds:g} s: {', '.join(gaps)}"


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
