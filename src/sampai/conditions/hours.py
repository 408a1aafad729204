"""Opening hours of places and shifts of vehicles, day by day."""

from collections.abc import Mapping
from datetime import time

import numpy as np
import numpy.typing as npt
import polars as pl

from sampai.clock import Horizon, seconds_of_day

Ints = npt.NDArray[np.int64]


def place_hours(
    places: pl.DataFrame, horizon: Horizon, days: range
) -> Mapping[str, Ints]:
    """
    Opening hours of the places that close.

    Parameters
    ----------
    places
        Table of the dataset.
    horizon
        Seconds are counted on it.
    days
        Whole days from voting day.

    Returns
    -------
    Mapping
        By place, shape (days, 2): opening and closing; a place that is not
        named is always open. [s]
    """
    closing = places.drop_nulls(["opens", "closes"])
    return {
        place_id: daily_spans(opens, closes, horizon, days)
        for place_id, opens, closes in closing.select(
            "place_id", "opens", "closes"
        ).iter_rows()
    }


def vehicle_shifts(
    vehicles: pl.DataFrame, horizon: Horizon, days: range
) -> Mapping[str, Ints]:
    """
    Read the shifts of the vehicle types.

    Parameters
    ----------
    vehicles
        Table of the dataset.
    horizon
        Seconds are counted on it.
    days
        Whole days from voting day.

    Returns
    -------
    Mapping
        By vehicle type, shape (days, 2): start and end of the shift. [s]
    """
    return {
        vehicle_type: daily_spans(starts, ends, horizon, days)
        for vehicle_type, starts, ends in vehicles.select(
            "vehicle_type", "shift_start", "shift_end"
        ).iter_rows()
    }


def daily_spans(
    opens: time, closes: time, horizon: Horizon, days: range
) -> Ints:
    """
    Spread one pair of local times over some days.

    Parameters
    ----------
    opens, closes
        Local times of day, the second after the first.
    horizon
        Seconds are counted on it.
    days
        Whole days from voting day.

    Returns
    -------
    ndarray
        Shape (days, 2): the span of each day. [s]
    """
    midnights = np.array([horizon.day_start_s(day) for day in days], dtype=int)
    of_day = np.array([seconds_of_day(opens), seconds_of_day(closes)])
    spans: Ints = midnights[:, None] + of_day
    return spans
