"""Find the least change that brings goods: the day, the vehicle, the cut."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from sampai.planning.context import Context
from sampai.simulation.replan.book import Book
from sampai.simulation.replan.change import Reason
from sampai.simulation.replan.cutting import halves
from sampai.simulation.replan.finder import Finder
from sampai.simulation.replan.placed import pieces_of
from sampai.simulation.replan.wishes import Offer, Wish

# Vehicle types; those of a group are asked before those of the next.
Kinds = Sequence[Sequence[str]]


@dataclass(slots=True, kw_only=True)
class Search:
    """
    Steps 4 and 5 of the ladder.

    Parameters
    ----------
    context
        The regency.
    finder
        Finds vehicles.
    book
        Takes the trips.
    """

    context: Context
    finder: Finder
    book: Book
    _hopeless: set[Hashable] = field(default_factory=set)

    def same_day(self, kinds: Kinds, wish: Wish) -> Offer | None:
        """
        Step 4: another of the kind on the same day, then another kind.

        Boxes come to their hub in the night of the vote, if need be by a
        vehicle that stays there.

        Parameters
        ----------
        kinds
            Vehicle types, those that are asked first before the others.
        wish
            The trip.

        Returns
        -------
        Offer or None
            The best, ``None`` where none can.
        """
        night = self.context.stages[wish.stage].night
        for stay in (False, True) if night else (False,):
            for names in kinds:
                offer = self.finder.best(replace(wish, stay=stay), names)
                if offer is not None:
                    return offer
        return None

    def later(self, kinds: Kinds, wish: Wish, day: int) -> Offer | None:
        """
        Step 5: any vehicle on a later day, then after the stage.

        One that cannot come back the same day may stay where it is.

        Parameters
        ----------
        kinds
            Vehicle types, those that are asked first before the others.
        wish
            The trip.
        day
            The day on which it was to begin.

        Returns
        -------
        Offer or None
            The best, ``None`` where none can.
        """
        limits = self.finder.limits
        every = [name for names in kinds for name in names]
        in_stage = limits.last_day(wish.stage, late=False)
        after = limits.last_day(wish.stage, late=True)
        for late, stay in product((False, True), repeat=2):
            if late and after == in_stage:
                return None
            first = day if late or stay else day + 1
            days = tuple(range(first, (after if late else in_stage) + 1))
            offer = self.finder.best(
                replace(wish, days=days, late=late, stay=stay), every
            )
            if offer is not None:
                return offer
        return None

    def bring(
        self, kinds: Kinds, wish: Wish, day: int, reason: Reason
    ) -> None:
        """
        Bring goods by new trips, by as few as will do.

        Parameters
        ----------
        kinds
            Vehicle types, those that are asked first before the others.
        wish
            What is to be brought.
        day
            First day on which a trip may begin.
        reason
            Cause and why.
        """
        # What one vehicle could not bring a like one cannot bring either.
        like = self._like(wish, day)
        if like in self._hopeless:
            return
        first = replace(wish, days=(day,))
        offer = self.same_day(kinds, first) or self.later(kinds, first, day)
        if offer is not None:
            self.book.add(offer, reason)
            return
        self._hopeless.add(like)
        for half in halves(wish.events, self.context.sizes):
            self.bring(kinds, replace(wish, events=half), day, reason)

    def _like(self, wish: Wish, day: int) -> Hashable:
        origin = wish.events[0]
        ready_s = max(
            (
                self.book.stock.ready_s(
                    lot.subject, origin.place_id, pieces_of(lot)
                )
                for lot in origin.on
            ),
            default=0,
        )
        return (
            tuple(
                (event.place_id, tuple(map(pieces_of, event.off)))
                for event in wish.events
            ),
            (wish.stage, wish.from_s, day, ready_s, len(self.book.changes)),
        )
