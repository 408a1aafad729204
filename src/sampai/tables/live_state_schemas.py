"""Schemas of the live state: where goods and vehicles are at a moment."""

import dataframely as dy

from sampai.tables import columns
from sampai.tables.table import Table, by_name

PIECES = (0, 1_000)
NAME_LENGTH = 200


class Holdings(dy.Schema):
    """Goods that are not where the plan has them; blank is as planned."""

    tps_id = columns.code("TPS they are for.", refers="tps")
    place_id = columns.code(
        "Place they lie at.", nullable=True, refers="places"
    )
    trip_id = columns.code(
        "Trip they are on, which has departed.", nullable=True, refers="trips"
    )
    boxes = columns.whole("Boxes.", "boxes", PIECES)
    booths = columns.whole("Booths.", "booths", PIECES)
    bags = columns.whole("Bags.", "bags", PIECES)


class Closures(dy.Schema):
    """Legs that nobody can ride for a time, in either direction."""

    from_id = columns.code("One end.", key=True, refers="places")
    to_id = columns.code("Other end.", key=True, refers="places")
    surface = columns.code("Kind of way.", key=True, refers="surfaces")
    from_at = columns.moment("Closed from.").with_primary_key(primary_key=True)
    to_at = columns.moment("Open again.")
    reason = columns.text("Why.", longest=NAME_LENGTH)


class VehiclesNow(dy.Schema):
    """Where every vehicle that the plan still needs is, and from when."""

    vehicle_type = columns.code(
        "Kind of vehicle.", key=True, refers="vehicles"
    )
    vehicle = columns.code("Which vehicle of the kind.", key=True)
    place_id = columns.code(
        "Where it is when it is free, or where it stands broken down.",
        refers="places",
    )
    free_at = columns.moment(
        "Free from; broken down: its goods can be taken over from."
    )
    usable = columns.flag("Whether it can be used again in this operation.")


LIVE_STATE_TABLES = by_name(
    Table(
        name="holdings",
        schema=Holdings,
        parts=("tps_id", "place_id", "trip_id"),
    ),
    Table(name="closures", schema=Closures),
    Table(name="vehicles_now", schema=VehiclesNow),
)
