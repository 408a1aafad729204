"""How the facts are gathered from the tables of a dataset."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sampai.audit.facts import Facts, Leg, Place, Stage, Tps, Vehicle
from sampai.clock import Horizon, seconds_of_day
from sampai.tables import Dataset
from sampai.units import SECONDS_PER_DAY

Row = Mapping[str, Any]


def gather_facts(dataset: Dataset) -> Facts:
    """
    Look through a dataset once.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    Facts
        The same, by id.
    """
    settings = dataset.settings
    legs = _both_ways(dataset.legs)
    legs_from: dict[str, list[Leg]] = {}
    for leg in legs.values():
        legs_from.setdefault(leg.from_id, []).append(leg)
    places = {row["place_id"]: _place(row) for row in _rows(dataset.places)}
    return Facts(
        settings=settings,
        horizon=Horizon(
            voting_day=settings.voting_day,
            first_day=0,
            zone=ZoneInfo(settings.time_zone),
        ),
        places=places,
        tps={row["tps_id"]: _tps(row, places) for row in _rows(dataset.tps)},
        vehicles={
            row["vehicle_type"]: _vehicle(row)
            for row in _rows(dataset.vehicles)
        },
        stages={row["stage"]: _stage(row) for row in _rows(dataset.stages)},
        speeds={
            (row["vehicle_type"], row["surface"]): row["speed_kmh"]
            for row in _rows(dataset.speeds)
        },
        legs=legs,
        legs_from={start: tuple(found) for start, found in legs_from.items()},
        tidal=frozenset(
            row["surface"]
            for row in _rows(dataset.surfaces)
            if "tide" in (row["closed_by"] or "").split(";")
        ),
    )


def _rows(frame: pl.DataFrame) -> Iterator[Row]:
    return frame.iter_rows(named=True)


def _both_ways(frame: pl.DataFrame) -> dict[tuple[str, str, str], Leg]:
    legs = {}
    for row in _rows(frame):
        ends = (row["from_id"], row["to_id"])
        for start, end in (ends, ends[::-1]):
            legs[start, end, row["surface"]] = Leg(
                from_id=start,
                to_id=end,
                surface=row["surface"],
                distance_m=row["distance_m"],
                crossings=row["river_crossings"],
            )
    return legs


def _second(moment: time | None, otherwise: int) -> int:
    return otherwise if moment is None else seconds_of_day(moment)


def _place(row: Row) -> Place:
    return Place(
        place_id=row["place_id"],
        kind=row["kind"],
        parent_id=row["parent_id"] or "",
        lat=row["lat"],
        lon=row["lon"],
        opens_s=_second(row["opens"], 0),
        closes_s=_second(row["closes"], SECONDS_PER_DAY),
    )


def _tps(row: Row, places: Mapping[str, Place]) -> Tps:
    return Tps(
        tps_id=row["tps_id"],
        village_id=row["village_id"],
        hub_id=places[row["village_id"]].parent_id,
        voters=row["voters_male"] + row["voters_female"],
        lat=row["lat"],
        lon=row["lon"],
    )


def _vehicle(row: Row) -> Vehicle:
    return Vehicle(
        vehicle_type=row["vehicle_type"],
        count=row["count"],
        base_id=row["base_id"],
        volume_l=row["volume_l"],
        mass_kg=row["mass_kg"],
        fixed_idr=row["fixed_idr"],
        per_km_idr=row["per_km_idr"],
        per_hour_idr=row["per_hour_idr"],
        shift_start_s=_second(row["shift_start"], 0),
        shift_end_s=_second(row["shift_end"], SECONDS_PER_DAY),
        duty_s=row["duty_s"],
        escort=row["escort"],
    )


def _stage(row: Row) -> Stage:
    due_s = _second(row["due"], SECONDS_PER_DAY)
    return Stage(
        stage=row["stage"],
        from_kind=row["from_kind"],
        to_kind=row["to_kind"],
        first_day=row["first_day"],
        last_day=row["last_day"],
        due_s=row["last_day"] * SECONDS_PER_DAY + due_s,
        is_out=row["direction"] == "out",
        may_skip_hub=bool(row["may_skip_hub"]),
        night=bool(row["night"]),
    )
