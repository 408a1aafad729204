"""Moments of a plan, one for each scenario."""

import numpy as np
import numpy.typing as npt

from sampai.units import SECONDS_PER_DAY

# Whole seconds in the timetable, with fractions in the simulation.
Seconds = npt.NDArray[np.int64] | npt.NDArray[np.float32]

# Far beyond any horizon: a leg that does not open again.
NEVER = np.int64(2**40)


def midnight_before(moment: Seconds) -> Seconds:
    """
    Give the midnight at or before a moment.

    Parameters
    ----------
    moment
        Shape (n,): seconds of the horizon. [s]

    Returns
    -------
    ndarray
        Shape (n,): seconds of the horizon, of the same kind. [s]
    """
    if moment.dtype == np.float32:
        # A quotient of fractions, rounded down, takes 25 times as long.
        days: Seconds = np.floor(moment * (1 / SECONDS_PER_DAY))
        return days * SECONDS_PER_DAY
    midnight: Seconds = moment // SECONDS_PER_DAY * SECONDS_PER_DAY
    return midnight


def on_duty_since(before: Seconds | None, load_at: Seconds) -> Seconds:
    """
    Say since when a vehicle is on duty: its first loading of the day.

    Parameters
    ----------
    before
        Shape (n,): since when it was for its last trip; ``None`` where it
        had none. [s]
    load_at
        Shape (n,): when it loads. [s]

    Returns
    -------
    ndarray
        Shape (n,). [s]
    """
    if before is None:
        return load_at
    return np.where(before >= midnight_before(load_at), before, load_at)
