"""Which TPS get their goods with the least time to spare."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from sampai.clock import Horizon
from sampai.tables import Dataset, Operation

OUT_TO_VILLAGE = "hub_to_village"


def tightest(dataset: Dataset, operation: Operation) -> pl.DataFrame:
    """
    Order the TPS by the time between hand-over at the village and its due.

    A hand-over is done when the last box is over, not when the vehicle
    arrives: that is the moment a due time is judged by.

    Parameters
    ----------
    dataset
        The dataset.
    operation
        Its plan.

    Returns
    -------
    polars.DataFrame
        tps_id, village, number, done_at, due_at, slack_s; least slack
        first, ties by tps_id.
    """
    due_at = _due_at(dataset)
    if due_at is None:
        return _with_names(dataset, pl.DataFrame(schema=_EMPTY))
    done = (
        _carried_out(dataset, operation)
        .join(_handovers(dataset, operation), on=["trip_id", "place_id"])
        .group_by("tps_id")
        .agg(pl.col("done_at").max())
        .with_columns(pl.lit(due_at).alias("due_at"))
        .with_columns(
            (pl.col("due_at") - pl.col("done_at"))
            .dt.total_seconds()
            .alias("slack_s")
        )
    )
    return _with_names(dataset, done).sort("slack_s", "tps_id")


_MOMENT = pl.Datetime("us", "UTC")
_EMPTY: dict[str, pl.DataType] = {
    "tps_id": pl.String(),
    "done_at": _MOMENT,
    "due_at": _MOMENT,
    "slack_s": pl.Int64(),
}


def _due_at(dataset: Dataset) -> datetime | None:
    stage = dataset.stages.filter(pl.col("stage") == OUT_TO_VILLAGE)
    if stage.is_empty():
        return None
    row = stage.row(0, named=True)
    horizon = Horizon(
        voting_day=dataset.settings.voting_day,
        first_day=row["last_day"],
        zone=ZoneInfo(dataset.settings.time_zone),
    )
    due = row["due"]
    clock = timedelta(hours=due.hour, minutes=due.minute, seconds=due.second)
    return (horizon.start + clock).astimezone(ZoneInfo("UTC"))


def _carried_out(dataset: Dataset, operation: Operation) -> pl.DataFrame:
    """Loads that bring the goods of a TPS to its village."""
    stage = operation.trips.select("trip_id", "stage")
    village = dataset.tps.select("tps_id", pl.col("village_id"))
    return (
        operation.loads.drop_nulls("tps_id")
        .join(stage, on="trip_id")
        .join(village, on="tps_id")
        .filter(
            pl.col("stage") == OUT_TO_VILLAGE,
            pl.col("place_id") == pl.col("village_id"),
        )
        .select("trip_id", "place_id", "tps_id")
    )


def _handovers(dataset: Dataset, operation: Operation) -> pl.DataFrame:
    """When each stop of a trip has handed over its last box."""
    settings = dataset.settings
    loads = operation.loads
    boxes = (
        pl.concat(
            [
                loads.select("trip_id", "place_id", "boxes"),
                loads.select(
                    "trip_id", pl.col("board_id").alias("place_id"), "boxes"
                ),
            ]
        )
        .group_by("trip_id", "place_id")
        .agg(pl.col("boxes").sum())
    )
    seconds = settings.per_stop_s + settings.per_box_s * pl.col("boxes")
    return (
        operation.stops.group_by("trip_id", "place_id")
        .agg(pl.col("start_at").min())
        .join(boxes, on=["trip_id", "place_id"])
        .select(
            "trip_id",
            "place_id",
            (pl.col("start_at") + pl.duration(seconds=seconds)).alias(
                "done_at"
            ),
        )
    )


def _with_names(dataset: Dataset, done: pl.DataFrame) -> pl.DataFrame:
    places = dataset.places.select(
        pl.col("place_id").alias("village_id"), pl.col("name").alias("village")
    )
    tps = dataset.tps.select("tps_id", "village_id", "number").join(
        places, on="village_id"
    )
    return done.join(tps, on="tps_id").select(
        "tps_id", "village", "number", "done_at", "due_at", "slack_s"
    )
