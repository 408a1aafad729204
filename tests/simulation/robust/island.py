"""
The shore with an island that is cut off on every other day, by chance.

The sea is too rough with probability one half, each day by itself. What is
to leave the landing on day d gets across with 1 - 0.5^k, where k counts the
days from d to the eve of the vote. Goods may cross on days -4 to -2, so the
plain plan, which takes the last, reaches 0.75, a day earlier 0.875 and two
days earlier 0.9375: the bound.
"""

from typing import Any

import polars as pl

from sampai.simulation.reach import Reach
from sampai.simulation.robust.judging import Judge
from sampai.simulation.ways import Ways
from tests.planning.pieces import lot
from tests.simulation.shore import VILLAGES, dataset, ensemble, shore

SCENARIOS = 4000
ROUGH = {("wave", "sea"): (1.25, 1.0)}


def island(**changes: Any) -> Any:
    """Give the tables; what is different goes to `shore.dataset`."""
    values: dict[str, Any] = {"hazards": ROUGH, **changes}
    data = dataset(time_zone="Asia/Jakarta", **values)
    own = pl.col("stage") == "hub_to_village"
    data.stages = data.stages.with_columns(
        pl.when(own).then(-4).otherwise("first_day").alias("first_day")
    )
    return data


def goods() -> pl.DataFrame:
    """Two boxes for every tps and for each of the two districts."""
    lots = [(lot(tps_id), village) for tps_id, village in VILLAGES.items()]
    lots += [
        (lot(boxes=2, booths=0, bags=0, for_place_id=hub), hub) for hub in "HK"
    ]
    return pl.DataFrame(
        [
            {
                "tps_id": held.tps_id,
                "for_place_id": held.for_place_id,
                "place_id": place,
                "boxes": held.boxes,
                "booths": held.booths,
                "bags": held.bags,
                "volume_l": held.volume_l,
                "mass_kg": held.mass_kg,
            }
            for held, place in lots
        ]
    )


def judge_of(data: Any = None, scenarios: int = SCENARIOS) -> Judge:
    """Plan and run the shore with the island."""
    data = island() if data is None else data
    return Judge(
        context=shore(data),
        consignments=goods(),
        ensemble=ensemble(data, scenarios),
    )


def reach_of(judge: Judge) -> dict[str, float]:
    """Bound every tps, with the scenarios of a judge."""
    ways = Ways(context=judge.context)
    found = Reach(ways=ways, ensemble=judge.ensemble).probabilities()
    return dict(found)
