"""Read plans, each as far as its reader may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language

from sampai.documents.names import Names, names_of
from sampai.tables import Dataset
from sampai.web.datasets.convert import dataset_of_edition
from sampai.web.datasets.models import Edition
from sampai.web.people.doors import DoorRequest, may, scope_for
from sampai.web.people.roles import PERMISSIONS, Role
from sampai.web.people.scopes import Scope
from sampai.web.plans.models import FROZEN, Plan, PlanState
from sampai.web.sheets.convert import rows_of, sheets_by_table
from sampai.web.sheets.memory import kept
from sampai.web.sheets.models import ROWS, Sheet

KEPT = 8
# Of a number of days or of a plan, with its sign.
LONGEST_NUMBER = 8
# Models made at run time: their fields are known to the schemas alone.
Rows = QuerySet[Any]


def plans_for(request: DoorRequest) -> QuerySet[Plan]:
    """
    List the plans that someone may know of.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    QuerySet
        Drafts only for those who make them.
    """
    plans = request.regency.plans.select_related("edition", "regency")
    if may(request, "drafts.see"):
        return plans
    return plans.filter(state__in=FROZEN)


def plan_for(request: DoorRequest, number: int) -> Plan:
    """
    Find a plan by its number.

    Parameters
    ----------
    request
        Of the page.
    number
        Its number in the regency.

    Returns
    -------
    Plan
        The plan.

    Raises
    ------
    Http404
        When there is none that they may know of.
    """
    plan = plans_for(request).filter(number=number).first()
    if plan is None:
        raise Http404
    return plan


def plan_in_force(request: DoorRequest) -> Plan | None:
    """
    Find the plan that a page without a number is about.

    Parameters
    ----------
    request
        Of the page; ``?plan=`` names another.

    Returns
    -------
    Plan or None
        The published one, else the newest that they may know of.
    """
    plans = plans_for(request)
    asked = request.GET.get("plan", "")
    if is_number(asked):
        return plans.filter(number=int(asked)).first()
    published = plans.filter(state=PlanState.PUBLISHED).first()
    return published or plans.first()


def names_for(edition_id: int) -> Names:
    """
    Look up names in the language of the page.

    Parameters
    ----------
    edition_id
        Data of the plan.

    Returns
    -------
    Names
        Kept in memory, since an edition never changes.
    """
    return _names(edition_id, language())


def language() -> str:
    """
    Tell the language of the page.

    Returns
    -------
    str
        ``id`` or ``en``.
    """
    return "en" if (get_language() or "id").startswith("en") else "id"


@kept(KEPT)
def _names(edition_id: int, spoken: str) -> Names:
    return names_of(dataset_of(edition_id), spoken)


def dataset_of(edition_id: int) -> Dataset:
    """
    Read the data of a plan.

    Parameters
    ----------
    edition_id
        Edition of the plan.

    Returns
    -------
    Dataset
        Kept in memory.
    """
    return dataset_of_edition(Edition(pk=edition_id))


def sheets_of(plan: Plan) -> dict[str, Sheet]:
    """
    Find the tables of a plan.

    Parameters
    ----------
    plan
        The plan.

    Returns
    -------
    dict
        Sheets by the name of the table.
    """
    return sheets_by_table(plan)


def rows_for(plan: Plan, table: str) -> Rows:
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
        In the order of the key; none where the plan has no such table.
    """
    sheet = sheets_by_table(plan).get(table)
    return rows_of(sheet) if sheet else ROWS[table]._default_manager.none()  # noqa: SLF001 (a model made at run time has no typed `objects`)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """
    How much of a plan someone sees.

    Parameters
    ----------
    scope
        Territory in which they see plans.
    sees_escort, sees_risk
        Whether they see police on trips, and chances.
    lacks_vehicle
        Whether they drive, and nobody has said what.
    is_planner
        Whether they make plans.
    """

    scope: Scope
    sees_escort: bool
    sees_risk: bool
    lacks_vehicle: bool
    is_planner: bool

    @property
    def sees_all(self) -> bool:
        """Whether the whole plan is theirs to see."""
        return self.scope.whole

    @property
    def key(self) -> tuple[object, ...]:
        """All on which the answer depends, to keep it."""
        scope = self.scope
        return (
            scope.whole,
            scope.places,
            scope.tps if not scope.whole else frozenset(),
            scope.vehicles,
            self.sees_escort,
            self.sees_risk,
        )


def reader_of(request: DoorRequest) -> Reader:
    """
    Tell how much of a plan someone sees.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    Reader
        By the seats that let them see plans.
    """
    roles = {
        seat.role
        for seat in request.seats
        if seat.role in PERMISSIONS["plans.see"]
    }
    scope = scope_for(request, "plans.see")
    return Reader(
        scope=scope,
        sees_escort=may(request, "papers.see"),
        sees_risk=may(request, "risk.see"),
        lacks_vehicle=roles == {Role.DRIVER} and not scope.vehicles,
        is_planner=may(request, "plans.make"),
    )


def trips_for(plan: Plan, reader: Reader) -> Rows:
    """
    Give the trips of a plan that concern someone.

    Parameters
    ----------
    plan
        The plan.
    reader
        Who reads.

    Returns
    -------
    QuerySet
        Those that stop or begin in their territory, or carry for it, or
        that they drive.
    """
    sheets = sheets_of(plan)
    trips: Rows = rows_of(sheets["trips"])
    scope = reader.scope
    if scope.whole:
        return trips
    own = _driven_by(scope)
    if scope.places:
        stops: Rows = rows_of(sheets["stops"]).order_by()
        calls = stops.filter(place_id__in=scope.places)
        own |= Q(origin_id__in=scope.places)
        own |= Q(trip_id__in=calls.values("trip_id"))
    elif scope.tps:
        carried: Rows = rows_of(sheets["loads"]).order_by()
        loads = carried.filter(tps_id__in=scope.tps)
        own |= Q(trip_id__in=loads.values("trip_id"))
    return trips.filter(own)


def driven(plan: Plan, reader: Reader) -> Rows:
    """
    Give the trips of a plan that someone drives.

    Parameters
    ----------
    plan
        The plan.
    reader
        Who reads.

    Returns
    -------
    QuerySet
        Of these they see all stops, goods and ways.
    """
    return rows_for(plan, "trips").filter(_driven_by(reader.scope))


def _driven_by(scope: Scope) -> Q:
    found = Q(pk__in=[])
    for vehicle in scope.vehicles:
        kind, _, number = vehicle.partition(":")
        found |= Q(vehicle_type=kind, vehicle=number)
    return found


def places_seen(reader: Reader, names: Names) -> frozenset[str]:
    """
    List the places at which someone sees the trips stop.

    Parameters
    ----------
    reader
        Who reads.
    names
        Of the data of the plan.

    Returns
    -------
    frozenset of str
        Those of their territory, and the villages of their TPS.
    """
    tps = (t for t in reader.scope.tps if t in names.tps)
    villages = {str(names.tps[t]["village_id"]) for t in tps}
    return reader.scope.places | villages


def is_number(text: str) -> bool:
    """
    Tell whether a text is the number of a day or of a plan.

    Parameters
    ----------
    text
        Part of an address.

    Returns
    -------
    bool
        Whole and not too long: Python refuses to read 5,000 digits.
    """
    return text.removeprefix("-").isdecimal() and len(text) < LONGEST_NUMBER
