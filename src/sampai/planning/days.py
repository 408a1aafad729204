"""Which vehicle's day falls on which day: far and risky places first."""

from collections.abc import Mapping, Sequence

from sampai.planning.context import Context
from sampai.planning.roads import VehicleDay


def assign_days(
    context: Context,
    vehicle_days: Sequence[VehicleDay],
    days: range,
    vehicles: Mapping[tuple[str, int], int],
    windows: Mapping[str, tuple[int, int]],
) -> tuple[list[tuple[int, VehicleDay]], list[VehicleDay]]:
    """
    Put the days of vehicles on the calendar.

    Vehicle-days that only some days allow come first; the others are spread
    evenly, those with the farthest places on the earliest days.

    Parameters
    ----------
    context
        The regency.
    vehicle_days
        What vehicles do on a day that is not chosen yet.
    days
        Days to choose from.
    vehicles
        Vehicles that may yet set out, by type and day.
    windows
        First and last day allowed for the goods of a subject.

    Returns
    -------
    tuple of list
        Day and vehicle-day, in the order of both; then those for which no
        allowed day has a vehicle left.
    """
    room = dict(vehicles)
    allowed = [_allowed(day, days, windows) for day in vehicle_days]
    far = [_farthest_s(context, day) for day in vehicle_days]
    order = sorted(
        range(len(vehicle_days)),
        key=lambda k: (len(allowed[k]), -far[k], k),
    )
    target = -(-len(vehicle_days) // max(1, len(days)))
    used = dict.fromkeys(days, 0)
    chosen: list[tuple[int, int]] = []
    crowded: list[VehicleDay] = []
    for k in order:
        name = vehicle_days[k].vehicle_type
        free = [day for day in allowed[k] if room[name, day] > 0]
        if not free:
            crowded.append(vehicle_days[k])
            continue
        day = next((day for day in free if used[day] < target), free[0])
        room[name, day] -= 1
        used[day] += 1
        chosen.append((day, k))
    return [(day, vehicle_days[k]) for day, k in sorted(chosen)], crowded


def _allowed(
    vehicle_day: VehicleDay,
    days: range,
    windows: Mapping[str, tuple[int, int]],
) -> range:
    """Days that every lot of a vehicle-day allows."""
    spans = [
        windows[lot.subject]
        for event in vehicle_day.events
        for lot in event.on
    ]
    first = max([days[0], *(span[0] for span in spans)])
    last = min([days[-1], *(span[1] for span in spans)])
    return range(first, last + 1)


def _farthest_s(context: Context, vehicle_day: VehicleDay) -> int:
    kind = context.fleet[vehicle_day.vehicle_type]
    matrix = context.network.matrix(kind.name).duration_s
    base = context.network.index[kind.base_id]
    return max(
        int(matrix[base, context.network.index[event.place_id]])
        for event in vehicle_day.events
    )
