"""
A regency of nine places in which everything can happen, with round numbers.

A road leads from the depot D to the hubs H and K; from H on to the villages
V and W and to the trailhead G, from K to the landing L. From G a beach of two
legs leads over B to the village F, from L the sea to the island I. Lorries
ride a kilometre a minute on roads, carts and boats a kilometre in ten.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from sampai.clock import Horizon
from sampai.conditions.ensemble import Ensemble
from sampai.conditions.windows import LegWindows
from sampai.geography import build_network
from sampai.planning.context import (
    Context,
)
from sampai.planning.drafts import Carriage, TripDraft
from sampai.planning.fleet import read_fleet
from sampai.planning.reading import PlannedTrip, in_order
from sampai.planning.stages import (
    Stage,
)
from sampai.planning.timing import Clock, Rules
from sampai.simulation.running import Run
from tests.planning.pieces import SIZES, lot

MINUTE = 60
HOUR = 3600
DAY = 24 * HOUR
FIRST_DAY, LAST_DAY = -6, 4
HORIZON = Horizon(
    voting_day=date(2024, 11, 27),
    first_day=FIRST_DAY,
    zone=ZoneInfo("Asia/Jakarta"),
)
DAYS = range(FIRST_DAY, LAST_DAY + 1)
BEACH = (4, 5)

PLACES = {
    "D": ("depot", None, -5.20, 104.00),
    "H": ("hub", "D", -5.25, 104.05),
    "V": ("village", "H", -5.28, 104.08),
    "W": ("village", "H", -5.30, 104.10),
    "G": ("trailhead", "H", -5.35, 104.15),
    "B": ("junction", "H", -5.37, 104.17),
    "F": ("village", "H", -5.39, 104.19),
    "K": ("hub", "D", -5.45, 103.90),
    "L": ("landing", "K", -5.48, 103.88),
    "I": ("village", "K", -5.52, 103.84),
}
LEGS = [
    ("D", "H", "road", 10_000, 0),
    ("H", "V", "road", 5_000, 1),
    ("V", "W", "lane", 5_000, 0),
    ("H", "G", "road", 20_000, 0),
    ("G", "B", "beach", 3_000, 1),
    ("B", "F", "beach", 3_000, 0),
    ("D", "K", "road", 15_000, 0),
    ("K", "L", "lane", 5_000, 0),
    ("L", "I", "sea", 6_000, 0),
]
VILLAGES = {"T1": "V", "T2": "V", "T3": "W", "T4": "F", "T5": "I"}
SPEEDS = [
    ("lorry", "road", 60.0),
    ("lorry", "lane", 60.0),
    ("cart", "beach", 6.0),
    ("boat", "sea", 6.0),
]
BASES = {"lorry": "D", "cart": "G", "boat": "L"}
SURFACES = {
    "road": ("rain", 0.8),
    "lane": ("rain", 0.5),
    "beach": ("tide;rain", 0.8),
    "sea": ("wave", 0.8),
}
STAGES = [
    ("depot_to_hub", -5, -2, 22, False),
    ("hub_to_village", -3, -2, 22, False),
    ("village_to_tps", -1, -1, 22, False),
    ("tps_to_village", 0, 0, 23, True),
    ("village_to_hub", 0, 1, 23, True),
    ("hub_to_depot", 2, 3, 18, False),
]
HazardRows = Mapping[tuple[str, str], tuple[float, float | None]]


def at(day: int, hour: float) -> int:
    """Give the second of the horizon of an hour of a day."""
    return HORIZON.day_start_s(day) + round(hour * HOUR)


def dataset(
    *,
    hazards: HazardRows | None = None,
    climate: Mapping[str, tuple[float, float, float]] | None = None,
    closed_prob: Mapping[str, float] | None = None,
    hours: Mapping[str, tuple[time, time]] | None = None,
    vehicles: Mapping[str, Mapping[str, Any]] | None = None,
    **settings: Any,
) -> Any:
    """
    Give the tables.

    Parameters
    ----------
    hazards
        Parameters by hazard and what it applies to; none by default.
    climate
        By district: chance of a wet and of a heavy day, persistence.
    closed_prob
        By surface: chance of a closure on a heavy day.
    hours
        Opening and closing of places that close.
    vehicles
        What is different of a vehicle type.
    **settings
        What is different of the settings.

    Returns
    -------
    SimpleNamespace
        What is read of a Dataset.
    """
    shut = dict(closed_prob or {})
    return SimpleNamespace(
        settings=SimpleNamespace(**_settings() | settings),
        places=_places(hours or {}),
        tps=_tps(),
        legs=pl.DataFrame(
            LEGS,
            schema=[*_ENDS, "surface", "distance_m", "river_crossings"],
            orient="row",
        ),
        surfaces=pl.DataFrame(
            [
                (name, closed_by, factor, float(shut.get(name, 0)))
                for name, (closed_by, factor) in SURFACES.items()
            ],
            schema=[
                "surface",
                "closed_by",
                "wet_speed_factor",
                "closure_per_heavy_rain_day",
            ],
            orient="row",
        ),
        vehicles=_vehicles(vehicles or {}),
        speeds=pl.DataFrame(
            SPEEDS,
            schema=["vehicle_type", "surface", "speed_kmh"],
            orient="row",
        ),
        stages=pl.DataFrame(
            [(*row[:3], time(row[3]), False, row[4]) for row in STAGES],
            schema=[
                *("stage", "first_day", "last_day"),
                *("due", "may_skip_hub", "night"),
            ],
            orient="row",
        ),
        climate=pl.DataFrame(
            [(name, *row) for name, row in (climate or {}).items()],
            schema=_CLIMATE,
            orient="row",
        ),
        hazards=pl.DataFrame(
            [(*key, *row) for key, row in (hazards or {}).items()],
            schema=_HAZARDS,
            orient="row",
        ),
    )


_ENDS = ("from_id", "to_id")
_CLIMATE = {
    "district_id": pl.String,
    "wet_day_prob": pl.Float64,
    "heavy_day_prob": pl.Float64,
    "persistence": pl.Float64,
}
_HAZARDS = {
    "hazard": pl.String,
    "applies_to": pl.String,
    "p1": pl.Float64,
    "p2": pl.Float64,
}


def _settings() -> dict[str, Any]:
    return {
        "polls_open": time(7),
        "polls_close": time(13),
        "contests": ("one", "two"),
        "count_base_s": 2 * HOUR,
        "count_per_voter_s": 12,
        "crossing_s": 10 * MINUTE,
        "detour": 1.3,
        "walking_speed_kmh": 4.0,
        "wave_below_m": 1.25,
        "per_stop_s": 10 * MINUTE,
        "per_box_s": MINUTE,
        "police_on_the_road": 60,
    }


def _places(hours: Mapping[str, tuple[time, time]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (name, *row, *hours.get(name, (None, None)))
            for name, row in PLACES.items()
        ],
        schema={
            "place_id": pl.String,
            "kind": pl.String,
            "parent_id": pl.String,
            "lat": pl.Float64,
            "lon": pl.Float64,
            "opens": pl.Time,
            "closes": pl.Time,
        },
        orient="row",
    )


def _tps() -> pl.DataFrame:
    """Each tps lies some hundred metres north of its village."""
    return pl.DataFrame(
        [
            (
                *(tps_id, village, 100 + 50 * k, 100),
                *(PLACES[village][2] + 0.002 * k, PLACES[village][3]),
            )
            for k, (tps_id, village) in enumerate(VILLAGES.items(), start=1)
        ],
        schema=[
            *("tps_id", "village_id", "voters_male", "voters_female"),
            *("lat", "lon"),
        ],
        orient="row",
    )


def _vehicles(changes: Mapping[str, Mapping[str, Any]]) -> pl.DataFrame:
    usual = {
        "count": 9,
        "volume_l": 900.0,
        "mass_kg": 900.0,
        "escort": 0,
        "fixed_idr": 1000,
        "per_km_idr": 10,
        "per_hour_idr": 100,
        "shift_start": time(6),
        "shift_end": time(18),
        "duty_s": 12 * HOUR,
    }
    return pl.DataFrame(
        [
            {"vehicle_type": name, "base_id": base}
            | usual
            | dict(changes.get(name, {}))
            for name, base in BASES.items()
        ]
    )


def tides(first: float = 8, last: float = 12) -> dict[int, Any]:
    """Open both legs of the beach at the same hours of every day."""
    spans = [(at(day, first), at(day, last)) for day in DAYS]
    return {leg: np.array(spans, dtype=np.int64) for leg in BEACH}


def shore(
    data: Any | None = None, spans: Mapping[int, Any] | None = None
) -> Context:
    """
    Give the regency as the planner sees it.

    Parameters
    ----------
    data
        Its tables; nothing happens by chance where they are left out.
    spans
        When the beach is open.

    Returns
    -------
    Context
        Of the days from -6 to 4.
    """
    data = dataset() if data is None else data
    stages = {
        row["stage"]: Stage(
            name=row["stage"],
            first_day=row["first_day"],
            last_day=row["last_day"],
            due_s=row["due"].hour * HOUR,
            may_skip_hub=row["may_skip_hub"],
            night=row["night"],
        )
        for row in data.stages.rows(named=True)
    }
    settings = data.settings
    return Context(
        dataset=data,
        network=build_network(data),
        fleet=read_fleet(data.vehicles),
        sizes=SIZES,
        horizon=HORIZON,
        windows=LegWindows(spans=tides() if spans is None else spans),
        stages=stages,
        rules=Rules(
            per_stop_s=settings.per_stop_s,
            per_box_s=settings.per_box_s,
            hours=_hours(data.places),
            night_stages=frozenset(s.name for s in stages.values() if s.night),
        ),
        iterations=0,
        seed=1,
    )


def _hours(places: pl.DataFrame) -> dict[str, tuple[int, int]]:
    def seconds(moment: time) -> int:
        return moment.hour * HOUR + moment.minute * MINUTE + moment.second

    return {
        row["place_id"]: (seconds(row["opens"]), seconds(row["closes"]))
        for row in places.rows(named=True)
        if row["opens"] is not None
    }


Goods = tuple[str, int, int]


def draft(
    context: Context,
    *places: str,
    goods: Iterable[Goods] = (("T1", 0, 1),),
    boxes: int = 1,
    **other: Any,
) -> TripDraft:
    """
    Give a trip through places.

    Parameters
    ----------
    context
        Knows the ways.
    *places
        Its origin, its stops, and where it ends; it ends at its last stop
        where the last two are the same.
    goods
        Subject, and the stops where its goods board and leave.
    boxes
        Of each of the goods.
    **other
        What is different.

    Returns
    -------
    TripDraft
        A lorry's, ready to be loaded on day -3 at 8.00.
    """
    *stops, end_id = places
    path = stops if stops[-1] == end_id else places
    values: dict[str, Any] = {
        "stage": "hub_to_village",
        "vehicle_type": "lorry",
        "vehicle": 1,
        "load_at_s": at(-3, 8),
        **other,
    }
    held = tuple(
        Carriage(lot=_lot(subject, boxes), board=board, leave=leave)
        for subject, board, leave in goods
    )
    return TripDraft(
        **values,
        purpose="carry" if held else "reposition",
        places=tuple(stops),
        ways=tuple(
            context.way(values["vehicle_type"], a, b)
            for a, b in itertools.pairwise(path)
        ),
        carriages=held,
        end_id=end_id,
    )


def _lot(subject: str, boxes: int) -> Any:
    if subject in VILLAGES:
        return lot(subject, boxes, 0, 0)
    return lot(boxes=boxes, booths=0, bags=0, for_place_id=subject)


def plan(context: Context, drafts: Sequence[TripDraft]) -> list[PlannedTrip]:
    """
    Time trips in fair weather, each after those on which it depends.

    Parameters
    ----------
    context
        The regency.
    drafts
        The trips; each sets out when it can, not before its own moment.

    Returns
    -------
    list of PlannedTrip
        As a plan's tables would tell them.
    """
    clock = Clock(context.rules, context.calm)
    trips = []
    for number, one in enumerate(drafts, start=1):
        times = clock.run(one)
        trips.append(
            PlannedTrip(
                trip_id=f"T{number:04d}",
                draft=replace(one, load_at_s=int(times.load_at[0])),
                end_s=int(times.return_at[0]),
                depart_s=(
                    int(times.depart_at[0]),
                    *(int(moment[0]) for moment in times.depart),
                ),
            )
        )
    return in_order(sorted(trips, key=lambda trip: trip.draft.load_at_s))


def ensemble(data: Any, scenarios: int, seed: int = 1) -> Ensemble:
    """Draw scenarios of the regency."""
    return Ensemble(
        dataset=data,
        horizon=HORIZON,
        days=DAYS,
        scenarios=scenarios,
        seed=seed,
    )


def run_of(context: Context, *drafts: TripDraft, home: bool = False) -> Run:
    """Make a plan of some trips, ready to run."""
    return Run(
        context=context,
        hazards=ensemble(context.dataset, 1).hazards,
        trips=plan(context, drafts),
        home=home,
    )
