"""
Do one thing of the risk in a fresh process and tell what it took, as JSON.

The start of Python, the imports and the reading are not counted in the
seconds.
"""

import json
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sampai.documents import write_operation
from sampai.election import consignments, load_regulation, sizes
from sampai.geography import build_network
from sampai.operation.chance import Chance, ensemble_of
from sampai.operation.replanning import replan_operation
from sampai.operation.service import ITERATIONS, SEED, plan_operation
from sampai.planning.context import (
    Context,
)
from sampai.planning.precautions import Precautions
from sampai.planning.preparing import (
    make_context,
)
from sampai.simulation.prices import what_if, with_vehicles
from sampai.simulation.robust.judging import Judge
from sampai.tables import (
    Dataset,
    packaged_dataset,
    read_dataset,
)
from sampai.tables.live_state import LiveState
from sampai.tables.live_state_schemas import LIVE_STATE_TABLES

ONE_LEG = ("J032", "J033", "trunk")
CLOSED_H = 6


def _dataset() -> Dataset:
    return read_dataset(packaged_dataset("pesisir-barat-2024"))


def _context(dataset: Dataset) -> Context:
    regulation = load_regulation(dataset.settings.regulation)
    return make_context(
        dataset,
        build_network(dataset),
        sizes(regulation),
        iterations=ITERATIONS,
        seed=SEED,
    )


def _goods(dataset: Dataset) -> pl.DataFrame:
    return consignments(dataset, load_regulation(dataset.settings.regulation))


def plan(_scenarios: int) -> dict[str, Any]:
    """Write the plain plan into the folder of the last argument."""
    dataset = _dataset()
    write_operation(dataset, plan_operation(dataset), Path(sys.argv[-1]))
    return {}


def robust(scenarios: int) -> dict[str, Any]:
    """Search for the robust plan, all as the command does it."""
    dataset = _dataset()
    marks: dict[str, float] = {}

    def tell(step: str) -> None:
        marks.setdefault(step, time.perf_counter())

    began = time.perf_counter()
    operation = plan_operation(
        dataset, chance=Chance(scenarios=scenarios, robust=True), tell=tell
    )
    seconds = time.perf_counter() - began
    plans: Any = operation.summary["plans"]
    target = dataset.settings.on_time_probability
    shut = operation.risk.filter(pl.col("reachable_prob") < target)
    return {
        "seconds": seconds,
        "search_s": marks["cures"] - marks["bound"],
        "trials": operation.summary["trials"],
        "ratio": plans["chosen"]["cost_ratio"],
        "cost_out_idr": plans["chosen"]["cost_out_idr"],
        "lowest_reachable": plans["chosen"]["lowest_reachable_prob"],
        "plain_ratio": plans["plain"]["cost_ratio"],
        "plain_lowest": plans["plain"]["lowest_on_time_prob"],
        "unreachable": shut.height,
        "bounds": sorted({round(v, 4) for v in shut["reachable_prob"]}),
        "reached": sorted({round(v, 4) for v in shut["on_time_prob"]}),
    }


def replan(_scenarios: int) -> dict[str, Any]:
    """Replan after a closure at noon of the first day of the way out."""
    dataset = _dataset()
    began = time.perf_counter()
    operation = plan_operation(dataset)
    plan_s = time.perf_counter() - began
    zone = ZoneInfo(dataset.settings.time_zone)
    day = dataset.settings.voting_day - timedelta(days=3)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    closed = {
        "from_id": ONE_LEG[0],
        "to_id": ONE_LEG[1],
        "surface": ONE_LEG[2],
        "from_at": noon,
        "to_at": noon + timedelta(hours=CLOSED_H),
        "reason": "landslide",
    }
    state = LiveState(
        at=noon,
        holdings=LIVE_STATE_TABLES["holdings"].frame([]),
        closures=LIVE_STATE_TABLES["closures"].frame([closed]),
        vehicles_now=LIVE_STATE_TABLES["vehicles_now"].frame([]),
    )
    began = time.perf_counter()
    replanned = replan_operation(dataset, operation, state)
    return {
        "seconds": time.perf_counter() - began,
        "plan_s": plan_s,
        "changes": replanned.changes.height,
    }


def whatif(scenarios: int) -> dict[str, Any]:
    """Plan and run the regency with one pickup fewer."""
    dataset = _dataset()
    began = time.perf_counter()
    judge = Judge(
        context=_context(dataset),
        consignments=_goods(dataset),
        ensemble=ensemble_of(
            _context(dataset), Chance(scenarios=scenarios), SEED
        ),
    )
    judge.judge(Precautions())
    plan_s = time.perf_counter() - began
    fewer = with_vehicles(dataset, "pickup", -1).dataset
    began = time.perf_counter()
    what_if(judge, fewer, Precautions())
    return {"seconds": time.perf_counter() - began, "plan_s": plan_s}


if __name__ == "__main__":
    TASKS = {
        "plan": plan,
        "robust": robust,
        "replan": replan,
        "whatif": whatif,
    }
    print(json.dumps(TASKS[sys.argv[1]](int(sys.argv[2]))))
