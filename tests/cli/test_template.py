"""`sampai template`."""

from zipfile import is_zipfile


def test_a_workbook_is_written_with_the_folders_above_it(sampai, tmp_path):
    run = sampai("template", "new/regency.xlsx")
    assert run.code == 0
    assert "new/regency.xlsx" in run.out
    assert is_zipfile(tmp_path / "new" / "regency.xlsx")


def test_a_workbook_that_is_there_is_never_overwritten(sampai, tmp_path):
    (tmp_path / "regency.xlsx").write_text("a week of typing")
    run = sampai("template", "regency.xlsx")
    assert run.code == 1
    assert "found a file of this name" in run.err
    assert (tmp_path / "regency.xlsx").read_text() == "a week of typing"


def test_another_ending_is_refused(sampai, tmp_path):
    run = sampai("template", "regency.csv")
    assert run.code == 1
    assert "Write regency.xlsx instead." in run.err
    assert list(tmp_path.iterdir()) == []


def test_the_template_is_refused_as_a_dataset_until_it_is_filled(sampai):
    sampai("template", "regency.xlsx")
    run = sampai("check-data", "regency.xlsx")
    assert run.code == 1
    assert "Fill in the cell." in run.err


def test_a_place_that_cannot_be_written_is_told(sampai, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    run = sampai("template", "file/regency.xlsx")
    assert run.code == 1
    assert run.err.startswith("Refused: Cannot use ")
