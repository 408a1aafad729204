"""A trip that is looked for, and what a vehicle can do for it."""

from dataclasses import dataclass

from sampai.planning.plan import TimedTrip
from sampai.planning.runs import Event
from sampai.planning.timing import Vehicle
from sampai.simulation.replan.diary import Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """
    A trip that is looked for.

    Parameters
    ----------
    events
        Its halts, the first where it loads.
    stage
        Its stage.
    days
        Days on which it may begin, in the order in which they are tried.
    from_s
        Not before this moment. [s]
    late
        Whether it may come after its stage.
    stay
        Whether the vehicle stays where it brings the last goods.
    """

    events: tuple[Event, ...]
    stage: str
    days: tuple[int, ...]
    from_s: int
    late: bool = False
    stay: bool = False

    def end_id(self, gap: Gap) -> str:
        """
        Say where the trip ends in a gap.

        Parameters
        ----------
        gap
            Time in which a vehicle has nothing to do.

        Returns
        -------
        str
            Where the vehicle must be next, or where it stays.
        """
        return self.events[-1].place_id if self.stay else gap.next_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    What a vehicle can do for a wish.

    Parameters
    ----------
    vehicle
        Who.
    trips
        An empty run where it needs one, then the trip.
    day
        On which it begins.
    cost_idr
        Kilometres, hours and, where it would else have stood still, the
        vehicle's day. [rupiah]
    bends
        Whether boxes come to their hub after the night of the vote.
    """

    vehicle: Vehicle
    trips: tuple[TimedTrip, ...]
    day: int
    cost_idr: int
    bends: bool = False

    @property
    def carry(self) -> TimedTrip:
        """The trip."""
        return self.trips[-1]

    @property
    def key(self) -> tuple[int, bool, int, int, Vehicle]:
        """Order of offers: the day, the rules, the price, the end."""
        return (
            *(self.day, self.bends, self.cost_idr),
            *(self.carry.end_s, self.vehicle),
        )
