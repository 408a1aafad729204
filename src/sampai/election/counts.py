"""What there is to count: tps, voters, contests, pairs, districts."""

import polars as pl

from sampai.election.regulation import PER
from sampai.tables import Dataset

# Of each scope: the area it stands for, and whether each contest is apart.
AREAS = {
    "tps": ("tps", False),
    "tps_contest": ("tps", True),
    "district": ("district", False),
    "regency": ("regency", False),
    "regency_contest": ("regency", True),
}


def counts(dataset: Dataset, scope: str) -> pl.DataFrame:
    """
    Count at every place of a scope all that goods can be given per.

    Parameters
    ----------
    dataset
        Checked dataset.
    scope
        Such as ``tps_contest``: one row for each contest at each tps.

    Returns
    -------
    DataFrame
        Columns tps_id or place_id, contest where each is apart, and a
        column of whole numbers for each ``per`` of a regulation.
    """
    area, by_contest = AREAS[scope]
    return (
        _areas(dataset, area)
        .join(_contests(dataset, by_contest=by_contest), how="cross")
        .with_columns(
            tps_contest=pl.col("tps") * pl.col("contests"),
            regency_contest=pl.col("regency") * pl.col("contests"),
        )
        .select("tps_id", "place_id", "contest", pl.col(PER).cast(pl.Int64))
    )


def _areas(dataset: Dataset, area: str) -> pl.DataFrame:
    stations = _stations(dataset)
    if area == "tps":
        return stations.with_columns(
            place_id=pl.lit(None, pl.String), tps=1, district=0, regency=0
        )
    depot_id = dataset.places.filter(kind="depot")["place_id"][0]
    owner = {"district": pl.col("place_id"), "regency": pl.lit(depot_id)}
    return (
        stations.with_columns(owner=owner[area])
        .group_by("owner")
        .agg(
            pl.col("voter").sum(),
            tps=pl.len(),
            district=pl.col("place_id").n_unique(),
            regency=1,
        )
        .rename({"owner": "place_id"})
        .with_columns(tps_id=pl.lit(None, pl.String))
    )


def _stations(dataset: Dataset) -> pl.DataFrame:
    """List the tps with their voters and, as ``place_id``, their hub."""
    hubs = dataset.places.select("parent_id", village_id="place_id")
    return dataset.tps.join(hubs, on="village_id", how="left").select(
        "tps_id",
        place_id="parent_id",
        voter=pl.col("voters_male") + pl.col("voters_female"),
    )


def _contests(dataset: Dataset, *, by_contest: bool) -> pl.DataFrame:
    """List the contests, or put all of them into one row without a name."""
    settings = dataset.settings
    types = {"contest": pl.String, "pair": pl.Int64, "contests": pl.Int64}
    rows = [(name, settings.pairs[name], 1) for name in settings.contests]
    each = pl.DataFrame(rows, schema=types, orient="row")
    if by_contest:
        return each
    return each.select(
        pl.lit(None, pl.String).alias("contest"),
        pl.col("pair", "contests").sum(),
    )
