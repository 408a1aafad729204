"""Prepare a dataset for planning."""

from zoneinfo import ZoneInfo

from sampai.clock import Horizon, seconds_of_day
from sampai.conditions.windows import leg_windows
from sampai.election import Sizes
from sampai.geography import Network
from sampai.planning.context import Context
from sampai.planning.fleet import read_fleet
from sampai.planning.precautions import NO_PRECAUTIONS, Precautions
from sampai.planning.stages import read_stages
from sampai.planning.timing import Rules
from sampai.tables import Dataset


def make_context(
    dataset: Dataset,
    network: Network,
    sizes: Sizes,
    *,
    iterations: int,
    seed: int,
    precautions: Precautions = NO_PRECAUTIONS,
) -> Context:
    """
    Prepare a dataset for planning.

    Parameters
    ----------
    dataset, network, sizes
        The regency.
    iterations, seed
        Of the search.
    precautions
        What the plan does beyond the cheapest in fair weather.

    Returns
    -------
    Context
        The regency as the planner sees it.
    """
    stages = read_stages(dataset)
    first = min(stage.first_day for stage in stages.values()) - 1
    last = max(stage.last_day for stage in stages.values()) + 1
    horizon = Horizon(
        voting_day=dataset.settings.voting_day,
        first_day=first,
        zone=ZoneInfo(dataset.settings.time_zone),
    )
    rules = Rules(
        per_stop_s=dataset.settings.per_stop_s,
        per_box_s=dataset.settings.per_box_s,
        hours=_read_hours(dataset),
        night_stages=frozenset(
            stage.name for stage in stages.values() if stage.night
        ),
    )
    return Context(
        dataset=dataset,
        network=network,
        fleet=read_fleet(dataset.vehicles),
        sizes=sizes,
        horizon=horizon,
        windows=leg_windows(dataset, horizon, range(first, last + 1)),
        stages=stages,
        rules=rules,
        iterations=iterations,
        seed=seed,
        precautions=precautions,
    )


def _read_hours(dataset: Dataset) -> dict[str, tuple[int, int]]:
    return {
        place_id: (seconds_of_day(opens), seconds_of_day(closes))
        for place_id, opens, closes in dataset.places.select(
            "place_id", "opens", "closes"
        ).iter_rows()
        if opens is not None and closes is not None
    }
