"""Who may be named unserved: only whom no mix of types reaches in time."""

import shutil

import pytest

from sampai.audit.beach import watch_beach
from sampai.audit.case import Case
from sampai.audit.gathering import gather_facts
from sampai.audit.paths import Atlas
from sampai.audit.reach import in_time
from sampai.audit.records import Records
from sampai.tables import read_dataset
from tests.audit.conftest import TINY

NOTHING = Records(
    needs=(),
    trips=(),
    stops=(),
    passages=(),
    loads=(),
    walks=(),
    unserved=(),
    exemptions=(),
    summary={},
)


@pytest.fixture
def case_of(tmp_path):
    """A case over the tiny dataset with one word of one file replaced."""

    def make(name: str, old: str, new: str) -> Case:
        folder = shutil.copytree(TINY / "dataset", tmp_path / "dataset")
        path = folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        facts = gather_facts(read_dataset(folder))
        return Case(
            facts=facts,
            records=NOTHING,
            runs=(),
            beach=watch_beach(facts, -5, 7),
            atlas=Atlas(facts),
        )

    return make


def _reached(case: Case, *, out: bool) -> set[str]:
    return {
        tps_id
        for tps_id, tps in case.facts.tps.items()
        if in_time(case, tps, out=out)
    }


def test_all_three_tps_can_be_reached_out_and_back(case_of):
    case = case_of("places.csv", "Near", "Close")
    assert _reached(case, out=True) == {"N.001", "F.001", "B.001"}
    assert _reached(case, out=False) == {"N.001", "F.001", "B.001"}


def test_a_beach_that_never_opens_cuts_its_village_off(case_of):
    case = case_of("dataset.toml", "tide_below_m = 0.0", "tide_below_m = -9.0")
    assert _reached(case, out=True) == {"N.001", "F.001"}
    assert _reached(case, out=False) == {"N.001", "F.001"}


def test_boxes_must_be_at_the_hub_in_time(case_of):
    """The beach opens on day 1 only; due on day 0 it is too late."""
    case = case_of(
        "stages.csv",
        "village_to_hub,village,hub,0,1,23:59",
        "village_to_hub,village,hub,0,0,23:59",
    )
    assert _reached(case, out=False) == {"N.001", "F.001"}


def test_the_hub_is_on_the_way_where_it_may_not_be_skipped(case_of):
    case = case_of("stages.csv", "ppk,yes,no", "ppk,no,no")
    assert _reached(case, out=True) == {"N.001", "F.001", "B.001"}
