"""What would help where no plan within the rules reaches the target."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from sampai.conditions.ensemble import Ensemble
from sampai.conditions.hazards import rain_surfaces, seas
from sampai.conditions.normal_fields import Sighting
from sampai.planning.context import (
    Context,
)
from sampai.planning.precautions import Precautions
from sampai.planning.preparing import (
    make_context,
)
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_VILLAGE,
)
from sampai.simulation.reach import Reach
from sampai.simulation.robust.judging import Judge
from sampai.simulation.ways import Ways
from sampai.tables import OPERATION_TABLES, Dataset

MOST_DAYS = 3
# Waves that a larger boat bears, as a multiple of what the dataset says.
LARGER_BOATS = (1.2, 1.6, 2.0)
MORE_POLICE = 1.5
OUT = (DEPOT_TO_HUB, HUB_TO_VILLAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    A change of what is given.

    Parameters
    ----------
    name
        Code, such as ``earlier_1``.
    rule
        What it bends, in words.
    dataset
        The dataset with the change.
    days_ahead
        Days by which goods may travel ahead of the plan as it is.
    """

    name: str
    rule: str
    dataset: Dataset
    days_ahead: int = 0


def find_cures(
    judge: Judge,
    precautions: Precautions,
    tps_ids: Collection[str],
    target: float,
    *,
    is_shut: bool,
) -> pl.DataFrame:
    """
    Try what would bring tps to the target.

    Parameters
    ----------
    judge
        Plans and runs the regency as it is.
    precautions
        What the plan does already.
    tps_ids
        Tps that fall short.
    target
        Probability asked for.
    is_shut
        Whether no plan at all reaches the target, however many vehicles and
        police there were.

    Returns
    -------
    DataFrame
        cures.csv: of every kind of change the first that reaches the
        target, or the one that was tried last.
    """
    rows: list[dict[str, object]] = []
    for changes in _kinds(judge.context, tps_ids, is_shut=is_shut):
        found: list[dict[str, object]] = []
        for change in changes:
            found = _try(judge, change, precautions, tps_ids)
            if all(float(str(r["on_time_prob"])) >= target for r in found):
                break
        rows += found
    return OPERATION_TABLES["cures"].frame(rows)


def _kinds(
    context: Context, tps_ids: Collection[str], *, is_shut: bool
) -> Iterator[Iterator[Change]]:
    """Changes by kind, each from the least to the most."""
    dataset = context.dataset
    yield (earlier(dataset, days) for days in range(1, MOST_DAYS + 1))
    surfaces = _surfaces_before(context, tps_ids)
    if surfaces & set(seas(dataset)):
        yield (_larger_boat(dataset, factor) for factor in LARGER_BOATS)
    shut = sorted(surfaces & set(rain_surfaces(dataset)))
    if shut:
        yield iter([_repair(dataset, shut)])
    if not is_shut:
        yield iter([_more_police(dataset)])
        yield iter([_more_vehicles(dataset)])


def _surfaces_before(
    context: Context, tps_ids: Collection[str]
) -> frozenset[str]:
    """Surfaces of the fastest ways that end at the villages of tps."""
    network = context.network
    found: set[str] = set()
    for tps_id in tps_ids:
        village = context.village_of[tps_id]
        for name, kind in context.fleet.items():
            ends = network.index[kind.base_id], network.index[village]
            if network.matrix(name).duration_s[ends] >= 0:
                found |= {
                    network.surface[leg]
                    for leg in network.way(name, kind.base_id, village)
                }
    for surface in seas(context.dataset):
        villages = {context.village_of[tps_id] for tps_id in tps_ids}
        if not villages <= _reached_by_land(context):
            found.add(surface)
    return frozenset(found)


def _reached_by_land(context: Context) -> frozenset[str]:
    """Places that some chain reaches without a sea."""
    network = context.network
    closed = [
        network.surface[leg] in seas(context.dataset)
        for leg in range(len(network.surface))
    ]
    reached = {context.depot_id}
    grown = True
    while grown:
        grown = False
        for leg, is_sea in enumerate(closed):
            ends = {
                network.place_ids[network.from_index[leg]],
                network.place_ids[network.to_index[leg]],
            }
            if not is_sea and ends & reached and not ends <= reached:
                reached |= ends
                grown = True
    return frozenset(reached)


def earlier(dataset: Dataset, days: int) -> Change:
    """
    Let the way out begin some days earlier.

    Parameters
    ----------
    dataset
        The regency.
    days
        How many.

    Returns
    -------
    Change
        With the rule that it bends.
    """
    stages = dataset.stages.with_columns(
        pl.when(pl.col("stage").is_in(OUT))
        .then(pl.col("first_day") - days)
        .otherwise(pl.col("first_day"))
        .alias("first_day")
    )
    first = dict(dataset.stages.select("stage", "first_day").iter_rows())
    rule = (
        f"stages.csv: depot_to_hub from day {first[DEPOT_TO_HUB] - days} "
        f"instead of {first[DEPOT_TO_HUB]}, hub_to_village from day "
        f"{first[HUB_TO_VILLAGE] - days} instead of {first[HUB_TO_VILLAGE]}"
    )
    return Change(
        name=f"earlier_{days}",
        rule=rule,
        dataset=replace(dataset, stages=stages),
        days_ahead=days,
    )


def _larger_boat(dataset: Dataset, factor: float) -> Change:
    limit_m = round(dataset.settings.wave_below_m * factor, 2)
    settings = replace(dataset.settings, wave_below_m=limit_m)
    return Change(
        name=f"boat_{limit_m:g}m",
        rule=f"sea.wave_below_m: a boat that bears waves of {limit_m:g} m "
        f"instead of {dataset.settings.wave_below_m:g} m",
        dataset=replace(dataset, settings=settings),
    )


def _repair(dataset: Dataset, surfaces: list[str]) -> Change:
    table = dataset.surfaces.with_columns(
        pl.when(pl.col("surface").is_in(surfaces))
        .then(0.0)
        .otherwise(pl.col("closure_per_heavy_rain_day"))
        .alias("closure_per_heavy_rain_day")
    )
    return Change(
        name="repair",
        rule=f"surfaces.csv: {', '.join(surfaces)} made fast, so that heavy "
        "rain does not close them",
        dataset=replace(dataset, surfaces=table),
    )


def _more_police(dataset: Dataset) -> Change:
    cap = dataset.settings.police_on_the_road
    more = round(cap * MORE_POLICE)
    settings = replace(dataset.settings, police_on_the_road=more)
    return Change(
        name="escort",
        rule=f"escort.police_on_the_road: {more} instead of {cap}",
        dataset=replace(dataset, settings=settings),
    )


def _more_vehicles(dataset: Dataset) -> Change:
    vehicles = dataset.vehicles.with_columns(pl.col("count") + 1)
    return Change(
        name="vehicle_more",
        rule="vehicles.csv: one more of each type",
        dataset=replace(dataset, vehicles=vehicles),
    )


def _try(
    judge: Judge,
    change: Change,
    precautions: Precautions,
    tps_ids: Collection[str],
) -> list[dict[str, object]]:
    changed = judge_of(judge, change.dataset)
    villages = {changed.context.village_of[tps_id] for tps_id in tps_ids}
    judgement = max(
        (
            changed.judge(moved)
            for moved in _moved(precautions, villages, change.days_ahead)
        ),
        key=lambda one: (
            min(one.on_time_prob[tps_id] for tps_id in tps_ids),
            -one.cost_out_idr,
        ),
    )
    bounds = Reach(
        ways=Ways(context=changed.context), ensemble=changed.ensemble
    ).probabilities()
    return [
        {
            "tps_id": tps_id,
            "cure": change.name,
            "rule": change.rule,
            "on_time_prob": judgement.on_time_prob[tps_id],
            "reachable_prob": bounds[tps_id],
            "cost_out_idr": judgement.cost_out_idr,
        }
        for tps_id in sorted(tps_ids)
    ]


def _moved(
    precautions: Precautions, villages: Collection[str], days: int
) -> Iterator[Precautions]:
    """
    Let the goods of some villages travel earlier still.

    Where they wait for a sea in the middle of their way, being there earlier
    helps; where the last hop is the one that closes, making it earlier does.
    """
    if not days:
        yield precautions
        return
    for ahead, earlier_by in ((days, 0), (0, days)):
        moved = {
            village: replace(
                precautions.of(village),
                days_ahead=precautions.of(village).days_ahead + ahead,
                days_earlier=precautions.of(village).days_earlier + earlier_by,
            )
            for village in sorted(villages)
        }
        by_goal = {**precautions.by_goal, **moved}
        yield replace(precautions, by_goal=by_goal)


def _later(sightings: Sequence[Sighting], days: int) -> list[Sighting]:
    """Count days from an earlier first one."""
    return [replace(one, day=one.day + days) for one in sightings]


def judge_of(judge: Judge, dataset: Dataset) -> Judge:
    """
    Take the same judge to a dataset that differs a little.

    Parameters
    ----------
    judge
        Of the regency as it is.
    dataset
        The changed dataset; its network is the same.

    Returns
    -------
    Judge
        With scenarios of the same seed.
    """
    context = make_context(
        dataset,
        judge.context.network,
        judge.context.sizes,
        iterations=judge.context.iterations,
        seed=judge.context.seed,
    )
    days = judge.ensemble.days
    first = min(context.horizon.first_day, days[0])
    shift = days[0] - first
    ensemble = Ensemble(
        dataset=dataset,
        horizon=context.horizon,
        days=range(first, days[-1] + 1),
        scenarios=judge.ensemble.scenarios,
        seed=judge.ensemble.seed,
        rain=_later(judge.ensemble.rain, shift),
        waves={
            sea: _later(seen, shift)
            for sea, seen in judge.ensemble.waves.items()
        },
    )
    return Judge(
        context=context, consignments=judge.consignments, ensemble=ensemble
    )
