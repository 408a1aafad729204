"""A trip before it is timed: what it carries and which way it takes."""

from dataclasses import dataclass

from sampai.planning.goods import Lot

CARRY = "carry"
REPOSITION = "reposition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """
    One leg as it is ridden.

    Parameters
    ----------
    leg
        Row of ``legs``.
    from_id, to_id
        The ends in the direction of the ride.
    """

    leg: int
    from_id: str
    to_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carriage:
    """
    Goods on a trip, from the place where they board to where they leave.

    Parameters
    ----------
    lot
        The goods.
    board, leave
        Numbers of the stops; 0 is the origin, stops count from 1.
    """

    lot: Lot
    board: int
    leave: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TripDraft:
    """
    A vehicle's run from loading to its end, without its times.

    Parameters
    ----------
    stage, purpose
        As in trips.csv.
    vehicle_type, vehicle
        The kind, and the number of the vehicle within it.
    load_at_s
        The earliest moment at which loading may begin. [s]
    places
        The origin, then every stop in order.
    ways
        The rides to each stop; one more than the stops where the trip goes
        on to ``end_id`` after its last stop.
    carriages
        What is carried.
    end_id
        Where the vehicle stays.
    """

    stage: str
    purpose: str
    vehicle_type: str
    vehicle: int
    load_at_s: int
    places: tuple[str, ...]
    ways: tuple[tuple[Ride, ...], ...]
    carriages: tuple[Carriage, ...] = ()
    end_id: str

    def boxes_moved(self, stop: int) -> int:
        """
        Count the boxes that change hands at a stop, off and on.

        Parameters
        ----------
        stop
            Number of the stop; 0 is the origin.

        Returns
        -------
        int
            Boxes.
        """
        return sum(
            held.lot.boxes
            for held in self.carriages
            if stop in (held.board, held.leave)
        )

    def is_handover(self, stop: int) -> bool:
        """
        Tell whether anything leaves or boards at a stop.

        Parameters
        ----------
        stop
            Number of the stop; 0 is the origin.

        Returns
        -------
        bool
            Whether there is a hand-over or a loading.
        """
        return any(stop in (held.board, held.leave) for held in self.carriages)
