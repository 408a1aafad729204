"""Scenarios, the robust plan, replanning and what-ifs: how long they take."""

import json
import subprocess
import sys
import tempfile
from statistics import median
from typing import Any

from bench.figures import Figure

RUNS = 5
# Scenarios that SimPy runs, one after another.
PLAIN_SIMPY = 40


def measure_simulation() -> list[Figure]:
    """
    Measure 10,000 scenarios of the demo regency's way out.

    Returns
    -------
    list of Figure
        simulate_10k_s, simulate_10k_mb, simulate_vs_simpy_ratio and how far
        the time is from that of moving the same memory once.
    """
    with tempfile.TemporaryDirectory() as folder:
        _chance("plan", folder)
        runs = [_once("scenarios", "10000", folder) for _ in range(RUNS)]
        beside = _once("one_by_one", str(PLAIN_SIMPY), folder)
    seconds = median(run["seconds"] for run in runs)
    drawn = median(run["draw_s"] for run in runs)
    one_s = beside["seconds"] / beside["scenarios"]
    ratio = one_s * 10_000 / seconds
    ratio_drawn = one_s * 10_000 / (seconds + drawn)
    moved = median(run["memory_s"] for run in runs)
    return [
        Figure(
            name="simulate_10k_s",
            value=round(seconds, 3),
            unit="s",
            beside=f"SimPy {one_s * 10_000:.0f} s for as many",
            note=f"median of {RUNS} fresh processes, way out, "
            f"{runs[0]['trips']} trips, {runs[0]['rides']} legs ridden; "
            f"drawing the weather, once for all plans, {drawn:.3f} s more; "
            "goal 0.25 s",
        ),
        Figure(
            name="simulate_10k_mb",
            value=round(median(run["mb"] for run in runs)),
            unit="MB",
            beside=f"{runs[0]['before_mb']:.0f} MB of the same process "
            "before, with the plan read",
            note="peak of the whole process; goal 200 MB",
        ),
        Figure(
            name="simulate_vs_simpy_ratio",
            value=round(ratio),
            unit="times",
            beside=f"the reference of the tests, one scenario at a time in "
            f"SimPy: {one_s * 1000:.1f} ms each",
            note=f"with the drawing counted {ratio_drawn:.0f}; both agree in "
            "every moment (tests/simulation); goal 100",
        ),
        Figure(
            name="simulate_memory_ratio",
            value=round(seconds / moved, 1),
            unit="times",
            beside=f"{moved:.3f} s to read and write one array of 10,000 "
            "numbers as often as a leg is ridden or a stop made",
            note="arithmetic and waiting, not memory, are the limit",
        ),
    ]


def measure_robust() -> list[Figure]:
    """
    Measure the search for the robust plan.

    Returns
    -------
    list of Figure
        robust_search_s, robust_cost_ratio, robust_lowest_prob and
        robust_unreachable.
    """
    runs = [_chance("robust") for _ in range(3)]
    seconds = median(run["search_s"] for run in runs)
    first = runs[0]
    plain = f"the plain plan: {first['plain_ratio']:.3f} of the baseline, "
    plain += f"its weakest tps at {first['plain_lowest']:.4f}"
    return [
        Figure(
            name="robust_search_s",
            value=round(seconds, 1),
            unit="s",
            beside=f"the whole of sampai plan --robust without its papers "
            f"{median(run['seconds'] for run in runs):.1f} s",
            note=f"median of 3; bound, {first['trials']} plans made and run "
            "through 10,000 scenarios, and the judgement on fresh ones; "
            "goal 30 s",
        ),
        Figure(
            name="robust_cost_ratio",
            value=first["ratio"],
            unit="of the baseline",
            beside=plain,
            note=f"{first['cost_out_idr']:,} rupiah; goal 0.70",
        ),
        Figure(
            name="robust_lowest_prob",
            value=first["lowest_reachable"],
            unit="probability",
            beside=plain,
            note="over the tps whose bound allows the target, on 10,000 "
            "scenarios that the search had not seen; goal 0.999",
        ),
        Figure(
            name="robust_unreachable",
            value=first["unreachable"],
            unit="tps",
            beside=f"their proven bound: {first['bounds']}",
            note=f"reached: {first['reached']}",
        ),
    ]


def measure_replan() -> list[Figure]:
    """
    Measure a replan after a closure at noon, and one what-if.

    Returns
    -------
    list of Figure
        replan_s and whatif_s.
    """
    runs = [_chance("replan") for _ in range(RUNS)]
    what = [_chance("whatif") for _ in range(RUNS)]
    return [
        Figure(
            name="replan_s",
            value=round(median(run["seconds"] for run in runs), 2),
            unit="s",
            beside=f"a plan from the start "
            f"{median(run['plan_s'] for run in runs):.2f} s",
            note=f"median of {RUNS}; a trunk leg shut at noon of H-3 for six "
            f"hours: {runs[0]['changes']} rows of changes.csv; goal 2 s",
        ),
        Figure(
            name="whatif_s",
            value=round(median(run["seconds"] for run in what), 2),
            unit="s",
            beside="planning and running the regency anew: "
            f"{median(run['plan_s'] for run in what):.2f} s",
            note=f"median of {RUNS}; one pickup fewer: planned and run "
            "through 10,000 scenarios; goal 2 s",
        ),
    ]


def _chance(what: str, folder: str = "") -> dict[str, Any]:
    return _once("chance", what, "10000", folder)


def _once(module: str, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", f"bench.{module}", *words]
    done = subprocess.run(  # noqa: S603 - our own module, our own words
        command, check=True, capture_output=True, text=True
    )
    held: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return held
