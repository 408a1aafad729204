"""`sampai plan` and `sampai verify-plan` on the packaged regency."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sampai.cli.staging import WRITTEN
from sampai.tables import packaged_dataset
from tests.operation.small import TINY

PACKAGED = "pesisir-barat-2024"
# Enough for a plan in which every stage and vehicle type has its part.
ITERATIONS = "20"


def plan(dataset: str | Path, out: Path, hash_seed: str) -> str:
    """Plan in a process of its own; sets are ordered by its hash seed."""
    code = "import sys; from sampai.cli.app import main; main(sys.argv[1:])"
    words = ["plan", str(dataset), "--out", str(out)]
    options = ["--iterations", ITERATIONS, "--language", "en"]
    run = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", code, *words, *options],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return run.stdout


def shuffled(folder: Path) -> Path:
    """Copy the packaged dataset with the rows of each table shuffled."""
    shutil.copytree(packaged_dataset(PACKAGED), folder)
    draw = np.random.default_rng(20241127)
    for file in sorted(folder.glob("*.csv")):
        header, *rows = file.read_text(encoding="utf-8").splitlines()
        lines = [header, *draw.permutation(rows)]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def planned(tmp_path_factory) -> tuple[Path, str]:
    """Give the folder of a plan, and what was printed."""
    out = tmp_path_factory.mktemp("planned") / "plan"
    return out, plan(PACKAGED, out, "1")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_every_tps_is_served(planned):
    assert " ".join(planned[1].split()).count("TPS served 293 of 293") == 1


def test_only_known_files_are_written(planned):
    out, _ = planned
    assert set(bytes_of(out)) <= WRITTEN
    assert {"summary.json", "trips.csv", "report.html"} <= set(bytes_of(out))


def test_every_figure_of_the_summary_is_explained(planned):
    page = Path(__file__).parents[2] / "docs" / "reference" / "summary.md"
    text = page.read_text(encoding="utf-8")
    summary = json.loads((planned[0] / "summary.json").read_text("utf-8"))
    assert [key for key in summary if f"`{key}`" not in text] == []


def test_the_same_input_gives_the_same_bytes(planned, tmp_path):
    """Neither the order of rows nor that of sets may show."""
    plan(shuffled(tmp_path / "data"), tmp_path / "plan", "2")
    assert bytes_of(tmp_path / "plan") == bytes_of(planned[0])


def test_the_audit_finds_nothing_wrong(sampai, planned):
    run = sampai("verify-plan", PACKAGED, str(planned[0]))
    assert (run.code, run.out) == (0, "Nothing wrong found.\n")


def test_the_audit_ends_with_1_when_something_is_wrong(
    sampai, planned, tmp_path
):
    shutil.copytree(planned[0], tmp_path / "bent")
    trips = tmp_path / "bent" / "trips.csv"
    header, first, *rest = trips.read_text(encoding="utf-8").splitlines()
    trips.write_text("\n".join([header, *rest]), encoding="utf-8")
    run = sampai("verify-plan", PACKAGED, "bent")
    assert run.code == 1
    assert first.split(",")[0] in run.out
    assert "findings" in run.out


def test_a_folder_that_is_no_plan_is_refused(sampai):
    run = sampai("verify-plan", PACKAGED, "nowhere")
    assert run.code == 1
    assert run.err == (
        "Refused: 1 fault\n"
        "- nowhere: found no such folder, expected the folder of a plan. "
        "Make one with 'sampai plan DATASET --out FOLDER'.\n"
    )


def test_a_folder_with_other_files_is_refused_before_planning(
    sampai, tmp_path
):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    run = sampai("plan", PACKAGED, "--out", "home")
    assert run.code == 1
    assert "found other files there, such as 'letter.txt'" in run.err
    assert "ok" not in run.err


def test_a_dataset_with_faults_leaves_no_folder(sampai, tmp_path):
    (tmp_path / "mine").mkdir()
    run = sampai("plan", "mine", "--out", "plan")
    assert run.code == 1
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize("scenarios", ["0", "-3", "1500000"])
def test_a_number_of_scenarios_that_says_nothing_is_refused(
    sampai, tmp_path, scenarios
):
    words = ("--out", "plan", "--scenarios", scenarios)
    run = sampai("plan", PACKAGED, *words)
    assert run.code == 1
    assert run.err == (
        f"Refused: Found {scenarios} scenarios, expected from 1 to "
        "1,000,000. Leave the number out for the usual 10,000.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_scenarios_that_are_no_whole_number_are_not_understood(
    sampai, tmp_path
):
    run = sampai("plan", PACKAGED, "--out", "plan", "--scenarios", "1.5e6")
    assert run.code == 2
    assert "Invalid value for '--scenarios'" in run.err
    assert "Traceback" not in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_robust_plan_of_a_small_regency_is_written_and_sound(
    sampai, tmp_path
):
    words = ("--iterations", "5", "--scenarios", "500", "--language", "en")
    options = ("--robust", "--prices")
    run = sampai("plan", str(TINY), "--out", "plan", *words, *options)
    assert run.code == 0
    files = bytes_of(tmp_path / "plan")
    assert {"risk.csv", "frontier.csv", "prices.csv"} <= set(files) <= WRITTEN
    summary = json.loads(files["summary.json"])
    assert summary["robust"] is True
    assert summary["scenarios"] == 500
    audit = sampai("verify-plan", str(TINY), "plan")
    assert (audit.code, audit.out) == (0, "Nothing wrong found.\n")
