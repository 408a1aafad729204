"""A folder of output appears whole or not at all."""

import pytest

from sampai.cli.staging import refuse_strangers, staged
from sampai.errors import DatasetError


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def test_the_folder_appears_with_what_was_written(tmp_path):
    with staged(tmp_path / "new" / "plan") as folder:
        (folder / "trips.csv").write_text("fresh")
        assert not (tmp_path / "new" / "plan").exists()
    assert names(tmp_path / "new") == ["plan"]
    assert (tmp_path / "new" / "plan" / "trips.csv").read_text() == "fresh"


def test_a_plan_that_lies_there_is_replaced_whole(tmp_path):
    out = tmp_path / "plan"
    out.mkdir()
    (out / "risk.csv").write_text("stale")
    with staged(out) as folder:
        (folder / "trips.csv").write_text("fresh")
    assert names(out) == ["trips.csv"]
    assert names(tmp_path) == ["plan"]


def write_half(out):
    with staged(out) as folder:
        (folder / "trips.csv").write_text("half")
        raise KeyboardInterrupt


def test_when_it_is_stopped_the_old_plan_stays(tmp_path):
    out = tmp_path / "plan"
    out.mkdir()
    (out / "trips.csv").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_half(out)
    assert (out / "trips.csv").read_text() == "old"
    assert names(tmp_path) == ["plan"]


def test_when_it_is_stopped_nothing_appears(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        write_half(tmp_path / "plan")
    assert names(tmp_path) == []


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("five years")
    with pytest.raises(DatasetError) as refused:
        refuse_strangers(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path}: found other files there, such as 'thesis.docx', "
        "expected a new folder, or one that holds a plan and nothing else. "
        "Choose another folder for --out."
    )


def test_what_a_file_browser_leaves_behind_is_no_stranger(tmp_path):
    (tmp_path / ".DS_Store").write_text("")
    refuse_strangers(tmp_path)


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "plan").write_text("a file")
    with pytest.raises(DatasetError, match="found a file, expected"):
        refuse_strangers(tmp_path / "plan")
