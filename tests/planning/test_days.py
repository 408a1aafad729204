"""Vehicle-days find a day with a vehicle, far places first."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sampai.planning.days import assign_days
from sampai.planning.roads import VehicleDay
from sampai.planning.runs import Event
from tests.planning.coast import coast
from tests.planning.pieces import lot

CONTEXT = coast()
DAYS = range(-3, -1)


def day_to(place, tps_id="T1"):
    """A lorry that brings goods of one tps to a place."""
    held = (lot(tps_id),)
    return VehicleDay(
        vehicle_type="lorry",
        trips=(
            (Event(place_id="D", on=held), Event(place_id=place, off=held)),
        ),
    )


def assign(wanted, vehicles, days=DAYS, **windows):
    room = {("lorry", day): vehicles for day in days}
    spans = dict.fromkeys([f"T{k}" for k in range(20)], (days[0], days[-1]))
    return assign_days(CONTEXT, wanted, days, room, spans | windows)


def test_the_farthest_place_is_served_on_the_first_day():
    near, far = day_to("H"), day_to("W")
    assert assign([near, far], 1) == ([(-3, far), (-2, near)], [])


def test_days_are_filled_evenly():
    placed, _ = assign([day_to("V")] * 4, 3)
    assert [day for day, _ in placed] == [-3, -3, -2, -2]


def test_what_only_one_day_allows_has_that_day():
    """T1 may go on the first day alone, though it is the nearest."""
    near, far = day_to("H"), day_to("W", "T2")
    placed, crowded = assign([far, near], 1, T1=(-3, -3))
    assert placed == [(-3, near), (-2, far)]
    assert crowded == []


def test_goods_that_share_a_vehicle_share_their_days():
    both = VehicleDay(
        vehicle_type="lorry",
        trips=(day_to("V").trips[0], day_to("W", "T2").trips[0]),
    )
    placed, _ = assign([both], 1, T1=(-3, -3))
    assert placed == [(-3, both)]
    placed, crowded = assign([both], 1, T1=(-3, -3), T2=(-2, -2))
    assert (placed, crowded) == ([], [both])


def test_what_finds_no_vehicle_is_told():
    placed, crowded = assign([day_to("V")] * 3, 1)
    assert (len(placed), len(crowded)) == (2, 1)


def test_the_second_day_is_used_when_the_first_is_full():
    room = {("lorry", -3): 0, ("lorry", -2): 2}
    windows = {"T1": (-3, -2)}
    placed, crowded = assign_days(
        CONTEXT, [day_to("V")] * 2, DAYS, room, windows
    )
    assert [day for day, _ in placed] == [-2, -2]
    assert crowded == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from("HVWG"),
            st.integers(-5, -2),
            st.integers(0, 3),
        ),
        max_size=12,
    ),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_no_day_has_more_vehicles_than_there_are(wanted, free):
    days = range(-5, -1)
    room = {("lorry", day): n for day, n in zip(days, free, strict=True)}
    held = [day_to(w[0], f"T{k}") for k, w in enumerate(wanted)]
    windows = {
        f"T{k}": (first, min(first + more, -2))
        for k, (_, first, more) in enumerate(wanted)
    }
    placed, crowded = assign_days(CONTEXT, held, days, room, windows)
    assert len(placed) + len(crowded) == len(held)
    used = Counter(("lorry", day) for day, _ in placed)
    assert all(count <= room[key] for key, count in used.items())
    for day, vehicle_day in placed:
        first, last = windows[vehicle_day.events[0].on[0].subject]
        assert first <= day <= last
