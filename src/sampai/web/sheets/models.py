"""
A stored table of the contract, and a row model for each table.

A sheet never changes once it is written: an edition of data and a plan name
the sheets they consist of, and share those that are alike. The columns are
those of the dataframely schemas; nothing is declared twice.
"""

from typing import Any

import dataframely as dy
from django.db import models

from sampai.tables import DATASET_TABLES, OPERATION_TABLES, Table

TABLES = DATASET_TABLES | OPERATION_TABLES
LONGEST_CODE = 64


class Sheet(models.Model):
    """Rows of one table that were stored together."""

    table = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, db_index=True)
    height = models.PositiveIntegerField()

    def __str__(self) -> str:
        """Name it for a person."""
        return f"{self.table} ({self.height})"


class SheetRow(models.Model):
    """What every row has: its sheet and its place in it."""

    sheet = models.ForeignKey(
        Sheet, on_delete=models.CASCADE, db_index=False, related_name="+"
    )

    class Meta:
        """Kept in the order of the key, as in the frame."""

        abstract = True


def row_model(table: Table) -> type[SheetRow]:
    """
    Make the model that holds the rows of a table.

    Parameters
    ----------
    table
        Table of the contract.

    Returns
    -------
    type
        A model with a field for each column.
    """
    meta = type(
        "Meta",
        (),
        {
            "ordering": ["id"],
            "indexes": [
                models.Index(
                    fields=["sheet", *columns],
                    name=f"{table.name}_{number}"[:30],
                )
                for number, columns in enumerate(_indexed(table))
            ],
        },
    )
    members = {
        name: _field(name, column, table)
        for name, column in table.columns.items()
    }
    class_name = "".join(part.title() for part in table.name.split("_"))
    return type(
        f"{class_name}Row",
        (SheetRow,),
        {
            "__module__": __name__,
            "__doc__": table.doc,
            "Meta": meta,
            **members,
        },
    )


# What pages look rows up by, besides the key.
LOOKED_UP = {
    "places": (("parent_id",), ("kind",)),
    "tps": (("village_id",),),
    "needs": (("place_id",), ("item",)),
    "trips": (("day",), ("vehicle",)),
    "stops": (("place_id",),),
    "loads": (("tps_id",), ("place_id",)),
    "risk": (("on_time_prob",),),
    "indicators": (("code",),),
}


def _indexed(table: Table) -> tuple[tuple[str, ...], ...]:
    return (table.key, *LOOKED_UP.get(table.name, ()))


# The first that fits; whole numbers, last, have several types.
FIELDS: tuple[tuple[type[dy.Column], type[models.Field[Any, Any]]], ...] = (
    (dy.Float64, models.FloatField),
    (dy.Bool, models.BooleanField),
    (dy.Time, models.TimeField),
    (dy.Datetime, models.DateTimeField),
    (dy.String, models.TextField),
    (dy.Column, models.BigIntegerField),
)


def _field(
    name: str, column: dy.Column, table: Table
) -> models.Field[Any, Any]:
    null = column.nullable
    is_code = name in table.key or name.endswith("_id")
    if isinstance(column, dy.String) and is_code:
        return models.CharField(max_length=LONGEST_CODE, null=null, blank=null)
    field = next(field for kind, field in FIELDS if isinstance(column, kind))
    return field(null=null, blank=null)


ROWS = {name: row_model(table) for name, table in TABLES.items()}
globals().update({model.__name__: model for model in ROWS.values()})
