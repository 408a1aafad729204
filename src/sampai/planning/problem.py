"""A routing problem and its answer, free of any solver's own words."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class Ways(Protocol):
    """The fastest ways between all places for one kind of vehicle."""

    @property
    def distance_m(self) -> Ints:
        """Give the metres from row to column, -1 where there is no way."""

    @property
    def duration_s(self) -> Ints:
        """Give the seconds from row to column, -1 likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """
    Goods to hand over, or to fetch, at one place.

    Parameters
    ----------
    place
        Row of the place in the matrices.
    volume_l, mass_kg
        What is handed over. [l], [kg]
    service_s
        Time of the handover itself, without the problem's ``stop_s``. [s]
    open_s, close_s
        Earliest and latest start of the handover. [s]
    release_s
        Moment from which the goods can be loaded at the depot; it says
        nothing of a pickup. [s]
    pickup
        Whether the goods go from the place to the depot.
    """

    place: int
    volume_l: int
    mass_kg: int
    service_s: int
    open_s: int
    close_s: int
    release_s: int = 0
    pickup: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        least = min(self.volume_l, self.mass_kg, self.service_s)
        if least < 0 or self.close_s < self.open_s:
            msg = f"{self} has a negative load or closes before it opens"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """
    A place where goods are loaded, or brought to.

    Parameters
    ----------
    place
        Row of the place in the matrices.
    open_s, close_s
        Earliest and latest start of the loading. [s]
    loading_s
        Time the loading of a trip takes, whatever is loaded. [s]
    """

    place: int
    open_s: int
    close_s: int
    loading_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """
    A number of equal vehicles.

    Parameters
    ----------
    name
        Name of the kind.
    count
        How many there are.
    volume_l, mass_kg
        What one of them carries. [l], [kg]
    depot
        Index of the depot it loads at, in ``RoutingProblem.depots``.
    start, end
        Rows of the places where its day begins and ends: its base. The
        empty run between base and depot is part of the answer.
    ways
        Index of its matrices in ``RoutingProblem.ways``.
    fixed_idr, per_km_idr, per_hour_idr
        Price of a day, of a kilometre and of an hour. [Rp]
    shift_start_s, shift_end_s
        When it may leave its base and must be back. [s]
    duty_s
        Longest day. [s]
    reload
        Whether it may return to its depot and load again.
    """

    name: str
    count: int
    volume_l: int
    mass_kg: int
    depot: int
    start: int
    end: int
    ways: int
    fixed_idr: int
    per_km_idr: int
    per_hour_idr: int
    shift_start_s: int
    shift_end_s: int
    duty_s: int
    reload: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingProblem:
    """
    Visits, the vehicles that may make them, and the ways between.

    Parameters
    ----------
    visits, depots, carriers, ways
        As their classes say.
    stop_s
        Time lost at each place that a vehicle stops at, once for all
        visits that it makes there in a row. [s]
    """

    visits: tuple[Visit, ...]
    depots: tuple[Depot, ...]
    carriers: tuple[Carrier, ...]
    ways: tuple[Ways, ...]
    stop_s: int = 0

    @property
    def pickup(self) -> bool:
        """Tell whether any goods go to a depot rather than from it."""
        return any(visit.pickup for visit in self.visits)

    @property
    def delivery(self) -> bool:
        """Tell whether any goods come from a depot."""
        return any(not visit.pickup for visit in self.visits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """
    The day of one vehicle.

    Parameters
    ----------
    carrier
        Index of its kind in ``RoutingProblem.carriers``.
    trips
        Indices of the visits of each trip, in order.
    """

    carrier: int
    trips: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """
    An answer to a routing problem.

    Parameters
    ----------
    routes
        The days of the vehicles that move.
    cost_idr
        Their price, rounded. [Rp]
    feasible
        Whether every rule is kept by ``routes``.
    unserved
        Indices of the visits that no vehicle makes.
    """

    routes: tuple[Route, ...]
    cost_idr: int
    feasible: bool
    unserved: tuple[int, ...] = ()
