"""
The baseline: what the usual way of distributing costs, by arithmetic alone.

Every hub is served by its own round trips from the depot and every village
by its own from its hub, all on the last day of the stage and in dry weather.
A plan is measured by how much cheaper it is.

Where DESIGN's words leave room, these readings are meant; on the first
dataset they come to 46,440,752 rupiah, of which DESIGN says 46.4 million.

- A hub's job is the goods of all its villages and its own boxes.
- The fewest loads of a type are the larger of litres over litres and
  kilograms over kilograms, rounded up; a load's hand-over and its loading
  count its own boxes, so two loads of a job may differ by one box's time.
- A type is chosen for all loads of a job over a hop together, with kilometres
  and hours of the loads as they are. The usable window of the choice lacks
  the empty run: from the later of shift_start and the origin's opening to the
  earlier of due and shift_end, and at most duty_s.
- "At most duty_s in all" counts the empty run out and back, because a
  vehicle is on duty on it; without it the baseline would be 45.1 million.
- Where no one type gets through, as few cuts are made as possible, at any
  places that the types before and after both reach; of those the cheapest
  sum of hops is taken.
- The tide's window of a day is the longest of any leg that the tide closes.
  A beach trip longer than it makes one empty run there and back, over its two
  days.
- Trips share a vehicle where origin, type, day and due are the same, of
  whichever stage. One that fits no vehicle though no tide binds it has a
  vehicle of its own, for one day.
- Each trip and each empty run is rounded to the rupiah by itself, as in a
  plan. A goal that nothing reaches costs nothing, as in a plan.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from sampai.geography import Network
from sampai.planning.baseline_chains import Chains
from sampai.planning.baseline_hops import Hop
from sampai.planning.baseline_jobs import Job, jobs
from sampai.planning.baseline_regency import (
    LastDay,
    Regency,
    read_regency,
)
from sampai.planning.baseline_vehicles import Run, count_vehicles
from sampai.planning.costs import hour_cost_idr, km_cost_idr
from sampai.tables import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """
    What the baseline costs, and what it takes.

    Parameters
    ----------
    cost_idr
        All parts together. [rupiah]
    fixed_idr, km_idr, hour_idr
        Vehicles by the day, kilometres, hours. [rupiah]
    trips
        Round trips with goods; empty runs are not counted.
    vehicle_days
        Vehicles times days.
    """

    cost_idr: int
    fixed_idr: int
    km_idr: int
    hour_idr: int
    trips: int
    vehicle_days: int


@dataclass(frozen=True, slots=True)
class _Pool:
    """Vehicles of one type that serve one origin on one day."""

    origin_id: str
    vehicle_type: str
    last: LastDay


def baseline(
    dataset: Dataset, network: Network, consignments: pl.DataFrame
) -> Baseline:
    """
    Add up what it costs to serve everyone by trips of their own.

    Parameters
    ----------
    dataset
        Checked dataset.
    network
        Its network.
    consignments
        Goods of every tps and district, as `election.consignments` gives
        them.

    Returns
    -------
    Baseline
        The sums of the out stages.
    """
    regency = read_regency(dataset, network)
    pools: dict[_Pool, list[Hop]] = defaultdict(list)
    for last, its_jobs in _by_day(jobs(dataset, consignments)).items():
        chains = Chains(regency, last)
        for job in its_jobs:
            for hop in chains.cheapest(job):
                pool = _Pool(hop.origin_id, hop.vehicle_type, last)
                pools[pool].append(hop)
    return _sum(
        [_cost_of(regency, pool, hops) for pool, hops in pools.items()]
    )


def _by_day(all_jobs: Iterable[Job]) -> dict[LastDay, list[Job]]:
    days: dict[LastDay, list[Job]] = defaultdict(list)
    for job in all_jobs:
        days[job.last].append(job)
    return days


def _sum(parts: Sequence[Baseline]) -> Baseline:
    return Baseline(
        cost_idr=sum(part.cost_idr for part in parts),
        fixed_idr=sum(part.fixed_idr for part in parts),
        km_idr=sum(part.km_idr for part in parts),
        hour_idr=sum(part.hour_idr for part in parts),
        trips=sum(part.trips for part in parts),
        vehicle_days=sum(part.vehicle_days for part in parts),
    )


def _cost_of(regency: Regency, pool: _Pool, hops: Sequence[Hop]) -> Baseline:
    """Add up the trips of a pool, its empty runs and its vehicles."""
    kind = regency.fleet[pool.vehicle_type]
    empty_m, empty_s = regency.way(kind, kind.base_id, pool.origin_id)
    window_s = regency.usable_s(kind, pool.origin_id, pool.last, empty_s)
    trips = [(hop, time_s) for hop in hops for time_s in hop.trips_s]
    runs = [Run(time_s=time_s, tidal=hop.tidal) for hop, time_s in trips]
    needed = count_vehicles(runs, window_s=window_s, tide_s=pool.last.tide_s)
    km_idr = sum(km_cost_idr(kind, 2 * hop.distance_m) for hop, _ in trips)
    km_idr += 2 * needed.vehicles * km_cost_idr(kind, empty_m)
    hour_idr = sum(hour_cost_idr(kind, time_s) for _, time_s in trips)
    hour_idr += 2 * needed.vehicles * hour_cost_idr(kind, empty_s)
    fixed_idr = needed.vehicle_days * kind.fixed_idr
    return Baseline(
        cost_idr=fixed_idr + km_idr + hour_idr,
        fixed_idr=fixed_idr,
        km_idr=km_idr,
        hour_idr=hour_idr,
        trips=len(trips),
        vehicle_days=needed.vehicle_days,
    )
