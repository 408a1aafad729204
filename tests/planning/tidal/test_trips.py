"""Trips of the carts that serve the village F over the beach."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.errands import Errand
from sampai.planning.tidal.pocket import Pocket
from sampai.planning.tidal.trips import plan_pocket
from tests.planning.coast import at, coast, tides
from tests.planning.pieces import SIZES, lot

LAST = -2


def errand(tps_id, *, outward=True, **pieces):
    ends = ("G", "F") if outward else ("F", "G")
    return Errand(
        lots=(lot(tps_id, **pieces),), from_id=ends[0], to_id=ends[1]
    )


def plan(*errands, context=None, free=None):
    context = context or coast()
    outward = not errands or errands[0].from_id == "G"
    pocket = Pocket(
        gate_id="G",
        outward=outward,
        errands=errands,
        first_day=LAST,
        days=(LAST,),
        due_s=at(LAST, 22),
        night=False,
    )

    def all_free(name, _day):
        return context.fleet[name].count

    return plan_pocket(
        context,
        pocket,
        ["cart"],
        lambda halts: f"to {halts[-1].place_id}",
        free or all_free,
    )


def shapes(found):
    return [
        [("".join(d.places), d.end_id, d.purpose) for d in run]
        for run in found.runs
    ]


def pieces(lots):
    total = Counter()
    for one in lots:
        for kind in ("boxes", "booths", "bags"):
            total[one.subject, kind] += getattr(one, kind)
    return +total


def carried(found):
    return pieces(
        c.lot for run in found.runs for d in run for c in d.carriages
    )


def test_a_cart_carries_a_lot_out_and_comes_home_empty():
    found = plan(errand("T4"))
    assert shapes(found) == [[("GF", "F", "carry"), ("F", "G", "reposition")]]
    [[carry, home]] = found.runs
    assert carry.load_at_s == at(LAST, 7.8)
    assert home.load_at_s == at(LAST, 9.2)
    assert carry.stage == home.stage == "to F"
    assert [c.lot for c in carry.carriages] == [lot("T4")]


def test_on_the_way_back_it_goes_out_empty_first():
    found = plan(errand("T4", outward=False))
    assert shapes(found) == [[("G", "F", "reposition"), ("FG", "G", "carry")]]
    assert found.runs[0][0].stage == "to G"


def test_a_lot_too_large_for_one_cart_goes_in_two():
    """Five boxes: two a cart of 30 kg would be eight; litres allow three."""
    found = plan(errand("T4", boxes=5, booths=0, bags=0))
    assert len(found.runs) == 2
    assert carried(found) == {("T4", "boxes"): 5}


def test_a_village_no_tour_reaches_is_told_closed():
    shut = coast(windows=tides(3, 3.5))
    found = plan(errand("T4"), context=shut)
    assert found.closed == (errand("T4"),)
    assert (found.runs, found.short) == ((), ())


def test_what_the_fleet_cannot_take_is_told_short():
    """Two carts, three lots that fill one each."""
    found = plan(errand("T4"), errand("T5"), errand("T6"))
    assert found.short == (errand("T6"),)
    assert carried(found) == pieces([lot("T4"), lot("T5")])


def test_without_a_cart_everything_is_short():
    found = plan(errand("T4"), errand("T5"), free=lambda _name, _day: 0)
    assert found.short == (errand("T4"), errand("T5"))
    assert found.runs == ()


def test_whole_pieces_never_need_more_carts_than_there_are():
    """Two carts of 26 l hold 52 l, but booths of 3 l only 2 x 8."""
    tight = coast(cart={"volume_l": 26.0, "mass_kg": 99.0})
    found = plan(
        errand("T4", boxes=0, booths=8, bags=0),
        errand("T5", boxes=0, booths=9, bags=0),
        context=tight,
    )
    assert len(found.runs) <= 2
    assert found.short == (errand("T5", boxes=0, booths=9, bags=0),)


def test_goods_that_fit_no_number_of_carts_are_short():
    """Two carts of 12.9 l hold 25 l, but five booths do not go in one."""
    tight = coast(cart={"volume_l": 12.9, "mass_kg": 99.0, "count": 2})
    found = plan(errand("T4", boxes=1, booths=5, bags=0), context=tight)
    assert found.runs == ()
    assert found.short == (errand("T4", boxes=1, booths=5, bags=0),)


@pytest.mark.parametrize("outward", [True, False])
@given(
    wanted=st.lists(
        st.tuples(
            st.integers(0, 4), st.integers(0, 6), st.integers(0, 1)
        ).filter(any),
        min_size=1,
        max_size=5,
    ),
    litres=st.integers(13, 60),
    count=st.integers(0, 4),
)
def test_everything_is_carried_once_or_told(wanted, litres, count, outward):
    context = coast(
        cart={"volume_l": float(litres), "mass_kg": 40.0, "count": count}
    )
    held = [
        errand(f"T{k}", outward=outward, boxes=a, booths=b, bags=c)
        for k, (a, b, c) in enumerate(wanted)
    ]
    found = plan(*held, context=context)
    left = [one for e in (*found.short, *found.closed) for one in e.lots]
    assert carried(found) + pieces(left) == pieces(
        one for e in held for one in e.lots
    )
    assert len(found.runs) <= count
    for run in found.runs:
        for draft in run:
            lots = [c.lot for c in draft.carriages]
            assert sum(one.volume_l for one in lots) <= litres
            assert sum(one.mass_kg for one in lots) <= 40
    assert SIZES.box_l <= litres
