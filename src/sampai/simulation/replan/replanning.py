"""Replan the rest of a plan from a live state, with the least changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from sampai.planning.context import (
    Context,
)
from sampai.planning.footwork import Footwork
from sampai.planning.goods import Lot
from sampai.planning.last_mile import walks
from sampai.planning.plan import Plan, PlanTables, TimedTrip
from sampai.planning.remarks import REMEDIES
from sampai.planning.stages import (
    HUB_TO_VILLAGE,
)
from sampai.simulation.replan.book import Book
from sampai.simulation.replan.change import NOT_BROUGHT, Change
from sampai.simulation.replan.closures import read_closures
from sampai.simulation.replan.finder import Finder
from sampai.simulation.replan.homecoming import come_home
from sampai.simulation.replan.ladder import Ladder
from sampai.simulation.replan.leftovers import Leftovers
from sampai.simulation.replan.limits import Limits
from sampai.simulation.replan.outcome import (
    LOST,
    Came,
    came_out,
    exception_rows,
    failed_home,
    footwork_of,
    in_time,
    last_mile,
    unserved_rows,
)
from sampai.simulation.replan.placed import (
    PlacedTrip,
    pieces_of,
    read_placed,
)
from sampai.simulation.replan.scene import (
    GOODS,
    HOME,
    OUT,
    look,
)
from sampai.simulation.replan.search import Search
from sampai.simulation.replan.stock import Stock
from sampai.simulation.replan.telling import Telling, promises
from sampai.simulation.replan.troubles import Troubles
from sampai.simulation.replan.whereabouts import put_departed
from sampai.tables import OPERATION_TABLES, Operation
from sampai.tables.live_state import LiveState

Reasons = dict[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """
    The tables of a plan as it is from a moment on.

    Parameters
    ----------
    plan
        Trips, stops, passages and loads; what is kept is kept to the byte.
    last_mile, unserved, exceptions
        As in DESIGN's contract of an operation.
    changes
        What changed, for whom and why.
    """

    plan: Plan
    last_mile: pl.DataFrame
    unserved: pl.DataFrame
    exceptions: pl.DataFrame
    changes: pl.DataFrame


class Replanning:
    """
    One replan.

    Parameters
    ----------
    context
        The regency.
    operation
        The plan that runs.
    state
        Where goods and vehicles are, and what is closed.
    lots
        Goods of every subject, with their goal.
    """

    def __init__(
        self,
        context: Context,
        operation: Operation,
        state: LiveState,
        lots: Sequence[tuple[Lot, str]],
    ) -> None:
        self.context = context
        self.operation = operation
        self.lots = {lot.subject: lot for lot, _ in lots}
        self.goals = {lot.subject: goal for lot, goal in lots}
        self.trips = read_placed(context, operation)
        at_s = context.horizon.second(state.at)
        closures = read_closures(context, at_s, state.closures)
        self.scene = look(context, closures, self.trips, state, self.lots)
        self.ids = fresh_ids(context, state, self.trips)
        self.walk_s = dict(
            walks(context.dataset).select("tps_id", "walk_s").iter_rows()
        )
        self.limits = Limits(context, self.walk_s)
        self.changes: list[Change] = []
        self.reasons: dict[str, tuple[str, str]] = {}
        self.failed: Reasons = {}

    def run(self) -> NewPlan:
        """
        Mend the way out, then the way back.

        Returns
        -------
        NewPlan
            The tables.
        """
        out = self._ladder(self._stock_out(), out=True)
        self._mend(out, out=True)
        came = came_out(out.book.stock, self.lots, self.goals, self.scene.told)
        served = in_time(self.context, came, self.walk_s)
        self._blame_out(out, came, served)
        footwork = footwork_of(self.context, served)
        home = self._ladder(self._stock_home(footwork, served), out=False)
        self._mend(home, out=False)
        self._blame_home(home, served)
        self.changes += come_home(self.scene, home.tours, self.ids)
        return self._tables(footwork, served)

    # --- one direction ------------------------------------------------------

    def _stock_out(self) -> Stock:
        stock = Stock()
        for subject, lot in self.lots.items():
            stock.put(subject, self.context.depot_id, 0, pieces_of(lot))
        return stock

    def _stock_home(
        self, footwork: Footwork, served: Mapping[str, int]
    ) -> Stock:
        stock = Stock()
        ready = footwork.back_in_village_s()
        for tps_id in served:
            village_id = self.context.village_of[tps_id]
            boxes = self.lots[tps_id].boxes
            stock.put(tps_id, village_id, ready[tps_id], (boxes, 0, 0))
        return stock

    def _ladder(self, stock: Stock, *, out: bool) -> Ladder:
        astray = put_departed(self.scene, stock, out=out)
        book = Book(
            diary=self.scene.diary,
            stock=stock,
            ids=self.ids,
            changes=self.changes,
            reasons=self.reasons,
            past_hub=self._past_hub(),
        )
        finder = Finder(
            tours=self.scene.tours(stock),
            diary=self.scene.diary,
            limits=self.limits,
            at_s=self.scene.at_s,
        )
        return Ladder(
            scene=self.scene,
            finder=finder,
            book=book,
            troubles=Troubles(scene=self.scene, book=book, astray=astray),
            search=Search(context=self.context, finder=finder, book=book),
        )

    def _past_hub(self) -> set[str]:
        return {
            held.lot.subject
            for one in self.scene.departed
            if one.trip.draft.stage == HOME[-1]
            for held in one.trip.draft.carriages
        }

    def _mend(self, ladder: Ladder, *, out: bool) -> None:
        stages = OUT if out else HOME
        for trip in self.trips:
            waits = trip.depart_s > self.scene.at_s
            if waits and trip.draft.stage in stages:
                ladder.mend(trip)
        goals = self.goals
        if not out:
            goals = dict.fromkeys(self.walk_s, self.context.depot_id)
        Leftovers(
            ladder=ladder,
            lots=self.lots,
            goals=goals,
            out=out,
            given_up=self._given_up(),
        ).sweep()

    def _given_up(self) -> frozenset[str]:
        """Tps that the plan itself could not serve."""
        by_itself = self.operation.unserved.filter(
            pl.col("reason").is_in([*REMEDIES])
        )
        return frozenset(by_itself["tps_id"])

    # --- what fails ---------------------------------------------------------

    def _blame_out(
        self, ladder: Ladder, came: Came, served: Mapping[str, int]
    ) -> None:
        for tps_id in self.walk_s:
            if tps_id in served and tps_id not in came.short:
                continue
            reason = self._reason(ladder, tps_id)
            if tps_id in came.short and tps_id in served:
                reason = GOODS, LOST
            self.failed[tps_id, HUB_TO_VILLAGE] = reason

    def _blame_home(self, ladder: Ladder, served: Mapping[str, int]) -> None:
        boxes = {subject: lot.boxes for subject, lot in self.lots.items()}
        failed = failed_home(self.context, ladder.book.stock, served, boxes)
        for tps_id, stage in failed.items():
            self.failed[tps_id, stage] = self._reason(ladder, tps_id)

    def _reason(self, ladder: Ladder, tps_id: str) -> tuple[str, str]:
        if tps_id in self.reasons:
            return self.reasons[tps_id]
        for one in self.scene.departed:
            own = {held.lot.subject for held in one.trip.draft.carriages}
            if one.is_late and tps_id in own:
                return one.cause, one.why
        return GOODS, ladder.troubles.astray.get(tps_id, NOT_BROUGHT)

    # --- tables -------------------------------------------------------------

    def _tables(
        self, footwork: Footwork, served: Mapping[str, int]
    ) -> NewPlan:
        old, given_up = self.operation, self._given_up()
        named = set(old.unserved["tps_id"])
        changes = Telling(
            context=self.context, promised=promises(self.trips)
        ).table(
            self.scene.departed,
            self.changes,
            {
                tps_id: reason
                for (tps_id, _), reason in self.failed.items()
                if tps_id not in named
            },
        )
        concerned = frozenset(changes["tps_id"].drop_nulls()) | (
            named - given_up
        )
        expected = [
            *(one.expected.timed for one in self.scene.departed),
            *(trip.timed for trip in self.scene.diary.trips()),
        ]
        return NewPlan(
            plan=self._plan(),
            last_mile=last_mile(old.last_mile, footwork, self._walked(served)),
            unserved=unserved_rows(old.unserved, self.failed, given_up),
            exceptions=exception_rows(
                self.context, old.exceptions, expected, served, concerned
            ),
            changes=changes,
        )

    def _walked(self, served: Mapping[str, int]) -> list[Lot]:
        return [self.lots[tps_id] for tps_id in served]

    def _plan(self) -> Plan:
        """Rows as they were where a trip is, rows anew where it is not."""
        before = {trip.trip_id: trip for trip in self.trips}
        now = [
            *(one.trip for one in self.scene.departed),
            *self.scene.diary.trips(),
        ]
        fresh = [t for t in now if before.get(t.trip_id) is not t]
        kept = [t.trip_id for t in now if before.get(t.trip_id) is t]
        made = self._made(fresh)
        frames = {
            name: pl.concat(
                [
                    getattr(self.operation, name).filter(
                        pl.col("trip_id").is_in(kept)
                    ),
                    getattr(made, name),
                ]
            ).sort(OPERATION_TABLES[name].key)
            for name in ("trips", "stops", "passages", "loads")
        }
        return Plan(**frames)

    def _made(self, trips: Sequence[PlacedTrip]) -> Plan:
        context = self.context
        tables = PlanTables(
            context.horizon, context.network, dict(context.fleet)
        )
        plan = tables.make([trip.timed for trip in trips])
        ids = self._ids_by_row(plan.trips, trips)

        def named(frame: pl.DataFrame) -> pl.DataFrame:
            own = pl.col("trip_id").replace_strict(ids, return_dtype=pl.String)
            return frame.with_columns(trip_id=own)

        return Plan(
            trips=named(plan.trips),
            stops=named(plan.stops),
            passages=named(plan.passages),
            loads=named(plan.loads),
        )

    def _ids_by_row(
        self, rows: pl.DataFrame, trips: Sequence[PlacedTrip]
    ) -> dict[str, str]:
        """A vehicle begins no two trips at one moment."""
        own = {_begins(trip.timed): trip.trip_id for trip in trips}
        second = self.context.horizon.second
        return {
            row["trip_id"]: own[
                row["vehicle_type"],
                int(row["vehicle"]),
                second(row["load_at"]),
            ]
            for row in rows.iter_rows(named=True)
        }


def _begins(trip: TimedTrip) -> tuple[str, int, int]:
    return trip.draft.vehicle_type, trip.draft.vehicle, trip.load_s


def fresh_ids(
    context: Context, state: LiveState, trips: Sequence[PlacedTrip]
) -> Iterator[str]:
    """
    Give ids that tell when a trip was planned and that no trip has had.

    Parameters
    ----------
    context
        The regency.
    state
        Its moment goes into the ids.
    trips
        The plan.

    Yields
    ------
    str
        Such as ``R1124-1200-01``.
    """
    local = state.at.astimezone(context.horizon.zone)
    stem = f"R{local:%m%d-%H%M}"
    known = {trip.trip_id for trip in trips}
    number = 0
    while True:
        number += 1
        trip_id = f"{stem}-{number:02d}"
        if trip_id not in known:
            yield trip_id
