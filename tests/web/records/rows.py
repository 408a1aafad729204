"""Columns of records that the tests of this folder write down."""

from datetime import UTC, datetime

AT = datetime(2024, 11, 20, 2, 0, tzinfo=UTC)


def store(place_id: str, **members: object) -> dict[str, object]:
    """Give the columns of a store."""
    return {
        "store_id": "S1",
        "place_id": place_id,
        "officer_id": None,
        "capacity_l": 50_000,
        "ballot_room": None,
        **members,
    }


def staff(**members: object) -> dict[str, object]:
    """Give the columns of a person who serves."""
    return {
        "person_id": "P1",
        "role": "kpps",
        "tps_id": None,
        "place_id": None,
        "from_day": -1,
        "to_day": 0,
        **members,
    }


def request_for(item: str, **members: object) -> dict[str, object]:
    """Give the columns of a request that nobody answered."""
    return {
        "request_id": f"REQ-{item}",
        "item": item,
        "quantity": 4,
        "sent_at": AT,
        "answered_at": None,
        "granted": None,
        **members,
    }


def inspection(**members: object) -> dict[str, object]:
    """Give the columns of a criterion that was looked at."""
    return {
        "store_id": "S1",
        "at": AT,
        "criterion": "cctv",
        "ok": True,
        "photo_sha256": None,
        "by": "P1",
        **members,
    }
