"""From a dataset to an operation: the one place that wires the rooms."""

from collections.abc import Callable

from sampai import __version__
from sampai.election import consignments, load_regulation, needs, sizes
from sampai.geography import build_network
from sampai.operation.chance import (
    Chance,
    reckon,
)
from sampai.operation.figures import (
    chance_figures,
    outlook_figures,
)
from sampai.operation.summary import summarise
from sampai.planning.baseline import baseline
from sampai.planning.make import plan_regency
from sampai.planning.preparing import (
    make_context,
)
from sampai.tables import Dataset, Operation

ITERATIONS = 1500
SEED = 1


def _silent(_step: str) -> None:
    return


def plan_operation(
    dataset: Dataset,
    *,
    iterations: int = ITERATIONS,
    seed: int = SEED,
    chance: Chance | None = None,
    tell: Callable[[str], None] = _silent,
) -> Operation:
    """
    Make the plan of a regency.

    Without a word on chance it is the plain one: the cheapest in fair
    weather, of which nobody knows what rain does to it.

    Parameters
    ----------
    dataset
        Checked dataset.
    iterations, seed
        Of the route search; the same give the same plan.
    chance
        How chance is reckoned with; not at all where it is left out.
    tell
        Is called with the name of each step as it begins.

    Returns
    -------
    Operation
        The tables of the plan and its summary.

    Raises
    ------
    RegulationError
        When the dataset's regulation is unknown or has faults.
    PlanningError
        When no plan can be made at all.
    """
    tell("needs")
    regulation = load_regulation(dataset.settings.regulation)
    goods = consignments(dataset, regulation)
    tell("network")
    network = build_network(dataset)
    tell("plan")
    context = make_context(
        dataset,
        network,
        sizes(regulation),
        iterations=iterations,
        seed=seed,
    )
    regency = plan_regency(context, goods)
    outcome = None
    if chance is not None:
        outcome = reckon(context, goods, regency, chance, tell)
        regency = outcome.regency
    tell("baseline")
    usual = baseline(dataset, network, goods)
    summary = summarise(
        dataset,
        regency,
        usual,
        version=__version__,
        search=(seed, iterations),
    )
    tables = {}
    if outcome is not None and chance is not None:
        summary |= outlook_figures(chance.outlook)
        target = dataset.settings.on_time_probability
        cost_idr = int(str(summary["cost_out_idr"]))
        summary |= chance_figures(outcome, usual, cost_idr, target)
        tables = {
            "risk": outcome.risk.risk,
            "blame": outcome.risk.blame,
            "frontier": outcome.frontier,
            "cures": outcome.cures,
            "prices": outcome.prices,
        }
    return Operation(
        needs=needs(dataset, regulation),
        trips=regency.plan.trips,
        stops=regency.plan.stops,
        passages=regency.plan.passages,
        loads=regency.plan.loads,
        last_mile=regency.last_mile,
        unserved=regency.unserved,
        exceptions=regency.exceptions,
        summary=summary,
        **tables,
    )
