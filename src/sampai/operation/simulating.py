"""A plan that lies in a folder, run through scenarios or priced."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import polars as pl

from sampai.election import consignments, load_regulation, sizes
from sampai.errors import DatasetError, Fault
from sampai.geography import build_network
from sampai.operation.chance import (
    Chance,
    assess_plan,
    ensemble_of,
)
from sampai.operation.figures import (
    DECIMALS,
    last_arrivals,
    outlook_figures,
)
from sampai.operation.service import ITERATIONS, SEED
from sampai.planning.context import (
    Context,
)
from sampai.planning.plan import Plan
from sampai.planning.precaution_codes import read_precautions
from sampai.planning.preparing import (
    make_context,
)
from sampai.simulation.prices import price_constraints
from sampai.simulation.robust.judging import Judge
from sampai.tables import Dataset, Operation
from sampai.tables.operation import SUMMARY_FILE


def simulate_operation(
    dataset: Dataset,
    operation: Operation,
    chance: Chance,
    seed: int | None = None,
) -> Operation:
    """
    Run a plan through scenarios, as its tables tell it.

    Parameters
    ----------
    dataset
        Checked dataset of the plan.
    operation
        The plan.
    chance
        How many scenarios, and what is forecast.
    seed
        Of the scenarios; that of the plan's own judgement where it is left
        out.

    Returns
    -------
    Operation
        The same plan with its new risk; what was weighed when it was made
        is left out, since it was weighed on other scenarios.

    Raises
    ------
    DatasetError
        When the plan was made from another dataset.
    """
    refuse_another(dataset, operation)
    context = context_of(dataset, operation)
    if seed is None:
        seed = int(str(operation.summary.get("scenario_seed", SEED + 1)))
    risk = assess_plan(
        context,
        Plan(
            trips=operation.trips,
            stops=operation.stops,
            passages=operation.passages,
            loads=operation.loads,
        ),
        operation.unserved["tps_id"],
        ensemble_of(context, chance, seed),
        processes=chance.processes,
    )
    table = risk.risk
    target = dataset.settings.on_time_probability
    summary = {
        **_without_weighing(operation.summary),
        "lowest_on_time_prob": round(risk.lowest_prob, DECIMALS),
        "mean_on_time_prob": round(risk.mean_prob, DECIMALS),
        "on_time_target": target,
        "scenarios": risk.scenarios,
        "scenario_seed": risk.seed,
        "unreachable": table.filter(pl.col("reachable_prob") < target).height,
        "last_arrival_h": last_arrivals(risk),
        **outlook_figures(chance.outlook),
    }
    empty = operation.frontier.clear(), operation.cures.clear()
    return replace(
        operation,
        risk=risk.risk,
        blame=risk.blame,
        frontier=empty[0],
        cures=empty[1],
        summary=summary,
    )


def price_operation(
    dataset: Dataset,
    operation: Operation,
    chance: Chance,
    tell: Callable[[str], None] = lambda _change: None,
) -> Operation:
    """
    Price what is given to a plan: an hour, a day, a vehicle, a hub.

    Parameters
    ----------
    dataset
        Checked dataset of the plan.
    operation
        The plan; its precautions and its search are taken over.
    chance
        How many scenarios, and what is forecast.
    tell
        Is called with the code of each change before it is tried.

    Returns
    -------
    Operation
        The same plan with its prices.

    Raises
    ------
    DatasetError
        When the plan was made from another dataset.
    """
    refuse_another(dataset, operation)
    context = context_of(dataset, operation)
    judge = Judge(
        context=context,
        consignments=consignments(
            dataset, load_regulation(dataset.settings.regulation)
        ),
        ensemble=ensemble_of(context, chance, context.seed),
    )
    precautions = read_precautions(
        str(operation.summary.get("precautions", ""))
    )
    prices = price_constraints(judge, precautions, tell)
    return replace(operation, prices=prices)


def context_of(dataset: Dataset, operation: Operation) -> Context:
    """
    Prepare a regency as it was when its plan was made.

    Parameters
    ----------
    dataset
        The regency.
    operation
        Its plan.

    Returns
    -------
    Context
        With the plan's iterations and seed.
    """
    regulation = load_regulation(dataset.settings.regulation)
    return make_context(
        dataset,
        build_network(dataset),
        sizes(regulation),
        iterations=int(str(operation.summary.get("iterations", ITERATIONS))),
        seed=int(str(operation.summary.get("seed", SEED))),
    )


def refuse_another(dataset: Dataset, operation: Operation) -> None:
    """
    Refuse a plan that was made from another dataset.

    Parameters
    ----------
    dataset
        The dataset.
    operation
        The plan.

    Raises
    ------
    DatasetError
        When the fingerprints differ.
    """
    found = str(operation.summary.get("input_sha256", "none"))
    if found == dataset.input_sha256():
        return
    raise DatasetError(
        [
            Fault(
                file=SUMMARY_FILE,
                column="input_sha256",
                found=f"a plan of {found[:12]}...",
                expected=f"a plan of {dataset.input_sha256()[:12]}..., which "
                "is this dataset",
                remedy="Plan this dataset anew, or name the dataset from "
                "which the plan was made.",
            )
        ]
    )


def _without_weighing(summary: Mapping[str, object]) -> dict[str, object]:
    left_out = {"plans", "trials", "credits", "cautions"}
    return {k: v for k, v in summary.items() if k not in left_out}
