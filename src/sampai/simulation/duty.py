"""When a crew may ride: inside its shift, and no longer than the law says."""

import numpy as np
import numpy.typing as npt

from sampai.planning.fleet import VehicleType
from sampai.planning.moments import (
    midnight_before,
)
from sampai.units import SECONDS_PER_DAY

Floats = npt.NDArray[np.float32]


def rides_until(kind: VehicleType, midnight: Floats, since: Floats) -> Floats:
    """
    Say until when a crew may ride on a day.

    Parameters
    ----------
    kind
        Its vehicle type.
    midnight
        Shape (n,): midnight at which the day begins. [s]
    since
        Shape (n,): first loading of its last day on duty. [s]

    Returns
    -------
    ndarray
        Shape (n,): end of the shift or of the time on duty. [s]
    """
    # A crew that waited overnight comes on duty anew with its shift.
    begins = np.maximum(since, midnight + kind.shift_start_s)
    until: Floats = np.minimum(
        midnight + kind.shift_end_s, begins + kind.duty_s
    )
    return until


def in_shift(
    kind: VehicleType, ready: Floats, work_s: Floats | float, since: Floats
) -> Floats:
    """
    Move work that a crew cannot finish on a day to its next shift.

    Parameters
    ----------
    kind
        Its vehicle type.
    ready
        Shape (n,): when the work could begin. [s]
    work_s
        How long it takes, one for all or shape (n,). [s]
    since
        Shape (n,): first loading of its last day on duty. [s]

    Returns
    -------
    ndarray
        Shape (n,): inside a shift. [s]
    """
    midnight = midnight_before(ready).astype(np.float32, copy=False)
    begin = np.maximum(ready, midnight + kind.shift_start_s)
    fits = begin + work_s <= rides_until(kind, midnight, since)
    tomorrow = midnight + (SECONDS_PER_DAY + kind.shift_start_s)
    return np.where(fits, begin, tomorrow)
