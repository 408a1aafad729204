"""The figures of summary.json."""

from dataclasses import asdict

import polars as pl

from sampai.planning.baseline import Baseline
from sampai.planning.costs import CostParts, cost_parts, vehicle_days
from sampai.planning.fleet import read_fleet
from sampai.planning.make import PlannedRegency
from sampai.tables import Dataset

OUT = "out"


def summarise(
    dataset: Dataset,
    regency: PlannedRegency,
    usual: Baseline,
    *,
    version: str,
    search: tuple[int, int],
) -> dict[str, object]:
    """
    Add up a plan beside its baseline.

    Parameters
    ----------
    dataset
        The regency.
    regency
        Its plan.
    usual
        Its baseline.
    version
        Of sampai.
    search
        Seed and iterations: with them anybody can recompute the plan.

    Returns
    -------
    dict
        As in DESIGN's contract of summary.json, without the risk, and with
        what the tide lets each kind of vehicle do.
    """
    trips = regency.plan.trips
    fleet = read_fleet(dataset.vehicles)
    days = vehicle_days(trips, fleet, dataset.settings.time_zone)
    out = dataset.stages.filter(direction=OUT)["stage"].to_list()
    parts = cost_parts(trips, days, fleet)
    going_out = pl.col("stage").is_in(out)
    parts_out = cost_parts(
        trips.filter(going_out), days.filter(going_out), fleet
    )
    unserved = regency.unserved["tps_id"].n_unique()
    return {
        "input_sha256": dataset.input_sha256(),
        "version": version,
        "seed": search[0],
        "iterations": search[1],
        "tps": dataset.tps.height,
        "served": dataset.tps.height - unserved,
        "unserved": unserved,
        "exceptions": regency.exceptions.height,
        "trips": trips.height,
        "vehicle_days": days.height,
        "cost_idr": parts.total_idr,
        "cost_out_idr": parts_out.total_idr,
        "cost_parts": _named(parts),
        "baseline_cost_idr": usual.cost_idr,
        "baseline_parts": {
            "fixed_idr": usual.fixed_idr,
            "km_idr": usual.km_idr,
            "hour_idr": usual.hour_idr,
        },
        "baseline_trips": usual.trips,
        "baseline_vehicle_days": usual.vehicle_days,
        "tidal_crossings": [asdict(one) for one in regency.crossings],
    }


def _named(parts: CostParts) -> dict[str, int]:
    return {
        "fixed_idr": parts.fixed_idr,
        "km_idr": parts.km_idr,
        "hour_idr": parts.hour_idr,
    }
