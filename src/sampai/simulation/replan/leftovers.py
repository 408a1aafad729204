"""Goods that no trip brings any more: from where they lie to their goal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sampai.planning.chains import Chains, Hop
from sampai.planning.context import (
    Context,
)
from sampai.planning.goods import Lot
from sampai.planning.runs import Event
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_DEPOT,
    HUB_TO_VILLAGE,
    VILLAGE_TO_HUB,
)
from sampai.simulation.replan.ladder import Ladder
from sampai.simulation.replan.placed import Goods
from sampai.simulation.replan.scene import GOODS
from sampai.simulation.replan.wishes import Wish

# A chain of hops is planned hop by hop; none has as many.
MOST_HOPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """
    Goods that lie somewhere on their way.

    Parameters
    ----------
    lot
        The goods.
    place_id
        Where they lie.
    ready_s
        From when they may go on. [s]
    goal_id
        Where they go: their village, their hub or the depot.
    """

    lot: Lot
    place_id: str
    ready_s: int
    goal_id: str


@dataclass(slots=True, kw_only=True)
class Leftovers:
    """
    Brings on what lies short of its goal.

    Parameters
    ----------
    ladder
        Has mended what could be mended.
    lots
        Goods of every subject.
    goals
        Where each subject goes.
    out
        Whether it is the way out.
    given_up
        Subjects that the plan has named unserved by itself.
    """

    ladder: Ladder
    lots: Mapping[str, Lot]
    goals: Mapping[str, str]
    out: bool
    given_up: frozenset[str]
    _chains: dict[bool, Chains] = field(default_factory=dict)

    @property
    def context(self) -> Context:
        """The regency."""
        return self.ladder.scene.context

    def sweep(self) -> None:
        """Bring everything hop by hop as near to its goal as may be."""
        # Around what is closed first; where that fails, through it later.
        for closed in (True, False):
            stuck: set[tuple[str, str, str]] = set()
            for _ in range(MOST_HOPS):
                groups = self._groups(stuck, closed=closed)
                if not groups:
                    break
                for (_, kinds), held in groups.items():
                    self._bring(kinds, held)
            if not self.ladder.scene.closures.by_leg:
                return

    def lying(self) -> Iterator[Left]:
        """
        List what lies short of its goal.

        Yields
        ------
        Left
            Goods of one subject at one place.
        """
        for (
            subject,
            place_id,
            ready_s,
            pieces,
        ) in self.ladder.book.stock.lying():
            if subject in self.given_up or subject not in self.goals:
                continue
            goal_id = self._goal(subject, place_id)
            if goal_id != place_id:
                yield Left(
                    lot=self._lot(subject, pieces),
                    place_id=place_id,
                    ready_s=ready_s,
                    goal_id=goal_id,
                )

    def _goal(self, subject: str, place_id: str) -> str:
        goal_id = self.goals[subject]
        if self.out:
            stage = self.context.stages[HUB_TO_VILLAGE]
            hub_id = self.context.hub_of(goal_id)
            at_start = place_id == self.context.depot_id
            return goal_id if stage.may_skip_hub or not at_start else hub_id
        village_id = self.context.village_of[subject]
        hub_id = self.context.hub_of(village_id)
        if place_id == hub_id or subject in self.ladder.book.past_hub:
            return goal_id
        return hub_id if place_id != goal_id else goal_id

    def _lot(self, subject: str, pieces: Goods) -> Lot:
        boxes, booths, bags = pieces
        return self.lots[subject].part(
            self.context.sizes, boxes=boxes, booths=booths, bags=bags
        )

    def _groups(
        self, stuck: set[tuple[str, str, str]], *, closed: bool
    ) -> dict[tuple[str, tuple[str, ...]], list[tuple[Hop, Left]]]:
        """Sort what lies about by place and by what can take it on."""
        groups: dict[tuple[str, tuple[str, ...]], list[tuple[Hop, Left]]] = {}
        for left in self.lying():
            key = left.lot.subject, left.place_id, left.goal_id
            if key in stuck:
                continue
            stuck.add(key)
            hops = self._chain(left, closed=closed)
            if hops:
                group = left.place_id, hops[0].vehicle_types
                groups.setdefault(group, []).append((hops[0], left))
        return groups

    def _chain(self, left: Left, *, closed: bool) -> tuple[Hop, ...]:
        if closed not in self._chains:
            scene = self.ladder.scene
            network = (
                scene.closures.network_at(scene.at_s)
                if closed
                else self.context.network
            )
            self._chains[closed] = Chains(
                network,
                self.context.chains.fleet,
                self.context.rules.per_stop_s,
            )
        return self._chains[closed].find(
            left.place_id,
            left.goal_id,
            left.lot.volume_l,
            left.lot.mass_kg,
        )

    def _bring(
        self,
        kinds: tuple[str, ...],
        held: list[tuple[Hop, Left]],
    ) -> None:
        ladder = self.ladder
        for stage, own in self._by_stage(held).items():
            lefts = [left for _, left in own]
            ready_s = max(min(left.ready_s for left in lefts), 0)
            first = ladder.scene.context.stages[stage].first_day
            day = self.context.horizon.day_of(max(ready_s, ladder.scene.at_s))
            wish = Wish(
                events=self._tour(kinds[0], own),
                stage=stage,
                days=(),
                from_s=ladder.scene.at_s,
            )
            subject = lefts[0].lot.subject
            reason = ladder.book.reasons.get(
                subject,
                (GOODS, ladder.troubles.astray.get(subject, "goods: left")),
            )
            ladder.search.bring((kinds,), wish, max(first, day), reason)

    def _by_stage(
        self, held: list[tuple[Hop, Left]]
    ) -> dict[str, list[tuple[Hop, Left]]]:
        found: dict[str, list[tuple[Hop, Left]]] = {}
        for hop, left in held:
            found.setdefault(self._stage(hop, left), []).append((hop, left))
        return found

    def _stage(self, hop: Hop, left: Left) -> str:
        if not self.out:
            at_hub = left.goal_id == self.context.depot_id
            return HUB_TO_DEPOT if at_hub else VILLAGE_TO_HUB
        village_id = self.context.village_of.get(left.lot.tps_id or "")
        return HUB_TO_VILLAGE if hop.to_id == village_id else DEPOT_TO_HUB

    def _tour(
        self, kind: str, held: list[tuple[Hop, Left]]
    ) -> tuple[Event, ...]:
        """Halts from the nearest to the nearest next."""
        network = self.context.network
        seconds = network.matrix(kind).duration_s
        at: dict[str, list[Lot]] = {}
        for hop, left in held:
            at.setdefault(hop.to_id, []).append(left.lot)
        origin_id = held[0][1].place_id
        here, halts = origin_id, list[Event]()
        while at:
            row = seconds[network.index[here]]
            here = min(at, key=lambda p: (row[network.index[p]], p))
            halts.append(Event(place_id=here, off=tuple(at.pop(here))))
        every = tuple(lot for halt in halts for lot in halt.off)
        return Event(place_id=origin_id, on=every), *halts
