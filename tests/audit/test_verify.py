"""A sound operation passes, and every way to spoil it is caught."""

import shutil

import pytest

from sampai.audit import RULES, Finding
from sampai.errors import DatasetError
from tests.audit.conftest import TINY
from tests.audit.edits import Files, rules_of, shifted
from tests.audit.faults.chance import CHANCE
from tests.audit.faults.files import FILES
from tests.audit.faults.goods import GOODS
from tests.audit.faults.roads import MONEY, ROADS
from tests.audit.faults.times import TIMES

# Each holds the rule that must catch a fault and the edit that makes it;
# other rules may catch it too, for one lie seldom comes alone.
MUTATIONS = FILES | GOODS | TIMES | ROADS | MONEY | CHANCE


def test_the_plan_made_by_hand_is_sound(tiny):
    assert tiny.judged() == ()


def test_a_plan_that_says_nothing_of_chance_is_sound(tiny, tiny_sha):
    shutil.rmtree(tiny.folder)
    bare = Files(tiny.dataset, TINY / "operation", tiny.folder)
    bare.summary(input_sha256=tiny_sha)
    assert bare.judged() == ()


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


def test_a_rule_that_is_not_on_the_list_is_refused():
    with pytest.raises(ValueError, match="unknown rule 'taste'"):
        Finding(rule="taste", subject="", found="", expected="")


def test_a_trip_may_call_twice_at_a_place(tiny):
    """
    R1 leaves one village's boxes at the hub and comes again with the other's.

    The first stop at the hub is as long as two boxes take, and so is the
    second, so no hand-over is too short for what leaves there.
    """
    tiny.rows("stops"), tiny.rows("passages")
    tiny.drop("stops", trip_id="R1")
    tiny.drop("passages", trip_id="R1")
    now, here = "2024-11-27T17:00:00+07:00", "DEPOT"
    way = [("HUB", 0, 0), ("V.FAR", 1, 1020), ("HUB", 2, 1020)]
    way += [("V.NEAR", 3, 1020), ("HUB", 4, 1020), ("DEPOT", 5, 0)]
    ride_s = {"DEPOT": 1080, "V.FAR": 810, "V.NEAR": 540}
    for place, seq, handover_s in way:
        arrive = shifted(now, ride_s[here if place == "HUB" else place])
        tiny.add(
            "passages",
            {
                "trip_id": "R1",
                "seq": str(max(seq, 1)),
                "part": "2" if seq == 1 else "1",
                "from_id": here,
                "to_id": place,
                "surface": "trunk",
                "enter_at": now,
                "leave_at": arrive,
            },
        )
        now, here = shifted(arrive, handover_s), place
        if handover_s:
            tiny.add(
                "stops",
                {
                    "trip_id": "R1",
                    "seq": str(seq),
                    "place_id": place,
                    "arrive_at": arrive,
                    "start_at": arrive,
                    "depart_at": now,
                },
            )
    trip = tiny.row("trips", trip_id="R1")
    trip |= {"return_at": now, "distance_m": str(12 + 18 + 12 + 12) + "000"}
    assert rules_of(tiny.judged()) == {"trip_cost", "summary"}
