"""A routing problem as compact whole numbers: locations, loads and prices."""

from dataclasses import dataclass
from itertools import chain
from math import gcd

import numpy as np

from sampai.planning.hours import arriving_s, leaving_s, missing_s
from sampai.planning.problem import (
    Carrier,
    Ints,
    RoutingProblem,
    Ways,
)

# Dear and late enough never to be ridden, small enough never to overflow.
MISSING_M = 10_000_000

# The least whole multiples of a rupiah in which a metre and a second of any
# whole price per kilometre and per hour are whole too.
PARTS_OF_A_RUPIAH = 18_000
PARTS_KM = 18
PARTS_HOUR = 5
DEAREST_UNIT = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """
    Prices of each carrier in whole units.

    Parameters
    ----------
    units_per_idr
        Units that make one rupiah.
    fixed, metre, second
        Price of a day, a metre and a second of each carrier. [units]
    """

    units_per_idr: float
    fixed: tuple[int, ...]
    metre: tuple[int, ...]
    second: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """
    Locations and matrices of a problem, cut down to what it needs.

    A visit's place, a depot and a carrier's start and end are locations of
    their own, so that the empty run between base and depot, and the time
    lost by stopping, can be laid on the edges that cause them.

    Parameters
    ----------
    visit_at, depot_at, start_at, end_at
        Location of each visit and depot, and of each carrier's ends.
    distance_m, duration_s
        Per matrix of the problem, shape (locations, locations).
    leaving_s, arriving_s
        First and last moment at which each carrier's day can begin at its
        start, and end at its end. [s]
    loads, capacities
        Per visit and per carrier, in units that all loads have in common.
    prices
        Prices in whole units.
    """

    visit_at: tuple[int, ...]
    depot_at: tuple[int, ...]
    start_at: tuple[int, ...]
    end_at: tuple[int, ...]
    distance_m: tuple[Ints, ...]
    duration_s: tuple[Ints, ...]
    leaving_s: tuple[tuple[int, int], ...]
    arriving_s: tuple[tuple[int, int], ...]
    loads: tuple[tuple[int, int], ...]
    capacities: tuple[tuple[int, int], ...]
    prices: Prices

    @property
    def locations(self) -> int:
        """Count the locations."""
        return len(self.distance_m[0])


def lay_out(problem: RoutingProblem) -> Layout:
    """
    Cut a problem down to the locations and the units that it needs.

    Parameters
    ----------
    problem
        The problem as planning states it.

    Returns
    -------
    Layout
        The same problem in compact whole numbers.
    """
    places = sorted({visit.place for visit in problem.visits})
    location = {place: index for index, place in enumerate(places)}
    depot_at = range(len(places), len(places) + len(problem.depots))
    first_start = depot_at.stop
    first_end = first_start + len(problem.carriers)
    matrices = [_matrices(problem, ways, places) for ways in problem.ways]
    loads, capacities = _loads(problem)
    return Layout(
        visit_at=tuple(location[visit.place] for visit in problem.visits),
        depot_at=tuple(depot_at),
        start_at=tuple(range(first_start, first_end)),
        end_at=tuple(range(first_end, first_end + len(problem.carriers))),
        distance_m=tuple(distance for distance, _ in matrices),
        duration_s=tuple(duration for _, duration in matrices),
        leaving_s=tuple(
            leaving_s(problem, carrier) for carrier in problem.carriers
        ),
        arriving_s=tuple(
            arriving_s(problem, carrier) for carrier in problem.carriers
        ),
        loads=loads,
        capacities=capacities,
        prices=_prices(problem.carriers),
    )


def _matrices(
    problem: RoutingProblem, ways: Ways, places: list[int]
) -> tuple[Ints, Ints]:
    """Lay the ways of one matrix between all locations of the problem."""
    late = missing_s(problem)
    distance = np.where(ways.distance_m < 0, MISSING_M, ways.distance_m)
    duration = np.where(ways.duration_s < 0, late, ways.duration_s)
    metres = _expand(problem, places, distance)
    seconds = _expand(problem, places, duration)
    # A change of place costs the stop; two visits at one place share it.
    many = len(places)
    seconds[:, :many] += problem.stop_s
    if problem.pickup:
        depots = [carrier.depot for carrier in problem.carriers]
        unloading = [problem.depots[depot].loading_s for depot in depots]
        seconds[:, -len(depots) :] += np.array(unloading)
    np.fill_diagonal(seconds, 0)
    return metres, seconds


def _expand(problem: RoutingProblem, places: list[int], matrix: Ints) -> Ints:
    """Copy a matrix over places into one over locations."""
    core = [*places, *(depot.place for depot in problem.depots)]
    carriers = problem.carriers
    size = len(core) + 2 * len(carriers)
    laid = np.full((size, size), matrix.max(), dtype=np.int64)
    laid[: len(core), : len(core)] = matrix[np.ix_(core, core)]
    for start, carrier in enumerate(carriers, len(core)):
        laid[start, : len(core)] = _from_start(problem, carrier, matrix, core)
    for end, carrier in enumerate(carriers, len(core) + len(carriers)):
        laid[: len(core), end] = _to_end(problem, carrier, matrix, core)
    np.fill_diagonal(laid, 0)
    return laid


def _from_start(
    problem: RoutingProblem, carrier: Carrier, matrix: Ints, core: list[int]
) -> Ints:
    """Give the way from a start: over the depot where goods wait there."""
    if not problem.delivery:
        direct: Ints = matrix[carrier.start, core]
        return direct
    depot = problem.depots[carrier.depot].place
    over: Ints = matrix[carrier.start, depot] + matrix[depot, core]
    return over


def _to_end(
    problem: RoutingProblem, carrier: Carrier, matrix: Ints, core: list[int]
) -> Ints:
    """Give the way to an end: over the depot where goods belong there."""
    if not problem.pickup:
        direct: Ints = matrix[core, carrier.end]
        return direct
    depot = problem.depots[carrier.depot].place
    over: Ints = matrix[core, depot] + matrix[depot, carrier.end]
    return over


def _loads(
    problem: RoutingProblem,
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """
    Divide loads by what they have in common, and round capacities down.

    The search then sees the whole number of boxes that fit, instead of
    litres that no mix of boxes can ever fill.
    """
    volume = gcd(*(visit.volume_l for visit in problem.visits)) or 1
    mass = gcd(*(visit.mass_kg for visit in problem.visits)) or 1
    return (
        tuple(
            (visit.volume_l // volume, visit.mass_kg // mass)
            for visit in problem.visits
        ),
        tuple(
            (carrier.volume_l // volume, carrier.mass_kg // mass)
            for carrier in problem.carriers
        ),
    )


def _prices(carriers: tuple[Carrier, ...]) -> Prices:
    """Turn prices into whole units, exactly where numbers stay small."""
    fixed = [carrier.fixed_idr * PARTS_OF_A_RUPIAH for carrier in carriers]
    metre = [carrier.per_km_idr * PARTS_KM for carrier in carriers]
    second = [carrier.per_hour_idr * PARTS_HOUR for carrier in carriers]
    common = gcd(*fixed, *metre, *second) or 1
    dearest = max(chain(fixed, metre, second), default=0)
    divisor = max(common, -(-dearest // DEAREST_UNIT))
    return Prices(
        units_per_idr=PARTS_OF_A_RUPIAH / divisor,
        fixed=tuple(round(price / divisor) for price in fixed),
        metre=tuple(round(price / divisor) for price in metre),
        second=tuple(round(price / divisor) for price in second),
    )


def day_estimate(
    problem: RoutingProblem, layout: Layout, index: int, share: float
) -> float:
    """
    Estimate the price of a carrier's day: its fixed part and one way out.

    Parameters
    ----------
    problem
        The problem.
    layout
        Its layout.
    index
        The carrier.
    share
        Share of the places it can reach that lie no farther than the one
        it goes to: 0.5 for the one in the middle, 1 for the farthest.

    Returns
    -------
    float
        The fixed price and that of a round trip. [units]
    """
    carrier = problem.carriers[index]
    start, end = layout.start_at[index], layout.end_at[index]
    at = list(set(layout.visit_at))
    distance = layout.distance_m[carrier.ways]
    duration = layout.duration_s[carrier.ways]
    seconds = duration[start, at] + duration[at, end]
    metres = distance[start, at] + distance[at, end]
    reached = seconds < missing_s(problem)
    if not reached.any():
        return float(layout.prices.fixed[index])
    return float(
        layout.prices.fixed[index]
        + layout.prices.metre[index] * np.quantile(metres[reached], share)
        + layout.prices.second[index] * np.quantile(seconds[reached], share)
    )
