"""The height of the tide, from the harmonic constituents of a dataset."""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from threading import Lock
from types import ModuleType

import numpy as np
import numpy.typing as npt

from sampai.tables import Tide
from sampai.units import SECONDS_PER_DAY

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Moments = npt.NDArray[np.datetime64]

# Day 1 of the count that utide reads is the first of January of year 1.
ORDINAL_OF_1970 = 719_163
# Short against any low water, so that none slips through.
STEP_S = 600
# Nodal factors and arguments at each very moment, as Greenwich phase lags.
EXACT = (False, False, False, False)
LOADING = Lock()


def tide_height_m(tide: Tide, moments: Moments, latitude: float) -> Floats:
    """
    Predict the height of the tide.

    Parameters
    ----------
    tide
        Constituents with phase lags at Greenwich; only names that the
        reader of datasets lets pass.
    moments
        Shape (n,): moments in UTC.
    latitude
        Of the coast, for the small nodal corrections. [degrees]

    Returns
    -------
    ndarray
        Shape (n,): height above mean sea level. [m]
    """
    harmonics = _harmonics()
    known = list(harmonics.const.name)
    rows = np.array([known.index(part.name) for part in tide.constituents])
    seconds = moments.astype("datetime64[s]").astype(np.int64)
    days = seconds / SECONDS_PER_DAY + ORDINAL_OF_1970
    factor, shift, argument = harmonics.FUV(days, 0.0, rows, latitude, EXACT)
    amplitude_m = np.array([part.amplitude_m for part in tide.constituents])
    lag = np.array([part.phase_deg for part in tide.constituents]) / 360
    waves = factor * np.cos(2 * np.pi * (shift + argument - lag))
    # An explicit sum: a matrix product may round otherwise for other lengths.
    heights: Floats = (waves * amplitude_m).sum(axis=1)
    return heights


def low_tide_spans(
    tide: Tide,
    limit_m: float,
    latitude: float,
    start: datetime,
    length_s: int,
) -> Ints:
    """
    Find the spans in which the tide is low.

    Parameters
    ----------
    tide
        Constituents with phase lags at Greenwich.
    limit_m
        The tide is low while it stands under this. [m]
    latitude
        Of the coast. [degrees]
    start
        Aware moment from which seconds are counted.
    length_s
        How far to look. [s]

    Returns
    -------
    ndarray
        Shape (k, 2): first and last whole second of each span at which the
        tide is low, so that every moment between them is. [s]
    """
    zero = np.datetime64(int(start.timestamp()), "s")

    def is_low(second: Ints) -> Bools:
        return tide_height_m(tide, zero + second, latitude) < limit_m

    second = np.append(np.arange(0, length_s, STEP_S), length_s)
    low = is_low(second)
    # A step outside at either end turns every span into one rise and one
    # fall, so a span that is cut off needs no rule of its own.
    padded = np.concatenate(([False], low, [False]))
    turns = np.flatnonzero(padded[1:] != padded[:-1])
    first, last = turns[::2], turns[1::2] - 1
    opens = _turn(is_low, second[first], second[np.maximum(first - 1, 0)])
    after = np.minimum(last + 1, len(second) - 1)
    closes = _turn(is_low, second[last], second[after])
    return np.stack((opens, closes), axis=1)


def _turn(
    is_low: Callable[[Ints], Bools], inside: Ints, outside: Ints
) -> Ints:
    """Halve the way from low to high water down to one second."""
    while (np.abs(outside - inside) > 1).any():
        middle = (inside + outside) // 2
        low = is_low(middle)
        inside = np.where(low, middle, inside)
        outside = np.where(low, outside, middle)
    return inside


def _harmonics() -> ModuleType:
    """Give the part of utide that predicts, loaded by the first who asks."""
    # Two pages may ask at once; the other would find utide half taken apart.
    with LOADING:
        return _load_harmonics()


@cache
def _load_harmonics() -> ModuleType:
    """
    Load the part of utide that predicts, without the part that analyses.

    The whole package pulls in scipy.stats and scipy.signal: more than a
    second, a fifth of what the plan of a regency may take. An empty package
    stands in for it while the one module and its table are read; then
    everything is as it was, and anybody else still finds the whole.
    """
    found = find_spec("utide")
    stand_in = ModuleSpec("utide", None, is_package=True)
    stand_in.submodule_search_locations = (
        found.submodule_search_locations if found else None
    )
    before = _take_utide_out()
    sys.modules["utide"] = module_from_spec(stand_in)
    try:
        return import_module("utide.harmonics")
    finally:
        _take_utide_out()
        sys.modules.update(before)


def _take_utide_out() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.split(".")[0] == "utide"]
    return {name: sys.modules.pop(name) for name in names}
