"""A plan as the Gantt chart of the page takes it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _

from sampai.conditions.outlook import Outlook
from sampai.conditions.prospects import find_prospects
from sampai.tables import Dataset
from sampai.tables.dataset_schemas import STAGES
from sampai.web.plans.convert import operation_of
from sampai.web.plans.drawing import KEPT, as_json, trip_ids
from sampai.web.plans.models import Plan
from sampai.web.plans.selectors import (
    Reader,
    dataset_of,
    language,
    names_for,
)
from sampai.web.sheets.memory import kept


def gantt_text(plan: Plan, code: str, reader: Reader) -> bytes:
    """
    Draw the vehicles of a plan over time.

    Parameters
    ----------
    plan
        The plan.
    code
        Of the regency.
    reader
        Who reads.

    Returns
    -------
    bytes
        Packed JSON, kept in memory.
    """
    ids = trip_ids(plan, reader)
    return _gantt(plan.pk, code, ids, language())


@kept(KEPT)
def _gantt(
    plan_id: int, code: str, ids: frozenset[str], _spoken: str
) -> bytes:
    plan = Plan.objects.get(pk=plan_id)
    operation = operation_of(plan, "trips", "stops")
    names = names_for(plan.edition_id)
    dataset = dataset_of(plan.edition_id)
    zone = ZoneInfo(dataset.settings.time_zone)
    trips = operation.trips.filter(pl.col("trip_id").is_in(list(ids)))
    stops = {
        key[0]: rows.to_dicts()
        for key, rows in operation.stops.partition_by(
            "trip_id", as_dict=True, maintain_order=True
        ).items()
    }
    base = reverse("plans:trip", args=[code, plan.number, "_"])
    rows, bars = {}, []
    for row in trips.sort("vehicle_type", "load_at").iter_rows(named=True):
        vehicle = f"{row['vehicle_type']}:{row['vehicle']}"
        rows[vehicle] = {
            "id": vehicle,
            "name": names.vehicle(row),
            "group": names.vehicle_type(row["vehicle_type"]),
        }
        bars.append(
            {
                "row": vehicle,
                "id": row["trip_id"],
                "name": f"{row['trip_id']}, {names.place(row['end_id'])}",
                "stage": row["stage"],
                "from": _at(row["load_at"], zone),
                "to": _at(row["return_at"], zone),
                "url": f"{base.removesuffix('_/')}{row['trip_id']}/",
                "parts": list(
                    _parts(row, stops.get(row["trip_id"], []), zone)
                ),
            }
        )
    ends = trips["load_at"].min(), trips["return_at"].max()
    words = {s: names.words.code("stage", s) for s in STAGES}
    return as_json(
        {
            "zone": names.words.zone_name,
            "from": _at(ends[0], zone) if bars else None,
            "to": _at(ends[1], zone) if bars else None,
            "rows": sorted(
                rows.values(),
                key=lambda one: (one["group"], len(one["name"]), one["name"]),
            ),
            "bars": bars,
            "bands": _bands(dataset, zone) if bars else [],
            "words": {
                **words,
                "load": _("Loading"),
                "ride": _("On the way"),
                "wait": _("Waiting"),
                "handover": _("Handover"),
                "night": _("Night"),
                "tide": _("Beach open"),
                "zoom_hour": _("Hours"),
                "zoom_day": _("Days"),
                "zoom_all": _("All"),
                "nothing": _("Nothing matches."),
            },
        }
    )


def _parts(
    row: dict[str, Any], stops: list[dict[str, Any]], zone: ZoneInfo
) -> Iterator[dict[str, str]]:
    spans = [("load", row["load_at"], row["depart_at"])]
    left = row["depart_at"]
    for stop in stops:
        spans += [
            ("ride", left, stop["arrive_at"]),
            ("wait", stop["arrive_at"], stop["start_at"]),
            ("handover", stop["start_at"], stop["depart_at"]),
        ]
        left = stop["depart_at"]
    spans.append(("ride", left, row["return_at"]))
    for kind, begin, end in spans:
        if end > begin:
            yield {
                "kind": kind,
                "from": _at(begin, zone),
                "to": _at(end, zone),
            }


def _bands(dataset: Dataset, zone: ZoneInfo) -> list[dict[str, str]]:
    """Nights between the days, and when the beach is open."""
    prospects = find_prospects(dataset, Outlook.nothing())
    sun = prospects.sun
    nights = pairwise(sun)
    bands = [
        {
            "kind": "night",
            "from": _at(today[1], zone),
            "to": _at(tomorrow[0], zone),
            "name": _("Night"),
        }
        for today, tomorrow in nights
    ]
    return bands + [
        {
            "kind": "tide",
            "from": _at(begin, zone),
            "to": _at(end, zone),
            "name": _("Beach open"),
        }
        for begin, end in prospects.low_water
    ]


def _at(moment: Any, zone: ZoneInfo) -> str:
    local: str = moment.astimezone(zone).isoformat(timespec="seconds")
    return local
