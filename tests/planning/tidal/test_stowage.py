"""Whole pieces in single vehicles, and whose they are."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.errands import Errand
from sampai.planning.tidal.patterns import (
    Filling,
    Pattern,
    choose,
    piece_sizes,
    roomy,
)
from sampai.planning.tidal.stowage import Hold, Shelf, stow
from sampai.planning.tidal.tours import Tour
from tests.planning.pieces import SIZES, lot, vehicle

TOUR = Tour(start_s=0, end_s=1, start_id="G", end_id="F", ways=())
CART = vehicle("cart", count=9, volume_l=26.0, mass_kg=99.0)
FLEET = {"cart": CART}


def pattern(*villages):
    return Pattern(
        vehicle_type="cart",
        villages=villages,
        day=-2,
        before=(),
        carry=TOUR,
        after=(),
        days=(-2,),
        cost_idr=10,
    )


def filling(vehicles, **pieces):
    return Filling(pattern=pattern(*pieces), vehicles=vehicles, pieces=pieces)


def held(*fillings):
    return [hold.pieces for hold in stow(fillings, FLEET, SIZES)]


def test_a_vehicle_is_filled_before_the_next_is_begun():
    """Two boxes of 10 l a cart; two booths of 3 l fill the first."""
    assert held(filling(2, F=(3, 3, 0))) == [
        {"F": [2, 2, 0]},
        {"F": [1, 1, 0]},
    ]


def test_a_vehicle_calls_at_few_villages():
    """The farther village's goods are stowed first."""
    assert held(filling(2, F=(2, 0, 0), K=(2, 0, 0))) == [
        {"K": [2, 0, 0]},
        {"F": [2, 0, 0]},
    ]


def test_a_vehicle_left_empty_does_not_go():
    assert held(filling(2, F=(1, 0, 0))) == [{"F": [1, 0, 0]}]


def test_whole_pieces_may_need_a_vehicle_more():
    """Two carts of 26 l hold 52 l; 17 booths of 3 l do not fit in 8 + 8."""
    assert len(held(filling(2, F=(0, 17, 0)))) == 3


def test_kilograms_bind_too():
    hold = Hold(
        pattern=pattern("F"),
        kind=vehicle(volume_l=99.0, mass_kg=7.0),
        sizes=piece_sizes(SIZES),
    )
    assert [hold.add("F", 0), hold.add("F", 0), hold.add("F", 1)] == [
        *(True, False),
        True,
    ]
    assert hold.pieces == {"F": [1, 1, 0]}


@given(
    st.integers(0, 12),
    st.integers(0, 20),
    st.integers(0, 6),
    st.integers(20, 60),
    st.integers(8, 60),
)
def test_every_piece_is_stowed_and_no_vehicle_is_too_full(
    boxes, booths, bags, litres, kilograms
):
    kind = vehicle("cart", count=99, volume_l=litres, mass_kg=kilograms)
    demand = {"F": (boxes, booths, bags)}
    fleet = {"cart": kind}
    chosen = choose([pattern("F")], demand, fleet, SIZES)
    holds = stow(chosen, fleet, SIZES)
    total = Counter()
    for hold in holds:
        volume_l = mass_kg = 0
        for k, count in enumerate(hold.pieces["F"]):
            total[k] += count
            volume_l += count * piece_sizes(SIZES)[k][0]
            mass_kg += count * piece_sizes(SIZES)[k][1]
        assert volume_l <= litres
        assert mass_kg <= kilograms
    assert tuple(total[k] for k in range(3)) == demand["F"]


@given(st.integers(0, 12), st.integers(0, 20), st.integers(23, 60))
def test_roomy_vehicles_suffice_for_whole_pieces(boxes, booths, litres):
    """Unless a vehicle's boxes leave no room for a booth at all."""
    kind = vehicle("cart", count=99, volume_l=litres, mass_kg=999.0)
    if litres % 10 < 3:
        return
    roomier = {"cart": roomy(kind, SIZES)}
    demand = {"F": (boxes, booths, 0)}
    chosen = choose([pattern("F")], demand, roomier, SIZES)
    holds = stow(chosen, {"cart": kind}, SIZES)
    assert len(holds) <= sum(one.vehicles for one in chosen)


def shelf(*lots_by_village):
    errands = [
        Errand(lots=lots, from_id="G", to_id=village)
        for village, lots in lots_by_village
    ]
    villages = {k: village for k, (village, _) in enumerate(lots_by_village)}
    return Shelf(errands, villages, SIZES)


def test_goods_are_taken_tps_by_tps():
    """Three boxes: two of T1, the third of T2."""
    own = shelf(("F", (lot("T2"), lot("T1"))))
    assert own.take("F", (3, 0, 0)) == (
        lot("T1", 2, 0, 0),
        lot("T2", 1, 0, 0),
    )
    assert own.take("F", (1, 4, 2)) == (
        lot("T1", 0, 2, 1),
        lot("T2", 1, 2, 1),
    )
    assert own.take("F", (1, 1, 1)) == ()


def test_villages_do_not_share_goods():
    own = shelf(("F", (lot("T1"),)), ("K", (lot("T2"),)))
    assert own.take("K", (1, 0, 0)) == (lot("T2", 1, 0, 0),)
    assert own.take("X", (1, 0, 0)) == ()


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=5),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8),
)
def test_nothing_is_taken_twice(lots, takes):
    own = shelf(
        ("F", tuple(lot(f"T{k}", a, b, 0) for k, (a, b) in enumerate(lots)))
    )
    taken = Counter()
    for boxes, booths in takes:
        for part in own.take("F", (boxes, booths, 0)):
            taken[part.subject, "boxes"] += part.boxes
            taken[part.subject, "booths"] += part.booths
    for k, (boxes, booths) in enumerate(lots):
        assert taken[f"T{k}", "boxes"] <= boxes
        assert taken[f"T{k}", "booths"] <= booths
    for number, kind in enumerate(("boxes", "booths")):
        wanted = sum(one[number] for one in takes)
        there = sum(one[number] for one in lots)
        found = sum(n for (_, k), n in taken.items() if k == kind)
        assert found == min(wanted, there)
