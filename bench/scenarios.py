"""
Run 10,000 scenarios in a fresh process and tell what it took, as JSON.

The start of Python, the imports and the reading are not counted in the
seconds; they are in the memory, since a user's machine must hold them too.
So nothing is imported here that the running does not need.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from sampai.conditions.ensemble import Ensemble
from sampai.election import load_regulation, sizes
from sampai.geography import build_network
from sampai.planning.context import (
    Context,
)
from sampai.planning.preparing import (
    make_context,
)
from sampai.planning.reading import PlannedTrip, read_trips
from sampai.simulation.running import OUT_STAGES, Run, run_plan
from sampai.tables import packaged_dataset, read_dataset, read_operation

SEED = 2


def read_plan() -> tuple[Context, list[PlannedTrip]]:
    """Read the plan that lies in the folder of the last argument."""
    operation = read_operation(Path(sys.argv[-1]))
    dataset = read_dataset(packaged_dataset("pesisir-barat-2024"))
    context = make_context(
        dataset,
        build_network(dataset),
        sizes(load_regulation(dataset.settings.regulation)),
        iterations=0,
        seed=1,
    )
    trips = read_trips(
        context,
        operation.trips,
        operation.stops,
        operation.passages,
        operation.loads,
    )
    return context, [t for t in trips if t.draft.stage in OUT_STAGES]


def draw(context: Context, scenarios: int) -> Ensemble:
    """Draw scenarios over all days of the stages."""
    last = max(stage.last_day for stage in context.stages.values()) + 1
    return Ensemble(
        dataset=context.dataset,
        horizon=context.horizon,
        days=range(context.horizon.first_day, last + 1),
        scenarios=scenarios,
        seed=SEED,
    )


def simulate(scenarios: int) -> dict[str, Any]:
    """Run the way out through scenarios, weather drawn before."""
    context, trips = read_plan()
    before_mb = _mb()
    ensemble = draw(context, scenarios)
    began = time.perf_counter()
    for block in ensemble.blocks:
        ensemble.block(block)
    draw_s = time.perf_counter() - began
    run = Run(context=context, hazards=ensemble.hazards, trips=trips)
    # What numpy loads when it is first used is part of its import.
    run_plan(run, draw(context, 10))
    began = time.perf_counter()
    run_plan(run, ensemble)
    seconds = time.perf_counter() - began
    rides = sum(len(way) for trip in trips for way in trip.draft.ways)
    stops = sum(len(trip.draft.places) for trip in trips)
    return {
        "seconds": seconds,
        "draw_s": draw_s,
        "mb": _mb(),
        "before_mb": before_mb,
        "trips": len(trips),
        "rides": rides,
        "memory_s": _memory_s(scenarios, rides + stops),
    }


def _memory_s(scenarios: int, times: int) -> float:
    """Read one array and write another, as often as there are moments."""
    moments = np.zeros((times, scenarios), dtype=np.float32)
    after = np.zeros_like(moments)
    began = time.perf_counter()
    for row in range(times):
        np.copyto(after[row], moments[row])
    return time.perf_counter() - began


def _mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(simulate(int(sys.argv[1]))))
