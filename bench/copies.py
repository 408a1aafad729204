"""
A larger regency for measuring growth: copies of one, side by side.

Made up: each copy lies one degree farther east and hangs on the same depot
by the same legs; vehicles and police are multiplied too.
"""

from dataclasses import replace

import polars as pl

from sampai.tables import Dataset

DEGREES = 1.0
IDS = ("place_id", "parent_id", "from_id", "to_id", "tps_id", "village_id")


def side_by_side(
    dataset: Dataset, copies: int, degrees: float = DEGREES
) -> Dataset:
    """
    Put copies of a regency round one depot.

    Parameters
    ----------
    dataset
        The regency.
    copies
        How many, the regency itself among them.
    degrees
        How far each copy lies east of the one before.

    Returns
    -------
    Dataset
        So many times the villages, districts, vehicles and police.
    """
    depot = dataset.places.filter(kind="depot")["place_id"][0]
    frames = {
        name: pl.concat(
            [
                _copy(getattr(dataset, name), k, depot, degrees)
                for k in range(copies)
            ]
        )
        for name in ("places", "legs", "tps")
    }
    frames["places"] = frames["places"].unique("place_id").sort("place_id")
    vehicles = pl.concat(
        [_fleet(dataset.vehicles, k, depot) for k in range(copies)]
    )
    settings = replace(
        dataset.settings,
        police_on_the_road=dataset.settings.police_on_the_road * copies,
    )
    return replace(
        dataset,
        settings=settings,
        places=frames["places"],
        legs=frames["legs"].sort("from_id", "to_id", "surface"),
        tps=frames["tps"].sort("tps_id"),
        vehicles=vehicles.group_by("vehicle_type")
        .agg(pl.col("count").sum(), pl.exclude("count").first())
        .select(dataset.vehicles.columns)
        .sort("vehicle_type"),
        speeds=_speeds(dataset, copies, depot),
    )


def named(column: str, copy: int, depot: str) -> pl.Expr:
    """
    Give ids of a copy a name of their own, but not the depot's.

    Parameters
    ----------
    column
        Of ids.
    copy
        Number of the copy.
    depot
        Id that all copies share.

    Returns
    -------
    Expr
        The column, renamed within.
    """
    own = pl.col(column)
    other = pl.concat_str(pl.lit(f"k{copy}."), own)
    return pl.when(own == depot).then(own).otherwise(other).alias(column)


def _copy(
    frame: pl.DataFrame, copy: int, depot: str, degrees: float
) -> pl.DataFrame:
    if copy == 0:
        return frame
    ids = [column for column in IDS if column in frame.columns]
    renamed = frame.with_columns(named(name, copy, depot) for name in ids)
    if "lon" not in frame.columns:
        return renamed
    shift = pl.col("lon") + degrees * copy
    if "place_id" in frame.columns:
        shift = (
            pl.when(pl.col("place_id") == depot).then("lon").otherwise(shift)
        )
    return renamed.with_columns(shift.alias("lon"))


def _fleet(vehicles: pl.DataFrame, copy: int, depot: str) -> pl.DataFrame:
    """Vehicles of a copy; those of the depot stay one kind."""
    if copy == 0:
        return vehicles
    away = pl.col("base_id") != depot
    return vehicles.with_columns(
        pl.when(away)
        .then(pl.concat_str("vehicle_type", pl.lit(f"_{copy}")))
        .otherwise("vehicle_type")
        .alias("vehicle_type"),
        named("base_id", copy, depot),
    )


def _speeds(dataset: Dataset, copies: int, depot: str) -> pl.DataFrame:
    away = dataset.vehicles.filter(pl.col("base_id") != depot)
    frames = [dataset.speeds]
    for copy in range(1, copies):
        own = dataset.speeds.filter(
            pl.col("vehicle_type").is_in(away["vehicle_type"].implode())
        )
        name = pl.concat_str("vehicle_type", pl.lit(f"_{copy}"))
        frames.append(own.with_columns(name.alias("vehicle_type")))
    return pl.concat(frames).sort("vehicle_type", "surface")
