"""The way out: from the depot to every village and every hub."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sampai.planning.chains import Hop
from sampai.planning.context import (
    FLEET,
    NO_WINDOW,
    Context,
)
from sampai.planning.errands import Errand
from sampai.planning.goods import Lot
from sampai.planning.hop_days import hop_days
from sampai.planning.roadwork import Roadwork
from sampai.planning.runs import Event
from sampai.planning.schedule import Schedule
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_VILLAGE,
    Stage,
)
from sampai.planning.tidal.pocket import Pocket
from sampai.planning.tidal.trips import PocketPlan, plan_pocket


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """
    Goods of one tps or district and the chain they take from the depot.

    Parameters
    ----------
    lot
        The goods.
    goal_id
        Village or hub to which they go.
    hops
        The chain; empty where no vehicle gets through.
    """

    lot: Lot
    goal_id: str
    hops: tuple[Hop, ...]


@dataclass(slots=True, kw_only=True)
class Outward:
    """
    Plans the way out into a schedule.

    Parameters
    ----------
    context
        The regency.
    schedule
        Takes the trips.
    deliveries
        What goes out.
    unserved
        Lots that could not be planned, with the reason.
    """

    context: Context
    schedule: Schedule
    deliveries: Sequence[Delivery]
    unserved: list[tuple[Lot, str]] = field(default_factory=list)

    def plan(self) -> None:
        """Plan the first hops last: their goods are due when others leave."""
        deepest = max((len(d.hops) for d in self.deliveries), default=0)
        self._first_hops()
        for level in range(1, deepest):
            self._later_hops(level)

    def missed(self) -> frozenset[str]:
        """
        Find the goods that do not all come to their goal.

        Returns
        -------
        frozenset of str
            Their subjects.
        """
        no_way = {d.lot.subject for d in self.deliveries if not d.hops}
        return frozenset(no_way | {lot.subject for lot, _ in self.unserved})

    def stage_of(self, halts: Iterable[Event]) -> str:
        """
        Stage of a trip: that of its latest goal.

        Parameters
        ----------
        halts
            Its halts.

        Returns
        -------
        str
            Name of the stage.
        """
        for halt in halts:
            for lot in halt.off:
                village = self.context.village_of.get(lot.tps_id or "")
                if village == halt.place_id:
                    return HUB_TO_VILLAGE
        return DEPOT_TO_HUB

    @property
    def roadwork(self) -> Roadwork:
        """Planner of errands over open legs."""
        return Roadwork(
            context=self.context,
            schedule=self.schedule,
            stage_of=self.stage_of,
        )

    def _spans(self, delivery: Delivery) -> tuple[tuple[int, int], ...]:
        """First and last day of each hop of a delivery."""
        final = self._final(delivery)
        precaution = self.context.precautions.of(delivery.goal_id)
        return hop_days(self.context, final, delivery.hops, precaution)

    def _final(self, delivery: Delivery) -> Stage:
        """Stage of the last hop: what is the district's own ends at hubs."""
        is_district = delivery.lot.tps_id is None
        name = DEPOT_TO_HUB if is_district else HUB_TO_VILLAGE
        return self.context.stages[name]

    def _first_hops(self) -> None:
        """Everything that leaves the depot, as one problem where it may."""
        groups: dict[tuple[str, ...], list[Delivery]] = {}
        for delivery in self.deliveries:
            if delivery.hops:
                kinds = delivery.hops[0].vehicle_types
                groups.setdefault(kinds, []).append(delivery)
        for kinds, held in sorted(groups.items()):
            self._from_depot(kinds, held)

    def _from_depot(
        self, kinds: tuple[str, ...], held: Sequence[Delivery]
    ) -> None:
        windows = {d.lot.subject: self._spans(d)[0] for d in held}
        villages = self.context.stages[HUB_TO_VILLAGE]
        core = (villages.first_day, villages.last_day)
        if core not in windows.values():
            core = min(windows.values())
        hurried = [d for d in held if self._goes_on_today(d)]
        usual = [d for d in held if not self._goes_on_today(d)]
        due_s = min(self.context.stages[DEPOT_TO_HUB].due_s, villages.due_s)
        # What has to go on the same day is at its transfer in time for that.
        for after, group in self._by_next_hop(hurried).items():
            by_s = min(due_s, self._in_time_for(after, group))
            self._miss(self._errands_out(kinds, group, windows, by_s))
        # What may travel with the villages' goods does; what has to leave
        # before them goes by itself.
        for meets in (True, False):
            own = [
                d
                for d in usual
                if _overlap(windows[d.lot.subject], core) == meets
            ]
            spans = {
                subject: _cut(window, core) if meets else window
                for subject, window in windows.items()
            }
            self._miss(self._errands_out(kinds, own, spans, due_s))

    def _errands_out(
        self,
        kinds: tuple[str, ...],
        held: Sequence[Delivery],
        windows: Mapping[str, tuple[int, int]],
        due_s: int,
    ) -> list[Errand]:
        errands = [
            Errand(
                lots=(d.lot,),
                from_id=d.hops[0].from_id,
                to_id=d.hops[0].to_id,
            )
            for d in held
        ]
        return self.roadwork.any_day(
            kinds, errands, windows, due_s, self.context.iterations
        )

    def _goes_on_today(self, delivery: Delivery) -> bool:
        """Tell whether goods leave a transfer on the day they come there."""
        spans = self._spans(delivery)
        return len(spans) > 1 and spans[0][1] == spans[1][1]

    def _by_next_hop(
        self, held: Iterable[Delivery]
    ) -> dict[Hop, list[Delivery]]:
        groups: dict[Hop, list[Delivery]] = {}
        for delivery in held:
            groups.setdefault(delivery.hops[1], []).append(delivery)
        return groups

    def _in_time_for(self, hop: Hop, held: Sequence[Delivery]) -> int:
        """Time of day by which goods must come for a hop on that day."""
        rules = self.context.rules
        boxes = sum(delivery.lot.boxes for delivery in held)
        handling_s = rules.per_stop_s + rules.per_box_s * boxes
        return max(
            self.context.fleet[name].shift_end_s for name in hop.vehicle_types
        ) - (self.context.fastest_s(hop) + 2 * handling_s)

    def _later_hops(self, level: int) -> None:
        """Hops after a transfer, on the last day, when goods have come."""
        groups: dict[tuple[object, ...], list[Delivery]] = {}
        missed = self.missed()
        for delivery in self.deliveries:
            here = delivery.lot.subject not in missed
            if here and len(delivery.hops) > level:
                last_day = self._spans(delivery)[level][1]
                kinds = delivery.hops[level].vehicle_types
                key = kinds, last_day, self._final(delivery).due_s
                groups.setdefault(key, []).append(delivery)
        for _, held in sorted(groups.items(), key=lambda item: item[0]):
            self._later_group(held, level)

    def _later_group(self, held: Sequence[Delivery], level: int) -> None:
        kinds = held[0].hops[level].vehicle_types
        errands = [self._errand(delivery, level) for delivery in held]
        spans = [self._spans(delivery)[level] for delivery in held]
        first = max(span[0] for span in spans)
        stage = replace(
            self._final(held[0]), first_day=first, last_day=spans[0][1]
        )
        tidal, still = self.context.part_tidal(kinds, errands)
        for gate_id in sorted({e.from_id for e in tidal}):
            own = [e for e in tidal if e.from_id == gate_id]
            self._tidal_group(kinds, gate_id, own, stage)
        if still:
            days = reversed(self._days(still, stage))
            self._miss(
                self.roadwork.on_days(
                    kinds, still, days, stage, self.context.iterations
                )
            )

    def _errand(self, delivery: Delivery, level: int) -> Errand:
        hop = delivery.hops[level]
        subject = delivery.lot.subject
        return Errand(
            lots=(delivery.lot,),
            from_id=hop.from_id,
            to_id=hop.to_id,
            ready_s=self.schedule.ready_s(subject, hop.from_id),
        )

    def _days(self, errands: Iterable[Errand], stage: Stage) -> range:
        """Days from the first on which any of the goods are there."""
        ready = min(errand.ready_s for errand in errands)
        first = max(stage.first_day, self.context.horizon.day_of(ready))
        return range(first, stage.last_day + 1)

    def _tidal_group(
        self,
        kinds: tuple[str, ...],
        gate_id: str,
        errands: list[Errand],
        stage: Stage,
    ) -> None:
        midnight_s = self.context.horizon.day_start_s(stage.last_day)
        found = PocketPlan(closed=tuple(errands))
        # The last day alone first: what goes earlier has to be at the gate
        # earlier too.
        days = self._days(errands, stage)
        for earliest in reversed(days):
            pocket = Pocket(
                gate_id=gate_id,
                outward=True,
                errands=tuple(errands),
                first_day=stage.first_day,
                days=tuple(range(earliest, stage.last_day + 1)),
                due_s=midnight_s + stage.due_s,
                night=stage.night,
            )
            found = plan_pocket(
                self.context, pocket, kinds, self.stage_of, self.roadwork.free
            )
            if not found.closed and not found.short:
                break
        for drafts in found.runs:
            self.schedule.add_as_timed(drafts)
        self._miss(found.short)
        self._miss(found.closed, NO_WINDOW)

    def _miss(self, errands: Iterable[Errand], why: str = FLEET) -> None:
        self.unserved += [
            (lot, why) for errand in errands for lot in errand.lots
        ]


def _overlap(window: tuple[int, int], core: tuple[int, int]) -> bool:
    return max(window[0], core[0]) <= min(window[1], core[1])


def _cut(window: tuple[int, int], core: tuple[int, int]) -> tuple[int, int]:
    return max(window[0], core[0]), min(window[1], core[1])
