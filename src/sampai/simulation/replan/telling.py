"""The table of changes: what changed, for whom, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import polars as pl

from sampai.planning.context import Context
from sampai.simulation.replan.change import (
    DROPPED,
    KEPT_LATE,
    UNSERVED,
    Change,
)
from sampai.simulation.replan.placed import PlacedTrip
from sampai.simulation.replan.scene import Departed
from sampai.tables import OPERATION_TABLES

Row = dict[str, Any]
# When goods of a subject leave a trip at a place, and on which vehicle.
Promise = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """
    Tells changes beside what was planned.

    Parameters
    ----------
    context
        The regency.
    promised
        Hand-overs of the plan, by subject and place.
    """

    context: Context
    promised: Mapping[tuple[str, str], Promise]

    def table(
        self,
        departed: Iterable[Departed],
        changes: Iterable[Change],
        unserved: Mapping[str, tuple[str, str]],
    ) -> pl.DataFrame:
        """
        Write the table.

        Parameters
        ----------
        departed
            Trips that have set out.
        changes
            What became of the others.
        unserved
            Cause and why of the tps that are not served any more.

        Returns
        -------
        DataFrame
            As in the contract of changes.csv.
        """
        rows = [
            *(row for one in departed for row in self._late(one)),
            *(row for change in changes for row in self._changed(change)),
        ]
        for tps_id, (cause, why) in sorted(unserved.items()):
            village_id = self.context.village_of[tps_id]
            planned = self.promised.get((tps_id, village_id))
            rows.append(
                {
                    "change": UNSERVED,
                    "tps_id": tps_id,
                    "before_at": self._at(planned[0] if planned else None),
                    "vehicle_before": planned[1] if planned else None,
                    "cause": cause,
                    "why": why,
                }
            )
        return OPERATION_TABLES["changes"].frame([_whole(row) for row in rows])

    def _at(self, second: int | None) -> Any:
        if second is None:
            return None
        return self.context.horizon.moment(second).astimezone(UTC)

    def _late(self, one: Departed) -> Iterator[Row]:
        """Tell of a trip that is on its way and will not be as planned."""
        if not one.is_late:
            return
        name = told_vehicle(one.trip)
        base = {
            "change": KEPT_LATE,
            "trip_id": one.trip.trip_id,
            "vehicle_before": name,
            "vehicle_after": None if one.broken_off else name,
            "cause": one.cause,
            "why": one.why,
        }
        known = one.end_s < 2**40 and not one.broken_off
        rows = []
        for tps_id, stop in _hand_overs(one.trip):
            then_s = one.trip.leave_s(stop)
            now_s = int(one.times.depart[stop - 1][0])
            if now_s != then_s or (one.broken_off and then_s > 0):
                after_s = now_s if known else None
                if now_s != then_s:
                    rows.append(
                        {
                            "tps_id": tps_id,
                            "before_at": self._at(then_s),
                            "after_at": self._at(after_s),
                        }
                    )
        if not rows:
            rows = [
                {
                    "before_at": self._at(one.trip.timed.end_s),
                    "after_at": self._at(one.end_s if known else None),
                }
            ]
        for row in rows:
            yield base | row

    def _changed(self, change: Change) -> Iterator[Row]:
        before, after = change.before, change.after
        trip = after or before
        if trip is None:
            return
        base = {
            "change": change.change,
            "trip_id": trip.trip_id,
            "vehicle_before": told_vehicle(before) if before else None,
            "vehicle_after": told_vehicle(after) if after else None,
            "cause": change.cause,
            "why": change.why,
        }
        rows = [] if change.change == DROPPED else list(self._moved(change))
        if not rows:
            rows = [
                {
                    "before_at": self._at(before.timed.end_s)
                    if before
                    else None,
                    "after_at": self._at(after.timed.end_s) if after else None,
                }
            ]
        for row in rows:
            yield base | row

    def _moved(self, change: Change) -> Iterator[Row]:
        """Hand-overs at another time, or from another vehicle."""
        after = change.after
        if after is None:
            return
        then = dict(_hand_overs(change.before)) if change.before else {}
        seen: set[str] = set()
        for tps_id, stop in _hand_overs(after):
            if tps_id in seen:
                continue
            seen.add(tps_id)
            place_id = after.draft.places[stop]
            planned = self.promised.get((tps_id, place_id))
            then_s = planned[0] if planned else None
            if change.before is not None and tps_id in then:
                then_s = change.before.leave_s(then[tps_id])
            now_s = after.leave_s(stop)
            same = planned and planned[1] == told_vehicle(after)
            if then_s == now_s and same:
                continue
            row = {
                "tps_id": tps_id,
                "before_at": self._at(then_s),
                "after_at": self._at(now_s),
            }
            if change.before is None and planned:
                row["vehicle_before"] = planned[1]
            yield row


def promises(trips: Iterable[PlacedTrip]) -> dict[tuple[str, str], Promise]:
    """
    List the hand-overs of a plan.

    Parameters
    ----------
    trips
        Its trips.

    Returns
    -------
    dict
        The last one of every subject at every place, and the vehicle.
    """
    found: dict[tuple[str, str], Promise] = {}
    for trip in trips:
        for held in trip.draft.carriages:
            key = held.lot.subject, trip.draft.places[held.leave]
            moment = trip.leave_s(held.leave)
            if key not in found or found[key][0] < moment:
                found[key] = moment, told_vehicle(trip)
    return found


def told_vehicle(trip: PlacedTrip) -> str:
    """
    Name the vehicle of a trip as changes.csv does.

    Parameters
    ----------
    trip
        A trip.

    Returns
    -------
    str
        Such as ``truck-3``.
    """
    return "-".join(map(str, trip.vehicle))


def _hand_overs(trip: PlacedTrip) -> Iterator[tuple[str, int]]:
    for held in trip.draft.carriages:
        if held.lot.tps_id:
            yield held.lot.tps_id, held.leave


COLUMNS = (
    *("change", "trip_id", "tps_id", "before_at", "after_at"),
    *("vehicle_before", "vehicle_after", "cause", "why"),
)


def _whole(row: Mapping[str, Any]) -> Row:
    return {name: row.get(name) for name in COLUMNS}
