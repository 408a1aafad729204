"""
At which standings of its trip a load boards and leaves.

Readings. A load boards at the origin where ``board_id`` is the origin, else
at the first stop there, and leaves at a later stop at ``place_id``. Where a
trip comes to a place more than once the files do not say which time it is:
then each stop there is taken to unload as many boxes as its time allows for,
and the last one the rest.
"""

from collections.abc import Sequence

from sampai.audit.facts import Facts
from sampai.audit.records import Load, Stop, Trip

# Numbers of two standings; the origin is 0, the first stop 1.
Seat = tuple[int, int]


def take_seats(
    trip: Trip, stops: Sequence[Stop], loads: Sequence[Load], facts: Facts
) -> list[Seat | None]:
    """
    Find where each load of a trip boards and leaves.

    Parameters
    ----------
    trip
        A trip.
    stops
        Its stops, in order.
    loads
        Its loads.
    facts
        The dataset, for the time of a hand-over.

    Returns
    -------
    list
        For each load its two standings, ``None`` where there are none.
    """
    places = [trip.origin_id, *(stop.place_id for stop in stops)]
    choices = [_choices(places, load) for load in loads]
    room = {
        number: _boxes_in_time(stop, facts)
        for number, stop in enumerate(stops, start=1)
    }
    for load, seats in zip(loads, choices, strict=True):
        for number in {seats[0][0], seats[0][1]} if len(seats) == 1 else ():
            room[number] = room.get(number, 0) - load.boxes
    return [
        _first_with_room(load, seats, room)
        for load, seats in zip(loads, choices, strict=True)
    ]


def _choices(places: Sequence[str], load: Load) -> list[Seat]:
    if load.board_id not in places:
        return []
    on = places.index(load.board_id)
    return [
        (on, off)
        for off in range(on + 1, len(places))
        if places[off] == load.place_id
    ]


def _boxes_in_time(stop: Stop, facts: Facts) -> int:
    settings = facts.settings
    spare_s = stop.depart_s - stop.start_s - settings.per_stop_s
    return spare_s // max(1, settings.per_box_s)


def _first_with_room(
    load: Load, seats: Sequence[Seat], room: dict[int, int]
) -> Seat | None:
    for seat in seats[:-1]:
        if load.boxes <= room[seat[1]]:
            room[seat[1]] -= load.boxes
            return seat
    return seats[-1] if seats else None
