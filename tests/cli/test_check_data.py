"""`sampai check-data`."""

import shutil

from sampai.tables import packaged_dataset

PACKAGED = "pesisir-barat-2024"


def test_a_sound_dataset_is_counted_by_confidence(sampai):
    run = sampai("check-data", PACKAGED)
    assert run.code == 0
    assert "no fault found" in run.out
    assert "SHA-256 of the input" in run.out


def test_a_folder_goes_before_a_packaged_dataset_of_its_name(sampai, tmp_path):
    (tmp_path / PACKAGED).mkdir()
    run = sampai("check-data", PACKAGED)
    assert run.code == 1
    assert "dataset.toml" in run.err


def test_every_fault_is_told_at_once(sampai, tmp_path):
    folder = tmp_path / "mine"
    shutil.copytree(packaged_dataset(PACKAGED), folder)
    tps = folder / "tps.csv"
    text = tps.read_text()
    tps.write_text(text.replace(",268,257,", ",2O8,257,"))
    speeds = folder / "speeds.csv"
    speeds.write_text(
        speeds.read_text().replace("truck,trunk,40", "truck,trunk,fast")
    )
    run = sampai("check-data", "mine")
    assert run.code == 1
    assert "tps.csv, row 2, column 'voters_male': found '2O8'" in run.err
    assert "speeds.csv, row 2, column 'speed_kmh': found 'fast'" in run.err
