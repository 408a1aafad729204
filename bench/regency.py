"""How long a regency takes, how cheap its plan is, and how both grow."""

import json
import math
import subprocess
import sys
from statistics import median
from typing import Any

from bench.figures import Figure

RUNS = 5
SIZES = (1, 3, 10)
GOAL_S, GOAL_MB = 5, 400


def measure() -> list[Figure]:
    """
    Measure the demo regency and copies of it.

    Returns
    -------
    list of Figure
        plan_regency_s, plan_regency_mb, plan_cost_ratio,
        plan_cost_ratio_10x and plan_growth_exponent.
    """
    runs = [_once(1, 1) for _ in range(RUNS)]
    longer = _once(1, 10)
    grown = {1: runs[0], **{size: _once(size, 1) for size in SIZES[1:]}}
    seconds = median(run["seconds"] for run in runs)
    megabytes = median(run["mb"] for run in runs)
    usual = f"arithmetic baseline {runs[0]['baseline_cost_idr']:,} rupiah"
    served = f"{runs[0]['served']} of {runs[0]['tps']} TPS served"
    return [
        Figure(
            name="plan_regency_s",
            value=round(seconds, 2),
            unit="s",
            beside=usual,
            note=f"median of {RUNS} fresh processes, reading included, start "
            f"of Python excluded; goal {GOAL_S} s; {served}",
        ),
        Figure(
            name="plan_regency_mb",
            value=round(megabytes),
            unit="MB",
            beside=usual,
            note=f"peak of the whole process; goal {GOAL_MB} MB",
        ),
        _ratio("plan_cost_ratio", runs[0], 0.57),
        _ratio("plan_cost_ratio_10x", longer, 0.55),
        _growth({**grown, 1: {"seconds": seconds}}),
    ]


def _ratio(name: str, run: dict[str, Any], goal: float) -> Figure:
    return Figure(
        name=name,
        value=round(run["cost_out_idr"] / run["baseline_cost_idr"], 4),
        unit="of the baseline",
        beside=f"{run['baseline_cost_idr']:,} rupiah by arithmetic",
        note=f"{run['cost_out_idr']:,} rupiah in {run['seconds']:.1f} s; "
        f"goal {goal}",
    )


def _growth(grown: dict[int, dict[str, Any]]) -> Figure:
    """Slope of the time over the villages, both on logarithmic scales."""
    points = [
        (math.log(size), math.log(run["seconds"]))
        for size, run in sorted(grown.items())
    ]
    middle = [
        sum(values) / len(points) for values in zip(*points, strict=True)
    ]
    over = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    under = sum((x - middle[0]) ** 2 for x, _ in points)
    times = ", ".join(
        f"{size}x {run['seconds']:.1f} s"
        for size, run in sorted(grown.items())
    )
    return Figure(
        name="plan_growth_exponent",
        value=round(over / under, 2),
        unit="power of the villages",
        beside="1 is in proportion",
        note=f"copies of the regency round one depot, made up: {times}; "
        "goal 1.3",
    )


def _once(copies: int, factor: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.once", str(copies), str(factor)]
    done = subprocess.run(  # noqa: S603 - our own module, our own numbers
        command, check=True, capture_output=True, text=True
    )
    held: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return held
