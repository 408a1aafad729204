"""What one vehicle does from leaving its base until it is back."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sampai.planning.drafts import (
    CARRY,
    REPOSITION,
    Carriage,
    Ride,
    TripDraft,
)
from sampai.planning.errands import Errand
from sampai.planning.goods import Lot

Way = Callable[[str, str, str], tuple[Ride, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """
    A halt at which goods board or leave.

    Parameters
    ----------
    place_id
        Where.
    on, off
        Goods that board and that leave.
    """

    place_id: str
    on: tuple[Lot, ...] = ()
    off: tuple[Lot, ...] = ()


@dataclass(slots=True, kw_only=True)
class RunBuilder:
    """
    Cuts the halts of a vehicle into trips.

    A trip begins where an empty vehicle loads and ends where it loads
    next, or at its base.

    Parameters
    ----------
    vehicle_type
        Kind of vehicle.
    base_id
        Where it starts and ends.
    way
        Gives the rides of a vehicle type between two places.
    stage_of
        Gives the stage of a trip from what it carries.
    start_s
        Earliest moment of the first trip. [s]
    """

    vehicle_type: str
    base_id: str
    way: Way
    stage_of: Callable[[Sequence[Event]], str]
    start_s: int
    _drafts: list[TripDraft] = field(default_factory=list)

    def build(self, events: Iterable[Event]) -> tuple[TripDraft, ...]:
        """
        Make the trips.

        Parameters
        ----------
        events
            The halts in order.

        Returns
        -------
        tuple of TripDraft
            The trips, the first perhaps an empty run to the first goods.
        """
        groups = _trips(events)
        if not groups:
            return ()
        if groups[0][0].place_id != self.base_id:
            self._reposition(groups[0])
        for group, after in zip(groups, [*groups[1:], None], strict=True):
            end_id = after[0].place_id if after else self.base_id
            self._carry(group, end_id)
        return tuple(self._drafts)

    def _reposition(self, group: Sequence[Event]) -> None:
        goal = group[0].place_id
        self._drafts.append(
            TripDraft(
                stage=self.stage_of(group),
                purpose=REPOSITION,
                vehicle_type=self.vehicle_type,
                vehicle=0,
                load_at_s=self.start_s,
                places=(self.base_id,),
                ways=(self.way(self.vehicle_type, self.base_id, goal),),
                end_id=goal,
            )
        )

    def _carry(self, group: Sequence[Event], end_id: str) -> None:
        places = tuple(event.place_id for event in group)
        ways = [
            self.way(self.vehicle_type, a, b)
            for a, b in itertools.pairwise(places)
        ]
        if end_id != places[-1]:
            ways.append(self.way(self.vehicle_type, places[-1], end_id))
        self._drafts.append(
            TripDraft(
                stage=self.stage_of(group),
                purpose=CARRY,
                vehicle_type=self.vehicle_type,
                vehicle=0,
                load_at_s=self.start_s,
                places=places,
                ways=tuple(ways),
                carriages=carriages(group),
                end_id=end_id,
            )
        )


def _trips(events: Iterable[Event]) -> list[list[Event]]:
    """Cut where the vehicle is empty; halts at one place become one."""
    groups: list[list[Event]] = []
    aboard = 0
    for event in events:
        if aboard == 0:
            groups.append([])
        group = groups[-1]
        # Off before on: a vehicle that is emptied at a place and loaded
        # there again ends its trip between the two.
        if group and event.off and aboard == len(event.off) and event.on:
            group.append(replace(event, on=()))
            groups.append([replace(event, off=())])
        elif group and group[-1].place_id == event.place_id:
            last = group[-1]
            group[-1] = replace(
                last, on=last.on + event.on, off=last.off + event.off
            )
        else:
            group.append(event)
        aboard += len(event.on) - len(event.off)
    return groups


def errands_of(
    events: Sequence[Event], lots: Sequence[Lot] | None = None
) -> list[Errand]:
    """
    Give the goods of halts back as errands.

    Parameters
    ----------
    events
        The halts in order.
    lots
        Goods that are wanted, of those that leave at the halts; all of them
        where it is left out.

    Returns
    -------
    list of Errand
        One a lot, in the order in which they leave.
    """
    wanted = None if lots is None else {id(lot) for lot in lots}
    board = {id(lot): event.place_id for event in events for lot in event.on}
    return [
        Errand(lots=(lot,), from_id=board[id(lot)], to_id=event.place_id)
        for event in events
        for lot in event.off
        if wanted is None or id(lot) in wanted
    ]


def without(events: Iterable[Event], lots: Iterable[Lot]) -> tuple[Event, ...]:
    """
    Take goods out of halts.

    Parameters
    ----------
    events
        The halts in order.
    lots
        Goods to take out.

    Returns
    -------
    tuple of Event
        The halts at which anything still boards or leaves.
    """
    gone = {id(lot) for lot in lots}
    kept = (
        Event(
            place_id=event.place_id,
            on=tuple(lot for lot in event.on if id(lot) not in gone),
            off=tuple(lot for lot in event.off if id(lot) not in gone),
        )
        for event in events
    )
    return tuple(event for event in kept if event.on or event.off)


def carriages(group: Sequence[Event]) -> tuple[Carriage, ...]:
    """
    Match where goods board with where they leave.

    Parameters
    ----------
    group
        The halts of one trip.

    Returns
    -------
    tuple of Carriage
        In the order of the goods' subjects.
    """
    board: dict[int, int] = {}
    found = []
    for stop, event in enumerate(group):
        for lot in event.on:
            board[id(lot)] = stop
        found += [
            Carriage(lot=lot, board=board[id(lot)], leave=stop)
            for lot in event.off
        ]
    return tuple(
        sorted(found, key=lambda c: (c.lot.subject, c.board, c.leave))
    )
