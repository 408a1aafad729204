"""What is wrong with a trip as it was planned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sampai.planning.goods import Lot
from sampai.planning.runs import Event
from sampai.simulation.replan.book import Book
from sampai.simulation.replan.change import NOT_BROUGHT, Reason
from sampai.simulation.replan.cutting import exchanged
from sampai.simulation.replan.diary import Unit
from sampai.simulation.replan.placed import Goods, PlacedTrip, pieces_of
from sampai.simulation.replan.scene import CLOSURE, GOODS, KNOCK_ON, Scene
from sampai.simulation.replan.stock import NOTHING, at_most, plus
from sampai.simulation.replan.tours import events_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubles:
    """
    Looks at trips before they are mended.

    Parameters
    ----------
    scene
        The regency at the moment.
    book
        What stands so far.
    astray
        Subjects whose goods are not where the plan has them, and why.
    """

    scene: Scene
    book: Book
    astray: Mapping[str, str]

    def what_is_there(self, trip: PlacedTrip) -> list[Event]:
        """
        Give the halts of a trip with the goods that will be there to board.

        Parameters
        ----------
        trip
            The trip.

        Returns
        -------
        list of Event
            As many halts as it has.
        """
        there: dict[tuple[str, str], Goods] = {}
        gone: dict[int, Lot | None] = {}
        for held in trip.draft.carriages:
            key = held.lot.subject, trip.draft.places[held.board]
            left = there.setdefault(key, self.book.stock.there(*key))
            pieces = at_most(pieces_of(held.lot), left)
            there[key] = plus(left, pieces, -1)
            if pieces != pieces_of(held.lot):
                gone[id(held.lot)] = self._part(held.lot, pieces)
        return [exchanged(event, gone) for event in events_of(trip.draft)]

    def _part(self, lot: Lot, pieces: Goods) -> Lot | None:
        if not any(pieces):
            return None
        boxes, booths, bags = pieces
        return lot.part(
            self.scene.context.sizes, boxes=boxes, booths=booths, bags=bags
        )

    def of_unit(self, unit: Unit) -> Reason | None:
        """
        Say why a unit cannot stay as it is.

        Parameters
        ----------
        unit
            As planned.

        Returns
        -------
        tuple or None
            Cause and why, ``None`` where it can.
        """
        vehicle = unit.trips[-1].vehicle
        standing = self.book.diary.standing[vehicle]
        place_id, free_s = self.book.diary.before(unit)
        moved = place_id != unit.origin_id or free_s > unit.load_s
        if not standing.usable or moved:
            if vehicle in self.book.changed:
                return KNOCK_ON, f"after: {self.book.changed[vehicle]}"
            return standing.cause or KNOCK_ON, standing.why or "elsewhere"
        for trip in unit.trips:
            closure = self.scene.closures.hit(trip)
            if closure is not None:
                return CLOSURE, f"closed: {closure.why}"
        return self._late_goods(unit.trips[-1])

    def _late_goods(self, trip: PlacedTrip) -> Reason | None:
        for key, stop, wanted in _boarding(trip):
            if self.book.stock.ready_s(*key, wanted) > trip.board_s(stop):
                if key[0] in self.astray:
                    return GOODS, self.astray[key[0]]
                return KNOCK_ON, f"after: {self.book.brought.get(key, '-')}"
        return None

    def why_no_goods(self, trip: PlacedTrip) -> Reason:
        """
        Say why goods of a trip will not be there.

        Parameters
        ----------
        trip
            The trip.

        Returns
        -------
        tuple
            Cause and why.
        """
        subjects = [held.lot.subject for held in trip.draft.carriages]
        for subject in subjects:
            if subject in self.astray:
                return GOODS, self.astray[subject]
        for subject in subjects:
            if subject in self.book.reasons:
                return KNOCK_ON, self.book.reasons[subject][1]
        return KNOCK_ON, NOT_BROUGHT


def _boarding(
    trip: PlacedTrip,
) -> Iterator[tuple[tuple[str, str], int, Goods]]:
    """What boards at which stop, by subject and place."""
    wanted: dict[tuple[str, str], tuple[int, Goods]] = {}
    for held in trip.draft.carriages:
        key = held.lot.subject, trip.draft.places[held.board]
        _, before = wanted.get(key, (held.board, NOTHING))
        wanted[key] = held.board, plus(before, pieces_of(held.lot))
    for key, (stop, pieces) in wanted.items():
        yield key, stop, pieces
