"""
The baseline, recomputed: round trips for every hub and every village.

Readings. Vehicles are pooled by type, origin and due time, for a vehicle
serves one origin on one day. ``duty_s`` in all counts the empty runs too. A
vehicle of its own for two vehicle-days makes its empty runs once. The
longest open window is of the tide with daylight, for the whole of it, over
all beach legs; a plan's predictor may see the tide 5 mm lower or higher.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sampai.audit.beach import Span
from sampai.audit.case import Case
from sampai.audit.costs import Cost
from sampai.audit.facts import Facts, Stage
from sampai.audit.goods import Goods, consignments, litres_and_kg
from sampai.audit.rounds import Job, Planner, Round, Section
from sampai.units import METRES_PER_KM, SECONDS_PER_HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The baseline's cost and the number of its round trips."""

    cost: Cost
    trips: int


@dataclass(slots=True, kw_only=True)
class Load:
    """Time a vehicle of the baseline has given away, on the beach too."""

    time_s: int
    tidal_s: int


def baselines_of(case: Case) -> Iterator[Baseline]:
    """
    Recompute the baseline of a dataset.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Baseline
        By the auditor's tide, then by one a little lower and higher.
    """
    beach = case.beach
    for spans_s in (beach.spans_s, beach.lenient_s, beach.strict_s):
        yield _baseline(case, spans_s)


def _baseline(case: Case, spans_s: Sequence[Span]) -> Baseline:
    facts = case.facts
    jobs = tuple(_jobs(facts, consignments(case.records, facts)))
    planner = Planner(
        facts=facts,
        atlas=case.atlas,
        tide_s={
            job.stage.last_day: case.beach.longest_open_s(
                job.stage.last_day, spans_s
            )
            for job in jobs
        },
    )
    pools: dict[tuple[str, str, int], list[Section]] = {}
    for job in jobs:
        for section in planner.sections(job):
            key = (
                section.vehicle_type,
                section.origin_id,
                section.stage.due_s,
            )
            pools.setdefault(key, []).append(section)
    costs = [_pool_cost(planner, pool) for _, pool in sorted(pools.items())]
    return Baseline(
        cost=Cost(
            fixed_idr=sum(cost.fixed_idr for cost in costs),
            km_idr=sum(cost.km_idr for cost in costs),
            hour_idr=sum(cost.hour_idr for cost in costs),
            vehicle_days=sum(cost.vehicle_days for cost in costs),
        ),
        trips=sum(
            len(section.rounds) for pool in pools.values() for section in pool
        ),
    )


def _jobs(facts: Facts, goods: dict[str, Goods]) -> Iterator[Job]:
    to_hub = facts.stage_to("hub", out=True)
    to_village = facts.stage_to("village", out=True)
    villages, hubs = Counter[str](), Counter[str]()
    for tps in facts.tps.values():
        villages[tps.village_id] += 1
        hubs[tps.hub_id] += 1
    for hub_id in sorted(hubs):
        if to_hub is not None:
            own = [t for t in facts.tps if facts.tps[t].hub_id == hub_id]
            depot_id = facts.places[hub_id].parent_id
            yield _job(to_hub, (depot_id, hub_id), [*own, hub_id], goods)
    for village_id in sorted(villages):
        if to_village is not None:
            own = [
                t for t in facts.tps if facts.tps[t].village_id == village_id
            ]
            hub_id = facts.places[village_id].parent_id
            yield _job(to_village, (hub_id, village_id), own, goods)


def _job(
    stage: Stage,
    ends: tuple[str, str],
    owners: list[str],
    goods: dict[str, Goods],
) -> Job:
    sizes = [
        litres_and_kg(goods[owner], district=owner == ends[1])
        for owner in owners
    ]
    return Job(
        stage=stage,
        origin_id=ends[0],
        goal_id=ends[1],
        boxes=sum(goods[owner][0] for owner in owners),
        volume_l=sum(litres for litres, _ in sizes),
        mass_kg=sum(kg for _, kg in sizes),
    )


def _pool_cost(planner: Planner, pool: list[Section]) -> Cost:
    """Price the round trips of one type from one origin."""
    first = pool[0]
    vehicle = planner.facts.vehicles[first.vehicle_type]
    empty = planner.atlas.ways(first.vehicle_type, vehicle.base_id)[
        first.origin_id
    ]
    window_s = planner.window_s(
        vehicle, first.origin_id, first.stage, empty.ride_s
    )
    rounds = [one for section in pool for one in section.rounds]
    alone = [one for one in rounds if planner.overlong(one, first.stage)]
    shared = [one for one in rounds if one not in alone]
    tide_s = planner.tide_s[first.stage.last_day]
    together = len(_first_fit(shared, window_s, tide_s))
    vehicles = together + len(alone)
    metres = sum(one.distance_m for one in rounds)
    seconds = sum(one.time_s for one in rounds)
    metres += 2 * vehicles * empty.distance_m
    seconds += 2 * vehicles * empty.ride_s
    days = together + 2 * len(alone)
    return Cost(
        fixed_idr=float(vehicle.fixed_idr * days),
        km_idr=vehicle.per_km_idr * metres / METRES_PER_KM,
        hour_idr=vehicle.per_hour_idr * seconds / SECONDS_PER_HOUR,
        vehicle_days=days,
    )


def _first_fit(rounds: list[Round], window_s: int, tide_s: int) -> list[Load]:
    """Give round trips to vehicles: the longest first, to the first free."""
    vehicles: list[Load] = []
    for one in sorted(rounds, key=lambda one: (-one.time_s, one.tidal)):
        tidal_s = one.time_s if one.tidal else 0
        for vehicle in vehicles:
            if (
                vehicle.time_s + one.time_s <= window_s
                and vehicle.tidal_s + tidal_s <= tide_s
            ):
                vehicle.time_s += one.time_s
                vehicle.tidal_s += tidal_s
                break
        else:
            vehicles.append(Load(time_s=one.time_s, tidal_s=tidal_s))
    return vehicles
