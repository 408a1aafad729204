"""Whether a trip of a plan that runs keeps its limits, and how late it may."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sampai.planning.context import (
    Context,
)
from sampai.planning.limits import is_in_time
from sampai.planning.plan import TimedTrip
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_VILLAGE,
    VILLAGE_TO_TPS,
)

OUT_STAGES = (DEPOT_TO_HUB, HUB_TO_VILLAGE)


class Limits:
    """
    Limits of trips: those of the stages, and the last ones of all.

    Parameters
    ----------
    context
        The regency.
    walk_s
        Time of the last mile by tps. [s]
    """

    def __init__(self, context: Context, walk_s: Mapping[str, int]) -> None:
        self.context = context
        self.walk_s = walk_s
        last = context.stages[VILLAGE_TO_TPS]
        self.due_at_tps_s = context.due_s(VILLAGE_TO_TPS)
        self.exceptional = replace(
            context,
            stages={
                name: replace(stage, last_day=last.last_day, due_s=last.due_s)
                if name in OUT_STAGES
                else stage
                for name, stage in context.stages.items()
            },
        )

    def last_day(self, stage: str, *, late: bool) -> int:
        """
        Say on which day a trip of a stage may begin at the latest.

        Parameters
        ----------
        stage
            Name of the stage.
        late
            Whether an exception is made.

        Returns
        -------
        int
            Whole days from voting day.
        """
        context = self.exceptional if late else self.context
        return context.stages[stage].last_day

    def keeps(self, trip: TimedTrip, *, late: bool = False) -> bool:
        """
        Tell whether a trip by itself is in time and within its shift.

        Parameters
        ----------
        trip
            The trip.
        late
            Whether it may come after its stage, as long as every tps has
            its goods in time.

        Returns
        -------
        bool
            Whether every limit is kept.
        """
        context = self.exceptional if late else self.context
        day = context.horizon.day_of(trip.load_s)
        if day > self.last_day(trip.draft.stage, late=late):
            return False
        return is_in_time(context, [trip]) and self.reaches_tps(trip)

    def reaches_tps(self, trip: TimedTrip) -> bool:
        """
        Tell whether what comes to a village can be at its tps in time.

        Parameters
        ----------
        trip
            The trip.

        Returns
        -------
        bool
            Whether every tps has its goods in time.
        """
        if trip.draft.stage not in OUT_STAGES:
            return True
        villages = self.context.village_of
        for held in trip.draft.carriages:
            tps_id = held.lot.tps_id
            place_id = trip.draft.places[held.leave]
            if tps_id is None or place_id != villages[tps_id]:
                continue
            came_s = int(trip.times.depart[held.leave - 1][0])
            if came_s + self.walk_s[tps_id] > self.due_at_tps_s:
                return False
        return True

    def keeps_duty(self, trips: Sequence[TimedTrip]) -> bool:
        """
        Tell whether a vehicle is on duty no longer than allowed on any day.

        Parameters
        ----------
        trips
            Trips of one vehicle.

        Returns
        -------
        bool
            Whether time on duty is kept.
        """
        spans: dict[int, tuple[int, int]] = {}
        for trip in trips:
            day = self.context.horizon.day_of(trip.load_s)
            first, last = spans.get(day, (trip.load_s, trip.end_s))
            spans[day] = min(first, trip.load_s), max(last, trip.end_s)
        if not trips:
            return True
        duty_s = self.context.fleet[trips[0].draft.vehicle_type].duty_s
        return all(last - first <= duty_s for first, last in spans.values())
