"""A vehicle on its way: trips that grow along a tour, and whole days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sampai.planning.problem import Route
from sampai.planning.spans import Span
from sampai.planning.terms import Calls, Terms


@dataclass(slots=True, kw_only=True)
class Walk:
    """
    A vehicle on its way, from location to location.

    Parameters
    ----------
    terms
        Its carrier.
    here
        Where it is.
    span
        Its work so far; ``None`` once it has broken a rule.
    metres
        Its way so far. [m]
    """

    terms: Terms
    here: int
    span: Span | None
    metres: int = 0

    @classmethod
    def begin(cls, terms: Terms, *, again: bool) -> "Walk":
        """
        Begin with loading.

        Parameters
        ----------
        terms
            The carrier.
        again
            Whether at the depot, for a later trip, rather than at the base.

        Returns
        -------
        Walk
            The vehicle, loaded.
        """
        if again:
            return cls(terms=terms, here=terms.depot_at, span=terms.again)
        return cls(terms=terms, here=terms.start_at, span=terms.first)

    def wait_for(self, release_s: int) -> None:
        """
        Begin all that was done no earlier than goods can be loaded.

        Parameters
        ----------
        release_s
            When they can. [s]
        """
        self.span = self.span and self.span.not_before(release_s)

    def go(self, there: int, work: Span | None) -> None:
        """
        Drive to a location and do some work.

        Parameters
        ----------
        there
            The location.
        work
            The work; ``None`` when it cannot be done.
        """
        travel_s = self.terms.duration_s[self.here][there]
        self.metres += self.terms.distance_m[self.here][there]
        self.span = self.span and work and self.span.then(travel_s, work)
        self.here = there

    def home(self, back: int) -> Span | None:
        """
        Tell what all would be with the way back, without driving it.

        Parameters
        ----------
        back
            The location where it would end.

        Returns
        -------
        Span or None
            The whole; ``None`` when it would break a rule.
        """
        travel_s = self.terms.duration_s[self.here][back]
        whole = self.span and self.span.then(travel_s, self.terms.last)
        if whole is None or whole.duration_s > self.terms.duty_s:
            return None
        return whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """
    A trip over the next so many visits of a tour.

    Parameters
    ----------
    after
        Position in the tour behind the last visit.
    duration_s
        From loading to the end. [s]
    price
        With its share of the day's. [units]
    """

    after: int
    duration_s: int
    price: float


def growing_trips(
    terms: Terms, calls: Calls, tour: Sequence[int], begin: int
) -> Iterator[Growth]:
    """
    Grow a trip along a tour, visit by visit, until a rule is broken.

    Parameters
    ----------
    terms
        The carrier.
    calls
        The visits.
    tour
        Visits in order.
    begin
        Position of the trip's first visit in the tour.

    Yields
    ------
    Growth
        The trip after each visit with which it keeps the rules.
    """
    price, price_s = terms.share()
    back = terms.depot_at if terms.reload else terms.end_at
    walk = Walk.begin(terms, again=terms.reload)
    volume = mass = 0
    for position in range(begin, len(tour)):
        visit = tour[position]
        volume += calls.loads[visit][0]
        mass += calls.loads[visit][1]
        if volume > terms.capacity[0] or mass > terms.capacity[1]:
            return
        walk.wait_for(calls.release_s[visit])
        walk.go(calls.at[visit], calls.span[visit])
        home = walk.home(back)
        if home is None:
            return
        metres = walk.metres + terms.distance_m[walk.here][back]
        yield Growth(
            after=position + 1,
            duration_s=home.duration_s,
            price=price + terms.metre * metres + price_s * home.duration_s,
        )


def day_price(terms: Terms, calls: Calls, route: Route) -> int | None:
    """
    Price the day of a vehicle exactly.

    Parameters
    ----------
    terms
        Its carrier.
    calls
        The visits.
    route
        The trips of the day.

    Returns
    -------
    int or None
        The price; ``None`` when the day breaks a rule. [units]
    """
    walk = Walk.begin(terms, again=False)
    for number, trip in enumerate(route.trips):
        release_s = max(calls.release_s[visit] for visit in trip)
        if number:
            walk.go(terms.depot_at, terms.again.not_before(release_s))
        else:
            walk.wait_for(release_s)
        for visit in trip:
            walk.go(calls.at[visit], calls.span[visit])
    span = walk.home(terms.end_at)
    if span is None:
        return None
    metres = walk.metres + terms.distance_m[walk.here][terms.end_at]
    return terms.day + terms.metre * metres + terms.second * span.duration_s
