"""`sampai prices` on a small plan."""

import pytest

from sampai.documents import write_operation
from sampai.operation import plan_operation
from sampai.tables import read_dataset
from tests.operation.small import ITERATIONS, TINY

DRAW = ("--scenarios", "50", "--language", "en")


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """Folder of a plan of which nothing was said by chance."""
    dataset = read_dataset(TINY)
    folder = tmp_path_factory.mktemp("plan")
    operation = plan_operation(dataset, iterations=ITERATIONS)
    write_operation(dataset, operation, folder)
    return folder


def test_each_change_is_a_row_in_words(sampai, plan):
    run = sampai("prices", str(TINY), str(plan), *DRAW)
    assert run.code == 0
    told = " ".join(run.out.split())
    assert "Pickup" in told
    assert "Trail motorcycle" in told
    assert "vehicle_fewer" not in told
    assert "as_it_is" not in told


def test_prices_are_written_where_asked(sampai, plan, tmp_path):
    run = sampai("prices", str(TINY), str(plan), *DRAW, "--out", "priced")
    assert run.code == 0
    rows = (tmp_path / "priced" / "prices.csv").read_text().splitlines()
    assert rows[0].startswith("change,subject_id,cost_out_idr")
    assert any(row.startswith("as_it_is,,") for row in rows)
    trips = [plan / "trips.csv", tmp_path / "priced" / "trips.csv"]
    assert trips[0].read_bytes() == trips[1].read_bytes()


@pytest.mark.parametrize("scenarios", ["0", "-1"])
def test_no_scenario_is_refused_and_leaves_no_folder(
    sampai, plan, tmp_path, scenarios
):
    words = ("--scenarios", scenarios, "--out", "priced")
    run = sampai("prices", str(TINY), str(plan), *words)
    assert run.code == 1
    assert run.err.startswith(f"Refused: Found {scenarios} scenarios")
    assert not (tmp_path / "priced").exists()


def test_a_folder_with_other_files_is_refused_first(sampai, plan, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    run = sampai("prices", str(TINY), str(plan), *DRAW, "--out", "home")
    assert run.code == 1
    assert "found other files there, such as 'letter.txt'" in run.err
