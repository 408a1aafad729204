"""Fill the database of the demo: data, cast and a published plan."""

from datetime import timedelta
from pathlib import Path

import polars as pl
from django.db import transaction
from django.utils import timezone

from sampai.tables import Dataset, Operation, read_operation
from sampai.web.datasets.models import Edition, Regency
from sampai.web.datasets.services import add_edition
from sampai.web.demo.cast import BY_NAME, CAST
from sampai.web.demo.records import seed_records
from sampai.web.people.models import Person, Seat, User
from sampai.web.people.roles import SEATED, Role
from sampai.web.plans.models import Plan
from sampai.web.plans.services import add_plan, approve, publish
from sampai.web.plans.work import start_prices

CODE = "pesisir-barat"
NAME = "Pesisir Barat"
# Budi's district: the boat goes there, so there is something to see.
HUB = "Pulau Pisang"
KPU = "sari"
# What a seat of the cast is given for.
KINDS = {**SEATED, Role.DRIVER: "vehicle"}


@transaction.atomic
def seed_demo(dataset: Dataset, operation_folder: Path) -> Plan:
    """
    Store the data, the cast and a published plan; once.

    Parameters
    ----------
    dataset
        Checked dataset.
    operation_folder
        Plan of that dataset, as `sampai plan` wrote it.

    Returns
    -------
    Plan
        The published one; what was stored before is left alone.
    """
    operation = read_operation(operation_folder)
    sari = _user(KPU)
    edition = _edition(dataset, operation, sari)
    for known in edition.plans.all():
        if known.summary == dict(operation.summary):
            return known
    plan = add_plan(edition, operation, name="Rencana demo", by=sari)
    reason = "Contoh untuk demo"
    approve(plan, by=sari, name="Sari", reason=reason)
    plan.refresh_from_db()
    publish(plan, by=sari, name="Sari", reason=reason)
    # The worker writes papers and prices while the visitor looks around.
    start_prices(plan, by=sari)
    return plan


def _edition(dataset: Dataset, operation: Operation, sari: User) -> Edition:
    """Find the edition with these data, or make it and seat the cast."""
    regency, _made = Regency.objects.get_or_create(
        code=CODE, defaults={"name": NAME}
    )
    alike = regency.editions.filter(input_sha256=dataset.input_sha256())
    known = alike.first()
    if known is not None:
        return known
    edition = add_edition(
        regency, dataset, by=sari, reason="Data demo yang disertakan"
    )
    places = _places(dataset, operation)
    _seat_all(regency, places)
    seed_records(regency, dataset, places, by=sari)
    return edition


def _user(username: str) -> User:
    known = User.objects.filter(username=username).first()
    return known or User.objects.create_user(username)


def _seat_all(regency: Regency, places: dict[str, str]) -> None:
    # A day ago: the clocks of two machines may differ by a little.
    since = timezone.now() - timedelta(days=1)
    for player in CAST:
        user = _user(player.username)
        if user.person_id is None:
            user.person = Person.objects.create(
                person_id=f"demo-{player.username}",
                regency=regency,
                name=player.name,
            )
            user.save(update_fields=["person"])
        Seat.objects.get_or_create(
            user=user,
            regency=regency,
            role=player.role,
            defaults={
                "place_id": places.get(KINDS.get(player.role, ""), ""),
                "begins_at": since,
            },
        )


def _places(dataset: Dataset, operation: Operation) -> dict[str, str]:
    """Choose a district, a village, a TPS in that, and a vehicle that runs."""
    hubs = dataset.places.filter(pl.col("kind") == "hub").sort("place_id")
    named = hubs.filter(pl.col("name").str.contains(HUB, literal=True))
    hub = str((named if named.height else hubs)["place_id"][0])
    inside = dataset.places.filter(
        (pl.col("parent_id") == hub) & (pl.col("kind") == "village")
    )
    held = dataset.tps.filter(
        pl.col("village_id").is_in(inside["place_id"].to_list())
    ).sort("tps_id")
    tps, village = held.select("tps_id", "village_id").row(0)
    first = operation.trips.sort("depart_at", "trip_id")
    kind, number = first.select("vehicle_type", "vehicle").row(0)
    return {
        "hub": hub,
        "village": str(village),
        "tps": str(tps),
        "vehicle": f"{kind}:{number}",
    }


def player_user(username: str) -> User | None:
    """
    Find someone of the cast who may be signed in without a password.

    Parameters
    ----------
    username
        As the role picker sends it.

    Returns
    -------
    User or None
        Nobody who is not of the cast, whoever else has a user here.
    """
    if username not in BY_NAME:
        return None
    return User.objects.filter(username=username, is_active=True).first()
