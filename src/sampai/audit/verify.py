"""The audit as one call."""

from collections.abc import Iterator
from pathlib import Path

from sampai.audit.beach import watch_beach
from sampai.audit.capacity import check_capacity
from sampai.audit.case import Case
from sampai.audit.chains import chains_of, check_chains
from sampai.audit.costs import check_costs
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding, finding_of_fault, in_order
from sampai.audit.gathering import gather_facts
from sampai.audit.goods import check_loads, check_needs
from sampai.audit.handovers import check_handovers
from sampai.audit.identity import known_records
from sampai.audit.last_mile import check_last_mile
from sampai.audit.passages import check_detours, check_passages
from sampai.audit.paths import Atlas
from sampai.audit.police import check_police
from sampai.audit.reach import check_unserved
from sampai.audit.records import read_records
from sampai.audit.returns import check_returns
from sampai.audit.risk import check_risk
from sampai.audit.runs import assemble
from sampai.audit.service import check_service
from sampai.audit.shifts import check_shifts
from sampai.audit.stages import check_stages
from sampai.audit.summary import check_baseline, check_summary
from sampai.audit.tides import check_tides
from sampai.audit.vehicles import check_vehicles
from sampai.errors import DatasetError
from sampai.tables import Dataset, Operation, read_dataset, read_operation


def verify_plan(dataset_path: Path, folder: Path) -> tuple[Finding, ...]:
    """
    Judge an operation by its files and those of its dataset alone.

    Parameters
    ----------
    dataset_path
        Dataset: a folder or a workbook.
    folder
        Operation: the folder that ``sampai plan`` wrote.

    Returns
    -------
    tuple of Finding
        All that is not sound; empty for a sound plan. Where a file of the
        operation cannot be read, its faults alone.

    Raises
    ------
    DatasetError
        When the dataset itself has faults: there is nothing to judge by.
    """
    dataset = read_dataset(dataset_path)
    try:
        operation = read_operation(folder)
    except DatasetError as refused:
        return in_order(finding_of_fault(one) for one in refused.faults)
    return audit(dataset, operation)


def audit(dataset: Dataset, operation: Operation) -> tuple[Finding, ...]:
    """
    Judge an operation that has been read.

    Parameters
    ----------
    dataset
        Checked dataset.
    operation
        Operation as read from its files.

    Returns
    -------
    tuple of Finding
        All that is not sound, by rule and subject.
    """
    facts = gather_facts(dataset)
    records, strange = known_records(read_records(operation, facts), facts)
    runs, homeless = assemble(records, facts)
    case = Case(
        facts=facts,
        records=records,
        runs=runs,
        beach=watch_beach(facts, *_days(facts)),
        atlas=Atlas(facts),
    )
    return in_order(
        (
            *strange,
            *homeless,
            *_check_all(case),
            *check_summary(case, dataset.input_sha256()),
            *check_baseline(case),
            *check_risk(case),
        )
    )


def _days(facts: Facts) -> tuple[int, int]:
    """Days over which a sound plan can ride: those of the stages."""
    stages = facts.stages.values()
    return (
        min(stage.first_day for stage in stages),
        max(stage.last_day for stage in stages),
    )


def _check_all(case: Case) -> Iterator[Finding]:
    for check in (
        check_needs,
        check_loads,
        check_capacity,
        check_handovers,
        check_shifts,
        check_passages,
        check_detours,
        check_tides,
        check_vehicles,
        check_stages,
        check_police,
        check_costs,
    ):
        yield from check(case)
    chains = chains_of(case)
    for judge in (
        check_chains,
        check_service,
        check_last_mile,
        check_returns,
        check_unserved,
    ):
        yield from judge(case, chains)
