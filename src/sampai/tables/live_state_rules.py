"""Rules of a live state: what cannot be true of the plan it speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sampai.clock import Horizon
from sampai.errors import Fault
from sampai.tables.dataset import Dataset
from sampai.tables.operation import Operation
from sampai.tables.rules.references import unknown_ids
from sampai.tables.rules.sheets import Row, Sheets, Told
from sampai.tables.wording import quoted

KINDS = {"boxes": "BOX", "booths": "BTH", "bags": "OUT"}
LEG = ("from_id", "to_id", "surface")
VEHICLE = ("vehicle_type", "vehicle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """
    What a live state is held against.

    Parameters
    ----------
    dataset
        Dataset of the operation.
    operation
        The plan that runs.
    at
        Moment of the state; ``None`` where it could not be read.
    """

    dataset: Dataset
    operation: Operation
    at: datetime | None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """First and last moment of the operation's days."""
        settings, stages = self.dataset.settings, self.dataset.stages
        first, last = stages["first_day"].to_list(), stages["last_day"]
        horizon = Horizon(
            voting_day=settings.voting_day,
            first_day=min(first),
            zone=ZoneInfo(settings.time_zone),
        )
        end = horizon.day_start_s(max(last.to_list()) + 1)
        return horizon.start, horizon.moment(end)

    def local(self, moment: datetime) -> str:
        """
        Tell a moment as the files of the operation do.

        Parameters
        ----------
        moment
            An aware moment.

        Returns
        -------
        str
            Local time with its offset.
        """
        zone = ZoneInfo(self.dataset.settings.time_zone)
        return moment.astimezone(zone).isoformat(timespec="seconds")


def check_live_state(sheets: Sheets, known: Known) -> list[Fault]:
    """
    Find what cannot be true in a live state.

    Parameters
    ----------
    sheets
        Its tables as far as they could be read, and those of the dataset.
    known
        The dataset, the plan and the moment.

    Returns
    -------
    list of Fault
        Every fault that no cell has told already.
    """
    found = [*unknown_ids(sheets), *_outside(sheets, known)]
    if "closures" in sheets.tables:
        found += [*_turned(sheets, known), *_no_leg(sheets, known)]
    if "holdings" in sheets.tables:
        found += [*_one_of_two(sheets), *_too_many(sheets, known)]
        found += _not_aboard(sheets, known)
    if "vehicles_now" in sheets.tables:
        found += [*_no_vehicle(sheets, known), *_astray(sheets, known)]
        found += _missing(sheets, known)
    told = {
        (sheet.file, row, column)
        for sheet in sheets.tables.values()
        for row, column in sheet.bad_cells
    }
    return [
        fault
        for fault in found
        if not any(
            (fault.file, fault.row, column) in told
            for column in (fault.column or "").split(", ")
        )
    ]


def _outside(sheets: Sheets, known: Known) -> Iterator[Fault]:
    if known.at is None:
        return
    first, last = known.span
    if not first <= known.at < last:
        yield Fault(
            file=sheets.settings_file,
            column="at",
            found=quoted(known.local(known.at)),
            expected=(
                f"a moment of the operation, {known.local(first)} to"
                f" {known.local(last)}"
            ),
            remedy="Correct the moment, or name the plan that runs then.",
        )


def _turned(sheets: Sheets, known: Known) -> Iterator[Fault]:
    bad = sheets.frame("closures").filter(pl.col("to_at") <= pl.col("from_at"))

    def tell(row: Row) -> Told:
        return (
            f"{known.local(row['from_at'])} to {known.local(row['to_at'])}",
            "an end after the beginning",
            "Exchange or correct the two moments.",
        )

    yield from sheets.each("closures", "from_at, to_at", bad, tell)


def _no_leg(sheets: Sheets, known: Known) -> Iterator[Fault]:
    legs = known.dataset.legs.select(LEG)
    turned = legs.select(from_id="to_id", to_id="from_id", surface="surface")
    rows = sheets.frame("closures").drop_nulls(LEG)
    bad = rows.join(pl.concat([legs, turned]), on=LEG, how="anti")

    def tell(row: Row) -> Told:
        ends = {row["from_id"], row["to_id"]}
        others = {
            surface
            for start, end, surface in legs.iter_rows()
            if {start, end} == ends
        }
        return (
            f"{row['from_id']} to {row['to_id']} by {row['surface']}",
            "a leg of the dataset, in either direction",
            f"Between the two there is {', '.join(sorted(others))}."
            if others
            else "Close each leg of the way by a row of its own.",
        )

    yield from sheets.each("closures", "from_id, to_id, surface", bad, tell)


def _one_of_two(sheets: Sheets) -> Iterator[Fault]:
    place, trip = pl.col("place_id").is_null(), pl.col("trip_id").is_null()
    rows = sheets.frame("holdings")

    def tell(row: Row) -> Told:
        return (
            "both" if row["place_id"] else "neither",
            "either the place or the trip they are on",
            "Fill in one of the two cells.",
        )

    yield from sheets.each(
        "holdings", "place_id, trip_id", rows.filter(place == trip), tell
    )
    nothing = pl.sum_horizontal(*KINDS) == 0
    yield from sheets.each(
        "holdings",
        ", ".join(KINDS),
        rows.filter(nothing),
        lambda _row: (
            "nothing",
            "boxes, booths or bags",
            "Delete the row, or say what is there.",
        ),
    )


def _too_many(sheets: Sheets, known: Known) -> Iterator[Fault]:
    """Find goods of which there are more than the TPS has."""
    needs = known.operation.needs.filter(pl.col("tps_id").is_not_null())
    rows = sheets.frame("holdings")
    for kind, item in KINDS.items():
        has = (
            needs.filter(item=item)
            .group_by("tps_id")
            .agg(has=pl.col("quantity").sum())
        )
        bad = (
            rows.with_columns(
                told=pl.col(kind).cum_sum().over("tps_id", order_by="row")
            )
            .join(has, on="tps_id", how="left")
            .filter(
                pl.col("tps_id").is_in(known.dataset.tps["tps_id"].implode()),
                pl.col(kind) > 0,
                pl.col("told") > pl.col("has").fill_null(0),
            )
        )

        def tell(row: Row, kind: str = kind) -> Told:
            return (
                f"{row['told']} {kind} of {row['tps_id']}",
                f"at most {row['has'] or 0}, which is all it has",
                "Count again, or correct the rows of this TPS.",
            )

        yield from sheets.each("holdings", kind, bad, tell)


def _not_aboard(sheets: Sheets, known: Known) -> Iterator[Fault]:
    """Find goods on a trip that has not left, or does not carry them."""
    trips = dict(known.operation.trips.select("trip_id", "depart_at").rows())
    aboard: dict[tuple[str, str, str], int] = {}
    for row in known.operation.loads.iter_rows(named=True):
        for kind in KINDS:
            key = (row["trip_id"], row["tps_id"] or "", kind)
            aboard[key] = aboard.get(key, 0) + row[kind]
    rows = sheets.frame("holdings").drop_nulls("trip_id")
    rows = rows.filter(pl.col("trip_id").is_in([*trips]))

    def waits(row: Row) -> bool:
        return known.at is not None and trips[row["trip_id"]] > known.at

    def lacks(row: Row) -> bool:
        own = row["trip_id"], row["tps_id"]
        return any(
            (row[kind] or 0) > aboard.get((*own, kind), 0) for kind in KINDS
        )

    def not_left(row: Row) -> Told:
        return (
            f"{row['trip_id']}, off at {known.local(trips[row['trip_id']])}",
            "a trip that has departed",
            "Name the place at which the goods lie.",
        )

    def not_carried(row: Row) -> Told:
        own = row["trip_id"], row["tps_id"]
        told = " and ".join(
            f"{aboard.get((*own, kind), 0)} {kind}" for kind in KINDS
        )
        return (
            f"more goods of {row['tps_id']} than {row['trip_id']} carries",
            f"no more than {told}",
            "Correct the trip, or name the place at which the goods lie.",
        )

    for judge, tell in ((waits, not_left), (lacks, not_carried)):
        bad = _where(rows, judge)
        yield from sheets.each("holdings", "trip_id", bad, tell)


def _where(rows: pl.DataFrame, judge: Any) -> pl.DataFrame:
    kept = [judge(row) for row in rows.iter_rows(named=True)]
    return rows.filter(pl.Series(kept, dtype=pl.Boolean))


def _no_vehicle(sheets: Sheets, known: Known) -> Iterator[Fault]:
    counts = dict(
        known.dataset.vehicles.select("vehicle_type", "count").rows()
    )
    rows = sheets.frame("vehicles_now").drop_nulls(VEHICLE)

    def judge(row: Row) -> bool:
        count = counts.get(row["vehicle_type"])
        names = {str(number) for number in range(1, (count or 0) + 1)}
        return count is not None and row["vehicle"] not in names

    def tell(row: Row) -> Told:
        kind = row["vehicle_type"]
        return (
            f"{kind} {row['vehicle']}",
            f"a number from 1 to {counts[kind]}, of so many there are",
            "Correct the number, or the count in vehicles.csv.",
        )

    yield from sheets.each(
        "vehicles_now", "vehicle", _where(rows, judge), tell
    )


def _astray(sheets: Sheets, known: Known) -> Iterator[Fault]:
    """Find vehicles at a place that no leg they can ride leads to."""
    legs = known.dataset.legs.join(
        known.dataset.speeds.select("vehicle_type", "surface"), on="surface"
    )
    can_be = {
        (kind, place)
        for kind, start, end in legs.select(
            "vehicle_type", "from_id", "to_id"
        ).iter_rows()
        for place in (start, end)
    }
    can_be |= set(
        known.dataset.vehicles.select("vehicle_type", "base_id").rows()
    )
    places = set(known.dataset.places["place_id"])
    kinds = set(known.dataset.vehicles["vehicle_type"])
    rows = sheets.frame("vehicles_now").drop_nulls("place_id")

    def judge(row: Row) -> bool:
        here = row["vehicle_type"], row["place_id"]
        return here[0] in kinds and here[1] in places and here not in can_be

    def tell(row: Row) -> Told:
        return (
            quoted(row["place_id"]),
            f"a place that a {row['vehicle_type']} can reach",
            "Correct the place, or add its speed on the way there.",
        )

    yield from sheets.each(
        "vehicles_now", "place_id", _where(rows, judge), tell
    )


def _missing(sheets: Sheets, known: Known) -> Iterator[Fault]:
    """Name the vehicles that still have to ride and have no row."""
    if known.at is None:
        return
    trips = known.operation.trips.sort("load_at")
    here = sheets.frame("vehicles_now").select(VEHICLE)
    needed = (
        trips.filter(pl.col("return_at") > known.at)
        .select(VEHICLE)
        .unique(maintain_order=True)
        .join(here, on=VEHICLE, how="anti")
        .sort(VEHICLE)
    )
    bases = dict(
        known.dataset.vehicles.select("vehicle_type", "base_id").rows()
    )
    for kind, vehicle in needed.iter_rows():
        gone = trips.filter(
            pl.col("depart_at") <= known.at,
            vehicle_type=kind,
            vehicle=vehicle,
        ).tail(1)
        place, free = bases.get(kind, ""), known.at
        if gone.height:
            place, free = gone["end_id"][0], max(free, gone["return_at"][0])
        planned = f"{kind},{vehicle},{place},{known.local(free)},yes"
        told = (
            f"no row for {kind} {vehicle}",
            "one for each vehicle with a trip that is not over",
            f"Say where it is; as planned it is {planned}",
        )
        yield sheets.whole("vehicles_now", "vehicle", told)
