"""Bundles fit the smallest vehicle and lose no piece."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.errands import (
    Errand,
    bundle,
    smallest_type,
    split,
    takes_every_piece,
)
from tests.planning.pieces import SIZES, lot, lots, vehicle, vehicles


def errand(*held, ends="AB", ready_s=0):
    return Errand(lots=held, from_id=ends[0], to_id=ends[1], ready_s=ready_s)


def pieces(held):
    """Pieces by their owner."""
    found = Counter()
    for one in held:
        for kind in ("boxes", "booths", "bags"):
            found[one.subject, kind] += getattr(one, kind)
    return +found


def fits(held, kind):
    litres = sum(one.volume_l for one in held)
    kilograms = sum(one.mass_kg for one in held)
    return litres <= kind.volume_l and kilograms <= kind.mass_kg


def test_an_errand_adds_up_its_lots():
    held = errand(lot("T1"), lot("T2"))
    assert (held.boxes, held.volume_l, held.mass_kg) == (4, 54.0, 26.0)


def test_what_fits_is_not_split():
    assert split(lot(), vehicle(volume_l=27.0, mass_kg=13.0), SIZES) == [lot()]


def test_a_lot_one_litre_too_large_is_split_evenly():
    """27 l into 26 l: a box and a booth each, the bag with the second."""
    parts = split(lot(), vehicle(volume_l=26.0), SIZES)
    assert parts == [lot(bags=0, boxes=1, booths=1), lot(boxes=1, booths=1)]


def test_kilograms_split_a_lot_too():
    """13 kg into 7 kg: 6 and 7."""
    parts = split(lot(), vehicle(mass_kg=7.0), SIZES)
    assert [part.mass_kg for part in parts] == [6.0, 7.0]


def test_pieces_that_do_not_share_a_vehicle_travel_apart():
    """12 l take a box, or up to four booths, never a box and a booth."""
    parts = split(lot(boxes=2, booths=2), vehicle(volume_l=12.0), SIZES)
    assert parts == [
        lot(boxes=1, booths=0, bags=0),
        lot(boxes=1, booths=0, bags=0),
        lot(boxes=0, booths=2, bags=1),
    ]


def test_a_piece_larger_than_the_vehicle_is_refused():
    with pytest.raises(ValueError, match="a piece of T1 is larger than a"):
        split(lot(), vehicle(volume_l=9.0), SIZES)


@pytest.mark.parametrize(
    ("volume_l", "mass_kg", "takes"),
    [(10.0, 4.0, True), (9.9, 4.0, False), (10.0, 3.9, False)],
)
def test_a_vehicle_takes_every_piece_if_it_takes_a_box(
    volume_l, mass_kg, takes
):
    kind = vehicle(volume_l=volume_l, mass_kg=mass_kg)
    assert takes_every_piece(kind, SIZES) == takes


def test_ten_lots_where_nine_fit_go_five_and_five():
    held = [errand(lot(f"T{n}")) for n in range(10)]
    found = bundle(held, vehicle(volume_l=9 * 27.0, mass_kg=999.0), SIZES)
    assert [len(one.lots) for one in found] == [5, 5]


def test_uneven_lots_take_a_bundle_more():
    """Three of 20, 20 and 20 l in 30 l: two loads by litres, three whole."""
    held = [errand(lot(f"T{n}", 2, 0, 0)) for n in range(3)]
    assert len(bundle(held, vehicle(volume_l=30.0), SIZES)) == 3


def test_other_ways_are_never_bundled():
    held = [errand(lot("T1"), ends=ends) for ends in ("AB", "AC", "BA")]
    assert bundle(held, vehicle(), SIZES) == held


def test_a_bundle_is_ready_when_its_last_goods_are():
    held = [errand(lot("T1"), ready_s=5), errand(lot("T2"), ready_s=9)]
    assert [one.ready_s for one in bundle(held, vehicle(), SIZES)] == [9]


def test_the_smallest_type_is_that_of_least_volume_then_mass():
    fleet = {
        "a": vehicle("a", volume_l=5.0, mass_kg=9.0),
        "b": vehicle("b", volume_l=5.0, mass_kg=8.0),
        "c": vehicle("c", volume_l=6.0, mass_kg=1.0),
    }
    assert smallest_type("abc", fleet) is fleet["b"]
    assert smallest_type("ac", fleet) is fleet["a"]


@given(lots(), vehicles())
def test_parts_fit_and_lose_nothing(whole, kind):
    parts = split(whole, kind, SIZES)
    assert pieces(parts) == pieces([whole])
    assert all(fits([part], kind) for part in parts)


@given(
    st.lists(
        st.tuples(lots(), st.sampled_from(["AB", "AC"]), st.integers(0, 9))
    ),
    vehicles(),
)
def test_bundles_fit_and_lose_nothing(wanted, kind):
    held = [
        errand(one, ends=ends, ready_s=ready) for one, ends, ready in wanted
    ]
    found = bundle(held, kind, SIZES)
    for ends in ("AB", "AC"):
        before = [one for e in held if e.to_id == ends[1] for one in e.lots]
        after = [one for e in found if e.to_id == ends[1] for one in e.lots]
        assert pieces(after) == pieces(before)
    assert all(fits(one.lots, kind) and one.lots for one in found)
