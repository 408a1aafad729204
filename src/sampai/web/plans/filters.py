"""Choose among the trips of a plan as a form asks."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from sampai.documents.names import Names
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import is_number, rows_for

# Models made at run time: their fields are known to the schemas alone.
Rows = QuerySet[Any]
# Of more vehicles than these nobody finds one in a list.
MANY = 200


def filtered_trips(trips: Rows, plan: Plan, asked: "dict[str, str]") -> Rows:
    """
    Filter trips as a form asks.

    Parameters
    ----------
    trips
        Those that someone may see.
    plan
        Their plan.
    asked
        ``day``, ``stage``, ``vehicle`` (type and number with a colon
        between) and ``place``; what is blank or no number is left out.

    Returns
    -------
    QuerySet
        The trips, the first to leave first.
    """
    if is_number(asked["day"]):
        trips = trips.filter(day=int(asked["day"]))
    if asked["stage"]:
        trips = trips.filter(stage=asked["stage"])
    if asked["vehicle"]:
        kind, _, number = asked["vehicle"].partition(":")
        trips = trips.filter(vehicle_type=kind)
        if number:
            trips = trips.filter(vehicle=number)
    if asked["place"]:
        calls = rows_for(plan, "stops").filter(place_id=asked["place"])
        stopping = calls.order_by().values("trip_id")
        trips = trips.filter(
            Q(trip_id__in=stopping) | Q(origin_id=asked["place"])
        )
    return trips.order_by("load_at", "trip_id")


def asked_of(request: HttpRequest) -> dict[str, str]:
    """
    Read the filter of a list of trips.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    dict
        As `filtered_trips` takes it.
    """
    return {
        key: request.GET.get(key, "").strip()[:80]
        for key in ("day", "stage", "vehicle", "place")
    }


def choices_of(
    trips: Rows, names: Names, vehicle: str = ""
) -> dict[str, list[tuple[str, str]]]:
    """
    List what trips can be filtered by.

    Parameters
    ----------
    trips
        Those that someone may see.
    names
        Names in the language of the page.
    vehicle
        The one that was asked for.

    Returns
    -------
    dict
        Pairs of code and words for days, stages and vehicles; of very many
        vehicles the kinds, and each one of the kind that was asked for.
    """
    words = names.words
    held = trips.order_by().values_list(
        "day", "stage", "vehicle_type", "vehicle"
    )
    rows = list(held.distinct())
    each = {(row[2], row[3]) for row in rows}
    if len(each) > MANY:
        asked, _, _ = vehicle.partition(":")
        own = {one for one in each if one[0] == asked}
        each = {(kind, "") for kind, _ in each} | own
    numbered = sorted(each, key=lambda one: (one[0], len(one[1]), one[1]))
    return {
        "days": _days({row[0] for row in rows}, names),
        "stages": [
            (stage, words.code("stage", stage))
            for stage in sorted({row[1] for row in rows})
        ],
        "vehicles": [
            (
                f"{kind}:{number}" if number else kind,
                f"{names.vehicle_type(kind)} {number}".strip(),
            )
            for kind, number in numbered
        ],
    }


def days_of(trips: Rows, names: Names) -> list[tuple[str, str]]:
    """
    List the days of trips.

    Parameters
    ----------
    trips
        Those that someone may see.
    names
        Names in the language of the page.

    Returns
    -------
    list of tuple
        Pairs of number and words.
    """
    days = trips.order_by().values_list("day", flat=True)
    return _days(set(days.distinct()), names)


def _days(days: set[int], names: Names) -> list[tuple[str, str]]:
    words = names.words
    return [
        (str(day), f"{words.day(day)} ({words.short_date(day)})")
        for day in sorted(days)
    ]
