"""Goods as they travel: boxes, booths and one bag a tps, boxes a district."""

from dataclasses import dataclass

import polars as pl

from sampai.election.needs import needs
from sampai.election.regulation import (
    BAG,
    BOOTH,
    BOX,
    DISTRICT_BOX,
    TRAVELS,
    Regulation,
)
from sampai.tables import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """
    Litres and kilograms of one piece of what travels.

    Parameters
    ----------
    box_l, box_kg
        A ballot box with all that is in it. [l, kg]
    booth_l, booth_kg
        A voting booth. [l, kg]
    bag_l, bag_kg
        The bag with what is outside the boxes. [l, kg]
    district_box_l, district_box_kg
        A box of the district's own plenary. [l, kg]
    """

    box_l: float
    box_kg: float
    booth_l: float
    booth_kg: float
    bag_l: float
    bag_kg: float
    district_box_l: float
    district_box_kg: float


def sizes(regulation: Regulation) -> Sizes:
    """
    Look up how much room the pieces take and what they weigh.

    Parameters
    ----------
    regulation
        Rules in force.

    Returns
    -------
    Sizes
        Litres and kilograms of each kind. [l, kg]
    """
    litres = {code: _litres(regulation, code) for code in TRAVELS}
    kilograms = {code: _kilograms(regulation, code) for code in TRAVELS}
    return Sizes(
        box_l=litres[BOX],
        box_kg=kilograms[BOX],
        booth_l=litres[BOOTH],
        booth_kg=kilograms[BOOTH],
        bag_l=litres[BAG],
        bag_kg=kilograms[BAG],
        district_box_l=litres[DISTRICT_BOX],
        district_box_kg=kilograms[DISTRICT_BOX],
    )


def _litres(regulation: Regulation, code: str) -> float:
    return regulation.item(code).volume_l or 0.0


def _kilograms(regulation: Regulation, code: str) -> float:
    return regulation.item(code).mass_kg or 0.0


def consignments(dataset: Dataset, regulation: Regulation) -> pl.DataFrame:
    """
    List the goods of every tps and of every district as they travel.

    Parameters
    ----------
    dataset
        Checked dataset.
    regulation
        Rules in force.

    Returns
    -------
    DataFrame
        Columns tps_id, for_place_id (exactly one of the two is filled),
        place_id (the village of the tps, or the hub itself), boxes, booths,
        bags, volume_l [l] and mass_kg [kg]; sorted.

    Raises
    ------
    RegulationError
        When the dataset does not fit the regulation.
    """
    villages = dataset.tps.select("tps_id", "village_id")
    return (
        needs(dataset, regulation)
        .filter(pl.col("item").is_in([*TRAVELS]))
        .group_by("tps_id", "place_id")
        .agg(
            boxes=_pieces(BOX, DISTRICT_BOX),
            booths=_pieces(BOOTH),
            bags=_pieces(BAG),
            volume_l=_sum_of({c: _litres(regulation, c) for c in TRAVELS}),
            mass_kg=_sum_of({c: _kilograms(regulation, c) for c in TRAVELS}),
        )
        .join(villages, on="tps_id", how="left")
        .select(
            "tps_id",
            pl.col("place_id").alias("for_place_id"),
            pl.coalesce("village_id", "place_id").alias("place_id"),
            *("boxes", "booths", "bags", "volume_l", "mass_kg"),
        )
        .sort("tps_id", "for_place_id")
    )


def _pieces(*codes: str) -> pl.Expr:
    return pl.col("quantity").filter(pl.col("item").is_in(codes)).sum()


def _sum_of(size: dict[str, float]) -> pl.Expr:
    each = pl.col("item").replace_strict(size, return_dtype=pl.Float64)
    # Added in one order, so that the last digit is the same every time.
    return (pl.col("quantity") * each).sort_by("item").sum()
