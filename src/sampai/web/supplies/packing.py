"""Packing lists and labels of a territory: from which data, and where."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl
from django.conf import settings

from sampai.documents.names import HUB, VILLAGE
from sampai.web.datasets.models import Edition
from sampai.web.people.doors import DoorRequest
from sampai.web.people.scopes import Scope
from sampai.web.plans.models import Plan, PlanState
from sampai.web.plans.selectors import plans_for
from sampai.web.supplies.selectors import names_for, stations_for

LISTS, LABELS = "packing", "labels"
WHAT = (LISTS, LABELS)
STATION, REGENCY = "tps", "regency"
# Of more than one village a job is made: setting takes over a second.
BY_JOB = (HUB, REGENCY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """
    The data that lists are packed by.

    Parameters
    ----------
    edition
        The edition.
    plan
        Plan that was made from it; None where there is none.
    """

    edition: Edition
    plan: Plan | None

    @property
    def is_draft(self) -> bool:
        """Whether the plan it rests on is not published."""
        return self.plan is not None and not self.plan.is_frozen


def basis_of(request: DoorRequest) -> Basis | None:
    """
    Choose the data that goods are packed by.

    They are those of the published plan, so that lists and labels agree
    with its manifests; for the KPU of its newest draft while none is
    published; else the data in force.

    Parameters
    ----------
    request
        Of the page.

    Returns
    -------
    Basis or None
        None while there are no data.
    """
    plans = plans_for(request)
    plan = plans.filter(state=PlanState.PUBLISHED).first() or plans.first()
    if plan is not None:
        return Basis(edition=plan.edition, plan=plan)
    if request.regency.current is None:
        return None
    return Basis(edition=request.regency.current, plan=None)


@dataclass(frozen=True, kw_only=True)
class Area:
    """
    A part of the regency that lists are made for.

    Parameters
    ----------
    id, kind, name
        Hub, village or TPS; blank for the whole regency.
    stations
        How many TPS lie in it.
    """

    id: str
    kind: str
    name: str
    stations: int

    @cached_property
    def is_by_job(self) -> bool:
        """Whether its lists are written by a job."""
        return self.kind in BY_JOB


def areas_for(edition: Edition, scope: Scope) -> list[Area]:
    """
    List the parts of the regency that someone may have lists for.

    Parameters
    ----------
    edition
        Tells what lies where.
    scope
        Their territory.

    Returns
    -------
    list of Area
        The regency, districts, then villages; for a crew its TPS.
    """
    names, found = names_for(edition), stations_for(edition, scope)
    areas = []
    if scope.whole:
        areas.append(_regency(found))
    for kind, column in ((HUB, "hub_id"), (VILLAGE, "village_id")):
        counted = found.group_by(column).len()
        own = [
            Area(
                id=place_id,
                kind=kind,
                name=names.place_in_full(place_id),
                stations=count,
            )
            for place_id, count in counted.drop_nulls().iter_rows()
            if scope.has_place(place_id)
        ]
        areas += sorted(own, key=lambda area: area.name)
    return areas or [
        _station(edition, tps_id) for tps_id in found["tps_id"].sort()
    ]


def area_for(edition: Edition, scope: Scope, area_id: str) -> Area | None:
    """
    Find a part of the regency by its id.

    Parameters
    ----------
    edition
        Tells what lies where.
    scope
        Territory of who asks.
    area_id
        Id of a hub, a village or a TPS; blank: the whole regency.

    Returns
    -------
    Area or None
        None where there is none in their territory with a TPS in it.
    """
    if area_id in names_for(edition).tps:
        return _station(edition, area_id) if scope.has_tps(area_id) else None
    return next(
        (a for a in areas_for(edition, scope) if a.id == area_id), None
    )


def _regency(found: pl.DataFrame) -> Area:
    return Area(id="", kind=REGENCY, name="", stations=found.height)


def _station(edition: Edition, tps_id: str) -> Area:
    name = names_for(edition).station(tps_id)
    return Area(id=tps_id, kind=STATION, name=name, stations=1)


def path_of(basis: Basis, area: Area, what: str, language: str) -> Path:
    """
    Tell where the lists of an area are kept once a job has written them.

    Parameters
    ----------
    basis
        The data.
    area
        The area.
    what
        ``packing`` or ``labels``.
    language
        ``id`` or ``en``.

    Returns
    -------
    Path
        Another folder once the plan is published.
    """
    edition = basis.edition
    root = Path(settings.MEDIA_ROOT) / "supplies" / edition.regency.code
    kind = "draft" if basis.is_draft else "packed"
    folder = root / f"{edition.pk}-{edition.input_sha256[:16]}-{kind}"
    return folder / language / file_name(basis, area, what)


def file_name(basis: Basis, area: Area, what: str) -> str:
    """
    Name a file, so that a draft is never taken for the thing itself.

    Parameters
    ----------
    basis
        The data.
    area
        The area.
    what
        ``packing`` or ``labels``.

    Returns
    -------
    str
        Such as ``DRAF-pesisir-barat-2024-1-labels-18.13.01.pdf``.
    """
    mark = "DRAF-" if basis.is_draft else ""
    edition = basis.edition
    where = area.id or edition.regency.code
    return f"{mark}{edition.regency.code}-{edition.number}-{what}-{where}.pdf"
