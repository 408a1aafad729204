"""A regency of six places with round numbers, as the planner sees it.

A road leads from the depot D over the hub H to the villages V and W, another
from H to the gate G; lorries ride a kilometre a minute. From G a beach leads
to the village F: six kilometres, an hour for a cart, open from 08.00 to 12.00.
"""

import itertools
from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from sampai.clock import Horizon
from sampai.conditions.windows import LegWindows
from sampai.geography import Network
from sampai.planning.context import (
    Context,
)
from sampai.planning.drafts import Carriage, Ride, TripDraft
from sampai.planning.stages import (
    Stage,
)
from sampai.planning.timing import Rules
from tests.planning.pieces import DAY, HOUR, SIZES, lot, vehicle

MINUTE = 60
STOP = 10 * MINUTE
BOX = MINUTE

LEGS = [
    ("D", "H", "road", 10_000),
    ("H", "V", "road", 5_000),
    ("V", "W", "road", 5_000),
    ("H", "G", "road", 20_000),
    ("G", "F", "beach", 6_000),
]
KINDS = {
    "D": ("depot", None),
    "H": ("hub", "D"),
    "V": ("village", "H"),
    "W": ("village", "H"),
    "G": ("trailhead", "H"),
    "F": ("village", "H"),
}
VILLAGES = dict.fromkeys([f"T{k}" for k in range(10)], "V") | {
    "T3": "W",
    "T4": "F",
    "T5": "F",
}

LORRY = vehicle("lorry", base_id="D", volume_l=100.0, mass_kg=100.0)
CART = vehicle("cart", base_id="G", volume_l=30.0, mass_kg=30.0, per_km_idr=0)
ZONE = ZoneInfo("Asia/Jakarta")
HORIZON = Horizon(voting_day=date(2024, 11, 27), first_day=-6, zone=ZONE)


def at(day: int, hour: float) -> int:
    """Give the second of the horizon of an hour of a day."""
    return HORIZON.day_start_s(day) + round(hour * HOUR)


def network() -> Network:
    """Give the six places; a second for every way is 1/60 kilometre."""
    names = sorted(KINDS)
    index = {name: row for row, name in enumerate(names)}
    metres = np.array([leg[3] for leg in LEGS], dtype=np.int64)
    road = np.array([leg[2] == "road" for leg in LEGS])
    return Network(
        place_ids=tuple(names),
        index=index,
        from_index=np.array([index[leg[0]] for leg in LEGS]),
        to_index=np.array([index[leg[1]] for leg in LEGS]),
        surface=tuple(leg[2] for leg in LEGS),
        distance_m=metres,
        leg_s={
            "lorry": np.where(road, metres * 60 // 1000, -1),
            "cart": np.where(road, -1, metres * 600 // 1000),
        },
    )


def tides(first: float = 8, last: float = 12) -> LegWindows:
    """Open the beach at the same hours of every day."""
    spans = [(at(day, first), at(day, last)) for day in range(-6, 3)]
    return LegWindows(spans={4: np.array(spans)})


def stages(**changes: Mapping[str, Any]) -> dict[str, Stage]:
    """Give the stages of the packaged dataset, with changes by name."""
    rows = {
        "depot_to_hub": (-5, -2, 22, False),
        "hub_to_village": (-3, -2, 22, False),
        "village_to_tps": (-1, -1, 22, False),
        "tps_to_village": (0, 0, 24, True),
        "village_to_hub": (0, 1, 24, True),
        "hub_to_depot": (2, 7, 18, False),
    }
    return {
        name: Stage(
            **{
                "name": name,
                "first_day": first,
                "last_day": last,
                "due_s": due * HOUR,
                "may_skip_hub": name == "hub_to_village",
                "night": night,
            }
            | changes.get(name, {})
        )
        for name, (first, last, due, night) in rows.items()
    }


def coast(
    *,
    lorry: Mapping[str, Any] | None = None,
    cart: Mapping[str, Any] | None = None,
    hours: Mapping[str, tuple[int, int]] | None = None,
    windows: LegWindows | None = None,
    police: int = 60,
    **changes: Mapping[str, Any],
) -> Context:
    """
    Give the regency.

    Parameters
    ----------
    lorry, cart
        What is different of the vehicles.
    hours
        Opening and closing of places that close. [s]
    windows
        When the beach is open.
    police
        Policemen on the road at any time.
    **changes
        What is different of a stage, by its name.

    Returns
    -------
    Context
        As the planner sees it.
    """
    fleet = {
        "cart": vehicle(**_values(CART) | dict(cart or {})),
        "lorry": vehicle(**_values(LORRY) | dict(lorry or {})),
    }
    dataset = SimpleNamespace(
        tps=pl.DataFrame(
            {"tps_id": list(VILLAGES), "village_id": list(VILLAGES.values())}
        ),
        places=pl.DataFrame(
            [(place, *KINDS[place]) for place in sorted(KINDS)],
            schema=["place_id", "kind", "parent_id"],
            orient="row",
        ),
        settings=SimpleNamespace(police_on_the_road=police),
    )
    own = stages(**changes)
    return Context(
        dataset=dataset,
        network=network(),
        fleet=fleet,
        sizes=SIZES,
        horizon=HORIZON,
        windows=tides() if windows is None else windows,
        stages=own,
        rules=Rules(
            per_stop_s=STOP,
            per_box_s=BOX,
            hours=dict(hours or {}),
            night_stages=frozenset(s.name for s in own.values() if s.night),
        ),
        iterations=20,
        seed=1,
    )


def _values(kind: Any) -> dict[str, Any]:
    return {name: getattr(kind, name) for name in kind.__dataclass_fields__}


def ways(*places: str) -> tuple[tuple[Ride, ...], ...]:
    """Give the rides along places, each way over as many legs as it needs."""
    context = coast()
    return tuple(
        context.way("cart" if {"G", "F"} == {a, b} else "lorry", a, b)
        for a, b in itertools.pairwise(places)
    )


def draft(*places: str, goods: Any = None, **other: Any) -> TripDraft:
    """
    Give a lorry's trip through places.

    Parameters
    ----------
    *places
        Its origin, its stops, and where it ends; it ends at its last stop
        where the last two are the same.
    goods
        Goods with the numbers of the stops where they board and leave; two
        boxes from the origin to the first stop where it is left out.
    **other
        What is different.

    Returns
    -------
    TripDraft
        Ready to be loaded at the first second.
    """
    *stops, end_id = places
    on_way = stops if stops[-1] == end_id else places
    held = [(lot(booths=0, bags=0), 0, 1)] if goods is None else goods
    values: dict[str, Any] = {
        "stage": "hub_to_village",
        "purpose": "carry" if held else "reposition",
        "vehicle_type": "lorry",
        "vehicle": 1,
        "load_at_s": 0,
        "places": tuple(stops),
        "ways": ways(*on_way),
        "carriages": tuple(
            Carriage(lot=one, board=board, leave=leave)
            for one, board, leave in held
        ),
        "end_id": end_id,
    }
    return TripDraft(**values | other)


__all__ = ["DAY", "HOUR", "MINUTE", "at", "coast", "draft", "stages", "tides"]
