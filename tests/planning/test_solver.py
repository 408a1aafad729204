"""Routes found by the solver keep the rules and are cheap."""

import logging
from dataclasses import replace

import pytest
from hypothesis import given

from sampai.planning.construction import construct
from sampai.planning.layout import lay_out
from sampai.planning.problem import Depot, Route, Routes, RoutingProblem
from sampai.planning.solver import solve
from tests.planning.lines import (
    DAY_S,
    LORRY,
    Line,
    check_rules,
    line,
    problems,
    visit,
)


def test_one_lorry_serves_two_villages_out_and_back():
    """1,000 for the day and 2 x 5 km at 10 each."""
    routes = solve(line([visit(2), visit(5)], LORRY), iterations=20, seed=1)
    assert routes.cost_idr == 1100
    assert routes.feasible
    assert len(routes.routes) == 1


def test_a_third_box_too_many_needs_a_second_lorry():
    problem = line([visit(2), visit(5), visit(5)], LORRY)
    routes = solve(problem, iterations=50, seed=1)
    assert routes.cost_idr == 2 * 1000 + 10 * (10 + 4)


def test_a_lorry_that_may_reload_makes_two_trips_on_one_day():
    problem = line([visit(2), visit(5), visit(5)], replace(LORRY, reload=True))
    routes = solve(problem, iterations=50, seed=1)
    assert routes.cost_idr == 1000 + 10 * (10 + 4)
    assert sorted(map(sorted, routes.routes[0].trips)) == [[0], [1, 2]]


def test_the_empty_run_from_the_base_is_paid():
    """Base at 3, depot at 0, village at 5: 3 + 5 + 2 kilometres."""
    problem = line([visit(5)], replace(LORRY, start=3, end=3))
    routes = solve(problem, iterations=5, seed=1)
    assert routes.cost_idr == 1000 + 10 * 10


def test_a_pickup_goes_to_the_depot_before_the_base():
    """Base at 3, village at 5, depot at 0: 2 + 5 + 3 kilometres."""
    problem = line(
        [replace(visit(5), pickup=True)], replace(LORRY, start=3, end=3)
    )
    routes = solve(problem, iterations=5, seed=1)
    assert routes.cost_idr == 1000 + 10 * 10


def test_a_stop_is_paid_once_for_two_visits_at_one_place():
    """1,000 s out and back, 120 s of handovers, 300 s stop, 80 s loading."""
    problem = line(
        [visit(5), visit(5)],
        replace(LORRY, duty_s=1500),
        depot=Depot(place=0, open_s=0, close_s=DAY_S, loading_s=80),
        stop_s=300,
    )
    assert solve(problem, iterations=5, seed=1).feasible
    shorter = replace(
        problem, carriers=(replace(LORRY, duty_s=1499, count=1),)
    )
    assert not solve(shorter, iterations=5, seed=1).feasible


def test_hours_are_priced():
    problem = line([visit(5)], replace(LORRY, per_hour_idr=3600))
    routes = solve(problem, iterations=5, seed=1)
    assert routes.cost_idr == 1000 + 100 + 1060


def test_a_village_beyond_the_end_of_the_road_is_named():
    problem = line([visit(2), visit(5)], LORRY, ways=(Line(12, 4),))
    routes = solve(problem, iterations=50, seed=1)
    assert routes.unserved == (1,)
    assert routes.cost_idr == 1000 + 10 * 4


def test_loading_after_the_depot_has_closed_is_refused():
    late = visit(5, release_s=500)
    assert solve(line([late], LORRY), iterations=5, seed=1).feasible
    closed = Depot(place=0, open_s=0, close_s=499)
    problem = line([late], LORRY, depot=closed)
    assert not solve(problem, iterations=5, seed=1).feasible


def test_a_start_is_kept_when_nothing_is_searched():
    problem = line([visit(2), visit(5)], LORRY)
    start = Routes(
        routes=(Route(carrier=0, trips=((1, 0),)),),
        cost_idr=0,
        feasible=True,
    )
    assert solve(problem, iterations=0, seed=1, start=start) == replace(
        start, cost_idr=1100
    )


def test_no_visits_need_no_vehicle():
    routes = solve(line([], LORRY), iterations=5, seed=1)
    assert routes == Routes(routes=(), cost_idr=0, feasible=True)


def test_the_solver_prints_nothing(capsys: pytest.CaptureFixture[str]):
    logging.getLogger("pyvrp").warning("a word")
    assert capsys.readouterr().out == ""


def test_a_visit_that_no_vehicle_can_make_is_named():
    """Both boxes fill the lorry; the far one does not fit its day."""
    problem = line(
        [visit(2), visit(11), visit(3)],
        replace(LORRY, count=1, duty_s=1500),
    )
    routes = solve(problem, iterations=50, seed=1)
    assert routes.unserved == (1,)
    assert not routes.feasible
    assert routes.cost_idr == 1000 + 10 * 6


def test_a_kind_without_vehicles_is_passed_over():
    none = replace(LORRY, name="boat", count=0, fixed_idr=0)
    routes = solve(line([visit(2)], none, LORRY), iterations=5, seed=1)
    assert [route.carrier for route in routes.routes] == [1]


def test_with_no_vehicle_at_all_every_visit_is_named():
    routes = solve(
        line([visit(2)], replace(LORRY, count=0)), iterations=5, seed=1
    )
    assert routes.unserved == (0,)


@given(problems())
def test_routes_keep_the_rules_whatever_comes(problem: RoutingProblem):
    made = construct(problem, lay_out(problem), seed=1)
    routes = solve(problem, iterations=30, seed=1)
    check_rules(problem, routes)
    assert len(routes.unserved) <= len(made.unserved)
    assert routes == solve(problem, iterations=30, seed=1)


@given(problems())
def test_the_solver_prices_a_start_as_it_was_constructed(
    problem: RoutingProblem,
):
    """Goods that all come at once, so that the start is what is kept."""
    visits = tuple(replace(one, release_s=0) for one in problem.visits)
    problem = replace(problem, visits=visits)
    made = construct(problem, lay_out(problem), seed=1)
    kept = solve(problem, iterations=0, seed=1, start=made)
    assert kept.unserved == made.unserved
    assert kept.cost_idr == pytest.approx(made.cost_idr, abs=1)


def test_late_goods_and_reloading_take_the_better_of_two_ways():
    """Days of one trip each cost 2,000; the second trip saves 1,000."""
    late = visit(2, volume_l=100, release_s=3000)
    early = visit(3, volume_l=100)
    problem = line([late, early], replace(LORRY, reload=True))
    routes = solve(problem, iterations=50, seed=1)
    assert routes.cost_idr == 1000 + 10 * (4 + 6)
    cheap = replace(LORRY, reload=True, fixed_idr=0, per_hour_idr=360)
    routes = solve(replace(problem, carriers=(cheap,)), iterations=50, seed=1)
    assert len(routes.routes) == 2
