"""Put errands over open legs on the calendar and into the schedule."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sampai.planning.context import (
    Context,
)
from sampai.planning.days import assign_days
from sampai.planning.errands import Errand
from sampai.planning.roads import (
    Span,
    VehicleDay,
    between_many,
    from_one_place,
)
from sampai.planning.runs import Event, RunBuilder, errands_of, without
from sampai.planning.schedule import Schedule
from sampai.planning.stages import (
    Stage,
)

MOST_ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadwork:
    """
    Plans errands of one direction.

    Parameters
    ----------
    context
        The regency.
    schedule
        Takes the trips.
    stage_of
        Gives the stage of a trip from its halts.
    """

    context: Context
    schedule: Schedule
    stage_of: Callable[[Iterable[Event]], str]

    def per_day(self, name: str) -> int:
        """
        Count the vehicles of a type that may be out on one day.

        The police on the road are shared by all types in proportion to
        what they would need, so that no hour of the day needs more.

        Parameters
        ----------
        name
            The vehicle type.

        Returns
        -------
        int
            Vehicles.
        """
        fleet = self.context.fleet
        cap = self.context.dataset.settings.police_on_the_road
        escorted = [kind for kind in fleet.values() if kind.escort]
        wanted = sum(kind.count * kind.escort for kind in escorted)
        if wanted <= cap or not fleet[name].escort:
            return fleet[name].count
        share = {kind.name: kind.count * cap // wanted for kind in escorted}
        left = cap - sum(share[k.name] * k.escort for k in escorted)
        # What rounding left over goes to the types in order of their names,
        # so that a small cap still lets something through.
        for kind in escorted:
            if share[kind.name] < kind.count and kind.escort <= left:
                share[kind.name] += 1
                left -= kind.escort
        return share[name]

    def any_day(
        self,
        kinds: Iterable[str],
        errands: Sequence[Errand],
        windows: Mapping[str, tuple[int, int]],
        due_s: int,
        iterations: int,
    ) -> list[Errand]:
        """
        Plan errands from or to one place on whichever days allow them.

        Parameters
        ----------
        kinds
            Vehicle types.
        errands
            All from the same place or all to the same place.
        windows
            First and last day allowed, by subject of the goods.
        due_s
            Time of day by which goods are handed over. [s]
        iterations
            Of the search.

        Returns
        -------
        list of Errand
            Those that found no vehicle.
        """
        left = list(errands)
        for _ in range(MOST_ROUNDS):
            runs = len(self.schedule.runs)
            left = self._round(kinds, left, windows, due_s, iterations)
            # What found no day may find one with the vehicles that are left.
            if not left or len(self.schedule.runs) == runs:
                break
        return left

    def _round(
        self,
        kinds: Iterable[str],
        errands: Sequence[Errand],
        windows: Mapping[str, tuple[int, int]],
        due_s: int,
        iterations: int,
    ) -> list[Errand]:
        if not errands:
            return []
        spans = [windows[lot.subject] for e in errands for lot in e.lots]
        days = range(
            min(first for first, _ in spans),
            max(last for _, last in spans) + 1,
        )
        free = {(k, day): self.free(k, day) for k in kinds for day in days}
        counts = {k: sum(free[k, day] for day in days) for k in kinds}
        found, left = from_one_place(
            self.context,
            errands,
            counts,
            Span(start_s=0, due_s=due_s),
            iterations,
        )
        placed, crowded = assign_days(self.context, found, days, free, windows)
        for day, vehicle_day in placed:
            midnight_s = self.context.horizon.day_start_s(day)
            left += self._add(vehicle_day, midnight_s)
        for vehicle_day in crowded:
            left += errands_of(vehicle_day.events)
        return left

    def free(self, name: str, day: int) -> int:
        """
        Count the vehicles of a type that may yet set out on a day.

        Parameters
        ----------
        name
            The vehicle type.
        day
            Whole days from voting day.

        Returns
        -------
        int
            Vehicles.
        """
        return max(
            0, self.per_day(name) - self.schedule.vehicles_out(name, day)
        )

    def on_days(
        self,
        kinds: Sequence[str],
        errands: Sequence[Errand],
        days: Iterable[int],
        stage: Stage,
        iterations: int,
    ) -> list[Errand]:
        """
        Plan errands of any ends day by day, each day what is ready then.

        Parameters
        ----------
        kinds
            Vehicle types.
        errands
            What is to be carried.
        days
            Days in the order in which they are tried.
        stage
            Gives the time of day that is due, and whether it is night work.
        iterations
            Of the search.

        Returns
        -------
        list of Errand
            Those that found no vehicle on any day.
        """
        left = list(errands)
        for day in days:
            midnight = self.context.horizon.day_start_s(day)
            counts = {name: self.free(name, day) for name in kinds}
            span = Span(
                start_s=midnight,
                due_s=midnight + stage.due_s,
                night=stage.night,
            )
            ready = [e for e in left if e.ready_s < span.due_s]
            later = [e for e in left if e.ready_s >= span.due_s]
            solver = (
                from_one_place
                if self._from_base(kinds, ready)
                else between_many
            )
            found, missed = solver(
                self.context, ready, counts, span, iterations
            )
            left = later + missed
            for vehicle_day in found:
                rest = self._add(vehicle_day, midnight)
                left += [self._waiting(errand) for errand in rest]
            if not left:
                break
        return left

    def _from_base(
        self, kinds: Sequence[str], errands: Sequence[Errand]
    ) -> bool:
        """Tell whether every vehicle loads where it stands."""
        bases = {self.context.fleet[name].base_id for name in kinds}
        return bases == {errand.from_id for errand in errands}

    def _waiting(self, errand: Errand) -> Errand:
        """Note on an errand when its goods were ready."""
        ready_s = max(
            self.schedule.ready_s(lot.subject, errand.from_id)
            for lot in errand.lots
        )
        return replace(errand, ready_s=ready_s)

    def _add(self, vehicle_day: VehicleDay, midnight_s: int) -> list[Errand]:
        """Add as much as the day allows, and give back what is left."""
        kind = self.context.fleet[vehicle_day.vehicle_type]
        events, left = vehicle_day.events, list[Errand]()
        while events:
            builder = RunBuilder(
                vehicle_type=kind.name,
                base_id=kind.base_id,
                way=self.context.way,
                stage_of=self.stage_of,
                start_s=midnight_s + kind.shift_start_s,
            )
            if self.schedule.add(builder.build(events)):
                break
            last = max(n for n, event in enumerate(events) if event.off)
            left += errands_of(events, events[last].off)
            events = without(events, events[last].off)
        return left
