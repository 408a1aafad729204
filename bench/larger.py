"""
A regency of 20,000 TPS with its plan, for measuring the site.

Made up: the demo regency and its plan, copied onto itself round one depot with
ids of their own. Nothing was planned: the trips of a copy are those of
the regency under other names, and the figures of the summary are the sums.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import polars as pl

from bench.copies import named, side_by_side
from sampai.documents.dataset_files import write_dataset
from sampai.documents.operation_files import write_operation
from sampai.tables import OPERATION_TABLES, Dataset, Operation

TPS = 20_000
IDS = (
    *("trip_id", "tps_id", "subject_id", "place_id", "for_place_id"),
    *("board_id", "origin_id", "end_id", "from_id", "to_id"),
    *("blame_from_id", "blame_to_id", "district_id"),
)
# More than any kind has, so that numbers of copies never meet.
NUMBERS = 1_000
SUMMED = frozenset(
    {"tps", "served", "unserved", "exceptions", "trips", "vehicle_days"}
)
SUMMARY = "summary"
# Of the regency as a whole: no copy has a second answer.
ONCE = frozenset({"frontier", "prices"})


def write_larger(
    dataset: Dataset, operation: Operation, folder: Path
) -> tuple[Path, Path]:
    """
    Write copies of a regency and its plan until there are 20,000 TPS.

    Parameters
    ----------
    dataset, operation
        The regency, and its plan.
    folder
        Where to write.

    Returns
    -------
    tuple of Path
        Folders of the dataset and of the operation.
    """
    larger = larger_dataset(dataset)
    copies = larger.tps.height // dataset.tps.height
    planned = plan_side_by_side(dataset, operation, copies)
    summary = {**planned.summary, "input_sha256": larger.input_sha256()}
    places = folder / "dataset", folder / "operation"
    write_dataset(larger, places[0])
    write_operation(larger, replace(planned, summary=summary), places[1])
    return places


def larger_dataset(dataset: Dataset) -> Dataset:
    """
    Copy a regency until there are 20,000 TPS.

    Parameters
    ----------
    dataset
        The regency.

    Returns
    -------
    Dataset
        It passes the check of a dataset.
    """
    copies = -(-TPS // dataset.tps.height)
    return sound(side_by_side(dataset, copies, 0), dataset, copies)


def sound(larger: Dataset, dataset: Dataset, copies: int) -> Dataset:
    """
    Make copies of a regency pass the check of a dataset.

    Parameters
    ----------
    larger, dataset
        The copies, and the regency they are of.
    copies
        How many.

    Returns
    -------
    Dataset
        With the totals of all, and every table that speaks of a district or
        a TPS.
    """
    settings, depot = larger.settings, _depot(dataset)
    decree = settings.decree
    return replace(
        larger,
        settings=replace(
            settings,
            decree=replace(
                decree,
                **{
                    one.name: value * copies
                    for one in fields(decree)
                    if isinstance(value := getattr(decree, one.name), int)
                },
            ),
        ),
        climate=_all(dataset.climate, copies, depot),
        indicators=_all(dataset.indicators, copies, depot),
        classes=_all(dataset.classes, copies, depot),
    )


def _depot(dataset: Dataset) -> str:
    return str(dataset.places.filter(kind="depot")["place_id"][0])


def _all(frame: pl.DataFrame, copies: int, depot: str) -> pl.DataFrame:
    ids = [column for column in IDS if column in frame.columns]
    parts = [
        frame.with_columns(named(name, k, depot) for name in ids if k)
        for k in range(copies)
    ]
    return pl.concat(parts).sort(frame.columns[:2])


def plan_side_by_side(
    dataset: Dataset, operation: Operation, copies: int
) -> Operation:
    """
    Put copies of a plan round one depot.

    Parameters
    ----------
    dataset, operation
        The regency, and its plan.
    copies
        How many, the plan itself among them.

    Returns
    -------
    Operation
        So many times its rows.
    """
    depot = _depot(dataset)
    away = dataset.vehicles.filter(pl.col("base_id") != depot)
    kinds = away["vehicle_type"].to_list()
    frames = {
        one.name: getattr(operation, one.name)
        for one in fields(operation)
        if one.name != SUMMARY
    }
    many = {
        name: pl.concat(
            [
                _copy(frame, k, depot, kinds)
                for k in range(1 if name in ONCE else copies)
            ]
        )
        .unique(OPERATION_TABLES[name].key, keep="first")
        .sort(OPERATION_TABLES[name].key)
        for name, frame in frames.items()
    }
    return Operation(**many, summary=_summed(operation.summary, copies))


def _copy(
    frame: pl.DataFrame, copy: int, depot: str, away: list[str]
) -> pl.DataFrame:
    """Rename what a row speaks of; vehicles of the depot are numbered on."""
    if copy == 0:
        return frame
    ids = [column for column in IDS if column in frame.columns]
    renamed = frame.with_columns(named(name, copy, depot) for name in ids)
    if "vehicle" not in frame.columns:
        return renamed
    kind, number = pl.col("vehicle_type"), pl.col("vehicle")
    is_away = kind.is_in(away)
    other = pl.concat_str(kind, pl.lit(f"_{copy}"))
    further = (number.cast(pl.Int64) + NUMBERS * copy).cast(pl.String)
    return renamed.with_columns(
        pl.when(is_away).then(other).otherwise(kind).alias("vehicle_type"),
        pl.when(is_away).then(number).otherwise(further).alias("vehicle"),
    )


def _summed(summary: Mapping[str, Any], copies: int) -> dict[str, Any]:
    return {
        name: value * copies if name in SUMMED else value
        for name, value in summary.items()
    }
