"""Parquet is read like text: value by value, with the same faults."""

import io
from datetime import date

import polars as pl
import pytest

from sampai.tables import DATASET_TABLES, parquet_files
from sampai.tables.cells import parse
from sampai.tables.parquet_files import read_parquet

STAGES = DATASET_TABLES["stages"]
SPEEDS = DATASET_TABLES["speeds"]


def written(frame: pl.DataFrame) -> bytes:
    """Write a frame as Parquet."""
    stream = io.BytesIO()
    frame.write_parquet(stream)
    return stream.getvalue()


def speeds(**columns) -> bytes:
    """Write one row of speeds."""
    row = {
        "vehicle_type": ["a"],
        "surface": ["b"],
        "speed_kmh": [6.0],
        "confidence": ["real"],
    }
    return written(pl.DataFrame(row | columns))


def test_typed_columns_are_read(sound):
    raw = read_parquet("stages.parquet", STAGES, written(sound.stages))
    sheet = parse(STAGES, raw)
    assert not sheet.faults
    assert sheet.frame.drop("row").equals(sound.stages)


def test_text_columns_are_read():
    raw = read_parquet("s.parquet", SPEEDS, speeds(speed_kmh=["6.5"]))
    assert parse(SPEEDS, raw).frame["speed_kmh"].item() == 6.5


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"speed_kmh": [None]}, "nothing"),
        ({"speed_kmh": [[1.0]]}, "a value of the kind Series"),
        ({"speed_kmh": [True]}, "the logical value TRUE"),
        ({"surface": [1.5]}, "the number 1.5"),
        ({"surface": [date(2024, 11, 27)]}, "the date 2024-11-27"),
        ({"more": [1]}, "this column"),
    ],
)
def test_other_kinds_of_value_are_told(columns, found):
    raw = read_parquet("s.parquet", SPEEDS, speeds(**columns))
    (fault,) = parse(SPEEDS, raw).faults
    assert fault.found == found


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + bytes(20) + b"PAR1"])
def test_what_is_no_parquet_is_told(data):
    (fault,) = read_parquet("s.parquet", SPEEDS, data).faults
    assert fault.found.startswith("no readable Parquet file (")


def test_a_file_that_claims_too_many_rows_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(parquet_files, "CELLS_MAX", 3)
    (fault,) = read_parquet("s.parquet", SPEEDS, speeds()).faults
    assert str(fault) == (
        "s.parquet: found 1 rows of 4 columns, expected at most 3 cells."
        " Give one regency a file."
    )
