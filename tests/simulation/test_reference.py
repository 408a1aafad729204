"""The simulation says what a plain telling of the same scenario says."""

import numpy as np
import pytest
from hypothesis import given

from sampai.planning.reading import read_trips
from sampai.simulation.running import Run, run_plan
from tests.simulation.coasts import coasts
from tests.simulation.drawn import Drawn, differences, regency_of
from tests.simulation.plans import ensemble_of, plain_plan
from tests.simulation.reference import rehearse
from tests.simulation.shore import dataset, ensemble, plan, shore
from tests.simulation.test_invariance import whole_plan


@pytest.fixture(scope="module")
def regency(pesisir_barat):
    context, tables = plain_plan(pesisir_barat)
    trips = read_trips(
        context, tables.trips, tables.stops, tables.passages, tables.loads
    )
    return context, trips


def test_every_tps_of_the_regency_in_150_scenarios(regency):
    """The way out and the way back, 586 moments a scenario."""
    context, trips = regency
    drawn = ensemble_of(context, 150, seed=2)
    assert differences(context, trips, drawn) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 9))
def test_every_tps_of_the_regency_in_many_scenarios(regency, seed):
    context, trips = regency
    drawn = ensemble_of(context, 500, seed)
    assert differences(context, trips, drawn) == []


@given(coasts())
def test_every_tps_of_a_random_shore_in_harsh_weather(coast):
    context, drafts = coast
    trips = plan(context, drafts)
    drawn = ensemble(context.dataset, scenarios=8)
    assert differences(context, trips, drawn) == []


def test_without_hazards_both_say_what_the_timetable_says():
    """To the second: the last hand-over in the village, and the walk."""
    context = shore()
    trips = plan(context, whole_plan(context))
    run = Run(
        context=context,
        hazards=ensemble(dataset(), 1).hazards,
        trips=trips,
        home=True,
    )
    drawn = ensemble(dataset(), 2)
    course = run_plan(run, drawn)
    fate = Drawn(run, drawn.block(0)).fate(0)
    at_tps, at_hub = rehearse(regency_of(context, trips), fate)
    assert course.at_tps_s[:, 1].tolist() == list(planned(run).values())
    assert [at_tps[tps] for tps in course.tps_ids] == list(
        planned(run).values()
    )
    assert [at_hub[tps] for tps in course.tps_ids] == (
        course.at_hub_s[:, 0].tolist()
    )


def planned(run):
    """Say from the plan itself when goods are at every tps."""
    moments = {}
    for walk in run.walks:
        key = walk["tps_id"], walk["village_id"]
        came = max(
            trip.depart_s[held.leave]
            for trip in run.parts[0]
            for held in trip.draft.carriages
            if (held.lot.subject, trip.draft.places[held.leave]) == key
        )
        # 7.00 on the day before, when the polls open a day later.
        leave = max(came, 5 * 86_400 + 7 * 3600)
        moments[walk["tps_id"]] = leave + walk["walk_s"]
    return moments


def test_the_regency_without_hazards_keeps_its_timetable(regency):
    """Every stop and every end of all trips, to the second."""
    context, trips = regency
    calm = context.dataset
    calm = type(calm)(
        **{name: getattr(calm, name) for name in calm.__dataclass_fields__}
        | {"hazards": calm.hazards.clear(), "climate": calm.climate.clear()}
    )
    drawn = ensemble_of(context, 2, seed=1)
    drawn.dataset = calm
    run = Run(context=context, hazards=drawn.hazards, trips=trips, home=True)
    course = run_plan(run, drawn)
    assert course.at_tps_s.tolist() == [
        [moment] * 2 for moment in planned(run).values()
    ]
    assert (course.at_hub_s < run.context.horizon.day_start_s(2)).all()
    assert np.isfinite(course.at_hub_s).all()
