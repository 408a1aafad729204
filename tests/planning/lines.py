"""Small routing problems along one road, for tests of routes."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from sampai.planning.problem import (
    Carrier,
    Depot,
    Ints,
    Routes,
    RoutingProblem,
    Visit,
)

DAY_S = 10_000


@dataclass(frozen=True)
class Line:
    """Places along one straight road, a kilometre and 100 seconds apart."""

    places: int
    end_of_road: int = 99

    @property
    def distance_m(self) -> Ints:
        """Give the metres between places, -1 beyond the end of the road."""
        at = np.arange(self.places, dtype=np.int64)
        metres = np.abs(at[:, None] - at[None, :]) * 1000
        metres[self.end_of_road :, : self.end_of_road] = -1
        metres[: self.end_of_road, self.end_of_road :] = -1
        return metres

    @property
    def duration_s(self) -> Ints:
        """Give the seconds between places, -1 beyond the end of the road."""
        metres = self.distance_m
        return np.where(metres < 0, -1, metres // 10)


LORRY = Carrier(
    name="lorry",
    count=2,
    volume_l=100,
    mass_kg=100,
    depot=0,
    start=0,
    end=0,
    ways=0,
    fixed_idr=1000,
    per_km_idr=10,
    per_hour_idr=0,
    shift_start_s=0,
    shift_end_s=DAY_S,
    duty_s=DAY_S,
)


def visit(place: int, volume_l: int = 50, **other: Any) -> Visit:
    """Give a visit of a minute; two of them fill a lorry."""
    values = {
        "place": place,
        "volume_l": volume_l,
        "mass_kg": 1,
        "service_s": 60,
        "open_s": 0,
        "close_s": DAY_S,
    }
    return Visit(**values | other)


def line(
    visits: list[Visit],
    *carriers: Carrier,
    depot: Depot | None = None,
    **other: Any,
) -> RoutingProblem:
    """Give a problem on a road of twelve places, its depot at place 0."""
    at_home = Depot(place=0, open_s=0, close_s=DAY_S)
    return RoutingProblem(
        visits=tuple(visits),
        depots=(depot or at_home,),
        carriers=carriers,
        ways=other.pop("ways", (Line(12),)),
        **other,
    )


@st.composite
def visits(draw: st.DrawFn, *, pickup: bool) -> Visit:
    """Draw a visit that may or may not fit into a vehicle's day."""
    open_s = draw(st.integers(0, 3000))
    return visit(
        draw(st.integers(0, 11)),
        volume_l=draw(st.integers(0, 120)),
        mass_kg=draw(st.integers(0, 60)),
        service_s=draw(st.integers(0, 600)),
        open_s=open_s,
        close_s=open_s + draw(st.integers(0, 7000)),
        release_s=0 if pickup else draw(st.sampled_from([0, 0, 500, 4000])),
        pickup=pickup,
    )


@st.composite
def carriers(draw: st.DrawFn) -> Carrier:
    """Draw vehicles; their base lies somewhere along the road."""
    start_s = draw(st.integers(0, 2000))
    return Carrier(
        name="any",
        count=draw(st.integers(1, 3)),
        volume_l=draw(st.integers(20, 200)),
        mass_kg=draw(st.integers(20, 200)),
        depot=0,
        start=(base := draw(st.integers(0, 6))),
        end=base,
        ways=0,
        fixed_idr=draw(st.integers(0, 5000)),
        per_km_idr=draw(st.integers(0, 50)),
        per_hour_idr=draw(st.integers(0, 400)),
        shift_start_s=start_s,
        shift_end_s=start_s + draw(st.integers(1000, DAY_S)),
        duty_s=draw(st.integers(1000, 8000)),
        reload=draw(st.booleans()),
    )


@st.composite
def problems(draw: st.DrawFn) -> RoutingProblem:
    """Draw a problem that may well be too much for its vehicles."""
    pickup = draw(st.booleans())
    return line(
        draw(st.lists(visits(pickup=pickup), min_size=1, max_size=8)),
        *draw(st.lists(carriers(), min_size=1, max_size=2)),
        depot=Depot(
            place=0,
            open_s=draw(st.integers(0, 2000)),
            close_s=draw(st.integers(2000, DAY_S)),
            loading_s=draw(st.integers(0, 300)),
        ),
        stop_s=draw(st.sampled_from([0, 120])),
    )


def check_rules(problem: RoutingProblem, routes: Routes) -> None:
    """Assert by a plain walk that routes keep the rules."""
    made = [k for route in routes.routes for t in route.trips for k in t]
    assert sorted([*made, *routes.unserved]) == list(
        range(len(problem.visits))
    )
    for number, carrier in enumerate(problem.carriers):
        used = sum(route.carrier == number for route in routes.routes)
        assert used <= carrier.count
    for route in routes.routes:
        carrier = problem.carriers[route.carrier]
        assert carrier.reload or len(route.trips) == 1
        for trip in route.trips:
            held = [problem.visits[k] for k in trip]
            assert sum(one.volume_l for one in held) <= carrier.volume_l
            assert sum(one.mass_kg for one in held) <= carrier.mass_kg
        _walk(problem, carrier, route.trips)


def _walk(
    problem: RoutingProblem,
    carrier: Carrier,
    trips: tuple[tuple[int, ...], ...],
) -> None:
    """Leave as early as may be, and never be late nor work too long."""
    ways, depot = problem.ways[carrier.ways], problem.depots[0]
    clock, here, worked = carrier.shift_start_s, carrier.start, 0

    def drive(place: int, extra_s: int = 0) -> None:
        nonlocal clock, here, worked
        travel_s = int(ways.duration_s[here, place]) + extra_s
        clock, here, worked = clock + travel_s, place, worked + travel_s

    def work(earliest_s: int, latest_s: int, work_s: int) -> None:
        nonlocal clock, worked
        clock = max(clock, earliest_s)
        assert clock <= latest_s
        clock, worked = clock + work_s, worked + work_s

    for number, trip in enumerate(trips):
        held = [problem.visits[k] for k in trip]
        release_s = max(one.release_s for one in held)
        if not problem.pickup or number:
            drive(depot.place)
            earliest_s = max(release_s, depot.open_s)
            work(earliest_s, depot.close_s, depot.loading_s)
        last = -1
        for one in held:
            drive(one.place, problem.stop_s if one.place != last else 0)
            last = one.place
            work(one.open_s, one.close_s, one.service_s)
    if problem.pickup:
        drive(depot.place, depot.loading_s)
    drive(carrier.end)
    assert clock <= carrier.shift_end_s
    assert worked <= carrier.duty_s
