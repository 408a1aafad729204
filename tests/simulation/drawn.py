"""What an ensemble drew, as plain numbers for the reference."""

from dataclasses import dataclass

import numpy as np

from sampai.conditions.ensemble import Block, Ensemble
from sampai.planning.context import Context
from sampai.planning.reading import PlannedTrip
from sampai.simulation.luck import (
    draw_luck,
    loading_delay_s,
    luck_names,
    name_of,
)
from sampai.simulation.running import Course, Run, run_plan
from tests.simulation.reference import Fate, Regency, TripLuck, rehearse

# Moments are float32 in the simulation: near the end of a horizon of
# fifteen days the step between two of them is an eighth of a second, and
# the roundings of a few dozen legs add up to less than this.
CLOSE_S = 2.0
# What decides between two tides or two days: a little more or less of time
# on every leg than rounding can make.
NUDGE_S = 0.25


def regency_of(context: Context, trips: list[PlannedTrip]) -> Regency:
    """Give the tables and the plan to the reference."""
    return Regency(
        dataset=context.dataset,
        trips=trips,
        spans={
            leg: spans.tolist() for leg, spans in context.windows.spans.items()
        },
        first_day=context.horizon.first_day,
    )


@dataclass
class Drawn:
    """Numbers of a block, by what they belong to."""

    run: Run
    block: Block

    def __post_init__(self) -> None:
        """Draw the luck of every trip once, as the simulation does."""
        draws, hazards = self.block.draws, self.run.hazards
        names = luck_names([trip.draft for trip in self.run.trips])
        metres = self.run.context.network.distance_m
        self.luck, self.loading = {}, {}
        for trip in self.run.trips:
            draft, name = trip.draft, names[name_of(trip.draft)]
            length = sum(int(metres[r.leg]) for way in draft.ways for r in way)
            self.luck[trip.trip_id] = draw_luck(
                draws, hazards, draft.vehicle_type, name, length
            )
            delay = loading_delay_s(draws, hazards, draft, name)
            self.loading[trip.trip_id] = np.broadcast_to(delay, draws.size)
        self.release = self._release()
        _, sigma = hazards.find("counting_end", "tps") or (0.0, 0.0)
        mean, _ = hazards.find("counting_end", "tps") or (0.0, 0.0)
        self.share = {
            tps_id: mean + sigma * draws.normal("counting_end", tps_id)
            for tps_id in self.run.context.dataset.tps["tps_id"]
        }

    def _release(self) -> dict[tuple[str, int], np.ndarray]:
        draws, context = self.block.draws, self.run.context
        found = self.run.hazards.find("stage_release_delay", "origin")
        mean_s = found[0] if found else 0.0
        keys = {
            (
                trip.draft.places[0],
                context.horizon.day_of(trip.draft.load_at_s),
            )
            for trip in self.run.trips
        }
        return {k: mean_s * draws.exponential("release", *k) for k in keys}

    def fate(self, row: int) -> Fate:
        """Give one scenario."""
        weather = self.block.weather
        closures = {}
        for key, closed in weather.closures.items():
            own = np.flatnonzero(closed.rows == row)
            spans = zip(closed.begin[own], closed.end[own], strict=True)
            closures[key] = [
                (float(a), float(b))
                for begin, end in spans
                for a, b in zip(begin, end, strict=True)
            ]
        return Fate(
            first_s=weather.first_s,
            days=weather.wet.shape[1],
            wet={
                name: weather.wet[at, :, row].tolist()
                for name, at in weather.district.items()
            },
            closures=closures,
            rough={s: r[:, row].tolist() for s, r in weather.rough.items()},
            trips={trip_id: self._luck(trip_id, row) for trip_id in self.luck},
            release_s={k: float(v[row]) for k, v in self.release.items()},
            count_share={k: float(v[row]) for k, v in self.share.items()},
        )

    def _luck(self, trip_id: str, row: int) -> TripLuck:
        luck = self.luck[trip_id]
        own = np.flatnonzero(luck.breakdowns.row == row)
        return TripLuck(
            slowness=float(luck.slowness[row]),
            loading_s=float(self.loading[trip_id][row]),
            breakdowns=[
                (
                    float(luck.breakdowns.at_m[k]),
                    float(luck.breakdowns.hold_s[k]),
                )
                for k in own
            ],
        )


def differences(
    context: Context, trips: list[PlannedTrip], ensemble: Ensemble
) -> list[tuple[int, str, float, float]]:
    """
    Compare simulation and reference in every scenario, out and back.

    A moment that differs is asked for again with a little more and a little
    less time on every leg: where a tide is caught or missed by the rounding
    of a float, one of the two must give the simulation's answer.

    Returns
    -------
    list of tuple
        Scenario, tps, moment of the simulation and of the reference.
    """
    run = Run(
        context=context, hazards=ensemble.hazards, trips=trips, home=True
    )
    course = run_plan(run, ensemble)
    drawn = Drawn(run, ensemble.block(0))
    regency = regency_of(context, trips)
    end_s = drawn.fate(0).first_s + drawn.fate(0).days * 86_400
    found = []
    for row in range(ensemble.scenarios):
        simulated = _simulated(course, row, end_s)
        told = _told(regency, drawn.fate(row), course, 0.0, end_s)
        far = np.abs(simulated - told) > CLOSE_S
        if far.any():
            for nudge in (-NUDGE_S, NUDGE_S):
                other = _told(regency, drawn.fate(row), course, nudge, end_s)
                legs = len(context.dataset.legs)
                far &= np.abs(simulated - other) > CLOSE_S + legs * NUDGE_S
        names = course.tps_ids * 2
        found += [
            (row, names[k], float(simulated[k]), float(told[k]))
            for k in np.flatnonzero(far)
        ]
    return found


def _simulated(course: Course, row: int, end_s: int) -> np.ndarray:
    moments = np.concatenate(
        (course.at_tps_s[:, row], course.at_hub_s[:, row])
    )
    # Who still waits at the end of the horizon never comes.
    return np.minimum(moments.astype(float), end_s)


def _told(
    regency: Regency, fate: Fate, course: Course, nudge: float, end_s: int
) -> np.ndarray:
    at_tps, at_hub = rehearse(regency, fate, nudge)
    return np.array(
        [
            min(moments.get(tps_id, end_s), end_s)
            for moments in (at_tps, at_hub)
            for tps_id in course.tps_ids
        ]
    )
