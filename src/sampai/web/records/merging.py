"""Write many records down at once: those that are new, those that differ."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from sampai.tables.record_schemas import RECORD_TABLES
from sampai.web.datasets.models import Regency
from sampai.web.people.acts import write_act
from sampai.web.people.models import User
from sampai.web.records.convert import cells_of, into, record_of, values_of
from sampai.web.records.models import RECORDS, Record, Version, rows_of

BATCH = 2_000


@dataclass(slots=True, kw_only=True)
class Counts:
    """
    What became of the rows of a table.

    Parameters
    ----------
    created, changed, same
        Rows that are new, that differ from what stood, or that do not.
    """

    created: int = 0
    changed: int = 0
    same: int = 0

    def as_dict(self) -> dict[str, int]:
        """
        Give the counts as JSON holds them.

        Returns
        -------
        dict
            By name.
        """
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """
    Who writes records down, when and why.

    Parameters
    ----------
    by, at, reason
        The person, the moment and the reason.
    """

    by: User | None
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """
    What a frame would change.

    Parameters
    ----------
    table
        Name of the table.
    created, changed
        Records that are not stored yet, or not as they are now.
    counts
        How many there are.
    """

    table: str
    created: list[Record]
    changed: list[Record]
    counts: Counts


def compare(
    regency: Regency, table: str, frame: pl.DataFrame, who: Who
) -> Difference:
    """
    Tell what a frame would change; nothing is written.

    Parameters
    ----------
    regency, table
        Where, and what about.
    frame
        Checked rows.
    who
        Whose rows they would be.

    Returns
    -------
    Difference
        A record that no row names stays as it is.
    """
    key = RECORD_TABLES[table].key
    stands = _by_key(regency, table)
    members = {"recorded_by": who.by, "recorded_at": who.at}
    found = Difference(table=table, created=[], changed=[], counts=Counts())
    for values in frame.iter_rows(named=True):
        held = into(table, values)
        record = stands.get(tuple(held[name] for name in key))
        if record is None:
            new = record_of(table, values, regency=regency, **members)
            found.created.append(new)
        elif values_of(record) == values:
            found.counts.same += 1
        else:
            record.number += 1
            for name, value in (held | members).items():
                setattr(record, name, value)
            found.changed.append(record)
    found.counts.created = len(found.created)
    found.counts.changed = len(found.changed)
    return found


@transaction.atomic
def merge(
    regency: Regency,
    frames: Mapping[str, pl.DataFrame],
    *,
    by: User | None,
    reason: str,
) -> dict[str, dict[str, int]]:
    """
    Write the rows of frames down, all of them or none.

    Parameters
    ----------
    regency
        Where.
    frames
        Checked rows by the name of the table.
    by, reason
        Who writes them down, and why.

    Returns
    -------
    dict
        Counts by the name of the table.
    """
    Regency.objects.select_for_update().get(pk=regency.pk)
    who = Who(by=by, at=timezone.now(), reason=reason)
    counts = {}
    for table, frame in frames.items():
        found = compare(regency, table, frame, who)
        _store(found, who)
        counts[table] = found.counts.as_dict()
    write_act(
        "records.imported",
        user=by,
        regency=regency,
        reason=reason,
        detail={"tables": counts},
    )
    return counts


def _by_key(regency: Regency, table: str) -> dict[tuple[Any, ...], Record]:
    key = RECORD_TABLES[table].key
    stands = rows_of(table).filter(regency=regency)
    return {
        tuple(getattr(record, name) for name in key): record
        for record in stands.order_by().iterator(BATCH)
    }


def _store(found: Difference, who: Who) -> None:
    rows = RECORDS[found.table]._default_manager  # noqa: SLF001 (a model made at run time has no typed `objects`)
    rows.bulk_create(found.created, batch_size=BATCH)
    names = [
        *RECORD_TABLES[found.table].columns,
        *("number", "recorded_by", "recorded_at"),
    ]
    rows.bulk_update(found.changed, names, batch_size=BATCH // 20)
    Version.objects.bulk_create(
        (
            Version(
                regency_id=record.regency_id,
                table=found.table,
                line=record.line,
                number=record.number,
                values=cells_of(values_of(record)),
                recorded_by=who.by,
                recorded_at=who.at,
                reason=who.reason,
            )
            for record in (*found.created, *found.changed)
        ),
        batch_size=BATCH,
    )
