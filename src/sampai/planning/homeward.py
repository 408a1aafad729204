"""The way back: boxes from every village to its hub, then to the depot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sampai.planning.chains import Hop
from sampai.planning.context import (
    FLEET,
    NO_WINDOW,
    Context,
)
from sampai.planning.errands import Errand
from sampai.planning.goods import Lot
from sampai.planning.roadwork import Roadwork
from sampai.planning.runs import Event
from sampai.planning.schedule import Schedule
from sampai.planning.stages import (
    Stage,
)
from sampai.planning.tidal.pocket import Pocket
from sampai.planning.tidal.trips import plan_pocket

END_OF_DAY_S = 86_340


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """
    Boxes of one tps and the chain they take to a hub or to the depot.

    Parameters
    ----------
    lot
        The boxes.
    ready_s
        When they are ready at the start of the chain. [s]
    hops
        The chain; empty where no vehicle gets through.
    """

    lot: Lot
    ready_s: int
    hops: tuple[Hop, ...]


@dataclass(slots=True, kw_only=True)
class Homeward:
    """
    Plans one stage of the way back into a schedule.

    Parameters
    ----------
    context
        The regency.
    schedule
        Takes the trips.
    stage
        ``village_to_hub`` or ``hub_to_depot``.
    returns
        What comes back.
    unserved
        Lots that could not be planned, with the reason.
    """

    context: Context
    schedule: Schedule
    stage: Stage
    returns: Sequence[Return]
    unserved: list[tuple[Lot, str]] = field(default_factory=list)

    def plan(self) -> None:
        """Plan hop after hop; each begins when the goods have come."""
        deepest = max((len(r.hops) for r in self.returns), default=0)
        for level in range(deepest):
            self._level(level)

    def missed(self) -> frozenset[str]:
        """
        Find the boxes that do not all come to the end of their chain.

        Returns
        -------
        frozenset of str
            Their subjects.
        """
        no_way = {held.lot.subject for held in self.returns if not held.hops}
        return frozenset(no_way | {lot.subject for lot, _ in self.unserved})

    @property
    def roadwork(self) -> Roadwork:
        """Planner of errands over open legs."""
        return Roadwork(
            context=self.context,
            schedule=self.schedule,
            stage_of=self._stage_of,
        )

    def _stage_of(self, _halts: Iterable[Event]) -> str:
        return self.stage.name

    def _level(self, level: int) -> None:
        groups: dict[tuple[str, ...], list[Return]] = {}
        missed = self.missed()
        for held in self.returns:
            here = held.lot.subject not in missed
            if here and len(held.hops) > level:
                kinds = held.hops[level].vehicle_types
                groups.setdefault(kinds, []).append(held)
        for kinds, own in sorted(groups.items()):
            errands = [self._errand(held, level) for held in own]
            self._group(kinds, errands, last=self._is_last(own, level))

    def _is_last(self, own: Sequence[Return], level: int) -> bool:
        return all(len(held.hops) == level + 1 for held in own)

    def _errand(self, held: Return, level: int) -> Errand:
        hop = held.hops[level]
        ready_s = held.ready_s
        if level:
            ready_s = self.schedule.ready_s(held.lot.subject, hop.from_id)
        return Errand(
            lots=(held.lot,),
            from_id=hop.from_id,
            to_id=hop.to_id,
            ready_s=ready_s,
        )

    def _group(
        self, kinds: tuple[str, ...], errands: list[Errand], *, last: bool
    ) -> None:
        tidal, still = self.context.part_tidal(kinds, errands)
        for gate_id in sorted({e.to_id for e in tidal}):
            own = [e for e in tidal if e.to_id == gate_id]
            self._tidal_group(kinds, gate_id, own)
        if not still:
            return
        if self.stage.night or not last:
            self._by_day(kinds, still)
        else:
            self._whenever(kinds, still)

    def _days(self, errands: Iterable[Errand]) -> range:
        ready = min(errand.ready_s for errand in errands)
        first = max(self.stage.first_day, self.context.horizon.day_of(ready))
        return range(first, self.stage.last_day + 1)

    def _by_day(self, kinds: tuple[str, ...], errands: list[Errand]) -> None:
        left = self.roadwork.on_days(
            kinds,
            errands,
            self._days(errands),
            self.stage,
            self.context.iterations,
        )
        self._miss(left)

    def _whenever(self, kinds: tuple[str, ...], errands: list[Errand]) -> None:
        """Bring to the depot on any day from the one after they are ready."""
        day_of = self.context.horizon.day_of
        windows = {
            lot.subject: (
                max(self.stage.first_day, day_of(errand.ready_s) + 1),
                self.stage.last_day,
            )
            for errand in errands
            for lot in errand.lots
        }
        timeless = [
            Errand(lots=e.lots, from_id=e.from_id, to_id=e.to_id)
            for e in errands
        ]
        left = self.roadwork.any_day(
            kinds,
            timeless,
            windows,
            self.stage.due_s,
            self.context.iterations,
        )
        self._miss(left)

    def _tidal_group(
        self, kinds: tuple[str, ...], gate_id: str, errands: list[Errand]
    ) -> None:
        boxes = sum(errand.boxes for errand in errands)
        onward_s = self._onward_s(gate_id, errands, boxes)
        # For the rule of the same day one tps's boxes count, alone on their
        # way: only what no plan could bring in time is late.
        alone_s = self._onward_s(gate_id, errands, errands[0].boxes)
        same_day = self.context.horizon.day_start_s(
            self.stage.first_day
        ) + min(self.stage.due_s, END_OF_DAY_S)
        pocket = Pocket(
            gate_id=gate_id,
            outward=False,
            errands=tuple(errands),
            first_day=self.stage.first_day,
            days=tuple(self._days(errands)),
            due_s=self.context.due_s(self.stage.name) - onward_s,
            night=self.stage.night,
            late_after_s=same_day - alone_s,
        )
        found = plan_pocket(
            self.context, pocket, kinds, self._stage_of, self.roadwork.free
        )
        for drafts in found.runs:
            self.schedule.add_as_timed(drafts)
        self._miss(found.short)
        self._miss(found.closed, NO_WINDOW)

    def _onward_s(
        self, gate_id: str, errands: Sequence[Errand], boxes: int
    ) -> int:
        """Least time from a gate to the end of the chain."""
        subjects = {lot.subject for e in errands for lot in e.lots}
        rules = self.context.rules
        longest = 0
        for held in self.returns:
            if held.lot.subject not in subjects:
                continue
            for hop in held.hops:
                if hop.from_id == gate_id:
                    longest = max(longest, self.context.fastest_s(hop))
        if not longest:
            return 0
        handling_s = rules.per_stop_s + rules.per_box_s * boxes
        return longest + 2 * handling_s

    def _miss(self, errands: Iterable[Errand], why: str = FLEET) -> None:
        self.unserved += [
            (lot, why) for errand in errands for lot in errand.lots
        ]
