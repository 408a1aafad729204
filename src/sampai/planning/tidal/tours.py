"""A tour of one vehicle over legs that open and close with the tide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sampai.planning.drafts import Ride
from sampai.units import SECONDS_PER_DAY

# What a journey gives: the rides in order, and the moment of arrival.
Journey = Callable[[str, str, int], tuple[tuple[Ride, ...], int] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """
    A stop of a tour.

    Parameters
    ----------
    place_id
        Where.
    service_s
        Time of the hand-over there. [s]
    ready_s
        When the goods that board there are ready. [s]
    open_s, close_s
        Time of day in which the hand-over may begin. [s]
    """

    place_id: str
    service_s: int
    ready_s: int = 0
    open_s: int = 0
    close_s: int = SECONDS_PER_DAY

    def begin_s(self, arrive_s: int) -> int:
        """
        First moment at which the hand-over may begin.

        Parameters
        ----------
        arrive_s
            When the vehicle is there. [s]

        Returns
        -------
        int
            On the next day where the place has closed. [s]
        """
        ready_s = max(arrive_s, self.ready_s)
        midnight_s = ready_s - ready_s % SECONDS_PER_DAY
        begin_s = max(ready_s, midnight_s + self.open_s)
        if begin_s <= midnight_s + self.close_s:
            return begin_s
        return midnight_s + SECONDS_PER_DAY + self.open_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """
    A run through several calls without a night on the way.

    Parameters
    ----------
    start_s, end_s
        When it sets out and when it is over. [s]
    start_id, end_id
        Where.
    ways
        The rides to each call.
    """

    start_s: int
    end_s: int
    start_id: str
    end_id: str
    ways: tuple[tuple[Ride, ...], ...]


def follow(
    journey: Journey, start_id: str, start_s: int, calls: Sequence[Call]
) -> Tour | None:
    """
    Ride through calls as early as the legs allow.

    Parameters
    ----------
    journey
        Gives the earliest arrival between two places.
    start_id, start_s
        Where and when the vehicle is free to go. [s]
    calls
        The stops in order.

    Returns
    -------
    Tour or None
        None where a leg does not open again.
    """
    now, here = start_s, start_id
    ways = []
    for call in calls:
        ridden = journey(here, call.place_id, now)
        if ridden is None:
            return None
        way, arrive = ridden
        ways.append(way)
        now = call.begin_s(arrive) + call.service_s
        here = call.place_id
    return Tour(
        start_s=start_s,
        end_s=now,
        start_id=start_id,
        end_id=here,
        ways=tuple(ways),
    )


def start_late(
    journey: Journey, start_id: str, start_s: int, calls: Sequence[Call]
) -> Tour | None:
    """
    Set out as late as the arrival of the earliest start allows.

    An hour of waiting before a beach costs as much as an hour on it, so
    the vehicle leaves its base later instead.

    Parameters
    ----------
    journey
        Gives the earliest arrival between two places.
    start_id, start_s
        Where and when the vehicle is free to go. [s]
    calls
        The stops in order.

    Returns
    -------
    Tour or None
        The tour that ends no later than that of the earliest start.
    """
    best = follow(journey, start_id, start_s, calls)
    if best is None:
        return None
    # Most tours wait nowhere: a second's delay tells.
    low, high = start_s, best.end_s
    if _ends_later(journey, best, start_s + 1, calls):
        return best
    # Leaving later never arrives earlier, so the latest start that loses
    # nothing is found by halving.
    while high - low > 1:
        middle = (low + high) // 2
        later = follow(journey, start_id, middle, calls)
        if later is not None and later.end_s <= best.end_s:
            best, low = later, middle
        else:
            high = middle
    return best


def _ends_later(
    journey: Journey, best: Tour, start_s: int, calls: Sequence[Call]
) -> bool:
    later = follow(journey, best.start_id, start_s, calls)
    return later is None or later.end_s > best.end_s


def ride_home(
    journey: Journey,
    nights: Sequence[str],
    start_id: str,
    end_id: str,
    days: Sequence[tuple[int, int]],
    duty_s: int,
) -> tuple[Tour, ...] | None:
    """
    Ride empty to a place, with nights on the way where a day is too short.

    Parameters
    ----------
    journey
        Gives the earliest arrival between two places.
    nights
        Places where a vehicle may stay the night.
    start_id, end_id
        Ends of the ride.
    days
        The span of each day in which it may be on its way, in order. [s]
    duty_s
        Longest time on its way in a day. [s]

    Returns
    -------
    tuple of Tour or None
        One tour a day; none where the days do not suffice.
    """
    if start_id == end_id:
        return ()
    tours: list[Tour] = []
    here = start_id
    for day in days:
        tour = _one_day(journey, nights, (here, end_id), day, duty_s)
        if tour is None:
            continue
        tours.append(tour)
        here = tour.end_id
        if here == end_id:
            return tuple(tours)
    return None


def _one_day(
    journey: Journey,
    nights: Sequence[str],
    ends: tuple[str, str],
    day: tuple[int, int],
    duty_s: int,
) -> Tour | None:
    """Reach the end, or the farthest place for the night towards it."""
    start_id, end_id = ends
    opens, closes = day
    whole = start_late(journey, start_id, opens, [_pass(end_id)])
    if whole is None or _fits(whole, closes, duty_s):
        return whole
    on_way = [ride.to_id for ride in whole.ways[0][:-1]]
    for place in reversed([place for place in on_way if place in nights]):
        part = start_late(journey, start_id, opens, [_pass(place)])
        if part is not None and _fits(part, closes, duty_s):
            return part
    return None


def _fits(tour: Tour, closes: int, duty_s: int) -> bool:
    return tour.end_s <= min(closes, tour.start_s + duty_s)


def _pass(place_id: str) -> Call:
    return Call(place_id=place_id, service_s=0)
