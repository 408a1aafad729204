"""Regencies small enough to reckon their baseline on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from functools import cache

import polars as pl

from sampai.geography import build_network
from sampai.planning.baseline import Baseline, baseline
from sampai.tables import (
    DATASET_TABLES,
    Dataset,
    packaged_dataset,
    read_dataset,
)

# Minutes that come out even: a kilometre a minute, ten rupiah a second.
VAN: Mapping[str, object] = {
    "vehicle_type": "van",
    "base_id": "D",
    "volume_l": 1000.0,
    "mass_kg": 1000.0,
    "fixed_idr": 500_000,
    "per_km_idr": 1_000,
    "per_hour_idr": 36_000,
    "shift_start": time(6),
    "shift_end": time(18),
    "duty_s": 43_200,
}
ON_ROADS = {("van", "road"): 60.0}
LEGS = (
    ("D", "H", "road", 30_000),
    ("H", "A", "road", 10_000),
    ("H", "B", "road", 20_000),
)
GOODS = {"H": (0, 1), "A": (2, 0), "B": (1, 0)}


@cache
def _packaged() -> Dataset:
    return read_dataset(packaged_dataset("pesisir-barat-2024"))


def regency(
    *,
    legs: Sequence[tuple[str, str, str, int]] = LEGS,
    vehicles: Sequence[Mapping[str, object]] = (VAN,),
    speeds: Mapping[tuple[str, str], float] = ON_ROADS,
    last_days: Sequence[int] = (-2, -2),
    opens: Mapping[str, time] | None = None,
    due: time = time(22),
) -> Dataset:
    """
    Make a regency of the hub H and its villages A and B.

    Parameters
    ----------
    legs
        Two places, surface and metres; D is the depot, I another hub, any
        other a junction.
    vehicles
        Vehicle types.
    speeds
        By vehicle type and surface. [km/h]
    last_days
        Last days of the two stages.
    opens
        When places open.
    due
        When goods are due, in both stages.

    Returns
    -------
    Dataset
        Loading and hand-over take 600 s and 60 s a box.
    """
    whole = _packaged()
    names = sorted({end for leg in legs for end in leg[:2]})
    return replace(
        whole,
        settings=replace(whole.settings, per_stop_s=600, per_box_s=60),
        places=_table(
            "places", [_place(name, (opens or {}).get(name)) for name in names]
        ),
        legs=_table(
            "legs",
            [
                {
                    "from_id": from_id,
                    "to_id": to_id,
                    "surface": surface,
                    "distance_m": distance_m,
                    "river_crossings": 0,
                }
                for from_id, to_id, surface, distance_m in legs
            ],
        ),
        surfaces=_table(
            "surfaces",
            [
                {"surface": surface, "closed_by": closed_by}
                for surface, closed_by in (
                    ("road", ""),
                    ("sea", "wave"),
                    ("beach", "rain;tide"),
                )
            ],
        ),
        vehicles=_table("vehicles", vehicles),
        speeds=_table(
            "speeds",
            [
                {"vehicle_type": kind, "surface": surface, "speed_kmh": kmh}
                for (kind, surface), kmh in speeds.items()
            ],
        ),
        stages=_table(
            "stages",
            [
                {"stage": stage, "last_day": day, "due": due}
                for stage, day in zip(
                    ("depot_to_hub", "hub_to_village"), last_days, strict=True
                )
            ],
        ),
    )


def _place(name: str, opens: time | None) -> dict[str, object]:
    kind = {"D": "depot", "H": "hub", "I": "hub", "A": "village"}
    kind["B"] = "village"
    parent = {"D": None, "H": "D", "I": "D"}
    return {
        "place_id": name,
        "kind": kind.get(name, "junction"),
        "parent_id": parent.get(name, "H"),
        "lat": -5.2,
        "lon": 103.9,
        "opens": opens,
    }


def _table(name: str, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    table = DATASET_TABLES[name]
    blank = dict.fromkeys(table.columns)
    return table.frame([blank | dict(row) for row in rows])


def goods(
    pieces: Mapping[str, tuple[int, int]] | None = None,
) -> pl.DataFrame:
    """
    Make consignments of 216 l and 32 kg a tps, 192 l and 6 kg a district.

    Parameters
    ----------
    pieces
        By village or hub, number of tps and of districts.

    Returns
    -------
    DataFrame
        As `election.consignments` gives them, two boxes a row.
    """
    rows = [
        (f"{place}{at}", None, place, 2, 216.0, 32.0)
        for place, (tps, _) in (pieces or GOODS).items()
        for at in range(tps)
    ] + [
        (None, place, place, 2, 192.0, 6.0)
        for place, (_, districts) in (pieces or GOODS).items()
        for _ in range(districts)
    ]
    types = {
        "tps_id": pl.String,
        "for_place_id": pl.String,
        "place_id": pl.String,
        "boxes": pl.Int64,
        "volume_l": pl.Float64,
        "mass_kg": pl.Float64,
    }
    return pl.DataFrame(rows, schema=types, orient="row")


def reckon(
    dataset: Dataset, pieces: Mapping[str, tuple[int, int]] | None = None
) -> Baseline:
    """
    Reckon the baseline of a small regency.

    Parameters
    ----------
    dataset
        The regency.
    pieces
        By village or hub, number of tps and of districts.

    Returns
    -------
    Baseline
        Its sums.
    """
    return baseline(dataset, build_network(dataset), goods(pieces))
