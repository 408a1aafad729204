"""A sound operation passes, and every way to spoil it is caught."""

import pytest

from sampai.audit import RULES
from sampai.errors import DatasetError
from tests.audit.edits import rules_of
from tests.audit.mutations import MUTATIONS


def test_the_plan_made_by_hand_is_sound(tiny):
    assert tiny.judged() == ()


@pytest.mark.parametrize("fault", MUTATIONS)
def test_each_fault_is_caught_by_the_rule_it_breaks(tiny, fault):
    rule, spoil = MUTATIONS[fault]
    spoil(tiny)
    assert rule in rules_of(tiny.judged())


def test_every_rule_has_a_fault_that_breaks_it():
    assert {rule for rule, _ in MUTATIONS.values()} == set(RULES)


def test_a_finding_says_where_what_and_what_was_expected(tiny):
    tiny.row("trips", trip_id="O1")["police"] = "0"
    (finding,) = tiny.judged()
    assert str(finding) == (
        "police, trip O1: found 0 police, expected 2 on a pickup."
    )


def test_a_dataset_with_faults_is_refused(tiny, tmp_path):
    tiny.dataset = tmp_path / "nowhere"
    with pytest.raises(DatasetError):
        tiny.judged()
