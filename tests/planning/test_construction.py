"""Routes made at once keep the rules and are no nonsense."""

from dataclasses import replace

from hypothesis import given

from sampai.planning.construction import construct
from sampai.planning.hours import settle_releases
from sampai.planning.layout import lay_out
from sampai.planning.problem import Routes, RoutingProblem
from tests.planning.lines import (
    LORRY,
    Line,
    check_rules,
    line,
    problems,
    visit,
)


def made(problem: RoutingProblem, seed: int = 1) -> Routes:
    return construct(problem, lay_out(problem), seed)


def trips(routes: Routes) -> list[list[int]]:
    return sorted(
        sorted(trip) for route in routes.routes for trip in route.trips
    )


def test_neighbours_share_a_trip():
    """Far ones with far ones: 2 x 11 and 2 x 3 kilometres, two days."""
    routes = made(line([visit(2), visit(10), visit(3), visit(11)], LORRY))
    assert trips(routes) == [[0, 2], [1, 3]]
    assert routes.cost_idr == 2 * 1000 + 10 * (22 + 6)


def test_trips_share_a_day_where_reloading_is_allowed():
    routes = made(
        line(
            [visit(2), visit(10), visit(3), visit(11)],
            replace(LORRY, reload=True),
        )
    )
    assert len(routes.routes) == 1
    assert routes.cost_idr == 1000 + 10 * (22 + 6)


def test_a_day_too_short_for_both_trips_needs_two_vehicles():
    """2,200 + 120 s and 600 + 120 s of driving and handing over."""
    problem = line(
        [visit(2), visit(10), visit(3), visit(11)],
        replace(LORRY, reload=True, duty_s=3039),
    )
    assert len(made(problem).routes) == 2
    longer = replace(LORRY, reload=True, duty_s=3040)
    assert len(made(replace(problem, carriers=(longer,))).routes) == 1


def test_the_cheaper_kind_is_taken_for_a_small_load():
    pickup = replace(LORRY, name="pickup", volume_l=50, fixed_idr=400)
    routes = made(line([visit(4)], LORRY, pickup))
    assert [route.carrier for route in routes.routes] == [1]
    routes = made(line([visit(4), visit(5)], LORRY, pickup))
    assert [route.carrier for route in routes.routes] == [1, 1]
    dear = replace(pickup, fixed_idr=600)
    routes = made(line([visit(4), visit(5)], LORRY, dear))
    assert [route.carrier for route in routes.routes] == [0]


def test_what_finds_no_vehicle_is_cut_again_for_what_is_left():
    """One lorry takes two villages; pickups take the others one by one."""
    pickup = replace(LORRY, name="pickup", volume_l=50, fixed_idr=900)
    problem = line(
        [visit(4), visit(5), visit(6), visit(7)],
        replace(LORRY, count=1),
        pickup,
    )
    routes = made(problem)
    assert routes.feasible
    assert sorted(route.carrier for route in routes.routes) == [0, 1, 1]


def test_goods_that_come_late_go_on_the_later_trip():
    late = visit(2, volume_l=100, release_s=3000)
    early = visit(3, volume_l=100)
    routes = made(line([late, early], replace(LORRY, reload=True)))
    assert [route.trips for route in routes.routes] == [((1,), (0,))]


def test_visits_that_no_vehicle_can_make_are_named():
    problem = line(
        [visit(9), visit(2), visit(3, volume_l=101)],
        LORRY,
        ways=(Line(12, 5),),
    )
    routes = made(problem)
    assert routes.unserved == (0, 2)
    assert not routes.feasible
    assert routes.cost_idr == 1000 + 10 * 4


@given(problems())
def test_routes_keep_the_rules_whatever_comes(problem: RoutingProblem):
    routes = made(problem)
    check_rules(problem, routes)
    assert routes == made(problem)


def test_goods_that_all_come_late_open_the_depot_late():
    """Fewer releases for the search, and the same plan."""
    late = [visit(2, release_s=3000), visit(3, release_s=5000)]
    settled = settle_releases(line(late, LORRY))
    assert settled.depots[0].open_s == 3000
    assert [one.release_s for one in settled.visits] == [0, 5000]
