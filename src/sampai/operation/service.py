"""From a dataset to an operation: the one place that wires the rooms."""

from collections.abc import Callable

from sampai import __version__
from sampai.election import consignments, load_regulation, needs, sizes
from sampai.geography import build_network
from sampai.operation.summary import summarise
from sampai.planning.baseline import baseline
from sampai.planning.context import make_context
from sampai.planning.make import plan_regency
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
    tell: Callable[[str], None] = _silent,
) -> Operation:
    """
    Make the plain plan of a regency, one calm scenario.

    Parameters
    ----------
    dataset
        Checked dataset.
    iterations, seed
        Of the route search; the same give the same plan.
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
    tell("baseline")
    usual = baseline(dataset, network, goods)
    return Operation(
        needs=needs(dataset, regulation),
        trips=regency.plan.trips,
        stops=regency.plan.stops,
        passages=regency.plan.passages,
        loads=regency.plan.loads,
        last_mile=regency.last_mile,
        unserved=regency.unserved,
        exceptions=regency.exceptions,
        summary=summarise(
            dataset,
            regency,
            usual,
            version=__version__,
            search=(seed, iterations),
        ),
    )
