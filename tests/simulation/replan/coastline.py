"""A coast with a way around, three pickups, and a plan of it that runs.

The tiny regency of tests/audit/README.md, without waves, with a back road from
the depot to the far village: 40 km, an hour for a pickup, where the road over
the hub takes 21 km. It is planned by the planner; the plan is then disturbed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sampai.election import consignments, load_regulation, needs, sizes
from sampai.geography import build_network
from sampai.planning.context import (
    Context,
)
from sampai.planning.goods import Lot
from sampai.planning.make import plan_regency
from sampai.planning.preparing import (
    make_context,
)
from sampai.simulation.replan.replanning import NewPlan, Replanning
from sampai.tables import Dataset, Operation, read_dataset
from sampai.tables.live_state import LiveState
from sampai.tables.live_state_schemas import LIVE_STATE_TABLES

FOLDER = Path(__file__).parent / "dataset"
ZONE = ZoneInfo("Asia/Jakarta")
TABLES = ("trips", "stops", "passages", "loads")
REST = ("last_mile", "unserved", "exceptions")


@cache
def regency(*, detour: bool = True, pickup_l: int = 1000) -> Dataset:
    """Give the regency, with or without its back road."""
    tiny = read_dataset(FOLDER)
    back = tiny.legs.head(1).with_columns(
        from_id=pl.lit("DEPOT"),
        to_id=pl.lit("V.FAR"),
        distance_m=pl.lit(40_000, pl.Int64),
    )
    legs = pl.concat([tiny.legs, back]) if detour else tiny.legs
    own = pl.col("vehicle_type") == "pickup"
    count = pl.when(own).then(3).otherwise(4).cast(pl.Int64)
    return replace(
        tiny,
        settings=replace(tiny.settings, police_on_the_road=20),
        legs=legs.sort("from_id", "to_id", "surface"),
        vehicles=tiny.vehicles.with_columns(
            count=count,
            volume_l=pl.when(own)
            .then(pickup_l)
            .otherwise("volume_l")
            .cast(pl.Int64),
        ),
    )


def moment(text: str) -> datetime:
    """Give a local moment such as ``25 09:30``, by days of November 2024."""
    day, clock = text.split()
    hour, minute = map(int, clock.split(":"))
    first = datetime(2024, 11, 1, hour, minute, tzinfo=ZONE)
    return (first + timedelta(days=int(day) - 1)).astimezone(UTC)


def closure(start: str, end: str, from_at: str, to_at: str) -> dict[str, Any]:
    """Close a leg from one moment to another."""
    surface = "beach" if "V.BEACH" in (start, end) else "trunk"
    return {
        "from_id": start,
        "to_id": end,
        "surface": surface,
        "from_at": moment(from_at),
        "to_at": moment(to_at),
        "reason": "banjir",
    }


def vehicle(
    kind: str, number: int, place: str, free_at: str, *, usable: bool = True
) -> dict[str, Any]:
    """Say where a vehicle is."""
    return {
        "vehicle_type": kind,
        "vehicle": str(number),
        "place_id": place,
        "free_at": moment(free_at),
        "usable": usable,
    }


def holding(tps_id: str, place: str, *pieces: int) -> dict[str, Any]:
    """Say where goods lie."""
    boxes, booths, bags = pieces or (2, 4, 1)
    return {
        "tps_id": tps_id,
        "place_id": place,
        "trip_id": None,
        "boxes": boxes,
        "booths": booths,
        "bags": bags,
    }


def state(at: str, **rows: list[Mapping[str, Any]]) -> LiveState:
    """Give a live state; what is not named is as planned."""
    return LiveState(
        at=moment(at),
        **{
            name: table.frame(rows.get(name, []))
            for name, table in LIVE_STATE_TABLES.items()
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coast:
    """The regency, its plan, and what a replan needs of them."""

    dataset: Dataset
    context: Context
    lots: tuple[tuple[Lot, str], ...]
    operation: Operation

    def replan(
        self, now: LiveState, before: Operation | None = None
    ) -> NewPlan:
        """Replan the plan, or what came of it before."""
        plan = self.operation if before is None else before
        return Replanning(self.context, plan, now, self.lots).run()

    def after(self, made: NewPlan) -> Operation:
        """Give the operation that a replan makes."""
        return replace(
            self.operation,
            **{name: getattr(made.plan, name) for name in TABLES},
            **{name: getattr(made, name) for name in REST},
        )

    def trip_to(self, place_id: str, stage: str = "hub_to_village") -> str:
        """Give the trip that hands goods over at a place."""
        trips = self.operation.trips.filter(stage=stage)["trip_id"]
        return self.operation.loads.filter(
            pl.col("trip_id").is_in(trips.implode()), place_id=place_id
        )["trip_id"][0]


@cache
def coast(*, detour: bool = True, pickup_l: int = 1000) -> Coast:
    """Plan the regency once; small pickups go several times a day."""
    dataset = regency(detour=detour, pickup_l=pickup_l)
    regulation = load_regulation(dataset.settings.regulation)
    goods = consignments(dataset, regulation)
    context = make_context(
        dataset,
        build_network(dataset),
        sizes(regulation),
        iterations=20,
        seed=1,
    )
    made = plan_regency(context, goods)
    lots = tuple(
        (Lot(**{key: row[key] for key in Lot.__slots__}), row["place_id"])
        for row in goods.iter_rows(named=True)
    )
    return Coast(
        dataset=dataset,
        context=context,
        lots=lots,
        operation=Operation(
            needs=needs(dataset, regulation),
            **{name: getattr(made.plan, name) for name in TABLES},
            **{name: getattr(made, name) for name in REST},
            summary={},
        ),
    )
