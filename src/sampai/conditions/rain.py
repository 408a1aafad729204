"""How long legs take on a wet day."""

import numpy as np
import numpy.typing as npt

from sampai.tables import Dataset
from sampai.units import travel_seconds

NO_WAY = -1


def wet_leg_seconds(
    dataset: Dataset, vehicle_type: str
) -> npt.NDArray[np.int64]:
    """
    Time of a vehicle type on every leg, on a wet or heavy day.

    The riding takes longer by the surface's factor, a river crossing does
    not: one unloads, crosses and loads again as on a dry day.

    Parameters
    ----------
    dataset
        Checked dataset.
    vehicle_type
        A type of the dataset.

    Returns
    -------
    ndarray
        Shape (legs,): seconds, -1 where the type cannot go. [s]
    """
    own = dataset.speeds.filter(vehicle_type=vehicle_type).join(
        dataset.surfaces, on="surface"
    )
    speed_kmh = {
        surface: speed * factor
        for surface, speed, factor in own.select(
            "surface", "speed_kmh", "wet_speed_factor"
        ).iter_rows()
    }
    crossing_s = dataset.settings.crossing_s
    legs = dataset.legs.select("surface", "distance_m", "river_crossings")
    return np.array(
        [
            travel_seconds(metres, speed_kmh[surface]) + crossings * crossing_s
            if surface in speed_kmh
            else NO_WAY
            for surface, metres, crossings in legs.iter_rows()
        ],
        dtype=np.int64,
    )
