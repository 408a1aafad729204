"""Days and rules of the stages, and their names."""

from dataclasses import dataclass

from sampai.clock import seconds_of_day
from sampai.tables import Dataset

DEPOT_TO_HUB = "depot_to_hub"
HUB_TO_VILLAGE = "hub_to_village"
VILLAGE_TO_TPS = "village_to_tps"
TPS_TO_VILLAGE = "tps_to_village"
VILLAGE_TO_HUB = "village_to_hub"
HUB_TO_DEPOT = "hub_to_depot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """
    Days and rules of one stage.

    Parameters
    ----------
    name
        As in stages.csv.
    first_day, last_day
        Whole days from voting day.
    due_s
        Local time on the last day by which goods are handed over. [s]
    may_skip_hub, night
        As in stages.csv.
    """

    name: str
    first_day: int
    last_day: int
    due_s: int
    may_skip_hub: bool
    night: bool


def read_stages(dataset: Dataset) -> dict[str, Stage]:
    """
    Read the stages of a dataset.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    dict
        By name, in the order of the table.
    """
    return {
        row["stage"]: Stage(
            name=row["stage"],
            first_day=row["first_day"],
            last_day=row["last_day"],
            due_s=seconds_of_day(row["due"]),
            may_skip_hub=bool(row["may_skip_hub"]),
            night=bool(row["night"]),
        )
        for row in dataset.stages.iter_rows(named=True)
    }
