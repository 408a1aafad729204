"""The tiny regency of the audit's tests, worked out by hand."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sampai.tables import (
    OPERATION_TABLES,
    Dataset,
    Operation,
    read_dataset,
    read_operation,
)

TINY = Path(__file__).parents[1] / "audit" / "tiny"


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """A depot, a hub, a trailhead, two villages by road, one by beach."""
    return read_dataset(TINY / "dataset")


@pytest.fixture(scope="session")
def operation() -> Operation:
    """A sound plan for it, with a change of vehicle at the trailhead."""
    return read_operation(TINY / "operation")


def _figures(cost_out_idr: int, lowest: float, below: int) -> dict[str, Any]:
    return {
        "cost_out_idr": cost_out_idr,
        "lowest_on_time_prob": lowest,
        "lowest_reachable_prob": 1.0,
        "mean_on_time_prob": 0.99,
        "below_target": below,
    }


def _weighed(plan: str, cost_out_idr: int, *, chosen: bool) -> dict[str, Any]:
    return {
        "plan": plan,
        "cost_out_idr": cost_out_idr,
        "lowest_on_time_prob": 0.95,
        "lowest_reachable_prob": 0.9995,
        "mean_on_time_prob": 0.98,
        "below_target": 1,
        "chosen": chosen,
        "precautions": "V.BEACH: days_ahead=3" if chosen else None,
    }


@pytest.fixture(scope="session")
def risky(operation: Operation) -> Operation:
    """
    Give the plan with what chance does to it, made up by hand.

    The beach is on time in 9,938 of 10,000 scenarios and no plan does
    better; Far in 9,995; Near in all.
    """
    odds = {
        "B.001": (0.9938, 0.0008, 0.9938, ("TRAIL", "V.BEACH", "beach")),
        "F.001": (0.9995, 0.0003, 1.0, ("HUB", "V.FAR", "trunk")),
        "N.001": (1.0, 0.0002, 1.0, (None, None, None)),
    }
    risk = [
        {
            "tps_id": tps_id,
            "due_at": datetime(2024, 11, 26, 15, tzinfo=UTC),
            "on_time_prob": prob,
            "on_time_se": error,
            "open_prob": prob,
            "late_p50_s": 0,
            "late_p95_s": 0,
            "blame_from_id": leg[0],
            "blame_to_id": leg[1],
            "blame_surface": leg[2],
            "reachable_prob": bound,
            "late_cvar_s": 3600,
            "back_prob": prob,
        }
        for tps_id, (prob, error, bound, leg) in odds.items()
    ]
    beach = {"from_id": "TRAIL", "to_id": "V.BEACH", "surface": "beach"}
    blame = [
        {"tps_id": "B.001", "cause": "shut", **beach, "share": 0.9},
        {"tps_id": "B.001", "cause": "slow", **beach, "share": 0.08},
        {"tps_id": "B.001", "cause": "loading", "share": 0.02},
    ]
    then = {"tps_id": "B.001", "reachable_prob": 1.0, "cost_out_idr": 2500000}
    cures = [
        {
            **then,
            "cure": "earlier_2",
            "rule": "stages.csv: two days",
            "on_time_prob": 0.9992,
        },
        {
            **then,
            "cure": "vehicle_more",
            "rule": "vehicles.csv: one more of each type",
            "on_time_prob": 0.9950,
        },
    ]
    prices = [
        {
            "change": "vehicle_more",
            "subject_id": "pickup",
            "cost_out_idr": 2400000,
            "saves_idr": 93400,
            "lowest_on_time_prob": 0.9938,
            "mean_on_time_prob": 0.998,
            "unserved": 0,
        }
    ]
    summary = {
        **operation.summary,
        "lowest_on_time_prob": 0.9938,
        "mean_on_time_prob": 0.9978,
        "on_time_target": 0.999,
        "scenarios": 10_000,
        "scenario_seed": 2,
        "robust": True,
        "trials": 7,
        "unreachable": 1,
        "last_arrival_h": {"-14": 9900, "0": 30, "1": 60, "9": 8, "never": 2},
        "precautions": "slowness=1.3; V.BEACH: days_ahead=3 without=pickup",
        "plans": {
            "baseline": {"cost_out_idr": 2_665_600},
            "plain": _figures(1_332_800, 0.5, 2),
            "chosen": _figures(2_493_400, 0.9938, 1),
        },
        "credits": ["x.json: BMKG, issued 2024-11-23 19.00 WIB"],
        "cautions": ["The forecast ends on H-1."],
    }
    tables = {
        "risk": risk,
        "blame": blame,
        "cures": cures,
        "prices": prices,
        "frontier": [
            _weighed("plain", 1_332_800, chosen=False),
            _weighed("p0.99", 2_493_400, chosen=True),
        ],
    }
    frames = {
        name: OPERATION_TABLES[name].frame(rows)
        for name, rows in tables.items()
    }
    return replace(operation, summary=summary, **frames)
