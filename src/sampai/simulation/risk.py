"""What a plan's scenarios say of every tps, as tables and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

import numpy as np
import numpy.typing as npt
import polars as pl

from sampai.conditions.ensemble import Ensemble
from sampai.planning.context import (
    Context,
)
from sampai.planning.stages import (
    VILLAGE_TO_HUB,
)
from sampai.simulation.blame import Blame, find_blame
from sampai.simulation.reach import Reach
from sampai.simulation.running import Course, Run, run_plan
from sampai.tables import OPERATION_TABLES
from sampai.units import SECONDS_PER_HOUR

Floats = npt.NDArray[np.float64]

WORST = 0.05
# Pseudo-observations of Agresti and Coull: an estimate of one has an error.
ADDED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """
    What chance does to a plan.

    Parameters
    ----------
    risk, blame
        As in DESIGN's contract of an operation.
    lowest_prob, mean_prob
        On-time probability of the weakest tps, and of all.
    last_arrival_h
        By whole hours before (below zero) or after the due time: scenarios
        in which the last tps of all is served in that hour; those in which
        it never is stand under ``None``.
    scenarios, seed
        Of the ensemble.
    """

    risk: pl.DataFrame
    blame: pl.DataFrame
    lowest_prob: float
    mean_prob: float
    last_arrival_h: Mapping[int | None, int]
    scenarios: int
    seed: int


def assess(run: Run, ensemble: Ensemble, *, processes: int = 1) -> Risk:
    """
    Run a plan through an ensemble and say what it comes to.

    Parameters
    ----------
    run
        The plan, with its way back.
    ensemble
        The scenarios.
    processes
        How many compute side by side.

    Returns
    -------
    Risk
        Tables and figures.
    """
    course = run_plan(run, ensemble, processes=processes)
    reach = Reach(ways=run.ways, ensemble=ensemble).probabilities()
    blame = find_blame(run, ensemble, course)
    prob = course.on_time_prob
    return Risk(
        risk=_risk_table(run, course, reach, blame),
        blame=_blame_table(run.context, blame),
        lowest_prob=float(prob.min()),
        mean_prob=float(prob.mean()),
        last_arrival_h=_last_arrivals(run, course),
        scenarios=ensemble.scenarios,
        seed=ensemble.seed,
    )


def standard_error(prob: Floats, scenarios: int) -> Floats:
    """
    Give the standard error of shares of scenarios.

    After Agresti and Coull (1998): two hits and two misses are added, so
    that a share of one is not told without an error.

    Parameters
    ----------
    prob
        Shape (k,): shares.
    scenarios
        Of how many.

    Returns
    -------
    ndarray
        Shape (k,).
    """
    n = scenarios + ADDED
    share = (prob * scenarios + ADDED / 2) / n
    error: Floats = np.sqrt(share * (1 - share) / n)
    return error


def _risk_table(
    run: Run,
    course: Course,
    reach: Mapping[str, float],
    blame: Mapping[str, Blame],
) -> pl.DataFrame:
    # What never comes counts as late to the end of what was drawn.
    end_s = run.context.horizon.day_start_s(run.end_day + 1)
    late_s = np.clip(course.at_tps_s, None, end_s) - course.due_s
    late_s = np.sort(np.maximum(late_s, 0), axis=1)
    n = late_s.shape[1]
    worst = late_s[:, -max(1, round(WORST * n)) :].mean(axis=1)
    prob = course.on_time_prob
    error = standard_error(prob, n)
    moment = run.context.horizon.moment(course.due_s).astimezone(UTC)
    back = _back_prob(run.context, course)
    rows = []
    for place, tps_id in enumerate(course.tps_ids):
        leg = _leg_to_blame(run.context, blame.get(tps_id))
        rows.append(
            {
                "tps_id": tps_id,
                "due_at": moment,
                "on_time_prob": float(prob[place]),
                "on_time_se": float(error[place]),
                "open_prob": float(
                    (course.at_tps_s[place] <= course.open_s).mean()
                ),
                "late_p50_s": round(float(late_s[place, n // 2])),
                "late_p95_s": round(float(late_s[place, int(0.95 * (n - 1))])),
                "blame_from_id": leg[0],
                "blame_to_id": leg[1],
                "blame_surface": leg[2],
                "reachable_prob": reach[tps_id],
                "late_cvar_s": round(float(worst[place])),
                "back_prob": float(back[place]),
            }
        )
    return OPERATION_TABLES["risk"].frame(rows)


def _back_prob(context: Context, course: Course) -> Floats:
    if course.at_hub_s is None:
        return np.zeros(len(course.tps_ids))
    due_s = context.due_s(VILLAGE_TO_HUB)
    share: Floats = (course.at_hub_s <= due_s).mean(axis=1)
    return share


def _leg_to_blame(
    context: Context, blame: Blame | None
) -> tuple[str | None, str | None, str | None]:
    """Name the leg that is charged most, shut and slow together."""
    charged: dict[int, float] = {}
    for cause, share in blame.shares.items() if blame else ():
        if cause.leg >= 0:
            charged[cause.leg] = charged.get(cause.leg, 0.0) + share
    if not charged:
        return None, None, None
    leg = min(charged, key=lambda one: (-charged[one], one))
    return _ends(context, leg)


def _ends(context: Context, leg: int) -> tuple[str, str, str]:
    network = context.network
    return (
        network.place_ids[network.from_index[leg]],
        network.place_ids[network.to_index[leg]],
        network.surface[leg],
    )


def _blame_table(context: Context, blame: Mapping[str, Blame]) -> pl.DataFrame:
    rows = []
    for tps_id, found in sorted(blame.items()):
        for cause, share in found.shares.items():
            ends: tuple[str | None, str | None, str | None]
            ends = (None, None, None)
            if cause.leg >= 0:
                ends = _ends(context, cause.leg)
            rows.append(
                {
                    "tps_id": tps_id,
                    "cause": cause.kind,
                    "from_id": ends[0],
                    "to_id": ends[1],
                    "surface": ends[2],
                    "share": share,
                }
            )
    return OPERATION_TABLES["blame"].frame(rows)


def _last_arrivals(run: Run, course: Course) -> dict[int | None, int]:
    last = course.at_tps_s.max(axis=0)
    end_s = run.context.horizon.day_start_s(run.end_day + 1)
    never = int((last >= end_s).sum())
    hours = np.ceil((last[last < end_s] - course.due_s) / SECONDS_PER_HOUR)
    found, counts = np.unique(hours.astype(int), return_counts=True)
    spread: dict[int | None, int] = {
        int(hour): int(count)
        for hour, count in zip(found, counts, strict=True)
    }
    if never:
        spread[None] = never
    return spread
