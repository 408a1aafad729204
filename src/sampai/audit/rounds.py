"""
Round trips of the baseline: which type takes a job, over which places.

Readings. The choice of a type leaves empty runs out, so the usable window
in it runs from the later of the shift's start and the origin's opening to
the earlier of due time and the shift's end, at most ``duty_s``. A job is cut
into as few sections as get it there, at any place where one type can hand
over to another; of several ways with as few, the cheapest is taken. Loads
are as many as litres or kilograms ask, whichever asks for more; a box may be
split in neither, but litres and kilograms divide.
"""

import math
from dataclasses import dataclass

from sampai.audit.facts import Facts, Stage, Vehicle
from sampai.audit.paths import Atlas
from sampai.units import METRES_PER_KM, SECONDS_PER_DAY, SECONDS_PER_HOUR

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Goods that must come from an origin to a hub or a village."""

    stage: Stage
    origin_id: str
    goal_id: str
    boxes: int
    volume_l: float
    mass_kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round trip of one load; time with loading and hand-over."""

    time_s: int
    distance_m: int
    tidal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The round trips by which one type brings a job over one section."""

    vehicle_type: str
    origin_id: str
    stage: Stage
    choice_idr: float
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """
    Finds the sections of a job.

    Parameters
    ----------
    facts
        The dataset.
    atlas
        Fastest ways.
    tide_s
        Longest open window of the beach, by day. [s]
    """

    facts: Facts
    atlas: Atlas
    tide_s: dict[int, int]

    def window_s(
        self, vehicle: Vehicle, origin_id: str, stage: Stage, empty_s: int
    ) -> int:
        """
        Time in which a vehicle can be on round trips from an origin.

        Parameters
        ----------
        vehicle
            Its type.
        origin_id
            Where it serves.
        stage
            Stage of the job, for the due time.
        empty_s
            Its empty run to the origin, and again from it. [s]

        Returns
        -------
        int
            Seconds, below one where there is no time. [s]
        """
        due_s = stage.due_s - stage.last_day * SECONDS_PER_DAY
        opens_s = self.facts.places[origin_id].opens_s
        start_s = max(vehicle.shift_start_s + empty_s, opens_s)
        end_s = min(due_s, vehicle.shift_end_s - empty_s)
        return min(end_s - start_s, vehicle.duty_s - 2 * empty_s)

    def overlong(self, one: Round, stage: Stage) -> bool:
        """
        Whether a round trip on the beach does not fit one tide.

        Parameters
        ----------
        one
            A round trip.
        stage
            Its stage, for the day.

        Returns
        -------
        bool
            Loading and hand-over are counted.
        """
        return one.tidal and one.time_s > self.tide_s[stage.last_day]

    def section(
        self, job: Job, vehicle_type: str, ends: tuple[str, str]
    ) -> Section | None:
        """
        Bring a job over one section with one type.

        Parameters
        ----------
        job
            Goods.
        vehicle_type
            A type.
        ends
            From where to where.

        Returns
        -------
        Section or None
            ``None`` where the type cannot go or cannot come there.
        """
        vehicle = self.facts.vehicles[vehicle_type]
        origin_id, goal_id = ends
        window_s = self.window_s(vehicle, origin_id, job.stage, 0)
        if (
            window_s < 1
            or origin_id not in self.atlas.ways(vehicle_type, vehicle.base_id)
            or goal_id not in self.atlas.ways(vehicle_type, origin_id)
        ):
            return None
        rounds = self._rounds(job, vehicle, ends)
        return Section(
            vehicle_type=vehicle_type,
            origin_id=origin_id,
            stage=job.stage,
            choice_idr=sum(
                self._choice_idr(one, vehicle, job.stage, window_s)
                for one in rounds
            ),
            rounds=rounds,
        )

    def _rounds(
        self, job: Job, vehicle: Vehicle, ends: tuple[str, str]
    ) -> tuple[Round, ...]:
        way = self.atlas.ways(vehicle.vehicle_type, ends[0])[ends[1]]
        loads = max(
            1,
            math.ceil(job.volume_l / vehicle.volume_l - ROUNDING),
            math.ceil(job.mass_kg / vehicle.mass_kg - ROUNDING),
        )
        fewest, larger = divmod(job.boxes, loads)
        return tuple(
            Round(
                time_s=2 * way.ride_s
                + 2 * self.facts.handover_s(fewest + (number < larger)),
                distance_m=2 * way.distance_m,
                tidal=way.tidal,
            )
            for number in range(loads)
        )

    def _choice_idr(
        self, one: Round, vehicle: Vehicle, stage: Stage, window_s: int
    ) -> float:
        share = 2.0 if self.overlong(one, stage) else one.time_s / window_s
        return (
            vehicle.per_km_idr * one.distance_m / METRES_PER_KM
            + vehicle.per_hour_idr * one.time_s / SECONDS_PER_HOUR
            + vehicle.fixed_idr * share
        )

    def sections(self, job: Job) -> tuple[Section, ...]:
        """
        Bring a job all the way.

        Parameters
        ----------
        job
            Goods.

        Returns
        -------
        tuple of Section
            As few as get it there, the cheapest; none where nothing does.
        """
        reached = {job.origin_id}
        front: dict[str, tuple[Section, ...]] = {job.origin_id: ()}
        while front:
            done = self._spread(job, front, {job.goal_id})
            if done:
                return done[job.goal_id]
            front = self._spread(
                job, front, self.facts.places.keys() - reached
            )
            reached |= front.keys()
        return ()

    def _spread(
        self,
        job: Job,
        front: dict[str, tuple[Section, ...]],
        goals: set[str],
    ) -> dict[str, tuple[Section, ...]]:
        """One section more from each place of the front."""
        best: dict[str, tuple[Section, ...]] = {}
        for place_id, before in sorted(front.items()):
            for vehicle_type in sorted(self.facts.vehicles):
                near = self.atlas.ways(vehicle_type, place_id).keys()
                for goal_id in sorted(near & goals):
                    one = self.section(job, vehicle_type, (place_id, goal_id))
                    if one is None:
                        continue
                    whole = (*before, one)
                    if goal_id not in best or _price(whole) < _price(
                        best[goal_id]
                    ):
                        best[goal_id] = whole
        return best


def _price(sections: tuple[Section, ...]) -> tuple[float, list[str]]:
    """Ties go by the names of the types."""
    return (
        sum(section.choice_idr for section in sections),
        [section.vehicle_type for section in sections],
    )
