"""Read for the shared rooms: the regency one stands in, and search."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from sampai.web.datasets.models import Edition, Regency
from sampai.web.pages.glossary import terms_for
from sampai.web.people.doors import DoorRequest, may, scope_for
from sampai.web.people.roles import PERMISSIONS
from sampai.web.people.scopes import Scope
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import (
    plan_in_force,
    reader_of,
    rows_for,
    trips_for,
)
from sampai.web.sheets.convert import rows_of, sheets_by_table
from sampai.web.sheets.models import ROWS

SHOWN = 25
SHORTEST = 2


def stand_in(request: DoorRequest, permission: str) -> Regency | None:
    """
    Choose the regency of an address that names none.

    Parameters
    ----------
    request
        ``?r=`` names a regency; it is put on the request with the seats
        and the territory there.
    permission
        What someone wants to do.

    Returns
    -------
    Regency or None
        The one asked for, else the first in which they may.
    """
    roles = PERMISSIONS[permission]
    seats = [seat for seat in request.seats if seat.role in roles]
    asked = request.GET.get("r", "")
    chosen = [seat for seat in seats if seat.regency.code == asked] or seats
    if not chosen:
        return None
    regency = chosen[0].regency
    request.regency = regency
    request.seats = tuple(
        seat for seat in request.seats if seat.regency_id == regency.pk
    )
    request.scope = scope_for(request, permission)
    return regency


def edition_rows(edition: Edition | None, table: str) -> QuerySet[Any]:
    """
    Give the rows of one table of an edition.

    Parameters
    ----------
    edition
        Data in force; None: there are none.
    table
        Name of the table.

    Returns
    -------
    QuerySet
        In the order of the key; none where there is no such table.
    """
    sheet = sheets_by_table(edition).get(table) if edition else None
    return rows_of(sheet) if sheet else ROWS[table]._default_manager.none()  # noqa: SLF001 (a model made at run time has no typed `objects`)


def plan_rows(plan: Plan, table: str) -> QuerySet[Any]:
    """
    Give the rows of one table of a plan.

    Parameters
    ----------
    plan
        The plan.
    table
        Name of the table.

    Returns
    -------
    QuerySet
        Their columns are known only at run time, hence no type.
    """
    return rows_for(plan, table)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """
    Something that was found.

    Parameters
    ----------
    name, kind
        What it is called, and what it is.
    url
        Page about it; blank for none.
    note
        More about it.
    """

    name: str
    kind: str
    url: str = ""
    note: str = ""


def found_in(request: DoorRequest, asked: str) -> list[Hit]:
    """
    Search everything that someone may see.

    Parameters
    ----------
    request
        It stands in a regency.
    asked
        What they look for.

    Returns
    -------
    list of Hit
        Places, TPS, trips, vehicles and items within their territory, and
        terms; at most 25 of each kind.
    """
    if len(asked) < SHORTEST:
        return []
    edition, scope = request.regency.current, request.scope
    hits = _places(edition, scope, asked) + _stations(request, asked)
    if may(request, "plans.see"):
        plan = plan_in_force(request)
        if plan is not None:
            hits += _trips(request, plan, asked)
            hits += _needs(request, plan, asked)
    if may(request, "plans.see"):
        hits += _vehicles(edition, asked)
    return hits + _terms(asked)


def _places(edition: Edition | None, scope: Scope, asked: str) -> list[Hit]:
    places = edition_rows(edition, "places").filter(
        Q(name__icontains=asked)
        | Q(alias__icontains=asked)
        | Q(place_id__iexact=asked)
    )
    if not scope.whole:
        places = places.filter(place_id__in=scope.places)
    kinds = {
        "depot": _("depot"),
        "hub": _("district"),
        "village": _("village"),
        "landing": _("landing"),
        "trailhead": _("trailhead"),
        "junction": _("junction"),
    }
    return [
        Hit(
            name=place.name,
            kind=kinds.get(place.kind, place.kind),
            note=place.place_id,
        )
        for place in places[:SHOWN]
    ]


def _stations(request: DoorRequest, asked: str) -> list[Hit]:
    edition, scope = request.regency.current, request.scope
    villages = edition_rows(edition, "places").filter(
        kind="village", name__icontains=asked
    )
    stations = edition_rows(edition, "tps").filter(
        Q(tps_id__icontains=asked)
        | Q(village_id__in=villages.values("place_id"))
    )
    if not scope.whole:
        stations = stations.filter(tps_id__in=scope.tps)
    plan = plan_in_force(request) if may(request, "plans.see") else None
    code = request.regency.code
    shown = list(stations[:SHOWN])
    names = dict(
        edition_rows(edition, "places")
        .filter(place_id__in=[one.village_id for one in shown])
        .values_list("place_id", "name")
    )
    return [
        Hit(
            name=f"TPS {one.number} {names.get(one.village_id, '')}",
            kind="TPS",
            note=one.tps_id,
            url=_address("plans:tps", code, plan.number, one.tps_id)
            if plan
            else "",
        )
        for one in shown
    ]


def _trips(request: DoorRequest, plan: Plan, asked: str) -> list[Hit]:
    reader = reader_of(request)
    rows: QuerySet[Any] = trips_for(plan, reader)
    trips = rows.filter(Q(trip_id__icontains=asked) | Q(vehicle__iexact=asked))
    return [
        Hit(
            name=trip.trip_id,
            kind=_("trip"),
            note=f"H{trip.day:+d}" if trip.day else "H",
            url=_address(
                "plans:trip", request.regency.code, plan.number, trip.trip_id
            ),
        )
        for trip in trips[:SHOWN]
    ]


def _needs(request: DoorRequest, plan: Plan, asked: str) -> list[Hit]:
    if not may(request, "needs.see"):
        return []
    items = (
        plan_rows(plan, "needs")
        .filter(item__iexact=asked)
        .order_by()
        .values_list("item", flat=True)
        .distinct()
    )
    url = _address("supplies:needs", request.regency.code)
    return [Hit(name=item, kind=_("item"), url=url) for item in items[:SHOWN]]


def _vehicles(edition: Edition | None, asked: str) -> list[Hit]:
    kinds = edition_rows(edition, "vehicles").filter(
        Q(vehicle_type__icontains=asked)
        | Q(name_id__icontains=asked)
        | Q(name_en__icontains=asked)
    )
    return [
        Hit(
            name=f"{kind.name_id} ({kind.vehicle_type})",
            kind=_("vehicle"),
            note=str(kind.count),
        )
        for kind in kinds[:SHOWN]
    ]


def _terms(asked: str) -> list[Hit]:
    return [
        Hit(
            name=term.name,
            kind=_("term"),
            note=term.meaning,
            url=f"{reverse('help')}#{term.slug}",
        )
        for term in terms_for(asked)[:SHOWN]
    ]


def _address(name: str, *parts: object) -> str:
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""
