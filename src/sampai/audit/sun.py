"""
The auditor's own sunrise and sunset, after Meeus as NOAA writes him out.

Good to well under a minute in the tropics, by Jean Meeus, Astronomical
Algorithms (1998), chapters 25 and 28, in the short form of NOAA's solar
calculator.
"""

import math
from datetime import UTC, date, datetime, timedelta

# Centre of the sun below the horizon when its upper edge is seen on it:
# half its width and the bending of light.
HORIZON_DEG = 90.833
J2000_NOON = datetime(2000, 1, 1, 12, tzinfo=UTC)


def daylight(lat: float, lon: float, day: date) -> tuple[datetime, datetime]:
    """
    Sunrise and sunset of a local date.

    Parameters
    ----------
    lat, lon
        Place, away from the polar circles. [degrees]
    day
        Local date.

    Returns
    -------
    tuple of datetime
        Sunrise and sunset, in UTC.
    """
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    noon = midnight + timedelta(minutes=720 - 4 * lon)
    # The sun moves between noon and its rising, so each is found again with
    # the sun's place at that very moment.
    rise, fall = noon, noon
    for _ in range(3):
        rise = _crossing(lat, lon, midnight, rise, -1)
        fall = _crossing(lat, lon, midnight, fall, 1)
    return rise, fall


def _crossing(
    lat: float, lon: float, midnight: datetime, guess: datetime, side: int
) -> datetime:
    declination, equation_min = _sun_at(guess)
    phi = math.radians(lat)
    cosine = math.cos(math.radians(HORIZON_DEG)) / (
        math.cos(phi) * math.cos(declination)
    ) - math.tan(phi) * math.tan(declination)
    hour_angle = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    minutes = 720 - 4 * (lon - side * hour_angle) - equation_min
    return midnight + timedelta(minutes=minutes)


def _sun_at(moment: datetime) -> tuple[float, float]:
    """Declination [rad] and equation of time [min]."""
    century = (moment - J2000_NOON) / timedelta(days=36525)
    longitude = math.radians(280.46646 + 36000.76983 * century)
    anomaly = math.radians(357.52911 + 35999.05029 * century)
    eccentricity = 0.016708634 - 0.000042037 * century
    centre = (
        (1.914602 - 0.004817 * century) * math.sin(anomaly)
        + 0.019993 * math.sin(2 * anomaly)
        + 0.000289 * math.sin(3 * anomaly)
    )
    node = math.radians(125.04 - 1934.136 * century)
    apparent = longitude + math.radians(
        centre - 0.00569 - 0.00478 * math.sin(node)
    )
    obliquity = math.radians(
        23.439291 - 0.0130042 * century + 0.00256 * math.cos(node)
    )
    declination = math.asin(math.sin(obliquity) * math.sin(apparent))
    return declination, _equation_min(
        math.tan(obliquity / 2) ** 2, longitude, anomaly, eccentricity
    )


def _equation_min(
    tangent: float, longitude: float, anomaly: float, eccentricity: float
) -> float:
    radians = (
        tangent * math.sin(2 * longitude)
        - 2 * eccentricity * math.sin(anomaly)
        + 4
        * eccentricity
        * tangent
        * math.sin(anomaly)
        * math.cos(2 * longitude)
        - 0.5 * tangent**2 * math.sin(4 * longitude)
        - 1.25 * eccentricity**2 * math.sin(2 * anomaly)
    )
    return 4 * math.degrees(radians)
