"""The tiny regency of the audit, planned with chance."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from sampai.operation import plan_operation
from sampai.operation.chance import Chance
from sampai.tables import Dataset, Operation, read_dataset

TINY = Path(__file__).parents[1] / "audit" / "tiny" / "dataset"
ITERATIONS = 5
SCENARIOS = 600


def tiny() -> Dataset:
    """
    Give its tables, with more rain, so that its beach is often closed.

    Four days of ten are heavy, and each closes the beach eight times of ten.
    """
    dry = read_dataset(TINY)
    beach = pl.col("surface") == "beach"
    return replace(
        dry,
        climate=dry.climate.with_columns(heavy_day_prob=pl.lit(0.4)),
        surfaces=dry.surfaces.with_columns(
            closure_per_heavy_rain_day=pl.when(beach)
            .then(0.8)
            .otherwise("closure_per_heavy_rain_day")
        ),
    )


def planned(
    dataset: Dataset, scenarios: int = SCENARIOS, **chance: bool
) -> Operation:
    """Plan a dataset as quickly as may be."""
    return plan_operation(
        dataset,
        iterations=ITERATIONS,
        chance=Chance(scenarios=scenarios, **chance),
    )
