"""Conversions between units; the only place where they stand."""

import math

METRES_PER_KM = 1000
SECONDS_PER_HOUR = 3600
SECONDS_PER_DAY = 86400
EARTH_RADIUS_M = 6_371_008.8


def travel_seconds(distance_m: float, speed_kmh: float) -> int:
    """
    Time to cover a distance at a speed, rounded up to the whole second.

    Parameters
    ----------
    distance_m
        Length of the way. [m]
    speed_kmh
        Speed, above zero. [km/h]

    Returns
    -------
    int
        Time on the way. [s]
    """
    # The tiny step back keeps 3600.0000000001 s from becoming 3601 s.
    return math.ceil(distance_m * 3.6 / speed_kmh - 1e-9)


def great_circle_m(
    lat_a: float, lon_a: float, lat_b: float, lon_b: float
) -> float:
    """
    Great circle between two points on a sphere (haversine).

    Parameters
    ----------
    lat_a, lon_a, lat_b, lon_b
        Points. [degrees]

    Returns
    -------
    float
        Distance. [m]
    """
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_lat = (phi_b - phi_a) / 2
    half_lon = math.radians(lon_b - lon_a) / 2
    chord = (
        math.sin(half_lat) ** 2
        + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lon) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(chord))
