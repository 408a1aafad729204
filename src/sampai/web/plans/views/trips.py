"""Trips as a table, one trip, and how the goods of one TPS travel."""

import io
from typing import Any

import polars as pl
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sampai.documents.operation_files import csv_text
from sampai.tables import OPERATION_TABLES
from sampai.web.datasets.convert import settings_of
from sampai.web.people.doors import DoorRequest, door, may
from sampai.web.plans.filters import asked_of, choices_of, filtered_trips
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import (
    Reader,
    driven,
    names_for,
    places_seen,
    plan_for,
    reader_of,
    rows_for,
    trips_for,
)
from sampai.web.sheets.convert import frame_from

PAGE = 50
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door("plans.see")
@require_GET
def trip_list(request: DoorRequest, regency: str, number: int) -> HttpResponse:
    """
    Show the trips that concern someone.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.

    Returns
    -------
    HttpResponse
        The page.
    """
    plan, reader = plan_for(request, number), reader_of(request)
    names, asked = names_for(plan.edition_id), asked_of(request)
    own = trips_for(plan, reader)
    found = filtered_trips(own, plan, asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        _name_trip(row, names)
    return render(
        request,
        "plans/trips.html",
        {
            "plan": plan,
            "reader": reader,
            "page": page,
            "asked": asked,
            "choices": choices_of(own, names, asked["vehicle"]),
            "place_name": _place_name(names, asked["place"]),
        },
    )


@door("plans.see")
@require_GET
def trip_export(
    request: DoorRequest, regency: str, number: int, form: str
) -> HttpResponse:
    """
    Give the trips that were filtered as a file.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.
    form
        ``csv`` or ``xlsx``.

    Returns
    -------
    HttpResponse
        The file.

    Raises
    ------
    Http404
        For any other form.
    """
    plan, reader = plan_for(request, number), reader_of(request)
    if form not in {"csv", "xlsx"}:
        raise Http404
    found = filtered_trips(trips_for(plan, reader), plan, asked_of(request))
    frame = frame_from("trips", found)
    if not reader.sees_escort:
        frame = frame.with_columns(pl.lit(None, pl.Int64).alias("police"))
    zone = settings_of(plan.edition.settings_toml).time_zone
    text = csv_text(OPERATION_TABLES["trips"], frame, zone)
    body: bytes = text.encode()
    kind = "text/csv; charset=utf-8"
    if form == "xlsx":
        body, kind = _workbook(text), SHEET
    response = HttpResponse(body, content_type=kind)
    mark = "" if plan.is_frozen else "DRAF-"
    name = f"{mark}{regency}-{number}-trips.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@door("plans.see")
@require_GET
def trip(
    request: DoorRequest,
    regency: str,
    number: int,
    trip_id: str,
) -> HttpResponse:
    """
    Show one trip: where it stops, what it carries, which way it goes.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.
    trip_id
        The trip.

    Returns
    -------
    HttpResponse
        The page.

    Raises
    ------
    Http404
        When there is no such trip, or it does not concern them.
    """
    plan, reader = plan_for(request, number), reader_of(request)
    names = names_for(plan.edition_id)
    row = trips_for(plan, reader).filter(trip_id=trip_id).first()
    if row is None:
        raise Http404
    _name_trip(row, names)
    is_all = reader.sees_all or is_driven(plan, reader, trip_id)
    page = Paginator(_loads(plan, reader, trip_id, is_all), PAGE).get_page(
        request.GET.get("page")
    )
    for load in page.object_list:
        load.is_own = reader.scope.has_tps(load.tps_id)
        load.whose = _owner(names, load)
        load.from_name = names.place(load.board_id)
        load.to_name = names.place(load.place_id)
    return render(
        request,
        "plans/trip.html",
        {
            "plan": plan,
            "reader": reader,
            "trip": row,
            "stops": _stops(plan, reader, trip_id, is_all),
            # The way itself is for who sees the whole, and for its driver.
            "passages": _passages(plan, trip_id) if is_all else [],
            "page": page,
        },
    )


@door("plans.see")
@require_GET
def station(
    request: DoorRequest,
    regency: str,
    number: int,
    tps_id: str,
) -> HttpResponse:
    """
    Show how the goods of a TPS travel, and how sure that is.

    Parameters
    ----------
    request, regency, number
        Who asks, of where, and the plan.
    tps_id
        The TPS.

    Returns
    -------
    HttpResponse
        The page.

    Raises
    ------
    Http404
        When there is none, or it lies elsewhere than their territory.
    """
    plan, reader = plan_for(request, number), reader_of(request)
    names = names_for(plan.edition_id)
    if tps_id not in names.tps or not reader.scope.has_tps(tps_id):
        raise Http404
    loads = list(rows_for(plan, "loads").filter(tps_id=tps_id))
    held = {load.trip_id for load in loads}
    trips = rows_for(plan, "trips").filter(trip_id__in=held)
    by_id = {row.trip_id: row for row in trips}
    seen = trips_for(plan, reader).filter(trip_id__in=held).order_by()
    open_to_them = set(seen.values_list("trip_id", flat=True))
    for load in loads:
        load.trip = _name_trip(by_id[load.trip_id], names)
        load.is_open = load.trip_id in open_to_them
        load.from_name = names.place(load.board_id)
        load.to_name = names.place(load.place_id)
    loads.sort(key=lambda load: load.trip.depart_at)
    walks = list(rows_for(plan, "last_mile").filter(tps_id=tps_id))
    for walk in walks:
        walk.stage_name = names.words.code("stage", walk.stage)
    return render(
        request,
        "plans/tps.html",
        {
            "plan": plan,
            "tps_id": tps_id,
            "tps": names.tps[tps_id],
            "name": names.station(tps_id),
            "loads": loads,
            "walks": walks,
            "risk": rows_for(plan, "risk").filter(tps_id=tps_id).first()
            if may(request, "risk.see")
            else None,
            "unserved": rows_for(plan, "unserved").filter(tps_id=tps_id),
            "may_needs": may(request, "needs.see"),
        },
    )


def _name_trip(row: Any, names: Any) -> Any:
    row.stage_name = names.words.code("stage", row.stage)
    row.vehicle_name = f"{names.vehicle_type(row.vehicle_type)} {row.vehicle}"
    row.origin_name = names.place(row.origin_id)
    row.end_name = names.place(row.end_id)
    return row


def _place_name(names: Any, place_id: str) -> str:
    return names.place(place_id) if place_id in names.places else place_id


def _owner(names: Any, load: Any) -> str:
    owner: str = names.owner(
        {"tps_id": load.tps_id, "for_place_id": load.for_place_id}
    )
    return owner


def is_driven(plan: Plan, reader: Reader, trip_id: str) -> bool:
    """
    Tell whether someone drives a trip.

    Parameters
    ----------
    plan, reader, trip_id
        Whose, who, and which.

    Returns
    -------
    bool
        By the vehicle of their seat.
    """
    return driven(plan, reader).filter(trip_id=trip_id).exists()


def _loads(plan: Plan, reader: Reader, trip_id: str, is_all: bool) -> Any:  # noqa: FBT001 (of a page alone)
    """Goods on the trip; of others' goods a recipient sees nothing."""
    loads = rows_for(plan, "loads").filter(trip_id=trip_id)
    scope = reader.scope
    if is_all:
        return loads
    if scope.places:
        return loads.filter(place_id__in=scope.places) | loads.filter(
            board_id__in=scope.places
        )
    return loads.filter(tps_id__in=scope.tps)


def _stops(
    plan: Plan,
    reader: Reader,
    trip_id: str,
    is_all: bool,  # noqa: FBT001 (as above)
) -> list[Any]:
    names = names_for(plan.edition_id)
    stops = rows_for(plan, "stops").filter(trip_id=trip_id)
    seen = places_seen(reader, names)
    found = [stop for stop in stops if is_all or stop.place_id in seen]
    for stop in found:
        stop.place_name = names.place_in_full(stop.place_id)
    return found


def _passages(plan: Plan, trip_id: str) -> list[Any]:
    names = names_for(plan.edition_id)
    found = list(rows_for(plan, "passages").filter(trip_id=trip_id))
    for one in found:
        one.from_name = names.place(one.from_id)
        one.to_name = names.place(one.to_id)
        one.surface_name = names.words.code("surface", one.surface)
    return found


def _workbook(text: str) -> bytes:
    import xlsxwriter  # noqa: PLC0415 (40 ms, for this file alone)

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet("trips")
    frame = pl.read_csv(io.StringIO(text), infer_schema=False)
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, frame.columns, bold)
    for at, row in enumerate(frame.iter_rows(), start=1):
        for column, cell in enumerate(row):
            _write_cell(sheet, at, column, cell, OPERATION_TABLES["trips"])
    sheet.freeze_panes(1, 1)
    book.close()
    return held.getvalue()


def _write_cell(
    sheet: Any, at: int, column: int, cell: str | None, table: Any
) -> None:
    dtype = list(table.columns.values())[column].dtype
    if cell is None:
        return
    if dtype.is_numeric():
        sheet.write_number(at, column, float(cell))
    else:
        sheet.write_string(at, column, cell)
