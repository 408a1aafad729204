"""From a plan and a live state to the rest of the plan, as one call."""

from dataclasses import dataclass, replace
from typing import Any, cast
from zoneinfo import ZoneInfo

import polars as pl

from sampai import __version__
from sampai.election import consignments, load_regulation, sizes
from sampai.errors import DatasetError, Fault
from sampai.geography import build_network
from sampai.operation.service import SEED
from sampai.operation.summary import summarise
from sampai.planning.baseline import Baseline
from sampai.planning.goods import Lot
from sampai.planning.make import PlannedRegency
from sampai.planning.preparing import (
    make_context,
)
from sampai.simulation.replan.replanning import NewPlan, Replanning
from sampai.tables import Dataset, Operation
from sampai.tables.live_state import LiveState


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Replanned:
    """
    The rest of a plan, and what changed.

    Parameters
    ----------
    operation
        The whole operation: what has departed as it was, the rest anew.
    changes
        The table changes.csv.
    """

    operation: Operation
    changes: pl.DataFrame


def replan_operation(
    dataset: Dataset,
    operation: Operation,
    state: LiveState,
    *,
    seed: int = SEED,
) -> Replanned:
    """
    Replan what has not departed, changing as little as may be.

    Parameters
    ----------
    dataset
        Checked dataset of the operation.
    operation
        The plan that runs.
    state
        Where goods and vehicles are, and what is closed.
    seed
        Of any search; the same state gives the same plan.

    Returns
    -------
    Replanned
        The operation with its summary, and the table of changes.

    Raises
    ------
    DatasetError
        When the plan names vehicles that are no numbers.
    """
    _refuse_names(operation)
    regulation = load_regulation(dataset.settings.regulation)
    context = make_context(
        dataset,
        build_network(dataset),
        sizes(regulation),
        iterations=0,
        seed=seed,
    )
    goods = consignments(dataset, regulation)
    lots = [
        (Lot(**{name: row[name] for name in LOT}), row["place_id"])
        for row in goods.iter_rows(named=True)
    ]
    made = Replanning(context, operation, state, lots).run()
    return Replanned(
        operation=_operation(dataset, operation, state, made),
        changes=made.changes,
    )


LOT = (
    *("tps_id", "for_place_id", "boxes", "booths", "bags"),
    *("volume_l", "mass_kg"),
)


def _refuse_names(operation: Operation) -> None:
    names = operation.trips["vehicle"].unique().sort()
    strange = [name for name in names if not name.isdecimal()]
    if strange:
        raise DatasetError(
            [
                Fault(
                    file="trips.csv",
                    column="vehicle",
                    found=f"'{name}'",
                    expected="the number of a vehicle of its kind",
                    remedy="Number the vehicles of each kind from 1.",
                )
                for name in strange
            ]
        )


def _operation(
    dataset: Dataset, operation: Operation, state: LiveState, made: NewPlan
) -> Operation:
    at = _told(dataset, state)
    if made.changes.is_empty():
        # What was said of its risk is as true as it was.
        summary = {**operation.summary, "replanned_at": at}
        return replace(operation, summary=summary)
    return Operation(
        needs=operation.needs,
        trips=made.plan.trips,
        stops=made.plan.stops,
        passages=made.plan.passages,
        loads=made.plan.loads,
        last_mile=made.last_mile,
        unserved=made.unserved,
        exceptions=made.exceptions,
        summary=_summary(dataset, operation, made) | {"replanned_at": at},
    )


def _told(dataset: Dataset, state: LiveState) -> str:
    zone = ZoneInfo(dataset.settings.time_zone)
    return state.at.astimezone(zone).isoformat(timespec="seconds")


def _summary(
    dataset: Dataset, operation: Operation, made: NewPlan
) -> dict[str, object]:
    """Add the new plan up; seed, baseline and beach are the old plan's."""
    old: dict[str, Any] = dict(operation.summary)
    parts = cast("dict[str, int]", old["baseline_parts"])
    fresh = summarise(
        dataset,
        PlannedRegency(
            plan=made.plan,
            last_mile=made.last_mile,
            unserved=made.unserved,
            exceptions=made.exceptions,
            crossings=(),
        ),
        Baseline(
            cost_idr=old["baseline_cost_idr"],
            trips=old["baseline_trips"],
            vehicle_days=old["baseline_vehicle_days"],
            **parts,
        ),
        version=__version__,
        search=(old["seed"], old.get("iterations", 0)),
    )
    kept = {
        key: old[key]
        for key in ("tidal_crossings", "iterations", "seed")
        if key in old
    }
    return fresh | kept
