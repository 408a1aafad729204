"""`sampai replan` and `sampai revote` as a person runs them."""

import pytest

from sampai.documents import write_operation
from sampai.documents.dataset_files import write_dataset
from sampai.operation import plan_operation
from tests.simulation.replan.coastline import coast

STATE = {
    "moment.toml": "at = 2024-11-24T04:00:00+07:00\n",
    "holdings.csv": "tps_id,place_id,trip_id,boxes,booths,bags\n",
    "closures.csv": "from_id,to_id,surface,from_at,to_at,reason\n"
    "DEPOT,HUB,trunk,2024-11-24T05:00:00+07:00,"
    "2024-11-24T15:00:00+07:00,banjir\n",
    "vehicles_now.csv": "vehicle_type,vehicle,place_id,free_at,usable\n"
    "pickup,1,DEPOT,2024-11-24T04:00:00+07:00,yes\n"
    "trail_motorcycle,1,TRAIL,2024-11-24T04:00:00+07:00,yes\n"
    "trail_motorcycle,2,TRAIL,2024-11-24T04:00:00+07:00,yes\n",
}


@pytest.fixture
def running(tmp_path):
    """A plan of the coast and a live state, in the folder that is run in."""
    dataset = coast().dataset
    write_dataset(dataset, tmp_path / "data")
    operation = plan_operation(dataset, iterations=20)
    write_operation(dataset, operation, tmp_path / "plan")
    (tmp_path / "state").mkdir()
    for name, text in STATE.items():
        (tmp_path / "state" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_replan_says_first_who_is_concerned(sampai, running):
    run = sampai(
        *("replan", "data", "plan", "state"),
        *("--out", "new", "--language", "en"),
    )
    assert run.code == 0, run.err
    lines = [line.split() for line in run.out.splitlines() if line.strip()]
    assert lines[1][:5] == ["TPS", "concerned", "3", "of", "3"]
    assert lines[2][:4] == ["Vehicles", "to", "tell", "1:"]
    assert "closed: DEPOT-HUB trunk: banjir" in run.out
    assert (running / "new" / "papers.pdf").exists()
    header = (running / "new" / "changes.csv").read_text("utf-8").splitlines()
    assert header[0] == (
        "change,trip_id,tps_id,before_at,after_at,vehicle_before,"
        "vehicle_after,cause,why"
    )


@pytest.mark.usefixtures("running")
def test_a_replan_speaks_indonesian(sampai):
    run = sampai("replan", "data", "plan", "state", "--out", "new")
    assert run.code == 0, run.err
    assert "TPS yang terdampak" in run.out
    assert "lewat jalan lain" in run.out


def test_a_state_in_which_all_is_well_says_so(sampai, running):
    closures = running / "state" / "closures.csv"
    header = STATE["closures.csv"].splitlines()[0]
    closures.write_text(header + "\n", encoding="utf-8")
    run = sampai(
        *("replan", "data", "plan", "state"),
        *("--out", "new", "--language", "en"),
    )
    assert "Nothing changes." in run.out
    for file in (running / "plan").glob("*.csv"):
        assert file.read_bytes() == (running / "new" / file.name).read_bytes()


def test_a_missing_state_is_refused_before_anything_is_written(
    sampai, running
):
    run = sampai("replan", "data", "plan", "nowhere", "--out", "new")
    assert run.code == 1
    assert "nowhere: found no such folder, expected the folder of a live" in (
        run.err
    )
    assert not (running / "new").exists()


@pytest.mark.usefixtures("running")
def test_a_re_vote_says_where_its_ballots_come_from(sampai):
    run = sampai(
        *("revote", "data", "--tps", "B.001", "--day", "8"),
        *("--out", "again", "--language", "en"),
    )
    assert run.code == 0, run.err
    assert "RE-VOTE at 1 TPS, 05/12/2024 (H+8)" in run.out
    assert "REQUEST FROM THE PROVINCE" in run.out
    verified = sampai("verify-plan", "again/dataset", "again")
    assert verified.code == 0, verified.out
    repeated = sampai(
        *("revote", "data", "--tps", "B.001", "--day", "8"),
        *("--out", "again"),
    )
    assert repeated.code == 0, repeated.err


def test_a_re_vote_of_an_unknown_tps_is_refused(sampai, running):
    run = sampai(
        *("revote", "data", "--tps", "X.001", "--day", "11"),
        *("--out", "again"),
    )
    assert run.code == 1
    assert "Refused: 2 faults" in run.err
    assert not (running / "again").exists()
