"""Reading datasets: the shipped one, the small one, and what is none."""

from datetime import time

import polars as pl
import pytest

from sampai.errors import DatasetError
from sampai.tables import (
    DATASET_TABLES,
    packaged_dataset,
    read_dataset,
    write_workbook_dataset,
)
from tests.tables.overlays import SOUND, copy_of_sound


def test_the_shipped_dataset_has_its_published_totals(pesisir_barat):
    tps = pesisir_barat.tps
    assert tps.height == 293
    assert tps["voters_male"].sum() == 62_938
    assert tps["voters_female"].sum() == 58_329
    assert pesisir_barat.settings.decree.voters == 121_267
    assert pesisir_barat.settings.contests == ("gubernur", "bupati")


@pytest.mark.parametrize("name", DATASET_TABLES)
def test_frames_satisfy_their_schema_and_are_sorted_by_key(
    name, pesisir_barat
):
    table, frame = DATASET_TABLES[name], pesisir_barat.frames()[name]
    assert table.schema.is_valid(frame)
    assert frame.columns == list(table.columns)
    assert frame.equals(frame.sort(table.key))


def test_blank_cells_are_null_but_for_alias_closers_and_flags(sound):
    places = {row["place_id"]: row for row in sound.places.to_dicts()}
    assert places["A.2"]["opens"] is None
    assert places["DEPOT"]["parent_id"] is None
    assert places["DEPOT"]["alias"] == ""
    assert places["A.1"]["alias"] == "Aik Jernih"
    assert sound.surfaces.filter(surface="path")["closed_by"].item() == ""
    assert sound.stages["may_skip_hub"].sum() == 1
    assert sound.vehicles["shift_start"][0] == time(6)


def test_csv_parquet_and_workbook_have_one_fingerprint(sound, tmp_path):
    folder = tmp_path / "parquet"
    folder.mkdir()
    for name, frame in sound.frames().items():
        frame.write_parquet(folder / f"{name}.parquet")
    settings = (SOUND / "dataset.toml").read_bytes()
    (folder / "dataset.toml").write_bytes(settings)
    write_workbook_dataset(sound, tmp_path / "sound.xlsx")
    digits = sound.input_sha256()
    assert read_dataset(folder).input_sha256() == digits
    assert read_dataset(tmp_path / "sound.xlsx").input_sha256() == digits


def test_the_order_of_rows_and_columns_does_not_matter(sound, tmp_path):
    folder = copy_of_sound(tmp_path)
    for name in DATASET_TABLES:
        file = folder / f"{name}.csv"
        frame = pl.read_csv(file, infer_schema=False)
        turned = frame.select(reversed(frame.columns)).reverse()
        turned.write_csv(file)
    assert read_dataset(folder).input_sha256() == sound.input_sha256()


def test_one_voter_more_changes_the_fingerprint(sound, tmp_path):
    folder = copy_of_sound(
        tmp_path,
        tps=("300,290", "301,290"),
        dataset=(
            "voters = 2100, voters_male = 1100",
            "voters = 2101, voters_male = 1101",
        ),
    )
    assert read_dataset(folder).input_sha256() != sound.input_sha256()


def test_a_mark_before_utf_8_and_ends_of_windows_lines_are_taken(
    sound, tmp_path
):
    folder = copy_of_sound(tmp_path)
    for file in folder.glob("*.csv"):
        text = file.read_bytes().replace(b"\n", b"\r\n")
        file.write_bytes(b"\xef\xbb\xbf" + text)
    assert read_dataset(folder).input_sha256() == sound.input_sha256()


def test_blank_rows_and_commas_at_the_end_are_no_faults(sound, tmp_path):
    """Spreadsheets add both of their own accord."""
    folder = copy_of_sound(tmp_path)
    for file in folder.glob("*.csv"):
        lines = file.read_text(encoding="utf-8").splitlines()
        padded = [lines[0] + ",,", "", *(line + ",," for line in lines[1:])]
        text = "\n".join([*padded, ",,,,", ""])
        file.write_text(text, encoding="utf-8")
    assert read_dataset(folder).input_sha256() == sound.input_sha256()


def test_rows_are_counted_with_the_blank_ones(tmp_path):
    folder = copy_of_sound(tmp_path, tps=("A.1.002", "\nA.1.001"))
    with pytest.raises(DatasetError, match=r"row 4, .* as in row 2"):
        read_dataset(folder)


def test_tables_without_rows_are_allowed_where_nothing_needs_them(tmp_path):
    folder = copy_of_sound(tmp_path)
    for name in ("stock", "indicators", "classes", "personnel", "objects"):
        file = folder / f"{name}.csv"
        header = file.read_text(encoding="utf-8").splitlines()[0]
        file.write_text(header + "\n", encoding="utf-8")
    assert read_dataset(folder).objects.is_empty()


def test_two_files_of_one_table_are_refused(sound, tmp_path):
    folder = copy_of_sound(tmp_path)
    sound.stock.write_parquet(folder / "stock.parquet")
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    assert str(refused.value) == (
        "stock.csv: found stock.parquet beside it, expected one file for"
        " each table. Delete the one that is out of date."
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [("nowhere", "nothing there"), ("tps.csv", "another kind of file")],
)
def test_what_is_no_dataset_is_refused(name, found, tmp_path):
    (tmp_path / "tps.csv").write_text("tps_id\n", encoding="utf-8")
    with pytest.raises(DatasetError) as refused:
        read_dataset(tmp_path / name)
    assert str(refused.value) == (
        f"{name}: found {found}, expected a folder of tables with"
        " dataset.toml, or an .xlsx workbook. Correct the path."
    )


def test_a_folder_in_place_of_a_table_is_refused(tmp_path):
    folder = copy_of_sound(tmp_path)
    (folder / "tps.csv").unlink()
    (folder / "tps.csv").mkdir()
    with pytest.raises(DatasetError, match=r"^tps\.csv: found a file that"):
        read_dataset(folder)


def test_settings_that_cannot_be_read_are_told_before_all(tmp_path):
    folder = copy_of_sound(tmp_path)
    (folder / "dataset.toml").unlink()
    (folder / "dataset.toml").mkdir()
    (folder / "tps.csv").unlink()
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    files = [fault.file for fault in refused.value.faults]
    assert files == ["dataset.toml", "tps.csv"]


def test_an_unknown_name_of_a_shipped_dataset_lists_the_known():
    with pytest.raises(DatasetError, match="one of pesisir-barat-2024"):
        packaged_dataset("pesisir-barat-2020")
