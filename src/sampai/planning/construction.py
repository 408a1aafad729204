"""
Good routes at once: a tour of all visits, cut into trips, packed into days.

A tour is made by savings, without regard to vehicles. It is cut at the
cheapest places by dynamic programming over all kinds of vehicle (Prins
2004, for a mixed fleet), each second carrying its share of the price of a
day. The trips are packed into days, longest first, each where it leaves
least room; what finds no vehicle is cut again for what is left. Tours with
a little noise in their savings are tried too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from sampai.planning.hours import is_able
from sampai.planning.layout import Layout
from sampai.planning.problem import Route, Routes, RoutingProblem
from sampai.planning.terms import Calls, Terms, read_calls, read_terms
from sampai.planning.tours import savings_tour
from sampai.planning.walks import day_price, growing_trips

# Ten tours of a hundred visits take a tenth of a second.
MOST_TOURS = 10
FEWEST_TOURS = 3
VISITS_TO_TRY = 1000
NOISE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """
    A trip that has no vehicle yet.

    Parameters
    ----------
    carrier
        Index of the kind that it is meant for.
    duration_s
        From loading to the end. [s]
    visits
        In order.
    """

    carrier: int
    duration_s: int
    visits: tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class Day:
    """
    The trips of one vehicle so far.

    Parameters
    ----------
    left_s
        Time left for more. [s]
    trips
        Their visits.
    """

    left_s: int
    trips: list[tuple[int, ...]] = field(default_factory=list)


def construct(problem: RoutingProblem, layout: Layout, seed: int) -> Routes:
    """
    Make good routes quickly; the same arguments give the same routes.

    Parameters
    ----------
    problem
        Visits, vehicles and ways.
    layout
        The problem's layout.
    seed
        Seed of the noise.

    Returns
    -------
    Routes
        The cheapest of those that leave the fewest visits unserved.
    """
    packer = Packer(
        terms=read_terms(problem, layout),
        calls=read_calls(problem, layout),
        counts=tuple(
            carrier.count * is_able(problem, carrier)
            for carrier in problem.carriers
        ),
        units_per_idr=layout.prices.units_per_idr,
    )
    rng = np.random.default_rng(seed)
    tries = max(FEWEST_TOURS, VISITS_TO_TRY // len(problem.visits))
    tries = min(MOST_TOURS, tries)
    made = []
    for number in range(tries):
        noise = NOISE * rng.random() if number else 0.0
        made.append(packer.pack(savings_tour(layout, rng, noise)))
    return min(
        made, key=lambda routes: (len(routes.unserved), routes.cost_idr)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Packer:
    """
    Turns tours into routes.

    Parameters
    ----------
    terms
        Of each carrier.
    calls
        The visits.
    counts
        Vehicles of each carrier.
    units_per_idr
        Units of price that make one rupiah.
    """

    terms: tuple[Terms, ...]
    calls: Calls
    counts: tuple[int, ...]
    units_per_idr: float

    def pack(self, tour: Sequence[int]) -> Routes:
        """
        Cut a tour into trips and pack them into days.

        Parameters
        ----------
        tour
            All visits, in order.

        Returns
        -------
        Routes
            The days, and the visits for which no vehicle was left.
        """
        days: list[list[Day]] = [[] for _ in self.terms]
        rest = list(tour)
        while rest:
            trips = cut(self.terms, self.calls, rest, self._room(days))
            placed = self._place(days, trips)
            if not placed:
                break
            rest = [visit for visit in rest if visit not in placed]
        # Where the base is far from the depot, a trip may be too long for
        # a day though each of its visits is not.
        room = self._room(days)
        singles = (cut(self.terms, self.calls, [one], room) for one in rest)
        placed = self._place(days, chain.from_iterable(singles))
        rest = [visit for visit in rest if visit not in placed]
        return self._routes(days, rest)

    def _room(self, days: Sequence[Sequence[Day]]) -> list[int]:
        """Tell how long a trip of each carrier can still be."""
        room = []
        for terms, count, begun in zip(
            self.terms, self.counts, days, strict=True
        ):
            whole = terms.duty_s if len(begun) < count else 0
            left = (day.left_s for day in begun if terms.reload)
            room.append(max((whole, *left)))
        return room

    def _place(
        self, days: Sequence[list[Day]], trips: Iterable[Trip]
    ) -> set[int]:
        """Put trips into days, and tell whose visits found room."""
        placed: set[int] = set()
        for trip in sorted(trips, key=lambda trip: -trip.duration_s):
            day = self._day_for(days[trip.carrier], trip)
            if day is None:
                continue
            day.left_s -= trip.duration_s
            day.trips.append(trip.visits)
            placed.update(trip.visits)
        return placed

    def _day_for(self, begun: list[Day], trip: Trip) -> Day | None:
        """Find the fullest day that takes a trip, or begin a new one."""
        terms = self.terms[trip.carrier]
        for day in sorted(begun, key=lambda day: day.left_s):
            if not terms.reload or trip.duration_s > day.left_s:
                continue
            if self._keeps_rules(trip.carrier, (*day.trips, trip.visits)):
                return day
        if len(begun) == self.counts[trip.carrier]:
            return None
        if not self._keeps_rules(trip.carrier, (trip.visits,)):
            return None
        begun.append(Day(left_s=terms.duty_s))
        return begun[-1]

    def _keeps_rules(
        self, carrier: int, trips: Iterable[tuple[int, ...]]
    ) -> bool:
        """Tell whether one vehicle can make some trips on one day."""
        route = Route(carrier=carrier, trips=self._in_order(trips))
        return day_price(self.terms[carrier], self.calls, route) is not None

    def _in_order(
        self, trips: Iterable[tuple[int, ...]]
    ) -> tuple[tuple[int, ...], ...]:
        """Order trips by when their goods are there and when doors close."""
        return tuple(
            sorted(
                trips,
                key=lambda trip: (
                    max(self.calls.release_s[visit] for visit in trip),
                    min(self.calls.span[visit].latest_s for visit in trip),
                ),
            )
        )

    def _routes(
        self, days: Sequence[Sequence[Day]], rest: Sequence[int]
    ) -> Routes:
        """Give the days as routes, with their price."""
        routes = tuple(
            Route(carrier=carrier, trips=self._in_order(day.trips))
            for carrier, begun in enumerate(days)
            for day in begun
        )
        prices = (
            day_price(self.terms[route.carrier], self.calls, route) or 0
            for route in routes
        )
        return Routes(
            routes=routes,
            cost_idr=round(sum(prices) / self.units_per_idr),
            feasible=not rest,
            unserved=tuple(sorted(rest)),
        )


def cut(
    terms: Sequence[Terms],
    calls: Calls,
    tour: Sequence[int],
    room_s: Sequence[int],
) -> list[Trip]:
    """
    Cut a tour into the cheapest trips, whatever the number of vehicles.

    Parameters
    ----------
    terms
        Of each carrier.
    calls
        The visits.
    tour
        Visits in order.
    room_s
        Longest trip of each carrier. [s]

    Returns
    -------
    list of Trip
        The trips. A visit that none can make is left out.
    """
    # Cheapest way to serve, or to leave out, the first so many visits.
    best: list[tuple[int, float]] = [(0, 0.0)]
    best += [(len(tour), 0.0)] * len(tour)
    last: list[Trip | None] = [None] * (len(tour) + 1)
    for begin in range(len(tour)):
        left_out, price = best[begin]
        if (left_out + 1, price) < best[begin + 1]:
            best[begin + 1] = (left_out + 1, price)
            last[begin + 1] = None
        for carrier, one in enumerate(terms):
            for grown in growing_trips(one, calls, tour, begin):
                if grown.duration_s > room_s[carrier]:
                    break
                after = grown.after
                if (left_out, price + grown.price) < best[after]:
                    best[after] = (left_out, price + grown.price)
                    last[after] = Trip(
                        carrier=carrier,
                        duration_s=grown.duration_s,
                        visits=tuple(tour[begin:after]),
                    )
    return _trips_of(last)


def _trips_of(last: Sequence[Trip | None]) -> list[Trip]:
    """Follow the last trips back to the beginning of the tour."""
    trips = []
    position = len(last) - 1
    while position > 0:
        trip = last[position]
        if trip is not None:
            trips.append(trip)
        position -= len(trip.visits) if trip is not None else 1
    return trips
