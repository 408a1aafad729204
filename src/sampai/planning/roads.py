"""Runs over legs that are always open, found by the routing solver."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from sampai.planning.context import Context
from sampai.planning.errands import Errand, bundle, smallest_type
from sampai.planning.fleet import VehicleType
from sampai.planning.hauls import Haul, Hauler, solve_hauls
from sampai.planning.problem import (
    Carrier,
    Depot,
    Route,
    RoutingProblem,
    Visit,
)
from sampai.planning.runs import Event
from sampai.planning.solver import solve
from sampai.units import SECONDS_PER_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleDay:
    """
    The halts of one vehicle on one day.

    Parameters
    ----------
    vehicle_type
        Kind of vehicle.
    trips
        The halts, trip by trip.
    """

    vehicle_type: str
    trips: tuple[tuple[Event, ...], ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All halts in order."""
        return tuple(event for trip in self.trips for event in trip)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """
    When vehicles may be on their way, and when goods are due.

    Parameters
    ----------
    start_s
        Midnight of the day; 0 for any day. [s]
    due_s
        Moment by which goods are handed over. [s]
    night
        Whether hours of places and shifts do not bind.
    """

    start_s: int
    due_s: int
    night: bool = False


def from_one_place(
    context: Context,
    errands: Sequence[Errand],
    counts: Mapping[str, int],
    span: Span,
    iterations: int,
) -> tuple[list[VehicleDay], list[Errand]]:
    """
    Bring goods from one place, or to one place, with several trips a day.

    Parameters
    ----------
    context
        The regency.
    errands
        All from the same place or all to the same place.
    counts
        Vehicles that may be used, by vehicle type.
    span
        The day.
    iterations
        Of the search.

    Returns
    -------
    tuple
        The days of the vehicles, and the errands that did not fit.
    """
    kinds = [context.fleet[name] for name, n in sorted(counts.items()) if n]
    if not errands or not kinds:
        return [], list(errands)
    key = (
        "from_one_place",
        tuple(errands),
        tuple(sorted(counts.items())),
        (span, iterations, context.precautions.slowness),
        context.goes_singly(errands),
    )
    days, left = context.recall(
        key,
        lambda: _from_one_place(
            context, errands, kinds, counts, (span, iterations)
        ),
    )
    return list(days), list(left)


def _from_one_place(
    context: Context,
    errands: Sequence[Errand],
    kinds: Sequence[VehicleType],
    counts: Mapping[str, int],
    search: tuple[Span, int],
) -> tuple[list[VehicleDay], list[Errand]]:
    span, iterations = search
    outward = len({errand.from_id for errand in errands}) == 1
    smallest = smallest_type((kind.name for kind in kinds), context.fleet)
    bundles = bundle(errands, smallest, context.sizes)
    gate_id = bundles[0].from_id if outward else bundles[0].to_id
    problem = _problem(context, bundles, gate_id, kinds, counts, span)
    if outward:
        ways = tuple(context.routing.matrix(kind.name) for kind in kinds)
        problem = replace(problem, ways=ways)
    answer = solve(problem, iterations=iterations, seed=context.seed)
    days = [
        _vehicle_day(kinds[route.carrier], route, bundles, outward=outward)
        for route in answer.routes
    ]
    return days, [bundles[k] for k in answer.unserved]


def _problem(
    context: Context,
    bundles: Sequence[Errand],
    gate_id: str,
    kinds: Sequence[VehicleType],
    counts: Mapping[str, int],
    span: Span,
) -> RoutingProblem:
    index = context.network.index
    opens, closes = _hours(context, gate_id, span)
    return RoutingProblem(
        visits=tuple(
            _visit(context, errand, gate_id, kinds, span) for errand in bundles
        ),
        depots=(
            Depot(
                place=index[gate_id],
                open_s=opens,
                close_s=closes,
                loading_s=context.rules.per_stop_s,
            ),
        ),
        carriers=tuple(
            replace(
                _carrier(context, kind, counts[kind.name], number, span),
                reload=not context.goes_singly(bundles),
            )
            for number, kind in enumerate(kinds)
        ),
        ways=tuple(context.network.matrix(kind.name) for kind in kinds),
        stop_s=context.rules.per_stop_s,
    )


def _hours(context: Context, place_id: str, span: Span) -> tuple[int, int]:
    opens, closes = (
        (0, 2 * SECONDS_PER_DAY) if span.night else context.hours(place_id)
    )
    return span.start_s + opens, span.start_s + closes


def _visit(
    context: Context,
    errand: Errand,
    gate_id: str,
    kinds: Sequence[VehicleType],
    span: Span,
) -> Visit:
    """
    State an errand as a visit.

    The time to load its boxes at the gate is counted at the visit too, so
    that a day is never planned longer than it is; the visit closes earlier
    by a full load, since the vehicle really leaves the gate that much later.
    """
    place_id = errand.to_id if errand.from_id == gate_id else errand.from_id
    opens, closes = _hours(context, place_id, span)
    full = max(ceil(kind.volume_l / context.sizes.box_l) for kind in kinds)
    handling_s = context.rules.per_box_s * errand.boxes
    latest = min(closes, span.due_s - 2 * handling_s)
    slack = min(context.rules.per_box_s * full, max(0, latest - opens) // 2)
    ready_s = errand.ready_s if errand.from_id != gate_id else 0
    # The time of the stop for itself is counted on the way there, yet it is
    # no use to spend it before the doors open.
    earliest = max(opens, ready_s) + context.rules.per_stop_s
    return Visit(
        place=context.network.index[place_id],
        volume_l=ceil(errand.volume_l),
        mass_kg=ceil(errand.mass_kg),
        service_s=2 * handling_s,
        open_s=earliest,
        close_s=max(latest - slack, earliest),
        release_s=errand.ready_s if errand.from_id == gate_id else 0,
        pickup=errand.from_id != gate_id,
    )


def _carrier(
    context: Context, kind: VehicleType, count: int, ways: int, span: Span
) -> Carrier:
    base = context.network.index[kind.base_id]
    end_s = 2 * SECONDS_PER_DAY if span.night else kind.shift_end_s
    return Carrier(
        name=kind.name,
        count=count,
        volume_l=int(kind.volume_l),
        mass_kg=int(kind.mass_kg),
        depot=0,
        start=base,
        end=base,
        ways=ways,
        fixed_idr=kind.fixed_idr,
        per_km_idr=kind.per_km_idr,
        per_hour_idr=kind.per_hour_idr,
        shift_start_s=span.start_s + kind.shift_start_s,
        shift_end_s=span.start_s + end_s,
        duty_s=kind.duty_s,
        reload=True,
    )


def _vehicle_day(
    kind: VehicleType,
    route: Route,
    bundles: Sequence[Errand],
    *,
    outward: bool,
) -> VehicleDay:
    trips = []
    for visits in route.trips:
        held = _place_by_place([bundles[k] for k in visits], outward=outward)
        lots = tuple(lot for errand in held for lot in errand.lots)
        if outward:
            halts = [Event(place_id=held[0].from_id, on=lots)]
            halts += [Event(place_id=e.to_id, off=e.lots) for e in held]
        else:
            halts = [Event(place_id=e.from_id, on=e.lots) for e in held]
            halts.append(Event(place_id=held[0].to_id, off=lots))
        trips.append(tuple(halts))
    return VehicleDay(vehicle_type=kind.name, trips=tuple(trips))


def _place_by_place(
    errands: Sequence[Errand], *, outward: bool
) -> list[Errand]:
    """
    Call at each place once a trip.

    On the way out at the first visit there, on the way back at the last:
    then nothing is brought later, nor fetched before it is ready.
    """
    places = [e.to_id if outward else e.from_id for e in errands]
    turn = {place: number for number, place in enumerate(places)}
    if outward:
        turn = {place: places.index(place) for place in turn}
    order = sorted(range(len(errands)), key=lambda k: (turn[places[k]], k))
    return [errands[k] for k in order]


def between_many(
    context: Context,
    errands: Sequence[Errand],
    counts: Mapping[str, int],
    span: Span,
    iterations: int,
) -> tuple[list[VehicleDay], list[Errand]]:
    """
    Fetch goods at many places and bring them to several, on one day.

    Parameters
    ----------
    context
        The regency.
    errands
        What is to be brought, each with its own way.
    counts
        Vehicles that may be used, by vehicle type.
    span
        The day.
    iterations
        Of the search.

    Returns
    -------
    tuple
        The days of the vehicles, and the errands that did not fit.
    """
    kinds = [context.fleet[name] for name, n in sorted(counts.items()) if n]
    if not errands or not kinds:
        return [], list(errands)
    smallest = smallest_type((kind.name for kind in kinds), context.fleet)
    bundles = bundle(errands, smallest, context.sizes)
    found = solve_hauls(
        [_haul(context, errand, span) for errand in bundles],
        [
            _hauler(context, kind, counts[kind.name], number, span)
            for number, kind in enumerate(kinds)
        ],
        [context.network.matrix(kind.name) for kind in kinds],
        stop_s=context.rules.per_stop_s,
        iterations=iterations,
        seed=context.seed,
    )
    days = [
        VehicleDay(
            vehicle_type=kinds[hauling.hauler].name,
            trips=(_halts(bundles, hauling.steps),),
        )
        for hauling in found
    ]
    served = {k for hauling in found for k, _ in hauling.steps}
    left = [e for k, e in enumerate(bundles) if k not in served]
    return days, left


def _haul(context: Context, errand: Errand, span: Span) -> Haul:
    opens, _ = _hours(context, errand.from_id, span)
    _, closes = _hours(context, errand.to_id, span)
    handling_s = context.rules.per_box_s * errand.boxes
    return Haul(
        board=context.network.index[errand.from_id],
        leave=context.network.index[errand.to_id],
        volume_l=ceil(errand.volume_l),
        mass_kg=ceil(errand.mass_kg),
        board_s=handling_s,
        leave_s=handling_s,
        ready_s=max(opens, errand.ready_s),
        due_s=min(closes + handling_s, span.due_s),
    )


def _hauler(
    context: Context, kind: VehicleType, count: int, ways: int, span: Span
) -> Hauler:
    base = context.network.index[kind.base_id]
    end_s = 2 * SECONDS_PER_DAY if span.night else kind.shift_end_s
    return Hauler(
        count=count,
        volume_l=int(kind.volume_l),
        mass_kg=int(kind.mass_kg),
        base=base,
        ways=ways,
        fixed_idr=kind.fixed_idr,
        per_km_idr=kind.per_km_idr,
        per_hour_idr=kind.per_hour_idr,
        start_s=span.start_s + kind.shift_start_s,
        end_s=span.start_s + end_s,
        duty_s=kind.duty_s,
    )


def _halts(
    bundles: Sequence[Errand], steps: Iterable[tuple[int, bool]]
) -> tuple[Event, ...]:
    """
    Turn the solver's steps into halts.

    Whatever is aboard for a place leaves at the first halt there, even if
    the solver would carry it on and come back.
    """
    halts: list[Event] = []
    aboard: list[Errand] = []
    for number, boards in steps:
        errand = bundles[number]
        if boards:
            halts.append(Event(place_id=errand.from_id, on=errand.lots))
            aboard.append(errand)
        elif errand in aboard:
            here = [held for held in aboard if held.to_id == errand.to_id]
            aboard = [held for held in aboard if held not in here]
            lots = tuple(lot for held in here for lot in held.lots)
            halts.append(Event(place_id=errand.to_id, off=lots))
    return tuple(halts)
