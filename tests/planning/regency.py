"""The packaged regency, cut small and changed, and plans of it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import polars as pl

from sampai.audit import Finding, audit
from sampai.documents import write_operation
from sampai.operation import plan_operation
from sampai.tables import Dataset, Operation, read_operation

# Enough for a plan in which every stage and vehicle type has its part.
ITERATIONS = 20

ISLAND = "18.13.06"
NEAR = "18.13.07"
SOUTH = "18.13.11"
FAR_VILLAGES = tuple(f"{SOUTH}.{n}" for n in (2006, 2007, 2011, 2012))


def keep_districts(dataset: Dataset, hub_ids: Collection[str]) -> Dataset:
    """
    Cut a dataset to the tps and the hubs of some districts.

    Parameters
    ----------
    dataset
        A regency.
    hub_ids
        The districts that stay; every village and leg stays too.

    Returns
    -------
    Dataset
        The smaller regency.
    """
    places = dataset.places
    villages = places.filter(pl.col("parent_id").is_in([*hub_ids]))
    own = pl.col("tps_id").is_in(
        dataset.tps.filter(
            pl.col("village_id").is_in(villages["place_id"].implode())
        )["tps_id"].implode()
    )
    # A hub whose district does not vote is no more than a junction.
    idle = (pl.col("kind") == "hub") & ~pl.col("place_id").is_in([*hub_ids])
    return replace(
        dataset,
        places=places.with_columns(
            kind=pl.when(idle).then(pl.lit("junction")).otherwise("kind")
        ),
        tps=dataset.tps.filter(own),
        indicators=dataset.indicators.filter(own),
        classes=dataset.classes.filter(own),
    )


def edited(frame: pl.DataFrame, where: pl.Expr, **values: object):
    """
    Set columns in some rows of a table.

    Parameters
    ----------
    frame
        A table.
    where
        Which rows.
    **values
        New values by column.

    Returns
    -------
    DataFrame
        The table with the same types.
    """
    return frame.with_columns(
        pl.when(where)
        .then(pl.lit(value, dtype=frame.schema[column]))
        .otherwise(column)
        .alias(column)
        for column, value in values.items()
    )


def with_stage(dataset: Dataset, stage: str, **values: object) -> Dataset:
    """
    Change a row of stages.csv.

    Parameters
    ----------
    dataset
        A regency.
    stage
        Name of the stage.
    **values
        New values by column.

    Returns
    -------
    Dataset
        With the other rule.
    """
    stages = edited(dataset.stages, pl.col("stage") == stage, **values)
    return replace(dataset, stages=stages)


def with_vehicle(
    dataset: Dataset, vehicle_type: str, **values: object
) -> Dataset:
    """
    Change a row of vehicles.csv.

    Parameters
    ----------
    dataset
        A regency.
    vehicle_type
        Kind of vehicle.
    **values
        New values by column.

    Returns
    -------
    Dataset
        With the other vehicles.
    """
    own = pl.col("vehicle_type") == vehicle_type
    return replace(dataset, vehicles=edited(dataset.vehicles, own, **values))


def without(dataset: Dataset, *vehicle_types: str) -> Dataset:
    """
    Take vehicle types from a dataset.

    Parameters
    ----------
    dataset
        A regency.
    *vehicle_types
        Kinds of vehicle.

    Returns
    -------
    Dataset
        Without them and their speeds.
    """
    others = ~pl.col("vehicle_type").is_in([*vehicle_types])
    return replace(
        dataset,
        vehicles=dataset.vehicles.filter(others),
        speeds=dataset.speeds.filter(others),
    )


def with_settings(dataset: Dataset, **values: object) -> Dataset:
    """
    Change the settings of a dataset.

    Parameters
    ----------
    dataset
        A regency.
    **values
        New values by name.

    Returns
    -------
    Dataset
        With the other settings.
    """
    return replace(dataset, settings=replace(dataset.settings, **values))


def planned(dataset: Dataset, folder: Path) -> Operation:
    """
    Plan a regency and read the plan back from its files.

    Parameters
    ----------
    dataset
        A regency.
    folder
        Where to write.

    Returns
    -------
    Operation
        As the audit sees it.
    """
    operation = plan_operation(dataset, iterations=ITERATIONS)
    write_operation(dataset, operation, folder)
    return read_operation(folder)


def findings(
    dataset: Dataset, operation: Operation, *but: str
) -> tuple[Finding, ...]:
    """
    Judge a plan.

    Parameters
    ----------
    dataset
        The regency.
    operation
        Its plan.
    *but
        Rules whose findings are left out.

    Returns
    -------
    tuple of Finding
        What is not sound.
    """
    return tuple(f for f in audit(dataset, operation) if f.rule not in but)


def reasons(operation: Operation) -> set[tuple[str, str]]:
    """
    Give the stages that fail and why.

    Parameters
    ----------
    operation
        A plan.

    Returns
    -------
    set
        Stage and reason.
    """
    return set(operation.unserved.select("stage", "reason").iter_rows())


def villages_of(tps_ids: Iterable[str]) -> set[str]:
    """
    Give the villages of some tps.

    Parameters
    ----------
    tps_ids
        Their ids, which begin with that of the village.

    Returns
    -------
    set of str
        Ids of the villages.
    """
    return {tps_id.rsplit(".", 1)[0] for tps_id in tps_ids}


def with_more_tps(dataset: Dataset, village: str, count: int) -> Dataset:
    """
    Add tps to a village.

    Parameters
    ----------
    dataset
        A regency.
    village
        A village that has a tps.
    count
        How many more; each is like the first.

    Returns
    -------
    Dataset
        With tps numbered from 101 on.
    """
    first = dataset.tps.filter(pl.col("village_id") == village).head(1)
    added = [
        first.with_columns(
            tps_id=pl.lit(f"{village}.{number}"),
            number=pl.lit(number, dtype=first.schema["number"]),
        )
        for number in range(101, 101 + count)
    ]
    return replace(
        dataset, tps=pl.concat([dataset.tps, *added]).sort("tps_id")
    )
