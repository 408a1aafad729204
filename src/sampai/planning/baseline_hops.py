"""A hop of the baseline: round trips of one type between two places."""

from dataclasses import dataclass

from sampai.geography.network import NO_WAY
from sampai.planning.baseline_jobs import Job
from sampai.planning.baseline_regency import Regency
from sampai.planning.fleet import VehicleType
from sampai.units import METRES_PER_KM, SECONDS_PER_HOUR

# Vehicle-days of a round trip that one tide is too short for: out, and back.
DAYS_OVER_THE_TIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """
    Round trips that carry the goods of a job from one place to another.

    Parameters
    ----------
    vehicle_type
        Type that makes them.
    origin_id
        Where it loads.
    distance_m
        Way to the goal, one way. [m]
    tidal
        Whether the tide closes a leg of the way.
    trips_s
        Time of each round trip, loading and hand-over included. [s]
    price_idr
        What types are compared by; not what is paid. [rupiah]
    """

    vehicle_type: str
    origin_id: str
    distance_m: int
    tidal: bool
    trips_s: tuple[int, ...]
    price_idr: float


def hop_of(
    regency: Regency, kind: VehicleType, job: Job, origin_id: str, goal_id: str
) -> Hop | None:
    """
    Reckon the round trips of one type for the goods of a job.

    Parameters
    ----------
    regency
        Ways, fleet and hours.
    kind
        Type that is to make them.
    job
        Its goods and its day.
    origin_id, goal_id
        The two ends: those of the job, or a place where it is cut.

    Returns
    -------
    Hop or None
        ``None`` where the type cannot: no way, none from its base, or its
        shift is over before the origin opens.
    """
    base_m, _ = regency.way(kind, kind.base_id, origin_id)
    distance_m, way_s = regency.way(kind, origin_id, goal_id)
    usable_s = regency.usable_s(kind, origin_id, job.last, 0)
    if NO_WAY in (base_m, distance_m) or usable_s <= 0:
        return None
    trips_s = tuple(
        2 * way_s + 2 * regency.handover_s(boxes)
        for boxes in _spread(kind, job)
    )
    legs = regency.network.way(kind.name, origin_id, goal_id)
    surfaces = {regency.network.surface[row] for row in legs}
    tidal = not surfaces.isdisjoint(regency.tidal_surfaces)
    vehicle_days = sum(
        DAYS_OVER_THE_TIDE
        if tidal and trip_s > job.last.tide_s
        else trip_s / usable_s
        for trip_s in trips_s
    )
    return Hop(
        vehicle_type=kind.name,
        origin_id=origin_id,
        distance_m=distance_m,
        tidal=tidal,
        trips_s=trips_s,
        price_idr=kind.per_km_idr
        * (2 * distance_m * len(trips_s) / METRES_PER_KM)
        + kind.per_hour_idr * (sum(trips_s) / SECONDS_PER_HOUR)
        + kind.fixed_idr * vehicle_days,
    )


def _spread(kind: VehicleType, job: Job) -> list[int]:
    """Boxes of each load: as even as can be, the fuller loads first."""
    loads = kind.loads_needed(job.volume_l, job.mass_kg)
    each, more = divmod(job.boxes, loads)
    return [each + 1] * more + [each] * (loads - more)
