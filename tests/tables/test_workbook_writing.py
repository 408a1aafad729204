"""A workbook written by us reads back to the same tables."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sampai.errors import DatasetError
from sampai.tables import (
    DATASET_TABLES,
    read_dataset,
    write_template,
    write_workbook_dataset,
)
from tests.tables.books import book_of, parts_of


@pytest.mark.parametrize("name", ["sound", "pesisir_barat"])
def test_every_table_comes_back_as_it_was(name, request, tmp_path):
    dataset = request.getfixturevalue(name)
    path = tmp_path / "book.xlsx"
    write_workbook_dataset(dataset, path)
    again = read_dataset(path)
    assert again.settings == dataset.settings
    for table, frame in dataset.frames().items():
        assert again.frames()[table].equals(frame)
    assert again.input_sha256() == dataset.input_sha256()


def test_the_same_tables_give_the_same_bytes(sound, tmp_path):
    assert book_of(sound, tmp_path) == book_of(sound, tmp_path)


def test_nothing_is_left_beside_the_workbook(sound, tmp_path):
    book_of(sound, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_the_folder_is_made(tmp_path):
    write_template(tmp_path / "new" / "template.xlsx")
    assert (tmp_path / "new" / "template.xlsx").is_file()


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DatasetError, match="a place that cannot be written"):
        write_template(tmp_path / "file" / "template.xlsx")


def test_a_writer_that_fails_leaves_the_old_file_and_no_half(sound, tmp_path):
    """A folder stands where the workbook should go."""
    path = tmp_path / "book.xlsx"
    path.mkdir()
    with pytest.raises(DatasetError):
        write_workbook_dataset(sound, path)
    assert [one.name for one in tmp_path.iterdir()] == ["book.xlsx"]


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20
)
starts = st.sampled_from(["", "=", "+", "-", "@", "\t", "'", "_x0041_", " "])


@settings(max_examples=15)
@given(
    st.lists(st.builds(str.__add__, starts, texts), min_size=11, max_size=11),
    st.lists(
        st.floats(-11.5, 6.5, allow_subnormal=False), min_size=6, max_size=6
    ),
)
def test_any_text_and_number_comes_back_as_it_was(
    sound, tmp_path_factory, aliases, lats
):
    changed = replace(
        sound,
        places=sound.places.with_columns(alias=pl.Series(aliases)),
        tps=sound.tps.with_columns(lat=pl.Series(lats)),
    )
    path = tmp_path_factory.mktemp("any") / "book.xlsx"
    write_workbook_dataset(changed, path)
    again = read_dataset(path)
    assert again.places["alias"].to_list() == aliases
    assert again.tps["lat"].to_list() == lats


def test_no_cell_starts_like_a_formula(sound, tmp_path):
    name = sound.places["name"].str.replace("^", "=")
    risky = replace(sound, places=sound.places.with_columns(name=name))
    texts = parts_of(book_of(risky, tmp_path))["xl/sharedStrings.xml"]
    assert b"<t>'=Air Hitam</t>" in texts
    assert b"<t>=" not in texts


def test_headers_are_frozen_and_explained(sound, tmp_path):
    parts = parts_of(book_of(sound, tmp_path))
    for at in range(1, len(DATASET_TABLES) + 2):
        sheet = parts[f"xl/worksheets/sheet{at}.xml"]
        assert b'state="frozen"' in sheet
    notes = parts["xl/comments4.xml"]
    assert b"Length of the way.\nUnit: m.\nHolds a whole number" in notes


def test_words_and_ids_have_drop_downs(sound, tmp_path):
    parts = parts_of(book_of(sound, tmp_path))
    places = parts["xl/worksheets/sheet2.xml"]
    assert b'"depot,hub,village,landing,trailhead,junction"' in places
    assert b"places!$A$2:$A$" in parts["xl/worksheets/sheet3.xml"]
    assert b'"yes,no"' in parts["xl/worksheets/sheet8.xml"]


def test_the_template_asks_for_everything_and_has_nothing(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path)
    first = path.read_bytes()
    write_template(path)
    assert path.read_bytes() == first
    with pytest.raises(DatasetError) as refused:
        read_dataset(path)
    lines = str(refused.value).splitlines()
    assert lines[0] == (
        "template.xlsx, sheet dataset, row 2, column 'dataset.id': found"
        " nothing, expected a code of letters, digits, '.', '_' and '-'."
        " Fill in the cell."
    )
    assert "template.xlsx, sheet places, column 'kind': found no depot" in (
        "\n".join(lines)
    )
    assert not any("unknown" in line for line in lines)
