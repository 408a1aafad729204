"""The book of a replan: what stands, what was changed, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sampai.planning.stages import (
    HUB_TO_DEPOT,
)
from sampai.planning.timing import Vehicle
from sampai.simulation.replan.change import (
    DROPPED,
    NEW_TRIP,
    Change,
    Reason,
)
from sampai.simulation.replan.diary import Diary, Unit
from sampai.simulation.replan.placed import PlacedTrip, pieces_of
from sampai.simulation.replan.stock import Stock
from sampai.simulation.replan.wishes import Offer


@dataclass(slots=True, kw_only=True)
class Book:
    """
    Enters trips, moves their goods and notes every change.

    Parameters
    ----------
    diary
        What vehicles do.
    stock
        Where goods lie.
    ids
        Gives ids that no trip has had.
    changes
        What was changed.
    reasons
        Why goods have lost the trip that was to bring them.
    past_hub
        Subjects whose boxes have left their hub on the way back.
    brought
        Id of the trip that brings goods, by subject and place.
    changed
        Id of the trip by which a vehicle is not as planned.
    """

    diary: Diary
    stock: Stock
    ids: Iterator[str]
    changes: list[Change]
    reasons: dict[str, Reason]
    past_hub: set[str] = field(default_factory=set)
    brought: dict[tuple[str, str], str] = field(default_factory=dict)
    changed: dict[Vehicle, str] = field(default_factory=dict)

    def add(self, offer: Offer, reason: Reason) -> PlacedTrip:
        """
        Enter a trip that no plan had.

        Parameters
        ----------
        offer
            The vehicle and its trips.
        reason
            Cause and why.

        Returns
        -------
        PlacedTrip
            The trip that carries.
        """
        trips = tuple(
            PlacedTrip(trip_id=next(self.ids), timed=timed)
            for timed in offer.trips
        )
        for trip in trips:
            self._record(NEW_TRIP, None, trip, reason)
        self.settle(Unit(trips=trips), entered=False)
        self.changed[offer.vehicle] = trips[-1].trip_id
        return trips[-1]

    def place(
        self, unit: Unit, offer: Offer, change: str, reason: Reason
    ) -> None:
        """
        Enter a trip in place of what it was.

        Parameters
        ----------
        unit
            The trip as planned, with its empty runs; out of the diary.
        offer
            The vehicle and its trips.
        change
            What was done.
        reason
            Cause and why.
        """
        trip = unit.trips[-1]
        spare = [empty.trip_id for empty in unit.empties]
        empties = [
            PlacedTrip(
                trip_id=spare.pop(0) if spare else next(self.ids), timed=timed
            )
            for timed in offer.trips[:-1]
        ]
        carry = PlacedTrip(trip_id=trip.trip_id, timed=offer.carry)
        self.put(unit, Unit(trips=(*empties, carry)), change, reason)

    def put(
        self, unit: Unit, fresh: Unit, change: str, reason: Reason
    ) -> None:
        """
        Enter a unit in place of another.

        Parameters
        ----------
        unit
            As planned; out of the diary.
        fresh
            As it is now.
        change
            What was done.
        reason
            Cause and why.
        """
        before = {trip.trip_id: trip for trip in unit.trips}
        for trip in fresh.trips:
            planned = before.pop(trip.trip_id, None)
            if planned is trip:
                continue
            kind = change if planned is not None else NEW_TRIP
            self._record(kind, planned, trip, reason)
        for trip in before.values():
            self._record(DROPPED, trip, None, reason)
        self.settle(fresh, entered=False)
        for one in (unit, fresh):
            self.changed[one.trips[-1].vehicle] = fresh.trips[-1].trip_id

    def drop(self, unit: Unit, reason: Reason) -> None:
        """
        Take a unit out of the diary for good.

        Parameters
        ----------
        unit
            As planned.
        reason
            Cause and why.
        """
        self.diary.remove(unit)
        self.leave_out(unit, reason)

    def leave_out(self, unit: Unit, reason: Reason) -> None:
        """
        Note that a unit, which is out of the diary, does not come back.

        Parameters
        ----------
        unit
            As planned.
        reason
            Cause and why.
        """
        for trip in unit.trips:
            self._record(DROPPED, trip, None, reason)
            for held in trip.draft.carriages:
                self.reasons.setdefault(held.lot.subject, reason)
        self.changed[unit.trips[-1].vehicle] = unit.trips[-1].trip_id

    def _record(
        self,
        change: str,
        before: PlacedTrip | None,
        after: PlacedTrip | None,
        reason: Reason,
    ) -> None:
        self.changes.append(
            Change(
                change=change,
                before=before,
                after=after,
                cause=reason[0],
                why=reason[1],
            )
        )

    def settle(self, unit: Unit, *, entered: bool = True) -> None:
        """
        Let a unit stand, and move its goods.

        Parameters
        ----------
        unit
            As it is now.
        entered
            Whether it is in the diary already.
        """
        if not entered:
            self.diary.add(unit)
        trip = unit.trips[-1]
        self.diary.settled.update(t.trip_id for t in unit.trips)
        for held in trip.draft.carriages:
            pieces = pieces_of(held.lot)
            board_id = trip.draft.places[held.board]
            place_id = trip.draft.places[held.leave]
            if trip.draft.stage == HUB_TO_DEPOT:
                self.past_hub.add(held.lot.subject)
            self.stock.take(held.lot.subject, board_id, pieces)
            self.stock.put(
                held.lot.subject, place_id, trip.leave_s(held.leave), pieces
            )
            self.brought[held.lot.subject, place_id] = trip.trip_id
