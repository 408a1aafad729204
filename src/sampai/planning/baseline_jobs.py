"""The jobs of the baseline: one for each hub and one for each village."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from sampai.planning.baseline_regency import LastDay, last_days
from sampai.tables import Dataset

DEPOT_TO_HUB = "depot_to_hub"
HUB_TO_VILLAGE = "hub_to_village"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """
    Goods that go from one place to another.

    Parameters
    ----------
    last
        When it is done.
    origin_id, goal_id
        Depot and hub, or hub and village.
    boxes
        Boxes of tps and of districts.
    volume_l, mass_kg
        Of all goods. [l, kg]
    """

    last: LastDay
    origin_id: str
    goal_id: str
    boxes: int
    volume_l: float
    mass_kg: float


def jobs(dataset: Dataset, consignments: pl.DataFrame) -> Iterator[Job]:
    """
    List the jobs of both stages that vehicles serve on the way out.

    Parameters
    ----------
    dataset
        Checked dataset.
    consignments
        Goods of every tps and district.

    Yields
    ------
    Job
        The hubs in the order of their ids, then the villages.
    """
    parents = dataset.places.select("place_id", "parent_id")
    goods = consignments.join(parents, on="place_id", how="left")
    of_tps = pl.col("tps_id").is_not_null()
    hub = pl.when(of_tps).then("parent_id").otherwise("place_id")
    depot_id = dataset.places.filter(kind="depot")["place_id"][0]
    hubs = goods.with_columns(origin=pl.lit(depot_id), goal=hub)
    villages = goods.filter(of_tps).select(
        pl.all(), origin="parent_id", goal="place_id"
    )
    last = last_days(dataset, (DEPOT_TO_HUB, HUB_TO_VILLAGE))
    yield from _of_stage(last[DEPOT_TO_HUB], hubs)
    yield from _of_stage(last[HUB_TO_VILLAGE], villages)


def _of_stage(last: LastDay, goods: pl.DataFrame) -> Iterator[Job]:
    sums = goods.group_by("origin", "goal").agg(
        pl.col("boxes", "volume_l", "mass_kg").sum()
    )
    for origin_id, goal_id, boxes, volume_l, mass_kg in sums.sort(
        "goal"
    ).iter_rows():
        yield Job(
            last=last,
            origin_id=origin_id,
            goal_id=goal_id,
            boxes=boxes,
            volume_l=volume_l,
            mass_kg=mass_kg,
        )
