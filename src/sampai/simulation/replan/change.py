"""What has become of a trip, and why."""

from dataclasses import dataclass

from sampai.simulation.replan.placed import PlacedTrip

RETIMED, REROUTED = "retimed", "rerouted"
OTHER_VEHICLE, NEW_TRIP, DROPPED = "other_vehicle", "new_trip", "dropped"
KEPT_LATE, UNSERVED = "kept_late", "unserved"
NOT_BROUGHT = "goods: not brought"

# Cause and why.
Reason = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    What has become of a trip.

    Parameters
    ----------
    change
        What was done.
    before, after
        The trip as planned and as it is now; ``None`` where it is new or
        dropped.
    cause, why
        What made it necessary.
    """

    change: str
    before: PlacedTrip | None
    after: PlacedTrip | None
    cause: str
    why: str
