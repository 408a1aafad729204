"""Read records, each as far as its reader may see."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

import dataframely as dy
from django.db.models import Max, Q, QuerySet
from django.http import Http404, HttpRequest

from sampai.documents.names import Names
from sampai.tables.record_rules import Surroundings
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.web.datasets.convert import dataset_of_edition
from sampai.web.datasets.models import Regency
from sampai.web.people.doors import DoorRequest
from sampai.web.people.scopes import Scope
from sampai.web.plans.selectors import names_for
from sampai.web.records.convert import frame_of
from sampai.web.records.models import rows_of
from sampai.web.records.words import choices_of

# Of the regency as a whole, not of a place in it.
WHOLE_ONLY = frozenset({"requests"})
# Columns that a list is filtered by, where it has them.
CHOSEN = ("role", "kind", "criterion")
YES_NO = {"yes": True, "no": False}


def records_in(regency: Regency, table: str, scope: Scope) -> QuerySet[Any]:
    """
    List the records of a territory.

    Parameters
    ----------
    regency, table
        Where, and what about.
    scope
        The territory.

    Returns
    -------
    QuerySet
        In the order of the key.
    """
    records = rows_of(table).filter(regency=regency)
    if scope.whole:
        return records
    if table in WHOLE_ONLY:
        return records.none()
    if table == "inspections":
        own = records_in(regency, "stores", scope).order_by()
        return records.filter(store_id__in=own.values("store_id"))
    near = Q(place_id__in=scope.places)
    if "tps_id" in RECORD_TABLES[table].columns:
        near |= Q(tps_id__in=scope.tps)
    return records.filter(near)


def tables_for(scope: Scope) -> list[str]:
    """
    List the tables that someone sees anything of.

    Parameters
    ----------
    scope
        Their territory.

    Returns
    -------
    list of str
        Names, in the order of the contract.
    """
    return [t for t in RECORD_TABLES if scope.whole or t not in WHOLE_ONLY]


def record_for(request: DoorRequest, table: str, line: object) -> Any:
    """
    Find one record.

    Parameters
    ----------
    request
        Who asks.
    table, line
        Which.

    Returns
    -------
    Record
        With its regency and who wrote it down.

    Raises
    ------
    Http404
        When there is none in their territory.
    """
    records = records_in(request.regency, table, request.scope)
    found = records.select_related("regency", "recorded_by").filter(line=line)
    record = found.first()
    if record is None:
        raise Http404
    return record


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    What a list is filtered by.

    Parameters
    ----------
    text
        Part of any text, or of the name of a place.
    district
        Hub of the district.
    chosen
        Codes by column.
    """

    text: str
    district: str
    chosen: dict[str, str]


def asked_of(request: HttpRequest, table: str) -> Asked:
    """
    Read the filter of a list from its address.

    Parameters
    ----------
    request
        Of the page.
    table
        What the list is about.

    Returns
    -------
    Asked
        Without what the table does not know.
    """
    given = request.GET
    names = [*filter_choices(table)]
    return Asked(
        text=given.get("q", "").strip()[:80],
        district=given.get("district", ""),
        chosen={name: given[name] for name in names if given.get(name)},
    )


def filter_choices(table: str) -> dict[str, dict[str, str]]:
    """
    Give the columns that a list is filtered by, with their choices.

    Parameters
    ----------
    table
        What the list is about.

    Returns
    -------
    dict
        Names by code, by column; of yes and no, none.
    """
    columns = RECORD_TABLES[table].columns
    found = {name: choices_of(name) for name in CHOSEN if name in columns}
    if "ok" in columns:
        found["ok"] = {}
    if "answered_at" in columns:
        found["answered_at"] = {}
    return found


def filtered(
    records: QuerySet[Any], table: str, asked: Asked, names: Names | None
) -> QuerySet[Any]:
    """
    Choose records.

    Parameters
    ----------
    records
        Of the table.
    table, asked
        What the list is about, and what was asked for.
    names
        Of places and TPS; None without any data.

    Returns
    -------
    QuerySet
        The records.
    """
    for name, value in asked.chosen.items():
        if name == "answered_at":
            records = records.filter(answered_at__isnull=value != "yes")
        elif name == "ok":
            records = records.filter(ok=YES_NO.get(value))
        else:
            records = records.filter(**{name: value})
    if asked.text:
        records = records.filter(_holds(table, asked.text, names))
    if asked.district and names is not None:
        records = records.filter(_lies_in(table, asked.district, names))
    return records


def _holds(table: str, text: str, names: Names | None) -> Q:
    columns = RECORD_TABLES[table].columns
    texts = [
        n for n, column in columns.items() if isinstance(column, dy.String)
    ]
    found = reduce(or_, (Q(**{f"{n}__icontains": text}) for n in texts))
    if names is not None:
        known = names.places
        near = [p for p in known if text.lower() in names.place(p).lower()]
        found |= _near(table, near, names)
    return found


def _lies_in(table: str, hub_id: str, names: Names) -> Q:
    near = [p for p in names.places if names.hub_of(p) == hub_id]
    return _near(table, near, names)


def _near(table: str, places: list[str], names: Names) -> Q:
    columns = RECORD_TABLES[table].columns
    if table == "inspections":
        stores = rows_of("stores").filter(place_id__in=places).order_by()
        return Q(store_id__in=stores.values("store_id"))
    if "place_id" not in columns:
        return Q(pk__in=[])
    found = Q(place_id__in=places)
    if "tps_id" in columns:
        there = set(places)
        tps = [t for t, row in names.tps.items() if row["village_id"] in there]
        found |= Q(tps_id__in=tps)
    return found


def names_of_regency(regency: Regency) -> Names | None:
    """
    Give the names of places, stations and vehicles.

    Parameters
    ----------
    regency
        The regency.

    Returns
    -------
    Names
        In the language of the page; None before the first import.
    """
    return names_for(regency.current_id) if regency.current_id else None


def surroundings(regency: Regency, scope: Scope) -> Surroundings | None:
    """
    Give what new records are held against.

    Parameters
    ----------
    regency
        Where.
    scope
        Where the person may write.

    Returns
    -------
    Surroundings
        None before the first import of data.
    """
    if regency.current is None:
        return None
    dataset = dataset_of_edition(regency.current)
    return Surroundings(
        places=dataset.places,
        tps=dataset.tps,
        stores=frame_of("stores", rows_of("stores").filter(regency=regency)),
        own_places=None if scope.whole else scope.places,
        own_tps=None if scope.whole else scope.tps,
    )


def waiting_requests(regency: Regency) -> int:
    """
    Count the requests that nobody has answered.

    Parameters
    ----------
    regency
        The regency.

    Returns
    -------
    int
        How many.
    """
    return (
        rows_of("requests").filter(regency=regency, answered_at=None).count()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageFound:
    """
    What the last inspection of every store found.

    Parameters
    ----------
    stores
        How many stores there are.
    never
        How many of them nobody has looked at.
    wanting
        Codes of the criteria that some store did not meet.
    last
        When a store was looked at last.
    """

    stores: int
    never: int
    wanting: tuple[str, ...]
    last: datetime | None


def storage_found(regency: Regency) -> StorageFound:
    """
    Tell how the stores stand by their last inspections.

    Parameters
    ----------
    regency
        The regency.

    Returns
    -------
    StorageFound
        An earlier inspection does not count once there is a later one.
    """
    stores = set(
        rows_of("stores")
        .filter(regency=regency)
        .values_list("store_id", flat=True)
    )
    inspections = rows_of("inspections").filter(
        regency=regency, store_id__in=stores
    )
    latest: dict[str, datetime] = dict(
        inspections.order_by().values_list("store_id").annotate(last=Max("at"))
    )
    wanting = {
        criterion
        for store, at, criterion in inspections.filter(ok=False).values_list(
            "store_id", "at", "criterion"
        )
        if at == latest[store]
    }
    return StorageFound(
        stores=len(stores),
        never=len(stores - latest.keys()),
        wanting=tuple(sorted(wanting)),
        last=max(latest.values(), default=None),
    )
