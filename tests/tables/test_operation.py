"""An operation is read from its files, or refused with its faults."""

import json
from datetime import UTC, datetime

import polars as pl
import pytest

from sampai.errors import DatasetError
from sampai.tables import OPERATION_TABLES, read_operation

NAMES = (
    *("needs", "trips", "stops", "passages", "loads"),
    *("last_mile", "unserved", "exceptions"),
)


@pytest.fixture
def folder(tmp_path):
    """Write an operation without rows, but for one of last_mile."""
    for name in NAMES:
        header = ",".join(OPERATION_TABLES[name].columns)
        (tmp_path / f"{name}.csv").write_text(header + "\n", encoding="utf-8")
    with (tmp_path / "last_mile.csv").open("a", encoding="utf-8") as file:
        file.write(
            "B.1,village_to_tps,2024-11-26T07:30:00+07:00,"
            "2024-11-26T07:45:00+07:00,1000,3\n"
            "A.1,village_to_tps,2024-11-26T07:30:00+07:00,"
            "2024-11-26T07:45:00+07:00,1000,3\n"
        )
    (tmp_path / "summary.json").write_text('{"tps": 2}', encoding="utf-8")
    return tmp_path


def test_moments_are_utc_and_rows_sorted(folder):
    operation = read_operation(folder)
    frame = operation.last_mile
    assert frame["tps_id"].to_list() == ["A.1", "B.1"]
    assert frame["depart_at"][0] == datetime(2024, 11, 26, 0, 30, tzinfo=UTC)
    assert frame["depart_at"].dtype == pl.Datetime("us", "UTC")
    assert operation.summary == {"tps": 2}
    for name in NAMES:
        schema = OPERATION_TABLES[name].schema
        assert schema.is_valid(getattr(operation, name))


def test_what_is_missing_is_told(folder):
    (folder / "trips.csv").unlink()
    (folder / "summary.json").unlink()
    with pytest.raises(DatasetError) as refused:
        read_operation(folder)
    files = [fault.file for fault in refused.value.faults]
    assert files == ["trips.csv", "summary.json"]


def test_bad_cells_are_told(folder):
    file = folder / "last_mile.csv"
    text = file.read_text(encoding="utf-8").replace("+07:00", "", 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError) as refused:
        read_operation(folder)
    assert str(refused.value) == (
        "last_mile.csv, row 2, column 'depart_at': found"
        " '2024-11-26T07:30:00', expected a moment with its offset,"
        " 2024-11-25T07:30:00+07:00. Write date, T, time and the offset"
        " from UTC."
    )


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xff", "the byte 0xFF"),
        (b"[]", "no object"),
        (b"{", "what is not JSON"),
        (b"[" * 100_000, "what is not JSON"),
        (b"9" * 5000, "what is not JSON"),
    ],
)
def test_a_summary_that_is_none_is_told(data, found, folder):
    (folder / "summary.json").write_bytes(data)
    with pytest.raises(DatasetError) as refused:
        read_operation(folder)
    assert refused.value.faults[0].found.startswith(found)


def test_the_summary_is_read_as_json(folder):
    summary = {"cost_idr": 5, "cost_parts": {"km_idr": 2}}
    (folder / "summary.json").write_text(json.dumps(summary))
    assert read_operation(folder).summary == summary
