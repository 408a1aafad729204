"""Run scenarios one at a time in SimPy, as the tests do, and time it."""

import json
import sys
import time
from typing import Any

from bench.scenarios import draw, read_plan
from sampai.simulation.running import Run
from tests.simulation.drawn import Drawn, regency_of
from tests.simulation.reference import rehearse


def simpy(scenarios: int) -> dict[str, Any]:
    """Run the way out through the tests' reference, one by one."""
    context, trips = read_plan()
    ensemble = draw(context, scenarios)
    run = Run(context=context, hazards=ensemble.hazards, trips=trips)
    drawn = Drawn(run, ensemble.block(0))
    regency = regency_of(context, trips)
    fates = [drawn.fate(row) for row in range(scenarios)]
    began = time.perf_counter()
    for fate in fates:
        rehearse(regency, fate)
    return {
        "seconds": time.perf_counter() - began,
        "scenarios": scenarios,
    }


if __name__ == "__main__":
    print(json.dumps(simpy(int(sys.argv[1]))))
