"""Records that the demo's cast has written down, all of them invented."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sampai.tables import Dataset
from sampai.tables.record_schemas import CRITERIA, RECORD_TABLES
from sampai.web.datasets.models import Regency
from sampai.web.people.models import User
from sampai.web.records.merging import merge

STORE = "GUDANG-KPU"
# Found wanting at the first inspection, mended at the second.
WANTING = "cctv"
REASON = "Catatan contoh untuk demo, rekaan"
Rows = list[dict[str, Any]]


def seed_records(
    regency: Regency, dataset: Dataset, places: dict[str, str], *, by: User
) -> None:
    """
    Write down a store, its inspections, staff, channels and requests.

    Parameters
    ----------
    regency, dataset
        Where.
    places
        District, village and TPS of the cast: ``hub``, ``village``, ``tps``.
    by
        Who wrote them down.
    """
    zone = ZoneInfo(dataset.settings.time_zone)
    voting = datetime.combine(
        dataset.settings.voting_day, time(9), tzinfo=zone
    )
    depot = str(
        dataset.places.filter(pl.col("kind") == "depot")["place_id"][0]
    )
    tables: dict[str, Rows] = {
        "stores": [
            {
                "store_id": STORE,
                "place_id": depot,
                "officer_id": "demo-sari",
                "capacity_l": 120_000,
                "ballot_room": "Ruang surat suara",
            }
        ],
        "inspections": [
            *_inspection(voting - timedelta(days=40), wanting=WANTING),
            *_inspection(voting - timedelta(days=26), wanting=None),
        ],
        "staff": _staff(places),
        "channels": _channels(dataset, depot),
        "requests": _requests(voting),
    }
    frames = {
        name: RECORD_TABLES[name].schema.validate(
            pl.DataFrame(rows, infer_schema_length=None), cast=True
        )
        for name, rows in tables.items()
    }
    merge(regency, frames, by=by, reason=REASON)


def _inspection(at: datetime, *, wanting: str | None) -> Rows:
    return [
        {
            "store_id": STORE,
            "at": at,
            "criterion": criterion,
            "ok": criterion != wanting,
            "photo_sha256": None,
            "by": "demo-ratih",
        }
        for criterion in CRITERIA
    ]


def _staff(places: dict[str, str]) -> Rows:
    serving = (
        ("demo-budi", "ppk", None, places["hub"]),
        ("demo-wayan", "pps", None, places["village"]),
        ("demo-dewi", "kpps", places["tps"], None),
        ("demo-lestari", "pkd", None, places["village"]),
    )
    return [
        {
            "person_id": person,
            "role": role,
            "tps_id": tps,
            "place_id": place,
            "from_day": -20,
            "to_day": 7,
        }
        for person, role, tps, place in serving
    ]


def _channels(dataset: Dataset, depot: str) -> Rows:
    hubs = dataset.places.filter(pl.col("kind") == "hub").sort("place_id")
    mobile = [depot, *hubs["place_id"].to_list()]
    far = _far_villages(dataset)
    return [
        {"place_id": place, "kind": kind, "schedule": schedule}
        for some, kind, schedule in (
            (mobile, "mobile", None),
            (far, "radio", "06.00-21.00, setiap dua jam"),
        )
        for place in some
    ]


def _far_villages(dataset: Dataset) -> list[str]:
    """Find villages on the beach: nobody there has a signal to count on."""
    beach = dataset.legs.filter(pl.col("surface") == "beach")
    ends = {*beach["from_id"], *beach["to_id"]}
    villages = dataset.places.filter(pl.col("kind") == "village")["place_id"]
    return sorted(ends & set(villages))


def _requests(voting: datetime) -> Rows:
    asked, answered = voting - timedelta(days=30), voting - timedelta(days=24)
    return [
        {
            "request_id": "P-001",
            "item": "pickup",
            "quantity": 4,
            "sent_at": asked,
            "answered_at": answered,
            "granted": 3,
        },
        {
            "request_id": "P-002",
            "item": "jukung",
            "quantity": 1,
            "sent_at": asked + timedelta(days=8),
            "answered_at": None,
            "granted": None,
        },
    ]
