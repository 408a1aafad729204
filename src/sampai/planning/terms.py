"""The rules and prices of one carrier's trips, ready for quick loops."""

from collections.abc import Sequence
from dataclasses import dataclass

from sampai.planning.layout import Layout
from sampai.planning.problem import RoutingProblem
from sampai.planning.spans import Span

# Share of a day that trips fill when they are packed into days.
FILLED = 0.92


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """
    The visits as plain lists.

    Parameters
    ----------
    at
        Location of each.
    span
        The handover: how long, and when it may begin.
    release_s
        When the goods can be loaded. [s]
    loads
        What each weighs on a carrier's capacities.
    """

    at: Sequence[int]
    span: Sequence[Span]
    release_s: Sequence[int]
    loads: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """
    What holds for the trips of one carrier.

    Parameters
    ----------
    distance_m, duration_s
        Rows from, columns to, between locations.
    capacity
        What one vehicle holds.
    start_at, depot_at, end_at
        Locations.
    first, again, last
        Leaving the base, loading for a later trip, and the day's end.
    duty_s
        Longest day. [s]
    reload
        Whether there may be later trips.
    day, metre, second
        Prices. [units]
    """

    distance_m: list[list[int]]
    duration_s: list[list[int]]
    capacity: tuple[int, int]
    start_at: int
    depot_at: int
    end_at: int
    first: Span
    again: Span
    last: Span
    duty_s: int
    reload: bool
    day: int
    metre: int
    second: int

    def share(self) -> tuple[float, float]:
        """
        Spread the price of a day over the trips that will fill it.

        Returns
        -------
        tuple of float
            Price of a trip before it moves, and of each of its seconds.
        """
        if not self.reload:
            return float(self.day), float(self.second)
        return 0.0, self.second + self.day / (FILLED * self.duty_s)


def read_calls(problem: RoutingProblem, layout: Layout) -> Calls:
    """
    Read the visits of a problem.

    Parameters
    ----------
    problem
        The problem.
    layout
        Its layout.

    Returns
    -------
    Calls
        The visits.
    """
    return Calls(
        at=layout.visit_at,
        span=[
            Span(visit.service_s, visit.open_s, visit.close_s)
            for visit in problem.visits
        ],
        release_s=[visit.release_s for visit in problem.visits],
        loads=layout.loads,
    )


def read_terms(problem: RoutingProblem, layout: Layout) -> tuple[Terms, ...]:
    """
    Read the carriers of a problem.

    Parameters
    ----------
    problem
        The problem.
    layout
        Its layout.

    Returns
    -------
    tuple of Terms
        The terms of each carrier.
    """
    distance = [matrix.tolist() for matrix in layout.distance_m]
    duration = [matrix.tolist() for matrix in layout.duration_s]
    terms = []
    for index, carrier in enumerate(problem.carriers):
        depot = problem.depots[carrier.depot]
        opens_s = max(depot.open_s, carrier.shift_start_s)
        loading = Span(depot.loading_s, opens_s, depot.close_s)
        loading_s = depot.loading_s if problem.delivery else 0
        terms.append(
            Terms(
                distance_m=distance[carrier.ways],
                duration_s=duration[carrier.ways],
                capacity=layout.capacities[index],
                start_at=layout.start_at[index],
                depot_at=layout.depot_at[carrier.depot],
                end_at=layout.end_at[index],
                first=Span(loading_s, *layout.leaving_s[index]),
                again=loading,
                last=Span(0, *layout.arriving_s[index]),
                duty_s=carrier.duty_s,
                reload=carrier.reload,
                day=layout.prices.fixed[index],
                metre=layout.prices.metre[index],
                second=layout.prices.second[index],
            )
        )
    return tuple(terms)
