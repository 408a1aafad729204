"""When a vehicle can leave its base, and when it can be back."""

from dataclasses import replace

from sampai.planning.problem import Carrier, RoutingProblem


def missing_s(problem: RoutingProblem) -> int:
    """
    Give a duration that fits into no shift.

    Parameters
    ----------
    problem
        The problem.

    Returns
    -------
    int
        One second more than the latest end of a shift. [s]
    """
    return 1 + max(carrier.shift_end_s for carrier in problem.carriers)


def leaving_s(problem: RoutingProblem, carrier: Carrier) -> tuple[int, int]:
    """
    Give the moments at which a carrier's day can begin at its base.

    Parameters
    ----------
    problem
        The problem.
    carrier
        One of its carriers.

    Returns
    -------
    tuple of int
        The first and the last, by its shift and, where it comes to its
        depot to load, by the depot's hours; the first is later than the
        last where there is none. [s]
    """
    if not problem.delivery:
        return carrier.shift_start_s, carrier.shift_end_s
    depot = problem.depots[carrier.depot]
    approach_s = _empty_run_s(problem, carrier, carrier.start, depot.place)
    return (
        max(carrier.shift_start_s, depot.open_s - approach_s),
        min(carrier.shift_end_s, depot.close_s - approach_s),
    )


def arriving_s(problem: RoutingProblem, carrier: Carrier) -> tuple[int, int]:
    """
    Give the moments at which a carrier's day can end at its base.

    Parameters
    ----------
    problem
        The problem.
    carrier
        One of its carriers.

    Returns
    -------
    tuple of int
        The first and the last, by its shift and, where it comes from its
        depot after unloading, by the depot's hours; the first is later
        than the last where there is none. [s]
    """
    if not problem.pickup:
        return carrier.shift_start_s, carrier.shift_end_s
    depot = problem.depots[carrier.depot]
    after_s = depot.loading_s
    after_s += _empty_run_s(problem, carrier, depot.place, carrier.end)
    return (
        max(carrier.shift_start_s, depot.open_s + after_s),
        min(carrier.shift_end_s, depot.close_s + after_s),
    )


def is_able(problem: RoutingProblem, carrier: Carrier) -> bool:
    """
    Tell whether a carrier exists and finds its depot open.

    Parameters
    ----------
    problem
        The problem.
    carrier
        One of its carriers.

    Returns
    -------
    bool
        Whether it can serve anything at all.
    """
    first_s, last_s = leaving_s(problem, carrier)
    soonest_s, latest_s = arriving_s(problem, carrier)
    return carrier.count > 0 and first_s <= last_s and soonest_s <= latest_s


def settle_releases(problem: RoutingProblem) -> RoutingProblem:
    """
    Turn the moment at which all goods are there into hours of the depot.

    What is left are the goods that come later than others, which bind a
    search more than they should.

    Parameters
    ----------
    problem
        The problem.

    Returns
    -------
    RoutingProblem
        The same problem, with as few releases as say the same.
    """
    first_s = 0
    if not problem.pickup:
        first_s = min((one.release_s for one in problem.visits), default=0)
    depots = tuple(
        replace(depot, open_s=max(depot.open_s, min(first_s, depot.close_s)))
        for depot in problem.depots
    )
    opens_s = min(depot.open_s for depot in depots)
    visits = tuple(
        replace(visit, release_s=0)
        if visit.pickup or visit.release_s <= opens_s
        else visit
        for visit in problem.visits
    )
    return replace(problem, depots=depots, visits=visits)


def _empty_run_s(
    problem: RoutingProblem, carrier: Carrier, start: int, end: int
) -> int:
    """Give the seconds between a base and a depot."""
    duration_s = int(problem.ways[carrier.ways].duration_s[start, end])
    return duration_s if duration_s >= 0 else missing_s(problem)
