"""Tours of a cart between the gate G and the village F, an hour apart."""

import pytest

from sampai.planning.errands import Errand
from sampai.planning.tidal.planner import PocketPlanner
from sampai.planning.tidal.pocket import Pocket
from tests.planning.coast import HOUR, MINUTE, at, coast, tides
from tests.planning.pieces import lot

LAST = -2


def errand(tps_id="T4", ends="GF", ready_s=0, **other):
    return Errand(
        lots=(lot(tps_id, **other),),
        from_id=ends[0],
        to_id=ends[1],
        ready_s=ready_s,
    )


def out(*errands, days=(LAST,), due=22):
    return Pocket(
        gate_id="G",
        outward=True,
        errands=errands or (errand(),),
        first_day=-3,
        days=days,
        due_s=at(days[-1], due),
        night=False,
    )


def back(*errands, days=(0, 1), late_after_s=None, due=24, first_day=0):
    home = errand(ends="FG", ready_s=at(0, 7), booths=0, bags=0)
    return Pocket(
        gate_id="G",
        outward=False,
        errands=errands or (home,),
        first_day=first_day,
        days=days,
        due_s=at(days[-1], due),
        night=True,
        late_after_s=late_after_s,
    )


def planner(pocket, free=None, **changes):
    context = coast(**changes)

    def all_free(name, _day):
        return context.fleet[name].count

    return PocketPlanner(context, pocket, ["cart"], free or all_free)


def hours(tour):
    """Day and hours of a tour."""
    day = (tour.start_s - at(-6, 0)) // (24 * HOUR) - 6
    midnight = at(day, 0)
    return (
        day,
        (tour.start_s - midnight) / HOUR,
        (tour.end_s - midnight) / HOUR,
    )


def only(found):
    [pattern] = found.patterns()
    return pattern


def test_pieces_are_counted_by_village():
    pocket = out(errand("T4"), errand("T5", boxes=3))
    assert pocket.demand() == {"F": (5, 4, 2)}
    assert out(errand(), errand("T3", "GW")).demand() == {
        "F": (2, 2, 1),
        "W": (2, 2, 1),
    }


def test_the_village_is_the_far_end():
    assert out().village_of(errand()) == "F"
    assert back().village_of(errand(ends="FG")) == "F"


def test_a_village_s_goods_are_ready_when_the_last_are():
    pocket = out(errand(ready_s=5), errand("T5", ready_s=9))
    assert pocket.ready_s("F") == 9


def test_a_cart_goes_out_with_the_tide_and_comes_back_with_it():
    """Loading 12 minutes before eight; 12 minutes at F; home by 10.12."""
    found = only(planner(out()))
    assert hours(found.carry) == (LAST, 7.8, 9.2)
    assert found.before == ()
    assert [hours(tour) for tour in found.after] == [(LAST, 9.2, 10.2)]
    assert found.days == (LAST,)


def test_a_tour_costs_its_day_and_its_hours():
    """1,000 a day; 84 minutes with goods and 60 without, 100 an hour."""
    assert only(planner(out())).cost_idr == 1000 + 140 + 100


def test_a_cart_that_misses_the_tide_stays_a_night():
    """The beach closes at 9.30; the cart comes home the next day."""
    found = only(planner(out(), windows=tides(8, 9.5)))
    assert [hours(tour) for tour in found.after] == [(LAST + 1, 8, 9)]
    assert found.days == (LAST, LAST + 1)
    assert found.cost_idr == 2 * 1000 + 140 + 100


def test_goods_that_come_too_late_for_the_tide_close_a_village():
    late = out(errand(ready_s=at(LAST, 11)))
    assert planner(late).closed_villages() == {"F"}
    assert planner(out()).closed_villages() == frozenset()


@pytest.mark.parametrize(("ready_h", "is_open"), [(10.8, True), (10.9, False)])
def test_the_last_chance_is_an_hour_before_the_beach_closes(ready_h, is_open):
    """Loaded by eleven, with 12 minutes for two boxes."""
    pocket = out(errand(ready_s=at(LAST, ready_h)))
    assert (not planner(pocket).closed_villages()) == is_open


def test_goods_are_handed_over_by_their_due_time():
    assert planner(out(due=9.2)).closed_villages() == frozenset()
    assert planner(out(due=9.1)).closed_villages() == {"F"}


def test_the_shift_ends_the_day_of_a_cart():
    """Off duty at ten, the cart sleeps at F."""
    found = only(planner(out(), cart={"shift_end_s": 10 * HOUR}))
    assert found.days == (LAST, LAST + 1)
    assert planner(
        out(), cart={"shift_end_s": 9 * HOUR}
    ).closed_villages() == {"F"}


def test_duty_ends_the_day_of_a_cart_too():
    """Loading began at 7.48; 84 minutes later the goods are there."""
    found = only(planner(out(), cart={"duty_s": 84 * MINUTE}))
    assert found.days == (LAST, LAST + 1)
    short = planner(out(), cart={"duty_s": 83 * MINUTE})
    assert short.closed_villages() == {"F"}


def test_goods_are_loaded_when_the_gate_is_open():
    hours_of_gate = {"G": (10 * HOUR, 18 * HOUR)}
    found = only(planner(out(), hours=hours_of_gate))
    assert hours(found.carry)[1] == 10


def test_a_loading_lies_whole_inside_the_hours_of_the_gate():
    """Open from 7.00 to 7.48: loaded by then, the cart waits until eight."""
    hours_of_gate = {"G": (7 * HOUR, 7 * HOUR + 48 * MINUTE)}
    found = only(planner(out(), hours=hours_of_gate))
    assert hours(found.carry)[1:] == (7, pytest.approx(9.2))
    shut = {"G": (7 * HOUR, 7 * HOUR + 11 * MINUTE)}
    assert planner(out(), hours=shut).closed_villages() == {"F"}


def test_a_hand_over_begins_inside_the_hours_of_the_village():
    """F opens at eleven: in by ten, the goods over at 11.12."""
    late = planner(out(), hours={"F": (11 * HOUR, 18 * HOUR)})
    assert hours(only(late).carry)[2] == pytest.approx(11.2)
    early = planner(out(), hours={"F": (6 * HOUR, 8 * HOUR)})
    assert early.closed_villages() == {"F"}


def test_by_night_no_hours_bind():
    shut = {"F": (0, HOUR), "G": (0, HOUR)}
    assert only(planner(back(days=(0,)), hours=shut)).day == 0


def test_a_cart_from_the_far_end_comes_for_the_goods():
    """Base F: an hour to the gate at eight, loaded at nine."""
    found = only(planner(out(), cart={"base_id": "F"}))
    assert [hours(tour) for tour in found.before] == [(LAST, 8, 9)]
    assert hours(found.carry) == (LAST, 9, 10.4)
    assert found.after == ()


def test_a_cart_that_cannot_come_for_the_goods_serves_nothing():
    shut = tides(3, 3.5)
    far = planner(out(), cart={"base_id": "F"}, windows=shut)
    assert far.closed_villages() == {"F"}


def test_on_the_way_back_the_cart_goes_out_first():
    """Boxes ready at seven: out at eight, loaded by 9.12, in at 10.24."""
    found = planner(back(days=(0,)))
    one = only(found)
    assert [hours(tour) for tour in one.before] == [(0, 8, 9)]
    assert hours(one.carry) == (0, 9, 10.4)
    assert one.after == ()


def test_boxes_that_come_late_are_fetched_the_next_day():
    """Ready at noon, when the beach closes: the cart stays the night.

    It rides out on the morning before or on the same: both end at 10.24.
    """
    late = errand(ends="FG", ready_s=at(0, 12), booths=0, bags=0)
    found = planner(back(late))
    one = only(found)
    assert one.day == 1
    assert hours(one.carry)[2] == pytest.approx(10.4)


def test_what_comes_after_the_same_day_is_late():
    late = errand(ends="FG", ready_s=at(0, 12), booths=0, bags=0)
    pocket = back(late, late_after_s=at(1, 0))
    assert only(planner(pocket)).late_boxes == 1
    pocket = back(late, late_after_s=at(1, 11))
    assert only(planner(pocket)).late_boxes == 0


def test_a_cart_rides_out_the_day_before_where_the_tide_is_short():
    """Open from 8.00 to 9.30, one ride a day; the boxes ride at eight."""
    eve = back(days=(0,), first_day=-1)
    one = only(planner(eve, windows=tides(8, 9.5)))
    assert [hours(tour)[0] for tour in one.before] == [-1]
    assert hours(one.carry) == (0, 7.8, 9.2)


def test_no_cart_rides_out_before_the_first_day_of_its_stage():
    """Voting day itself has one tide, for one ride."""
    pocket = back(days=(0,), first_day=0)
    shut = planner(pocket, windows=tides(8, 9.5))
    assert shut.closed_villages() == {"F"}


def test_tours_are_timed_once():
    found = planner(out())
    kind = found.kinds["cart"]
    assert found.rounds.tours(kind, {"F": 2}, LAST) is found.rounds.tours(
        kind, {"F": 2}, LAST
    )
    assert found.patterns() is found.patterns()


def test_fewer_boxes_are_never_slower():
    found = planner(out())
    kind = found.kinds["cart"]
    [one, two] = [found.rounds.tours(kind, {"F": n}, LAST)[1] for n in (1, 2)]
    assert one.end_s <= two.end_s


def test_each_day_has_its_pattern():
    found = planner(out(days=(-3, -2)))
    assert [one.days for one in found.patterns()] == [(-3,), (-2,)]


def test_vehicles_are_chosen_for_all_pieces():
    """Two lots of 27 l: two carts of 30 l."""
    found = planner(out(errand("T4"), errand("T5")))
    [filling] = found.choose()
    assert filling.vehicles == 2
    assert filling.pieces == {"F": (4, 4, 2)}


def test_a_fleet_that_does_not_suffice_has_no_choice():
    three = [errand(f"T{k}") for k in (4, 5, 6)]
    assert planner(out(*three)).choose() is None
    assert planner(out(), free=lambda _name, _day: 0).choose() is None


def test_no_tours_are_no_choice():
    late = out(errand(ready_s=at(LAST, 11)))
    assert planner(late).choose() is None


def test_near_errands_come_before_far_ones():
    found = planner(out(errand("T5"), errand("T4")))
    assert sorted(found.pocket.errands, key=found.nearness) == [
        errand("T4"),
        errand("T5"),
    ]
    assert found.nearness(errand("T4")) == (HOUR, "T4")


def test_a_part_of_the_errands_can_be_planned_alone():
    found = planner(out(errand("T4"), errand("T5")))
    assert found.of([errand("T5")]).demand == {"F": (2, 2, 1)}
