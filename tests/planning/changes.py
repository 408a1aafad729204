"""Changes of a regency as hypothesis draws them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from functools import reduce

import polars as pl
from hypothesis import strategies as st

from sampai.tables import Dataset
from tests.planning.regency import (
    edited,
    with_settings,
    with_stage,
    with_vehicle,
)

Change = Callable[[Dataset], Dataset]

HOURS = (5, 6, 8, 10, 12, 14, 17, 20, 22)
VEHICLES = (
    *("jukung", "motorcycle", "ox_cart"),
    *("pickup", "trail_motorcycle", "truck"),
)
SURFACES = ("beach", "local", "path", "patrol", "sea", "trunk")
BASES = ("DEPOT", "18.13.11", "T.WHN", "H.PSG", "18.13.11.2007", "18.13.06")


def _days(stage: str, span: tuple[int, int]) -> Change:
    first, last = sorted(span)
    return lambda d: with_stage(d, stage, first_day=first, last_day=last)


def _hours(kind: str, span: tuple[int, int]) -> Change:
    opens, closes = (time(hour) for hour in sorted(span))
    own = pl.col("kind") == kind
    return lambda d: replace(
        d, places=edited(d.places, own, opens=opens, closes=closes)
    )


def _speed(vehicle: str, surface: str, speed_kmh: float) -> Change:
    own = (pl.col("vehicle_type") == vehicle) & (pl.col("surface") == surface)
    return lambda d: replace(
        d, speeds=edited(d.speeds, own, speed_kmh=speed_kmh)
    )


def _no_speed(vehicle: str, surface: str) -> Change:
    own = (pl.col("vehicle_type") == vehicle) & (pl.col("surface") == surface)
    return lambda d: replace(d, speeds=d.speeds.filter(~own))


def _vehicle(name: str, values: dict[str, object]) -> Change:
    return lambda d: with_vehicle(d, name, **values)


def _stage(name: str, values: dict[str, object]) -> Change:
    return lambda d: with_stage(d, name, **values)


def _settings(values: dict[str, object]) -> Change:
    return lambda d: with_settings(d, **values)


def _of(**columns: tuple[object, ...]) -> st.SearchStrategy[dict]:
    """Draw one column and one of its values."""
    return st.one_of(
        *[
            st.sampled_from(values).map(lambda value, name=name: {name: value})
            for name, values in columns.items()
        ]
    )


def _two(*values: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.lists(
        st.sampled_from(values), min_size=2, max_size=2, unique=True
    ).map(tuple)


CHANGES = st.one_of(
    st.builds(
        _vehicle,
        st.sampled_from(VEHICLES),
        _of(
            count=(0, 1, 2, 3, 5),
            volume_l=(96.0, 101.0, 220.0, 1000.0),
            mass_kg=(12.0, 16.0, 70.0, 300.0),
            duty_s=tuple(3600 * hours for hours in (3, 5, 8, 14)),
            shift_start=(time(4), time(7)),
            shift_end=(time(11), time(16), time(22)),
            base_id=BASES,
        ),
    ),
    st.builds(
        _stage,
        st.sampled_from(("depot_to_hub", "hub_to_village", "village_to_hub")),
        _of(
            due=(time(10), time(14), time(17)),
            may_skip_hub=(False,),
            night=(True, False),
        ),
    ),
    st.builds(
        _settings,
        _of(
            police_on_the_road=(0, 1, 3, 6, 12),
            per_stop_s=(0, 300, 3600),
            per_box_s=(0, 300),
            tide_below_m=(-1.0, -0.2, 0.1, 0.5),
        ),
    ),
    st.builds(_days, st.just("depot_to_hub"), _two(-5, -4, -3, -2)),
    st.builds(_days, st.just("hub_to_village"), _two(-4, -3, -2)),
    st.builds(_days, st.just("hub_to_depot"), _two(1, 2, 4, 7)),
    st.builds(
        _hours,
        st.sampled_from(("depot", "hub", "landing", "trailhead", "village")),
        _two(*HOURS),
    ),
    st.builds(
        _speed,
        st.sampled_from(VEHICLES),
        st.sampled_from(SURFACES),
        st.sampled_from((2.0, 5.0, 15.0)),
    ),
    st.builds(_no_speed, st.sampled_from(VEHICLES), st.sampled_from(SURFACES)),
)


def changed(dataset: Dataset, changes: list[Change]) -> Dataset:
    """
    Make changes one after the other.

    Parameters
    ----------
    dataset
        A regency.
    changes
        What is different.

    Returns
    -------
    Dataset
        The other regency.
    """
    return reduce(lambda held, change: change(held), changes, dataset)
