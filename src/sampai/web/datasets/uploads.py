"""What was sent: an import, what it would change, and its faults."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import polars as pl
from django.db.models import QuerySet
from django.http import Http404

from sampai.tables import Table
from sampai.web.datasets.comparing import (
    CHANGE,
    CHANGED,
    KINDS,
    chosen,
    contract_of,
    sides,
    unpacked,
)
from sampai.web.datasets.models import Import, Regency
from sampai.web.datasets.shown import Header, Speaker
from sampai.web.datasets.words import TITLES
from sampai.web.people.doors import DoorRequest


def import_for(request: DoorRequest, upload_id: UUID) -> Import:
    """
    Find an import of the regency.

    Parameters
    ----------
    request, upload_id
        Who asks, and which.

    Returns
    -------
    Import
        With who sent it, its job and its editions.

    Raises
    ------
    Http404
        When there is none.
    """
    found = imports_of(request.regency).filter(pk=upload_id).first()
    if found is None:
        raise Http404
    return found


def imports_of(regency: Regency) -> QuerySet[Import]:
    """
    List the imports of a regency.

    Parameters
    ----------
    regency
        Whose.

    Returns
    -------
    QuerySet
        The newest first.
    """
    return regency.imports.select_related(
        "regency", "by", "job", "based_on", "edition", "mends"
    ).defer("based_on__settings_toml", "edition__settings_toml")


def lines_of_import(upload: Import) -> list[dict[str, Any]]:
    """
    Give what happens to each table, for the page of an import.

    Parameters
    ----------
    upload
        One that was checked.

    Returns
    -------
    list of dict
        Name, title and counts, in the order of the contract.
    """
    return [
        {
            "name": name,
            "title": title,
            "has_rows": any(upload.counts[name][kind] for kind in KINDS),
            **upload.counts[name],
        }
        for name, title in TITLES.items()
        if name in upload.counts
    ]


class ChangeRows(Sequence[dict[str, Any]]):
    """
    Rows of a difference; only those that are shown are put into words.

    Parameters
    ----------
    table, rows, speaker
        Contract, rows as `comparing` has them, and who puts them into words.
    """

    def __init__(
        self, table: Table, rows: pl.DataFrame, speaker: Speaker
    ) -> None:
        self._table, self._rows, self._speaker = table, rows, speaker

    def headers(self) -> list[Header]:
        """
        Give the heads of the columns.

        Returns
        -------
        list of Header
            In the order of the contract.
        """
        return self._speaker.headers()

    def __len__(self) -> int:
        """Count the rows."""
        return self._rows.height

    def __getitem__(self, at: Any) -> Any:
        """Put some rows into words."""
        if isinstance(at, slice):
            part = self._rows[at]
            return [self._told(row) for row in part.iter_rows(named=True)]
        return self._told(self._rows.row(at, named=True))

    def _told(self, row: dict[str, Any]) -> dict[str, Any]:
        happens = row[CHANGE]
        cells = []
        for name in self._table.columns:
            before, after = sides(self._table, row, name)
            cells.append(
                {
                    "before": self._speaker.cell(name, before),
                    "after": self._speaker.cell(name, after),
                    "differs": happens == CHANGED and before != after,
                }
            )
        return {"happens": happens, "cells": cells}


def change_rows(
    upload: Import, table: str, kind: str, text: str
) -> ChangeRows:
    """
    Give the rows of a table that an import changes.

    Parameters
    ----------
    upload, table
        Of which import and table.
    kind, text
        Created, changed or removed, and part of any word; blank: any.

    Returns
    -------
    ChangeRows
        To page through.
    """
    contract = contract_of(table)
    rows = difference_rows(upload, table, kind, text)
    return ChangeRows(contract, rows, Speaker(contract, upload.regency, None))


def difference_rows(
    upload: Import, table: str, kind: str, text: str
) -> pl.DataFrame:
    """
    Give the rows of a table that an import changes, as a frame.

    Parameters
    ----------
    upload, table
        Of which import and table.
    kind, text
        Created, changed or removed, and part of any word; blank: any.

    Returns
    -------
    DataFrame
        As `comparing` has them; empty where nothing changes.
    """
    diff = upload.diffs.filter(table=table).first()
    if diff is None:
        return pl.DataFrame({CHANGE: []})
    return chosen(unpacked(bytes(diff.rows)), kind, text)
