"""Schemas of the records that need no event: what people write down."""

import dataframely as dy

from sampai.tables import columns
from sampai.tables.storage_criteria import storage_criteria
from sampai.tables.table import Table, by_name

CRITERIA = tuple(one.code for one in storage_criteria())
STAFF_ROLES = (
    *("kpu", "ppk", "pps", "kpps", "linmas", "store_officer", "packer"),
    *("checker", "guard", "driver", "custodian", "bawaslu", "panwascam"),
    *("pkd", "ptps", "police", "army", "pemda", "witness", "observer"),
)
CHANNEL_KINDS = (
    *("mobile", "landline", "internet", "radio", "satellite", "runner"),
)
CAPACITY = (0, 1_000_000_000)
QUANTITY = (0, 10_000_000)
# Whole days from voting day; staff is hired long before and after.
DAYS = (-400, 400)
SHA256_LENGTH = 64


class Stores(dy.Schema):
    """Where goods are kept, and who answers for them."""

    store_id = columns.code("Id of the store.", key=True)
    place_id = columns.code("Place it stands at.", refers="places")
    officer_id = columns.code("Person who answers for it.", nullable=True)
    capacity_l = columns.whole(
        "Room for goods; 96 litres a ballot box.", "l", CAPACITY
    ).with_nullable(nullable=True)
    ballot_room = columns.text(
        "Room in which ballots are kept; blank where there are none.",
        nullable=True,
    )


class Inspections(dy.Schema):
    """What was found when a store was looked at, a row a criterion."""

    store_id = columns.code("Store.", key=True, refers="stores")
    at = columns.moment("When it was looked at.").with_primary_key(
        primary_key=True
    )
    criterion = columns.choice("What was looked at.", CRITERIA, key=True)
    # Blank is no answer here, and no "no".
    ok = dy.Bool(description="Whether it is as it should be.")
    photo_sha256 = dy.String(
        nullable=True,
        regex=rf"^[0-9a-f]{{{SHA256_LENGTH}}}$",
        description="SHA-256 of the photo that shows it.",
        metadata={"holds": "64 digits from 0 to 9 and a to f"},
    )
    by = columns.code("Person who looked.")


class Staff(dy.Schema):
    """Who serves where; names and phones stand elsewhere, encrypted."""

    person_id = columns.code("Id of the person.")
    role = columns.choice("What the person is there.", STAFF_ROLES)
    tps_id = columns.code("TPS.", nullable=True, refers="tps")
    place_id = columns.code(
        "Place, where it is no TPS.", nullable=True, refers="places"
    )
    from_day = columns.whole("First day of service.", "days", DAYS)
    to_day = columns.whole("Last day of service.", "days", DAYS)


class Channels(dy.Schema):
    """How a place is reached, and when."""

    place_id = columns.code("Place.", key=True, refers="places")
    kind = columns.choice("Kind of channel.", CHANNEL_KINDS, key=True)
    schedule = columns.text(
        "When somebody listens, such as 07.00-21.00 every two hours.",
        nullable=True,
    )


class Requests(dy.Schema):
    """What was asked of others, and what they gave."""

    request_id = columns.code("Id of the request.", key=True)
    item = columns.code(
        "Item of the regulation, kind of vehicle, or what else is asked for."
    )
    quantity = columns.whole("How many are asked for.", "pieces", QUANTITY)
    sent_at = columns.moment("When it was sent.")
    answered_at = columns.moment("When it was answered.").with_nullable(
        nullable=True
    )
    granted = columns.whole(
        "How many were given; 0 is a refusal.", "pieces", QUANTITY
    ).with_nullable(nullable=True)


RECORD_TABLES = by_name(
    Table(name="stores", schema=Stores),
    Table(name="inspections", schema=Inspections),
    Table(
        name="staff",
        schema=Staff,
        parts=("person_id", "role", "tps_id", "place_id", "from_day"),
    ),
    Table(name="channels", schema=Channels),
    Table(name="requests", schema=Requests),
)
