"""
Records that people write down, and every version that they ever had.

The columns are those of the record schemas; nothing is declared twice. What
may be blank there is an empty text here, so that a key with a blank part is
still unique in every database.
"""

import uuid
from typing import Any

import dataframely as dy
from django.conf import settings
from django.db import models

from sampai.tables import Table
from sampai.tables.record_schemas import RECORD_TABLES
from sampai.web.datasets.models import Regency
from sampai.web.sheets.models import FIELDS, LONGEST_CODE


class Record(models.Model):
    """A row as it stands now, with who wrote it down and when."""

    # Stays the same from version to version, whatever becomes of the key.
    line = models.UUIDField(default=uuid.uuid4, unique=True)
    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    # Counts the versions; a form made on an older one is refused.
    number = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField()

    class Meta:
        """Made into a model for each table."""

        abstract = True


class Version(models.Model):
    """What a record said, from when on; only ever added to."""

    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="+"
    )
    table = models.CharField(max_length=40)
    line = models.UUIDField()
    number = models.PositiveIntegerField()
    # As cells of a file, in UTC; of a row that was removed, its last values.
    values = models.JSONField()
    removed = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        """The newest version of a line first."""

        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "number"], name="version_number"
            )
        ]

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.table} {self.line} {self.number}"


class Upload(models.Model):
    """Files that someone sent, until they are imported or some days old."""

    regency = models.ForeignKey(
        Regency, on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.regency} {self.at:%Y-%m-%d}"


class UploadedFile(models.Model):
    """One of the files."""

    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="files"
    )
    name = models.CharField(max_length=200)
    content = models.BinaryField()

    def __str__(self) -> str:
        """Name it for a person."""
        return self.name


# What lists are filtered by, besides the key.
LOOKED_UP = {
    "stores": (("place_id",),),
    "staff": (("tps_id",), ("place_id",), ("role",)),
    "requests": (("sent_at",),),
}


def record_model(table: Table) -> type[Record]:
    """
    Make the model that holds the records of a table.

    Parameters
    ----------
    table
        Table of the contract.

    Returns
    -------
    type
        A model with a field for each column.
    """
    name = table.name
    meta = type(
        "Meta",
        (),
        {
            "ordering": list(table.key),
            "constraints": [
                models.UniqueConstraint(
                    fields=["regency", *table.key], name=f"record_{name}_key"
                )
            ],
            "indexes": [
                models.Index(
                    fields=["regency", *columns], name=f"record_{name}_{at}"
                )
                for at, columns in enumerate(LOOKED_UP.get(name, ()))
            ],
        },
    )
    fields = {
        column: _field(column, dy_column, table)
        for column, dy_column in table.columns.items()
    }
    return type(
        f"{name.title()}Record",
        (Record,),
        {
            "__module__": __name__,
            "__doc__": table.doc,
            "__str__": _name_of,
            "Meta": meta,
            **fields,
        },
    )


def _name_of(record: Any) -> str:
    key = RECORD_TABLES[table_of(record)].key
    return " ".join(str(getattr(record, column)) for column in key)


def _field(
    name: str, column: dy.Column, table: Table
) -> models.Field[Any, Any]:
    null = column.nullable
    if isinstance(column, dy.String):
        if name in table.key or name.endswith("_id"):
            return models.CharField(max_length=LONGEST_CODE, blank=null)
        return models.TextField(blank=null)
    field = next(field for kind, field in FIELDS if isinstance(column, kind))
    return field(null=null, blank=null)


RECORDS = {name: record_model(table) for name, table in RECORD_TABLES.items()}
globals().update({model.__name__: model for model in RECORDS.values()})
_NAMES = {model: name for name, model in RECORDS.items()}


def rows_of(table: str) -> models.QuerySet[Any]:
    """
    Give the records of a table, of every regency.

    Parameters
    ----------
    table
        Name of the table.

    Returns
    -------
    QuerySet
        To filter by the regency first.
    """
    return RECORDS[table]._default_manager.all()  # noqa: SLF001 (a model made at run time has no typed `objects`)


def table_of(record: Record) -> str:
    """
    Name the table of a record.

    Parameters
    ----------
    record
        A record.

    Returns
    -------
    str
        Such as ``staff``.
    """
    return _NAMES[type(record)]
