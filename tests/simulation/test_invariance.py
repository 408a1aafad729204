"""The answer depends on the regency, the plan and the seed, nothing else."""

from dataclasses import replace

import pytest

from sampai.conditions.draws import BLOCK
from sampai.planning.timing import Clock
from sampai.simulation.luck import luck_names, name_of
from sampai.simulation.running import Run, run_plan
from tests.simulation.coasts import BACK, OUT, STAGE_DAYS
from tests.simulation.shore import (
    BASES,
    BEACH,
    HOUR,
    at,
    dataset,
    draft,
    ensemble,
    plan,
    shore,
    tides,
)

HAZARDS = {
    ("rain_range", "district"): (40, None),
    ("closure_start", "surface"): (0, 24),
    ("closure_length", "surface"): (8, 0.6),
    ("wave", "sea"): (0.85, 0.38),
    ("wave_day_to_day", "sea"): (0.6, None),
    ("leg_speed", "trip"): (1, 0.15),
    ("loading_delay", "trip"): (600, None),
    ("stage_release_delay", "origin"): (1200, None),
    ("counting_end", "tps"): (0, 0.25),
    **{("breakdown", kind): (0.01, HOUR) for kind in BASES},
}
DATA = dataset(
    hazards=HAZARDS,
    climate={"H": (0.6, 0.2, 0.45), "K": (0.6, 0.2, 0.45)},
    closed_prob={"road": 0.1, "lane": 0.2, "beach": 0.3},
)


def whole_plan(context, shift_h=0):
    """Let a vehicle of its own make every trip; one sets out later."""
    drafts = []
    for number, (stage, kind, stops, goods) in enumerate(OUT + BACK, start=1):
        # As late as can be, so that a delay is seen at the tps.
        day = STAGE_DAYS[stage][0] + 2 * (stage == "hub_to_village")
        late = shift_h if stops == "HVW" else 0
        own = {
            "stage": stage,
            "vehicle_type": kind,
            "vehicle": number,
            "load_at_s": at(day, 7 + late),
        }
        if stops[0] != BASES[kind]:
            drafts.append(
                draft(context, BASES[kind], stops[0], goods=(), **own)
            )
        drafts.append(draft(context, *stops, BASES[kind], goods=goods, **own))
    return drafts


def run_whole(data=DATA, shift_h=0):
    surfaces = enumerate(data.legs["surface"])
    beach = [leg for leg, surface in surfaces if surface == "beach"]
    context = shore(data, dict.fromkeys(beach, tides()[BEACH[0]]))
    return Run(
        context=context,
        hazards=ensemble(data, 1).hazards,
        trips=plan(context, whole_plan(context, shift_h)),
        home=True,
    )


def bytes_of(course, first=None):
    return (
        course.tps_ids,
        course.at_tps_s[:, :first].tobytes(),
        course.at_hub_s[:, :first].tobytes(),
    )


@pytest.fixture(scope="module")
def course():
    """Run two blocks and a half in one process."""
    return run_plan(run_whole(), ensemble(DATA, 5 * BLOCK // 2))


def test_two_processes_give_the_same_bytes_as_one(course):
    other = run_plan(run_whole(), ensemble(DATA, 5 * BLOCK // 2), processes=2)
    assert bytes_of(other) == bytes_of(course)


def test_the_whole_blocks_of_a_longer_ensemble_are_the_shorter_one(course):
    """Only the last block depends on the total, where it is not full."""
    shorter = run_plan(run_whole(), ensemble(DATA, 2 * BLOCK))
    assert bytes_of(course, 2 * BLOCK) == bytes_of(shorter)


def test_shuffled_rows_of_the_tables_give_the_same_bytes():
    """Legs too: the plan is made anew on the network of the other order."""
    shuffled = type(DATA)(**vars(DATA))
    tables = (
        "places",
        "tps",
        "legs",
        "surfaces",
        "climate",
        "hazards",
        "speeds",
    )
    for name in (*tables, "vehicles", "stages"):
        frame = getattr(DATA, name)
        setattr(shuffled, name, frame.sample(fraction=1, shuffle=True, seed=5))
    one = run_plan(run_whole(), ensemble(DATA, 500))
    other = run_plan(run_whole(shuffled), ensemble(shuffled, 500))
    assert bytes_of(one) == bytes_of(other)


def test_a_run_can_be_repeated():
    run, drawn = run_whole(), ensemble(DATA, 200)
    assert bytes_of(run_plan(run, drawn)) == bytes_of(run_plan(run, drawn))


def test_timing_every_leg_apart_changes_no_moment():
    """Runs of legs are ridden as one for speed, singly to lay blame."""
    run, block = run_whole(), ensemble(DATA, 400).block(0)
    together, apart = (
        timed(run, run.scenarios(block, singly=singly))
        for singly in (False, True)
    )
    for one, other in zip(together, apart, strict=True):
        assert one.return_at == pytest.approx(other.return_at, abs=2)


def timed(run, scenarios):
    clock = Clock(run.context.rules, scenarios)
    return [clock.run(trip.draft) for trip in run.parts[0]]


# --- luck -------------------------------------------------------------------


def test_no_two_trips_of_a_plan_share_their_luck():
    drafts = [trip.draft for trip in run_whole().trips]
    names = luck_names(drafts)
    assert len(set(names.values())) == len(names) == len(drafts)


def test_trips_that_do_the_same_are_counted():
    context = shore()
    same = [
        draft(context, "H", "V", "V", vehicle=k, load_at_s=at(-3, hour))
        for k, hour in ((1, 9), (2, 8))
    ]
    names = luck_names(same)
    assert [names[name_of(one)] for one in same] == [
        "hub_to_village|lorry|H|V|T1|2",
        "hub_to_village|lorry|H|V|T1|1",
    ]


def test_an_empty_run_is_named_by_the_goods_that_it_serves():
    """On the way to the first it serves T1, between them T3, home T3 too."""
    context = shore()
    own = [
        draft(context, "D", "H", goods=(), load_at_s=at(-3, 8)),
        draft(context, "H", "V", "V", load_at_s=at(-3, 9)),
        draft(context, "V", "H", goods=(), load_at_s=at(-3, 10)),
        draft(context, *"HW", "W", goods=[("T3", 0, 1)], load_at_s=at(-3, 11)),
        draft(context, "W", "D", goods=(), load_at_s=at(-3, 12)),
        draft(context, "D", "K", goods=(), load_at_s=at(-2, 8)),
    ]
    names = luck_names(own)
    assert [names[name_of(one)].split("|")[4] for one in own] == [
        *("T1", "T1", "T3", "T3", "T3", "-")
    ]


def test_an_empty_run_that_serves_nothing_has_a_name_too():
    one = draft(shore(), "D", "G", goods=())
    assert luck_names([one])[name_of(one)] == "hub_to_village|lorry|D|G|-|1"


@pytest.mark.parametrize(
    "changes",
    [{"vehicle": 99}, {"load_at_s": at(-2, 15)}],
)
def test_a_trip_keeps_its_luck_in_another_plan(changes):
    """
    With another number of its vehicle, another hour or day. One of the way
    back has the same vehicle, ends and goods, and keeps its own.
    """
    trips = [trip.draft for trip in run_whole().trips]
    own = next(one for one in trips if one.places == ("H", "V", "W"))
    other = replace(own, **changes)
    names = luck_names(trips)
    changed = [other if one is own else one for one in trips]
    assert luck_names(changed)[name_of(other)] == names[name_of(own)]


def test_moving_one_trip_leaves_all_others_as_they_were():
    """T1 and T3 come later; the others' goods know nothing of it."""
    drawn = ensemble(DATA, 300)
    one = run_plan(run_whole(), drawn)
    other = run_plan(run_whole(shift_h=2), drawn)
    same = [one.tps_ids.index(tps) for tps in ("T2", "T4", "T5")]
    assert (one.at_tps_s[same] == other.at_tps_s[same]).all()
