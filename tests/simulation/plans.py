"""Plans of a packaged regency, made without a search."""

from typing import Any

from sampai.conditions.ensemble import Ensemble
from sampai.election import consignments, load_regulation, sizes
from sampai.geography import build_network
from sampai.planning.context import (
    Context,
)
from sampai.planning.make import plan_regency
from sampai.planning.preparing import (
    make_context,
)
from sampai.tables import Dataset


def plain_plan(dataset: Dataset) -> tuple[Context, Any]:
    """
    Plan a regency as cheaply as no search allows.

    Parameters
    ----------
    dataset
        A regency.

    Returns
    -------
    tuple
        The regency as the planner sees it, and the tables of the plan.
    """
    regulation = load_regulation(dataset.settings.regulation)
    context = make_context(
        dataset,
        build_network(dataset),
        sizes(regulation),
        iterations=0,
        seed=1,
    )
    goods = consignments(dataset, regulation)
    return context, plan_regency(context, goods).plan


def ensemble_of(context: Context, scenarios: int, seed: int) -> Ensemble:
    """
    Draw scenarios of all days of a regency's stages.

    Parameters
    ----------
    context
        The regency.
    scenarios, seed
        As of an ensemble.

    Returns
    -------
    Ensemble
        The scenarios.
    """
    last = max(stage.last_day for stage in context.stages.values())
    return Ensemble(
        dataset=context.dataset,
        horizon=context.horizon,
        days=range(context.horizon.first_day, last + 2),
        scenarios=scenarios,
        seed=seed,
    )
