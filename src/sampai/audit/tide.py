"""
The auditor's own tide: harmonic prediction with yearly nodal factors.

Written out from Schureman, Manual of Harmonic Analysis and Prediction of
Tides (1958), so that the plan's predictor is checked by another one. Mean
longitudes follow Foreman (1977). Phases are Greenwich phase lags, heights
are above mean sea level.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from sampai.tables import Tide

Floats = npt.NDArray[np.float64]

EPOCH = datetime(1899, 12, 31, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Argument:
    """
    How a constituent's angle is made, and by which node it is modulated.

    Parameters
    ----------
    doodson
        Multiples of mean lunar time, and of the mean longitudes of moon,
        sun, lunar perigee and solar perigee.
    phase_deg
        Constant part of the angle. [degrees]
    node
        Name of the nodal correction, blank for none.
    """

    doodson: tuple[int, int, int, int, int]
    phase_deg: float = 0.0
    node: str = ""


ARGUMENTS: Mapping[str, Argument] = {
    "M2": Argument((2, 0, 0, 0, 0), node="M2"),
    "S2": Argument((2, 2, -2, 0, 0)),
    "N2": Argument((2, -1, 0, 1, 0), node="M2"),
    "K2": Argument((2, 2, 0, 0, 0), node="K2"),
    "2N2": Argument((2, -2, 0, 2, 0), node="M2"),
    "MU2": Argument((2, -2, 2, 0, 0), node="M2"),
    "NU2": Argument((2, -1, 2, -1, 0), node="M2"),
    "T2": Argument((2, 2, -3, 0, 1)),
    "K1": Argument((1, 1, 0, 0, 0), 90.0, "K1"),
    "O1": Argument((1, -1, 0, 0, 0), -90.0, "O1"),
    "P1": Argument((1, 1, -2, 0, 0), -90.0),
    "Q1": Argument((1, -2, 0, 1, 0), -90.0, "O1"),
    "J1": Argument((1, 2, 0, -1, 0), 90.0, "J1"),
    "M4": Argument((4, 0, 0, 0, 0), node="M4"),
    "MS4": Argument((4, 2, -2, 0, 0), node="M2"),
    "MN4": Argument((4, -1, 0, 1, 0), node="M4"),
}


@dataclass(frozen=True, slots=True)
class Orbit:
    """
    Where the moon's orbit stands against the equator at one moment.

    Parameters
    ----------
    tilt
        Obliquity of the lunar orbit, Schureman's I. [rad]
    longitude
        Longitude in the orbit of the lunar intersection, xi. [rad]
    ascension
        Right ascension of the lunar intersection, nu. [rad]
    """

    tilt: float
    longitude: float
    ascension: float


def heights_m(tide: Tide, moments: npt.NDArray[np.datetime64]) -> Floats:
    """
    Predict the height of the tide.

    Parameters
    ----------
    tide
        Constituents of the station, all among ``ARGUMENTS``: ``tables``
        lets no other pass.
    moments
        Shape (n,): moments in UTC.

    Returns
    -------
    ndarray
        Shape (n,): height above mean sea level. [m]
    """
    if not len(moments):
        return np.zeros(0)
    start = np.datetime64(EPOCH.replace(tzinfo=None), "s")
    days = (moments.astype("datetime64[s]") - start).astype(float) / 86400
    # Days of EPOCH begin at noon, lunar time is counted from midnight.
    clock_deg = 360 * ((days + 0.5) % 1)
    longitudes = _mean_longitudes_deg(days)
    lunar = clock_deg - longitudes[0] + longitudes[1]
    angles = np.stack((lunar, *longitudes[:4]))
    nodes = node_factors(longitudes[4].mean())
    total = np.zeros(len(days))
    for part in tide.constituents:
        argument = ARGUMENTS[part.name]
        factor, shift_deg = nodes[argument.node]
        angle = np.array(argument.doodson) @ angles + argument.phase_deg
        lag = np.radians(angle + shift_deg - part.phase_deg)
        total += part.amplitude_m * factor * np.cos(lag)
    return total


def _mean_longitudes_deg(days: Floats) -> tuple[Floats, ...]:
    """Moon, sun, lunar perigee, solar perigee, lunar node."""
    square = (days / 10000) ** 2
    moon = 270.434164 + 13.1763965268 * days - 0.000085 * square
    sun = 279.696678 + 0.9856473354 * days + 0.00002267 * square
    perigee = 334.329556 + 0.1114040803 * days - 0.0007739 * square
    solar_perigee = 281.220844 + 0.0000470684 * days + 0.0000339 * square
    node = 259.183275 - 0.0529539222 * days + 0.0001557 * square
    return moon, sun, perigee, solar_perigee, node


def orbit_at(node_deg: float) -> Orbit:
    """
    Turn the longitude of the lunar node into the orbit's position.

    Parameters
    ----------
    node_deg
        Longitude of the ascending node. [degrees]

    Returns
    -------
    Orbit
        Obliquity and intersection with the equator.
    """
    node = math.radians(node_deg)
    tilt = math.acos(0.9136949 - 0.0356926 * math.cos(node))
    half = math.tan(node / 2)
    first = math.atan(1.01883 * half)
    second = math.atan(0.64412 * half)
    # Both arc tangents jump where the node is at 180 degrees, and so does
    # half the node: the turn below keeps their differences small.
    wrapped = math.atan(half) * 2
    return Orbit(
        tilt=tilt,
        longitude=wrapped - first - second,
        ascension=first - second,
    )


def node_factors(node_deg: float) -> Mapping[str, tuple[float, float]]:
    """
    Nodal factor f and angle u of each correction.

    Parameters
    ----------
    node_deg
        Longitude of the moon's ascending node. [degrees]

    Returns
    -------
    Mapping
        By name: factor and angle. [1, degrees]
    """
    orbit = orbit_at(node_deg)
    tilt, xi, nu = orbit.tilt, orbit.longitude, orbit.ascension
    sine, double = math.sin(tilt), math.sin(2 * tilt)
    m2 = (math.cos(tilt / 2) ** 4 / 0.91544, 2 * xi - 2 * nu)
    factors = {
        "": (1.0, 0.0),
        "M2": m2,
        "M4": (m2[0] ** 2, 2 * m2[1]),
        "O1": (sine * math.cos(tilt / 2) ** 2 / 0.37988, 2 * xi - nu),
        "K1": _k1_factor(double, nu),
        "K2": _k2_factor(sine, nu),
        "J1": (double / 0.72137, -nu),
    }
    return {
        name: (factor, math.degrees(shift))
        for name, (factor, shift) in factors.items()
    }


def _k1_factor(double: float, nu: float) -> tuple[float, float]:
    square = 0.8965 * double**2 + 0.6001 * double * math.cos(nu) + 0.1006
    shift = math.atan2(double * math.sin(nu), double * math.cos(nu) + 0.3347)
    return math.sqrt(square), -shift


def _k2_factor(sine: float, nu: float) -> tuple[float, float]:
    square = 19.0444 * sine**4 + 2.7702 * sine**2 * math.cos(2 * nu) + 0.0981
    shift = math.atan2(
        sine**2 * math.sin(2 * nu), sine**2 * math.cos(2 * nu) + 0.0727
    )
    return math.sqrt(square), -shift
