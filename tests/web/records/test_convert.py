"""Records and frames are the same rows."""

import json
from datetime import UTC, datetime, timedelta

import dataframely as dy
import polars as pl
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sampai.tables.record_schemas import RECORD_TABLES
from sampai.web.records.convert import (
    cells_of,
    frame_of,
    record_of,
    values_from,
    values_of,
)
from sampai.web.records.models import RECORDS, rows_of

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
LETTERS = "abcXYZ019._-"


def cell(column: dy.Column) -> st.SearchStrategy[object]:
    """Draw a value that a column may hold."""
    metadata = column.metadata or {}
    if isinstance(column, dy.Bool):
        drawn = st.booleans()
    elif isinstance(column, dy.Int64):
        drawn = st.integers(column.min, column.max)
    elif isinstance(column, dy.Datetime):
        drawn = st.integers(0, 10**8).map(lambda s: FIRST + timedelta(0, s))
    elif metadata.get("choices"):
        drawn = st.sampled_from(metadata["choices"])
    elif "holds" in metadata:
        drawn = st.text("0123456789abcdef", min_size=64, max_size=64)
    else:
        drawn = st.text(LETTERS, min_size=1, max_size=20).map("A{}".format)
    return st.none() | drawn if column.nullable else drawn


def rows(table: str) -> st.SearchStrategy[list[dict[str, object]]]:
    """Draw rows of a table, each key once."""
    contract = RECORD_TABLES[table]
    row = st.fixed_dictionaries(
        {name: cell(column) for name, column in contract.columns.items()}
    )
    return st.lists(
        row,
        max_size=6,
        unique_by=lambda one: tuple(one[name] for name in contract.key),
    )


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_the_model_has_the_columns_of_the_contract(table):
    fields = {field.name for field in RECORDS[table]._meta.fields}  # noqa: SLF001 (Django's own way to ask)
    assert set(RECORD_TABLES[table].columns) <= fields


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_frames_come_back_as_they_went(regency, table):
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(rows(table))
    def goes_and_comes(drawn):
        rows_of(table).delete()
        frame = RECORD_TABLES[table].frame(drawn)
        records = [
            record_of(table, row, regency=regency, recorded_at=timezone.now())
            for row in frame.iter_rows(named=True)
        ]
        RECORDS[table]._default_manager.bulk_create(records)  # noqa: SLF001 (a model made at run time)
        back = frame_of(table, rows_of(table).filter(regency=regency))
        assert back.equals(frame)
        assert back.schema == frame.schema
        by_id = {record.pk: record for record in rows_of(table)}
        for record in records:
            values = values_of(by_id[record.pk])
            assert values == values_of(record)
            told = json.loads(json.dumps(cells_of(values)))
            assert values_from(table, told) == values

    goes_and_comes()


def test_no_record_is_an_empty_frame_with_types(regency):
    frame = frame_of("staff", rows_of("staff").filter(regency=regency))
    assert frame.is_empty()
    assert frame.schema["from_day"] == pl.Int64
