"""The figures of summary.json that chance adds."""

import polars as pl

from sampai.conditions.outlook import Outlook
from sampai.operation.chance import Outcome
from sampai.planning.baseline import Baseline
from sampai.planning.precaution_codes import told
from sampai.simulation.risk import Risk

DECIMALS = 4


def outlook_figures(outlook: Outlook) -> dict[str, object]:
    """
    Say whose forecasts were used, and with what caution.

    Parameters
    ----------
    outlook
        What is forecast.

    Returns
    -------
    dict
        Keys of summary.json; none where nothing was given.
    """
    figures: dict[str, object] = {}
    if outlook.credits:
        figures["credits"] = [str(one) for one in outlook.credits]
    if outlook.lasting_cautions:
        figures["cautions"] = [str(one) for one in outlook.lasting_cautions]
    return figures


def chance_figures(
    outcome: Outcome, usual: Baseline, cost_out_idr: int, target: float
) -> dict[str, object]:
    """
    Give the figures of summary.json that chance adds.

    Parameters
    ----------
    outcome
        The plan and its risk.
    usual
        The baseline.
    cost_out_idr
        Cost of the plan's way out. [rupiah]
    target
        Probability asked for.

    Returns
    -------
    dict
        By key.
    """
    risk = outcome.risk
    unreachable = risk.risk.filter(pl.col("reachable_prob") < target)
    return {
        "lowest_on_time_prob": round(risk.lowest_prob, DECIMALS),
        "mean_on_time_prob": round(risk.mean_prob, DECIMALS),
        "on_time_target": target,
        "scenarios": risk.scenarios,
        "scenario_seed": risk.seed,
        "robust": bool(outcome.trials),
        "trials": outcome.trials,
        "unreachable": unreachable.height,
        "last_arrival_h": last_arrivals(risk),
        "precautions": told(outcome.precautions),
        "plans": {
            "baseline": {"cost_out_idr": usual.cost_idr},
            "plain": _plan_figures(
                outcome.plain, outcome.plain_cost_idr, usual, target
            ),
            "chosen": _plan_figures(risk, cost_out_idr, usual, target),
        },
    }


def last_arrivals(risk: Risk) -> dict[str, int]:
    """
    Count scenarios by the hour in which the last tps is served.

    Parameters
    ----------
    risk
        Of a plan.

    Returns
    -------
    dict
        By hours from the due time, as text; ``never`` for those in which
        one is never served.
    """
    return {
        "never" if hour is None else str(hour): count
        for hour, count in risk.last_arrival_h.items()
    }


def _plan_figures(
    risk: Risk, cost_idr: int, usual: Baseline, target: float
) -> dict[str, object]:
    table = risk.risk
    reachable = table.filter(pl.col("reachable_prob") >= target)
    lowest = reachable["on_time_prob"].min()
    return {
        "cost_out_idr": cost_idr,
        "cost_ratio": round(cost_idr / usual.cost_idr, DECIMALS),
        "lowest_on_time_prob": round(risk.lowest_prob, DECIMALS),
        "lowest_reachable_prob": round(float(str(lowest or 0.0)), DECIMALS),
        "mean_on_time_prob": round(risk.mean_prob, DECIMALS),
        "below_target": table.filter(pl.col("on_time_prob") < target).height,
    }
