"""What is written is read back as it was, and always the same bytes."""

from dataclasses import fields, replace

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from sampai.documents import write_operation
from sampai.documents.operation_files import csv_text, summary_text
from sampai.tables import OPERATION_TABLES, Operation, read_operation

FRAMES = tuple(OPERATION_TABLES)[:8]
# Written only where chance was reckoned with.
CHANCE = tuple(OPERATION_TABLES)[8:13]


@pytest.fixture
def unserved():
    return pl.DataFrame(
        {
            "tps_id": ["N.001", "B.001"],
            "stage": ["hub_to_village", "hub_to_village"],
            "reason": ["=SUM(A1)", 'the beach, and its "tide"'],
            "remedy": ["@cmd", "'quoted"],
        }
    )


def test_an_operation_reads_back_as_it_was(dataset, operation, tmp_path):
    write_operation(dataset, operation, tmp_path)
    again = read_operation(tmp_path)
    for name in FRAMES:
        assert_frame_equal(getattr(again, name), getattr(operation, name))
    assert again.summary == operation.summary


def test_the_order_of_rows_does_not_change_a_byte(
    dataset, operation, tmp_path
):
    shuffled = replace(
        operation,
        **{name: getattr(operation, name).reverse() for name in FRAMES},
    )
    write_operation(dataset, operation, tmp_path / "a")
    write_operation(dataset, shuffled, tmp_path / "b")
    files = sorted(file.name for file in (tmp_path / "a").iterdir())
    assert files == sorted(
        [*(f"{name}.csv" for name in FRAMES), "summary.json"]
    )
    for name in files:
        first = (tmp_path / "a" / name).read_bytes()
        assert first == (tmp_path / "b" / name).read_bytes()


def test_moments_are_local_with_their_offset(dataset, operation, tmp_path):
    write_operation(dataset, operation, tmp_path)
    line = (tmp_path / "stops.csv").read_text().splitlines()[1]
    assert line == (
        "M1,1,V.BEACH,2024-11-25T07:01:00+07:00,"
        "2024-11-25T07:01:00+07:00,2024-11-25T07:17:00+07:00"
    )


def test_numbers_are_short_and_free_of_noise(dataset, operation, tmp_path):
    trips = operation.trips.with_columns(
        volume_l=pl.lit(0.1) + 0.2, mass_kg=pl.lit(-0.0)
    )
    write_operation(dataset, replace(operation, trips=trips), tmp_path)
    line = (tmp_path / "trips.csv").read_text().splitlines()[1]
    assert line.endswith(",1,0.3,0,0")


def test_a_probability_has_four_decimals():
    table = OPERATION_TABLES["risk"]
    row = {
        **dict.fromkeys(table.columns),
        "tps_id": "N.001",
        "on_time_prob": 0.99949,
        "open_prob": 1.0,
    }
    text = csv_text(table, table.frame([row]), "Asia/Jakarta")
    assert text.splitlines()[1] == "N.001,,0.9995,,1.0000,,,,,,,,"


def test_text_that_looks_like_a_formula_is_escaped_and_comes_back(
    dataset, operation, unserved, tmp_path
):
    write_operation(dataset, replace(operation, unserved=unserved), tmp_path)
    lines = (tmp_path / "unserved.csv").read_text().splitlines()
    assert lines[2] == "N.001,hub_to_village,'=SUM(A1),'@cmd"
    again = read_operation(tmp_path).unserved
    assert_frame_equal(again, unserved.sort("tps_id", "stage"))


def test_the_summary_keeps_the_order_of_the_contract():
    text = summary_text({"zeal": 1, "tps": 3, "input_sha256": "ab", "art": 2})
    assert text == (
        '{\n  "input_sha256": "ab",\n  "tps": 3,'
        '\n  "art": 2,\n  "zeal": 1\n}\n'
    )


def test_every_frame_of_an_operation_is_written():
    held = {field.name for field in fields(Operation)}
    assert held - {"summary"} == {*FRAMES, *CHANCE}


def test_tables_on_chance_read_back_as_they_were(dataset, risky, tmp_path):
    write_operation(dataset, risky, tmp_path)
    again = read_operation(tmp_path)
    for name in CHANCE:
        assert (tmp_path / f"{name}.csv").exists()
        assert_frame_equal(
            getattr(again, name),
            getattr(risky, name),
            check_row_order=False,
        )
