"""Write records down: nothing that stood there is ever lost."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sampai.tables.record_schemas import RECORD_TABLES
from sampai.web.datasets.models import Regency
from sampai.web.people.acts import write_act
from sampai.web.people.models import User
from sampai.web.records.convert import (
    Values,
    cells_of,
    into,
    record_of,
    values_of,
)
from sampai.web.records.models import Record, Version, rows_of, table_of


class RecordError(Exception):
    """A change was refused, in the words of the page."""


@transaction.atomic
def add_record(
    regency: Regency, table: str, values: Values, *, by: User, reason: str
) -> Record:
    """
    Write a record down.

    Parameters
    ----------
    regency, table
        Where, and what about.
    values
        By column; checked.
    by, reason
        Who writes it down, and why.

    Returns
    -------
    Record
        Stored.

    Raises
    ------
    RecordError
        When there is one with the same key.
    """
    _lock(regency)
    _refuse_twin(regency, table, values)
    record = record_of(
        table,
        values,
        regency=regency,
        recorded_by=by,
        recorded_at=timezone.now(),
    )
    record.save()
    _keep(record, reason)
    _tell("record.added", record, by, reason)
    return record


@transaction.atomic
def change_record(
    record: Record, values: Values, *, seen: int, by: User, reason: str
) -> Record:
    """
    Change a record; the version before is kept.

    Parameters
    ----------
    record
        The record.
    values
        By column; checked.
    seen
        Number of the version that the person had before them.
    by, reason
        Who changes it, and why.

    Returns
    -------
    Record
        As it stands now; one that is alike gets no new version.

    Raises
    ------
    RecordError
        When someone else was quicker, or another has the same key.
    """
    _lock(record.regency)
    stands = _as_seen(record, seen)
    if values_of(stands) == dict(values):
        return stands
    table = table_of(stands)
    _refuse_twin(stands.regency, table, values, but=stands)
    for name, value in into(table, values).items():
        setattr(stands, name, value)
    stands.number += 1
    stands.recorded_by, stands.recorded_at = by, timezone.now()
    stands.save()
    _keep(stands, reason)
    _tell("record.changed", stands, by, reason)
    return stands


@transaction.atomic
def remove_record(record: Record, *, seen: int, by: User, reason: str) -> None:
    """
    Take a record out of its list; all its versions are kept.

    Parameters
    ----------
    record
        The record.
    seen
        Number of the version that the person had before them.
    by, reason
        Who removes it, and why.

    Raises
    ------
    RecordError
        When someone else was quicker, or others name it.
    """
    _lock(record.regency)
    stands = _as_seen(record, seen)
    _refuse_named(stands)
    stands.number += 1
    stands.recorded_by, stands.recorded_at = by, timezone.now()
    _keep(stands, reason, removed=True)
    _tell("record.removed", stands, by, reason)
    stands.delete()


@transaction.atomic
def answer_request(
    record: Record, granted: int, *, seen: int, by: User, reason: str
) -> Record:
    """
    Write down what was given to a request, as from now.

    Parameters
    ----------
    record
        A request.
    granted
        How many were given; 0 is a refusal.
    seen
        Number of the version that the person had before them.
    by, reason
        Who answers, and why.

    Returns
    -------
    Record
        As it stands now.

    Raises
    ------
    RecordError
        When someone else was quicker, or more is given than asked for.
    """
    values = values_of(record)
    if granted > values["quantity"]:
        raise RecordError(_("No more can be granted than was asked for."))
    values |= {"granted": granted, "answered_at": timezone.now()}
    return change_record(record, values, seen=seen, by=by, reason=reason)


def _lock(regency: Regency) -> None:
    """Let one after the other write the records of a regency."""
    Regency.objects.select_for_update().get(pk=regency.pk)


def _as_seen(record: Record, seen: int) -> Record:
    rows = rows_of(table_of(record)).select_related("regency")
    stands: Record | None = rows.filter(pk=record.pk).first()
    if stands is None or stands.number != seen:
        raise RecordError(
            _(
                "Someone else has changed this record meanwhile. Look at it"
                " again before you change it."
            )
        )
    return stands


def _refuse_twin(
    regency: Regency, table: str, values: Values, but: Record | None = None
) -> None:
    held = into(table, values)
    key = {name: held[name] for name in RECORD_TABLES[table].key}
    twins = rows_of(table).filter(regency=regency, **key)
    if but is not None:
        twins = twins.exclude(pk=but.pk)
    if twins.exists():
        raise RecordError(
            _("There is a record of this already. Change that one instead.")
        )


def _refuse_named(record: Any) -> None:
    """A store that was inspected keeps its row."""
    if table_of(record) != "stores":
        return
    named = rows_of("inspections").filter(
        regency=record.regency, store_id=record.store_id
    )
    if named.exists():
        raise RecordError(
            _("This store has inspections; it cannot be removed.")
        )


def _keep(record: Record, reason: str, *, removed: bool = False) -> None:
    Version.objects.create(
        regency=record.regency,
        table=table_of(record),
        line=record.line,
        number=record.number,
        values=cells_of(values_of(record)),
        removed=removed,
        recorded_by=record.recorded_by,
        recorded_at=record.recorded_at,
        reason=reason,
    )


def _tell(verb: str, record: Record, by: User, reason: str) -> None:
    write_act(
        verb,
        user=by,
        regency=record.regency,
        subject=f"{table_of(record)} {record.line}",
        reason=reason,
        detail={"number": record.number},
    )
