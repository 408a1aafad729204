"""Whether a dataset fits the regulation it is to be planned by."""

from collections.abc import Iterator
from difflib import get_close_matches

import polars as pl

from sampai.election.regulation import Regulation
from sampai.errors import Fault, RegulationError
from sampai.tables import Dataset


def check_fit(dataset: Dataset, regulation: Regulation) -> None:
    """
    Refuse a dataset that a regulation does not speak of.

    Parameters
    ----------
    dataset
        Checked dataset.
    regulation
        Rules in force.

    Raises
    ------
    RegulationError
        With every fault, when there is any.
    """
    faults = [
        *_contests(dataset, regulation),
        *_crowded(dataset, regulation),
        *_stock(dataset, regulation),
    ]
    if faults:
        raise RegulationError(faults)


def _contests(dataset: Dataset, regulation: Regulation) -> Iterator[Fault]:
    found = len(dataset.settings.contests)
    least, most = regulation.contests_least, regulation.contests_most
    if not least <= found <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        yield Fault(
            file="dataset.toml",
            column="dataset.contests",
            found=f"{found} contests",
            expected=f"{wanted}, as regulation {regulation.id} has it",
            remedy="Correct the contests, or name another regulation.",
        )


def _crowded(dataset: Dataset, regulation: Regulation) -> Iterator[Fault]:
    voters = pl.col("voters_male") + pl.col("voters_female")
    most = regulation.voters_per_tps
    crowded = dataset.tps.filter(voters > most).select("tps_id", voters=voters)
    for tps_id, found in crowded.iter_rows():
        yield Fault(
            file="tps.csv",
            column="voters_male, voters_female",
            found=f"{found} voters at TPS {tps_id}",
            expected=f"at most {most}, as regulation {regulation.id} has it",
            remedy="Correct the numbers, or open another TPS.",
        )


def _stock(dataset: Dataset, regulation: Regulation) -> Iterator[Fault]:
    codes = [item.code for item in regulation.items]
    for code in dataset.stock["item"].unique().sort():
        if code in codes:
            continue
        near = get_close_matches(code.upper(), codes, n=1)
        yield Fault(
            file="stock.csv",
            column="item",
            found=f"'{code}'",
            expected=f"the code of an item of regulation {regulation.id}",
            remedy=f"Did you mean {near[0]}?" if near else "Delete the row.",
        )
