"""The dataset as the auditor holds it: plain facts, looked up by id."""

from collections.abc import Mapping
from dataclasses import dataclass

from sampai.clock import Horizon
from sampai.tables import Settings
from sampai.units import travel_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the dataset; hours in seconds of the day."""

    place_id: str
    kind: str
    parent_id: str
    lat: float
    lon: float
    opens_s: int
    closes_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tps:
    """A TPS with the village it lies in and the hub of that village."""

    tps_id: str
    village_id: str
    hub_id: str
    voters: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A leg as ridden in one of its two directions."""

    from_id: str
    to_id: str
    surface: str
    distance_m: int
    crossings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A vehicle type; shift in seconds of the day."""

    vehicle_type: str
    count: int
    base_id: str
    volume_l: float
    mass_kg: float
    fixed_idr: int
    per_km_idr: int
    per_hour_idr: int
    shift_start_s: int
    shift_end_s: int
    duty_s: int
    escort: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage; ``due_s`` counts from midnight before voting day."""

    stage: str
    from_kind: str
    to_kind: str
    first_day: int
    last_day: int
    due_s: int
    is_out: bool
    may_skip_hub: bool
    night: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """
    A dataset, ready to be asked.

    Second 0 is local midnight at which voting day begins, so that a second
    divided by a day gives the day of the files.

    Parameters
    ----------
    settings
        What dataset.toml says.
    horizon
        Turns moments into seconds and back.
    places, tps, vehicles, stages
        Rows by id.
    speeds
        Speed by vehicle type and surface. [km/h]
    legs
        By from, to and surface, each leg in both directions.
    legs_from
        Legs that leave a place.
    tidal
        Surfaces that the tide closes.
    """

    settings: Settings
    horizon: Horizon
    places: Mapping[str, Place]
    tps: Mapping[str, Tps]
    vehicles: Mapping[str, Vehicle]
    stages: Mapping[str, Stage]
    speeds: Mapping[tuple[str, str], float]
    legs: Mapping[tuple[str, str, str], Leg]
    legs_from: Mapping[str, tuple[Leg, ...]]
    tidal: frozenset[str]

    def ride_s(self, vehicle_type: str, leg: Leg) -> int | None:
        """
        Time of a vehicle type on a leg, river crossings included.

        Parameters
        ----------
        vehicle_type
            A type.
        leg
            A leg.

        Returns
        -------
        int or None
            Whole seconds, ``None`` where it cannot go. [s]
        """
        speed = self.speeds.get((vehicle_type, leg.surface))
        if speed is None:
            return None
        crossings_s = leg.crossings * self.settings.crossing_s
        return travel_seconds(leg.distance_m, speed) + crossings_s

    def handover_s(self, boxes: int) -> int:
        """
        Time of a hand-over or a loading.

        Parameters
        ----------
        boxes
            Boxes that change hands, on and off.

        Returns
        -------
        int
            Seconds. [s]
        """
        settings = self.settings
        return settings.per_stop_s + settings.per_box_s * boxes

    def told(self, second: int) -> str:
        """
        A second as the files write it.

        Parameters
        ----------
        second
            From midnight before voting day. [s]

        Returns
        -------
        str
            Local moment with offset.
        """
        return self.horizon.moment(second).isoformat()

    def stage_to(self, kind: str, *, out: bool) -> Stage | None:
        """
        The stage that brings goods to a kind of place.

        Parameters
        ----------
        kind
            A place kind, or ``tps``.
        out
            Whether the goods go out or come back.

        Returns
        -------
        Stage or None
            ``None`` where the dataset has no such stage.
        """
        for stage in self.stages.values():
            if stage.to_kind == kind and stage.is_out == out:
                return stage
        return None
