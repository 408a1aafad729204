"""Sunrise and sunset."""

import math
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
from astral import Observer
from astral.sun import sunrise, sunset

from sampai.clock import Horizon


def daylight(
    lat: float, lon: float, day: date, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """
    Sunrise and sunset at sea level.

    Parameters
    ----------
    lat, lon
        Place, away from the polar circles. [degrees]
    day
        Local date.
    zone
        Time zone of the place.

    Returns
    -------
    tuple of datetime
        Sunrise and sunset, aware, in ``zone``.
    """
    observer = Observer(latitude=lat, longitude=lon)
    return (
        sunrise(observer, date=day, tzinfo=zone),
        sunset(observer, date=day, tzinfo=zone),
    )


def daylight_spans(
    lat: float, lon: float, horizon: Horizon, days: range
) -> npt.NDArray[np.int64]:
    """
    Find the spans of daylight on some days.

    Parameters
    ----------
    lat, lon
        Place, away from the polar circles. [degrees]
    horizon
        Seconds are counted on it.
    days
        Whole days from voting day.

    Returns
    -------
    ndarray
        Shape (days, 2): first and last whole second of daylight. [s]
    """
    spans = []
    for day in days:
        local = horizon.voting_day + timedelta(days=day)
        rise, fall = daylight(lat, lon, local, horizon.zone)
        spans.append(
            (
                math.ceil((rise - horizon.start).total_seconds()),
                math.floor((fall - horizon.start).total_seconds()),
            )
        )
    return np.array(spans, dtype=np.int64).reshape(-1, 2)
