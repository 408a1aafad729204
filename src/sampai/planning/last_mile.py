"""Village to tps and back: carried by what is at hand, without a fleet."""

import math

import polars as pl

from sampai.tables import Dataset
from sampai.units import great_circle_m, travel_seconds

CARRIER_KG = 15


def walks(dataset: Dataset) -> pl.DataFrame:
    """
    Measure the way between every tps and its village.

    Great circle times the detour of the dataset, at its walking speed.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    DataFrame
        tps_id, village_id, voters [people], distance_m [m], walk_s [s],
        sorted by tps_id.
    """
    points = {
        place_id: (lat, lon)
        for place_id, lat, lon in dataset.places.select(
            "place_id", "lat", "lon"
        ).iter_rows()
    }
    rows = []
    for row in dataset.tps.sort("tps_id").iter_rows(named=True):
        village = points[row["village_id"]]
        metres = dataset.settings.detour * great_circle_m(
            *village, row["lat"], row["lon"]
        )
        rows.append(
            {
                "tps_id": row["tps_id"],
                "village_id": row["village_id"],
                "voters": row["voters_male"] + row["voters_female"],
                "distance_m": round(metres),
                "walk_s": travel_seconds(
                    metres, dataset.settings.walking_speed_kmh
                ),
            }
        )
    return pl.DataFrame(rows)


def carriers(mass_kg: float) -> int:
    """
    Count the people who carry a load to a tps or back.

    Parameters
    ----------
    mass_kg
        The load. [kg]

    Returns
    -------
    int
        People, each with 15 kg at most.
    """
    return math.ceil(mass_kg / CARRIER_KG - 1e-9)


def sealed_s(dataset: Dataset, voters: int, polls_close_s: int) -> int:
    """
    When the boxes of a tps are sealed after the count.

    Parameters
    ----------
    dataset
        Checked dataset.
    voters
        Voters on the list of the tps. [people]
    polls_close_s
        Close of the polls. [s]

    Returns
    -------
    int
        The moment. [s]
    """
    settings = dataset.settings
    return (
        polls_close_s
        + settings.count_base_s
        + settings.count_per_voter_s * voters * len(settings.contests)
    )
