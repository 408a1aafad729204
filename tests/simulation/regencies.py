"""Small regencies read from files, with harsh weather, and their judges."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from sampai.conditions.ensemble import Ensemble
from sampai.election import consignments, load_regulation, sizes
from sampai.geography import build_network
from sampai.planning.preparing import (
    make_context,
)
from sampai.simulation.robust.judging import Judge
from sampai.tables import Dataset, read_dataset
from tests.operation.small import tiny
from tests.simulation.plans import ensemble_of

SOUND = Path(__file__).parents[1] / "data" / "sound"
SCENARIOS = 400


def beach() -> Dataset:
    """Three villages, one of them behind a beach that rain closes."""
    return tiny()


def two_coasts() -> Dataset:
    """Two districts, a beach in one; waves cut off an island every 2nd day."""
    calm = read_dataset(SOUND)
    waves = calm.hazards.head(1).with_columns(
        hazard=pl.lit("wave"),
        applies_to=pl.lit("sea"),
        distribution=pl.lit("ar1_normal"),
        p1=pl.lit(1.25),
        p2=pl.lit(0.3),
    )
    return replace(calm, hazards=pl.concat([calm.hazards, waves]))


def judge_of(dataset: Dataset, scenarios: int = SCENARIOS) -> Judge:
    """Plan a dataset without a search, and run it."""
    regulation = load_regulation(dataset.settings.regulation)
    context = make_context(
        dataset,
        build_network(dataset),
        sizes(regulation),
        iterations=0,
        seed=1,
    )
    drawn: Ensemble = ensemble_of(context, scenarios, 1)
    return Judge(
        context=context,
        consignments=consignments(dataset, regulation),
        ensemble=drawn,
    )
