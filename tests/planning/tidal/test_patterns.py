"""The cheapest tours that carry everything, against trying them all."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.tidal.patterns import (
    Pattern,
    choose,
    most_boxes,
    out_by_day,
    roomy,
)
from sampai.planning.tidal.tours import Tour
from tests.planning.pieces import SIZES, vehicle

TOUR = Tour(start_s=0, end_s=1, start_id="G", end_id="F", ways=())
# A cart takes two boxes and two booths, a motorcycle one box and a bag.
FLEET = {
    "cart": vehicle("cart", count=3, volume_l=26.0, mass_kg=99.0),
    "motorcycle": vehicle("motorcycle", count=9, volume_l=11.0, mass_kg=99.0),
}


def pattern(
    name="cart", villages=("F",), cost_idr=10, days=(-2,), late_boxes=0
):
    return Pattern(
        vehicle_type=name,
        villages=tuple(villages),
        day=days[-1],
        before=(),
        carry=TOUR,
        after=(),
        days=tuple(days),
        cost_idr=cost_idr,
        late_boxes=late_boxes,
    )


def chosen(patterns, demand, **other):
    found = choose(patterns, demand, FLEET, SIZES, **other)
    if found is None:
        return None
    return [(f.pattern.vehicle_type, f.vehicles) for f in found]


def cost(found):
    return sum(f.vehicles * f.pattern.cost_idr for f in found)


def test_as_many_vehicles_go_as_the_boxes_need():
    assert chosen([pattern()], {"F": (5, 0, 0)}) == [("cart", 3)]
    assert chosen([pattern()], {"F": (4, 0, 0)}) == [("cart", 2)]


def test_more_than_the_fleet_carries_is_not_possible():
    assert chosen([pattern()], {"F": (7, 0, 0)}) is None


def test_litres_count_for_small_pieces_too():
    """Nine booths are 27 l, a litre more than one cart."""
    assert chosen([pattern()], {"F": (0, 8, 0)}) == [("cart", 1)]
    assert chosen([pattern()], {"F": (0, 9, 0)}) == [("cart", 2)]


def test_two_small_vehicles_may_be_cheaper_than_a_large_one():
    both = [pattern(cost_idr=21), pattern("motorcycle")]
    assert chosen(both, {"F": (2, 0, 0)}) == [("motorcycle", 2)]
    both = [pattern(cost_idr=19), pattern("motorcycle")]
    assert chosen(both, {"F": (2, 0, 0)}) == [("cart", 1)]


def test_one_tour_serves_two_villages():
    """10 for each by itself, 15 for both."""
    tours = [
        pattern(villages="F"),
        pattern(villages="K"),
        pattern(villages="FK", cost_idr=15),
    ]
    demand = {"F": (1, 0, 0), "K": (1, 1, 1)}
    [filling] = choose(tours, demand, FLEET, SIZES)
    assert filling.pattern.villages == ("F", "K")
    assert filling.pieces == demand


def test_the_vehicles_of_a_day_are_shared_by_all_tours():
    """Three carts: two tours on one day, the third on another."""
    one_day = [pattern(villages="F"), pattern(villages="K")]
    demand = {"F": (4, 0, 0), "K": (4, 0, 0)}
    assert chosen(one_day, demand) is None
    two_days = [pattern(villages="F"), pattern(villages="K", days=(-3,))]
    assert chosen(two_days, demand) == [("cart", 2), ("cart", 2)]


def test_a_tour_of_two_days_takes_its_vehicle_on_both():
    tours = [pattern(villages="F", days=(-3, -2)), pattern(villages="K")]
    assert chosen(tours, {"F": (4, 0, 0), "K": (4, 0, 0)}) is None


def test_vehicles_that_are_out_do_not_count():
    def free(_name, day):
        return 1 if day == -2 else 3

    demand = {"F": (4, 0, 0)}
    assert chosen([pattern()], demand, free=free) is None
    assert chosen([pattern(days=(-3,))], demand, free=free) is not None


def test_being_in_time_comes_before_the_price():
    tours = [pattern(late_boxes=1), pattern("motorcycle", cost_idr=30)]
    demand = {"F": (2, 0, 0)}
    assert chosen(tours, demand) == [("cart", 1)]
    assert chosen(tours, demand, late_price_idr=300) == [("motorcycle", 2)]


def test_a_village_without_a_tour_makes_it_impossible():
    assert chosen([pattern()], {"F": (1, 0, 0), "K": (1, 0, 0)}) is None


def test_most_boxes_are_by_litres_or_kilograms():
    assert most_boxes(vehicle(volume_l=39.0, mass_kg=99.0), SIZES) == 3
    assert most_boxes(vehicle(volume_l=99.0, mass_kg=9.0), SIZES) == 2


@pytest.mark.parametrize(
    ("volume_l", "kept_l"), [(26.0, 23.0), (21.0, 20.0), (20.0, 20.0)]
)
def test_a_roomy_vehicle_takes_as_many_boxes_as_before(volume_l, kept_l):
    """It keeps three litres for a booth, unless its boxes fill it."""
    kind = roomy(vehicle(volume_l=volume_l), SIZES)
    assert kind.volume_l == kept_l
    assert kind.mass_kg == 48.0
    assert most_boxes(kind, SIZES) == 2


def test_vehicles_are_out_on_every_day_of_their_tour():
    tours = [pattern(days=(-3, -2)), pattern("motorcycle"), pattern()]
    assert out_by_day(tours) == {
        ("cart", -3): [0],
        ("cart", -2): [0, 2],
        ("motorcycle", -2): [1],
    }


def tried(patterns, demand):
    """The least cost of all numbers of vehicles, boxes alone."""
    best = None
    for counts in itertools.product(range(4), repeat=len(patterns)):
        out = [
            p for p, n in zip(patterns, counts, strict=True) for _ in range(n)
        ]
        if any(
            len(own) > FLEET[key[0]].count
            for key, own in out_by_day(out).items()
        ):
            continue
        if not brings(out, demand):
            continue
        price = sum(p.cost_idr for p in out)
        best = price if best is None else min(best, price)
    return best


def brings(out, demand):
    """Whether seats can be shared out, one box at a time (Hall)."""
    room = [most_boxes(FLEET[p.vehicle_type], SIZES) for p in out]
    for wanted in itertools.chain.from_iterable(
        itertools.combinations(demand, n) for n in range(1, len(demand) + 1)
    ):
        seats = sum(
            n
            for n, p in zip(room, out, strict=True)
            if {*p.villages} & {*wanted}
        )
        if seats < sum(demand[v][0] for v in wanted):
            return False
    return True


@given(
    st.lists(
        st.builds(
            pattern,
            st.sampled_from(["cart", "motorcycle"]),
            st.sampled_from(["F", "K", "FK"]),
            st.integers(1, 30),
            st.sampled_from([(-2,), (-3,), (-3, -2)]),
        ),
        min_size=1,
        max_size=4,
    ),
    st.fixed_dictionaries(
        {
            "F": st.tuples(st.integers(0, 5), st.just(0), st.just(0)),
            "K": st.tuples(st.integers(0, 3), st.just(0), st.just(0)),
        }
    ),
)
def test_no_other_choice_is_cheaper(patterns, demand):
    found = choose(patterns, demand, FLEET, SIZES)
    best = tried(patterns, demand)
    if found is None:
        # A motorcycle may be needed more than three times; never a cart.
        assert best is None
        return
    if best is not None:
        assert cost(found) <= best
    for filling in found:
        kind = FLEET[filling.pattern.vehicle_type]
        boxes = sum(pieces[0] for pieces in filling.pieces.values())
        assert boxes <= filling.vehicles * most_boxes(kind, SIZES)
    for village, pieces in demand.items():
        carried = [f.pieces.get(village, (0, 0, 0)) for f in found]
        assert tuple(map(sum, zip(*carried, (0, 0, 0), strict=True))) == pieces
    if all(f.vehicles <= 3 for f in found):
        assert best == cost(found)
