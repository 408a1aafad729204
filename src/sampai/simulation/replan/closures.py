"""Legs that are closed for a time, on top of tide and daylight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from sampai.conditions.windows import NEVER, LegWindows, overlaps
from sampai.geography import Network
from sampai.geography.network import NO_WAY
from sampai.planning.calm import (
    CalmConditions,
)
from sampai.planning.context import (
    Context,
)
from sampai.planning.drafts import Ride
from sampai.planning.moments import (
    Seconds,
)
from sampai.planning.riding import first_to_arrive
from sampai.simulation.replan.placed import PlacedTrip

# Before any second of a horizon, where a leg was open as the tide had it.
ALWAYS = -NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """
    One leg that nobody can ride for a time.

    Parameters
    ----------
    leg
        Row of ``legs``.
    from_s, to_s
        Closed from, and open again. [s]
    why
        Ends, surface and reason, for people.
    """

    leg: int
    from_s: int
    to_s: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Closures:
    """
    Every closure of a live state, seen from its moment.

    Parameters
    ----------
    context
        The regency in fair weather.
    at_s
        The moment: what was entered before it was entered. [s]
    by_leg
        Closures by row of ``legs``, in order.
    """

    context: Context
    at_s: int
    by_leg: Mapping[int, tuple[Closure, ...]] = field(default_factory=dict)

    @cached_property
    def windows(self) -> LegWindows:
        """When legs are open: tide, daylight and no closure."""
        calm = self.context.windows
        spans = dict(calm.spans)
        for leg, closures in self.by_leg.items():
            opened = _open_spans(closures)
            before = calm.of(leg)
            spans[leg] = opened if before is None else overlaps(before, opened)
        return LegWindows(spans=spans)

    @property
    def conditions(self) -> "LiveConditions":
        """Fair weather with the closures."""
        return LiveConditions(
            self.context.network,
            self.windows,
            calm=self.context.windows,
            at_s=self.at_s,
        )

    def hit(self, trip: PlacedTrip) -> Closure | None:
        """
        Find the first closure that a trip runs into as it is timed.

        Parameters
        ----------
        trip
            A trip.

        Returns
        -------
        Closure or None
            The closure, ``None`` where all its legs are open.
        """
        if not self.by_leg:
            return None
        times = trip.times
        for way, entered, left in zip(
            trip.draft.ways, times.enter, times.leave, strict=True
        ):
            for ride, enter, leave in zip(way, entered, left, strict=True):
                for closure in self.by_leg.get(ride.leg, ()):
                    if (
                        int(enter[0]) >= self.at_s
                        and int(enter[0]) < closure.to_s
                        and int(leave[0]) > closure.from_s
                    ):
                        return closure
        return None

    def way(
        self, vehicle_type: str, from_id: str, to_id: str, ready_s: int
    ) -> tuple[tuple[Ride, ...], int] | None:
        """
        Find the way that arrives first.

        Parameters
        ----------
        vehicle_type
            Who rides.
        from_id, to_id
            Ends of the way.
        ready_s
            When the vehicle stands before it. [s]

        Returns
        -------
        tuple or None
            The rides and the moment of arrival, ``None`` where there is no
            way any more.
        """
        return first_to_arrive(
            self.context.network,
            self.windows,
            vehicle_type,
            (from_id, to_id),
            ready_s,
        )

    def network_at(self, moment_s: int) -> Network:
        """
        Leave out the legs that are closed at a moment.

        Parameters
        ----------
        moment_s
            The moment. [s]

        Returns
        -------
        Network
            What is left to ride.
        """
        shut = [
            leg
            for leg, closures in self.by_leg.items()
            if any(c.from_s <= moment_s < c.to_s for c in closures)
        ]
        network = self.context.network
        if not shut:
            return network
        leg_s = {name: s.copy() for name, s in network.leg_s.items()}
        for seconds in leg_s.values():
            seconds[shut] = NO_WAY
        return replace(
            network, leg_s=leg_s, _matrices={}, _paces={}, _leg_of={}
        )


@dataclass(slots=True)
class LiveConditions(CalmConditions):
    """
    Fair weather with closures; what was entered before now was entered.

    Parameters
    ----------
    network
        For times on legs.
    windows
        For tide, daylight and closures.
    calm
        For tide and daylight alone.
    at_s
        Now. [s]
    """

    calm: LegWindows
    at_s: int

    def _enter(self, leg: int, ready: Seconds, travel_s: int) -> Seconds:
        ready_s = int(ready[0])
        past = self.calm.next_entry(leg, ready_s, travel_s)
        if past is not None and past < self.at_s:
            return np.array([past])
        entry = self.windows.next_entry(leg, max(ready_s, 0), travel_s)
        return np.array([NEVER if entry is None else entry])


def read_closures(
    context: Context, at_s: int, table: pl.DataFrame
) -> Closures:
    """
    Find the legs of the closures of a live state.

    Parameters
    ----------
    context
        The regency.
    at_s
        The moment of the state. [s]
    table
        The table closures.

    Returns
    -------
    Closures
        By leg, in order.
    """
    leg_of = _rows_of_legs(context)
    second = context.horizon.second
    found: dict[int, list[Closure]] = {}
    for row in table.sort("from_at").iter_rows(named=True):
        leg = leg_of[row["from_id"], row["to_id"], row["surface"]]
        found.setdefault(leg, []).append(
            Closure(
                leg=leg,
                from_s=second(row["from_at"]),
                to_s=second(row["to_at"]),
                why=_why(row),
            )
        )
    return Closures(
        context=context,
        at_s=at_s,
        by_leg={leg: tuple(own) for leg, own in found.items()},
    )


def _why(row: Mapping[str, Any]) -> str:
    ends = f"{row['from_id']}-{row['to_id']} {row['surface']}"
    return f"{ends}: {row['reason']}"


def _rows_of_legs(context: Context) -> dict[tuple[str, str, str], int]:
    network = context.network
    ids = network.place_ids
    found: dict[tuple[str, str, str], int] = {}
    for row, surface in enumerate(network.surface):
        one = ids[network.from_index[row]]
        other = ids[network.to_index[row]]
        found[one, other, surface] = found[other, one, surface] = row
    return found


def _open_spans(closures: Iterable[Closure]) -> Any:
    """Give the spans between closures, which may overlap."""
    spans: list[tuple[int, int]] = []
    begins_s = ALWAYS
    for closure in sorted(closures, key=lambda c: c.from_s):
        if closure.from_s > begins_s:
            spans.append((begins_s, closure.from_s))
        begins_s = max(begins_s, closure.to_s)
    spans.append((begins_s, NEVER))
    return np.array(spans, dtype=np.int64)
