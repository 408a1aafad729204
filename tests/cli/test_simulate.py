"""`sampai simulate` on a small plan, and on folders that are none."""

import json
import shutil

import pytest

from sampai.cli.staging import WRITTEN
from sampai.documents import write_operation
from sampai.tables import read_dataset
from tests.operation.small import SCENARIOS, TINY, planned, tiny

TABLES = ("risk.csv", "blame.csv")
DRAW = ("--scenarios", str(SCENARIOS), "--language", "en")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Folder of a small dataset and that of its plan."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(TINY, folder / "dataset")
    _edit(folder / "dataset" / "climate.csv", "0.12", "0.4")
    _edit(folder / "dataset" / "surfaces.csv", "0.7,0.25", "0.7,0.8")
    (folder / "plan").mkdir()
    write_operation(tiny(), planned(tiny()), folder / "plan")
    return folder


def _edit(file, before, after):
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def data(made):
    return str(made / "dataset")


@pytest.fixture
def plan(made, tmp_path):
    """A copy of the plan, to be spoilt."""
    return shutil.copytree(made / "plan", tmp_path / "plan")


def test_the_risk_is_printed_and_nothing_written(sampai, data, plan, tmp_path):
    before = {file.name: file.read_bytes() for file in plan.iterdir()}
    run = sampai("simulate", data, str(plan), *DRAW)
    assert run.code == 0
    assert "Beach" in run.out
    assert before == {file.name: file.read_bytes() for file in plan.iterdir()}
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan"]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_the_plan_is_written_again_with_the_same_risk(
    sampai, data, plan, tmp_path, processes
):
    words = ("--processes", processes, "--out", "again")
    run = sampai("simulate", data, str(plan), *DRAW, *words)
    assert run.code == 0
    again = tmp_path / "again"
    assert {file.name for file in again.iterdir()} <= WRITTEN
    for name in (*TABLES, "trips.csv", "loads.csv"):
        assert (again / name).read_bytes() == (plan / name).read_bytes(), name


def test_another_seed_draws_other_scenarios(sampai, data, plan, tmp_path):
    words = ("--seed", "99", "--out", "again")
    assert sampai("simulate", data, str(plan), *DRAW, *words).code == 0
    summary = json.loads((tmp_path / "again" / "summary.json").read_text())
    assert summary["scenario_seed"] == 99


@pytest.mark.parametrize("scenarios", ["0", "-5", "1500000"])
def test_a_number_of_scenarios_that_says_nothing_is_refused(
    sampai, data, plan, scenarios
):
    run = sampai("simulate", data, str(plan), "--scenarios", scenarios)
    assert run.code == 1
    assert run.err == (
        f"Refused: Found {scenarios} scenarios, expected from 1 to "
        "1,000,000. Leave the number out for the usual 10,000.\n"
    )


def test_a_folder_without_a_summary_is_refused(sampai, data, plan):
    (plan / "summary.json").unlink()
    run = sampai("simulate", data, str(plan), *DRAW)
    assert run.code == 1
    assert run.err.endswith(
        "Refused: 1 fault\n"
        "- summary.json: found no such file, expected the figures of the "
        "plan. Make the plan again with 'sampai plan'.\n"
    )
    assert "Traceback" not in run.err


def test_a_load_of_letters_is_refused_with_row_and_column(sampai, data, plan):
    loads = plan / "loads.csv"
    header, first, *rest = loads.read_text(encoding="utf-8").splitlines()
    place = header.split(",").index("boxes")
    cells = first.split(",")
    cells[place] = "2O"
    loads.write_text("\n".join([header, ",".join(cells), *rest]) + "\n")
    run = sampai("simulate", data, str(plan), *DRAW, "--out", "again")
    assert run.code == 1
    assert "loads.csv, row 2, column 'boxes': found '2O'" in run.err
    assert not (plan.parent / "again").exists()


def test_loads_without_rows_are_told_as_tps_never_served(sampai, data, plan):
    loads = plan / "loads.csv"
    header = loads.read_text(encoding="utf-8").splitlines()[0]
    loads.write_text(header + "\n", encoding="utf-8")
    run = sampai("simulate", data, str(plan), *DRAW)
    assert run.code == 0
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("loads", "board_id", "V.BEACH"),
        ("loads", "place_id", "NOWHERE"),
        ("passages", "surface", "rail"),
        ("passages", "seq", "9"),
        ("trips", "vehicle", "one"),
        ("trips", "origin_id", "NOWHERE"),
        ("trips", "vehicle_type", "elephant"),
    ],
)
def test_rows_that_do_not_fit_together_are_refused(
    sampai, data, plan, table, column, value
):
    """What the tables cannot know of each other, the trip does."""
    file = plan / f"{table}.csv"
    header, first, *rest = file.read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    cells[header.split(",").index(column)] = value
    file.write_text("\n".join([header, ",".join(cells), *rest]) + "\n")
    run = sampai("simulate", data, str(plan), *DRAW)
    assert run.code == 1
    assert run.err.endswith(
        f"Refused: Found trip {_trip_of(header, first)} whose stops, passages "
        "and loads do not fit together, expected those of one run over the "
        "dataset's legs. Let 'sampai verify-plan' tell what is wrong with "
        "the plan.\n"
    )


def _trip_of(header, row):
    return row.split(",")[header.split(",").index("trip_id")]


def test_a_plan_of_another_dataset_is_refused(sampai, plan):
    run = sampai("simulate", str(TINY), str(plan), *DRAW, "--out", "again")
    assert run.code == 1
    found, expected = (
        dataset.input_sha256()[:12] for dataset in (tiny(), read_dataset(TINY))
    )
    assert (
        f"found a plan of {found}..., expected a plan of {expected}..., "
        "which is this dataset" in run.err
    )
    assert not (plan.parent / "again").exists()


def test_a_folder_that_is_not_there_is_refused(sampai, data):
    run = sampai("simulate", data, "nowhere", *DRAW)
    assert run.code == 1
    assert "Traceback" not in run.err
