"""Plans of the shore drawn at random, in weather at its worst."""

from datetime import time
from typing import Any

import numpy as np
from hypothesis import strategies as st

from sampai.planning.context import Context
from sampai.planning.drafts import TripDraft
from tests.simulation.shore import (
    BASES,
    BEACH,
    DAYS,
    HOUR,
    at,
    dataset,
    draft,
    shore,
)

# Stage, first and last day, vehicle type, places, and goods with the stops
# where they board and leave; each after those on which it depends. The boxes
# of T2 travel in two parts; T4 and T5 change vehicles.
OUT = [
    ("depot_to_hub", "lorry", "DH", [("T1", 0, 1), ("T2", 0, 1)]),
    ("depot_to_hub", "lorry", "DH", [("T2", 0, 1), ("T3", 0, 1)]),
    ("depot_to_hub", "lorry", "DHG", [("H", 0, 1), ("T4", 0, 2)]),
    ("depot_to_hub", "lorry", "DKL", [("K", 0, 1), ("T5", 0, 2)]),
    ("hub_to_village", "lorry", "HVW", [("T1", 0, 1), ("T3", 0, 2)]),
    ("hub_to_village", "lorry", "HV", [("T2", 0, 1)]),
    ("hub_to_village", "lorry", "HV", [("T2", 0, 1)]),
    ("hub_to_village", "cart", "GF", [("T4", 0, 1)]),
    ("hub_to_village", "boat", "LI", [("T5", 0, 1)]),
]
BACK = [
    (
        "village_to_hub",
        "lorry",
        "WVH",
        [("T3", 0, 2), ("T1", 1, 2), ("T2", 1, 2)],
    ),
    ("village_to_hub", "cart", "FG", [("T4", 0, 1)]),
    ("village_to_hub", "lorry", "GH", [("T4", 0, 1)]),
    ("village_to_hub", "boat", "IL", [("T5", 0, 1)]),
    ("village_to_hub", "lorry", "LK", [("T5", 0, 1)]),
    ("hub_to_depot", "lorry", "HD", [("T1", 0, 1), ("T4", 0, 1)]),
    ("hub_to_depot", "lorry", "KD", [("T5", 0, 1)]),
]
STAGE_DAYS = {
    "depot_to_hub": (-5, -4),
    "hub_to_village": (-3, -2),
    "village_to_hub": (0, 0),
    "hub_to_depot": (2, 2),
}

seconds = st.integers(0, 4 * HOUR)
chances = st.sampled_from([0.0, 0.3, 0.9, 1.0])


def _optional(draw: st.DrawFn, rows: dict[Any, Any]) -> dict[Any, Any]:
    return {key: row for key, row in rows.items() if draw(st.booleans())}


@st.composite
def hazard_rows(draw: st.DrawFn) -> dict[Any, Any]:
    """Draw hazards, each missing at times and harsh at times."""

    def some(*values: float) -> float:
        return draw(st.sampled_from(values))

    rows: dict[Any, Any] = {
        ("rain_range", "district"): (some(1, 40), None),
        ("closure_start", "surface"): (0, some(0, 24)),
        ("closure_length", "surface"): (some(1, 8, 40), some(0, 0.6)),
        ("closure_length", "road"): (some(0.5, 3), 0.3),
        ("wave", "sea"): (some(0.5, 1.2, 2), some(0, 0.4)),
        ("wave_day_to_day", "sea"): (some(0, 0.6, 0.95), None),
        ("leg_speed", "trip"): (some(0.4, 1), some(0, 0.15, 0.6)),
        ("loading_delay", "trip"): (some(600, 2 * HOUR), None),
        ("stage_release_delay", "origin"): (some(1200, 3 * HOUR), None),
        ("counting_end", "tps"): (some(-0.8, 0, 1), some(0, 0.5)),
    }
    for name in BASES:
        rows["breakdown", name] = (
            some(0.01, 0.2),
            some(600, HOUR, 12 * HOUR),
        )
    return _optional(draw, rows)


@st.composite
def coasts(draw: st.DrawFn) -> tuple[Context, list[TripDraft]]:
    """Draw a regency with hours, shifts, tides, weather, and a plan."""
    data = dataset(
        hazards=draw(hazard_rows()),
        climate=draw(_climates()),
        closed_prob={
            name: draw(chances) for name in ("road", "lane", "beach")
        },
        hours=draw(_hours()),
        vehicles={name: draw(_crews()) for name in BASES},
        wave_below_m=1.25,
    )
    context = shore(data, draw(_spans()))
    return context, draw(_plans(context))


@st.composite
def _climates(draw: st.DrawFn) -> dict[str, tuple[float, float, float]]:
    rows = {}
    for hub in ("H", "K"):
        heavy = draw(chances)
        wet = max(heavy, draw(chances))
        rows[hub] = (wet, heavy, draw(st.sampled_from([0.0, 0.45, 0.9])))
    return _optional(draw, rows)


@st.composite
def _hours(draw: st.DrawFn) -> dict[str, tuple[time, time]]:
    places = draw(st.sets(st.sampled_from("DHKVWFI")))
    return {
        place: (
            time(draw(st.integers(3, 9)), draw(st.integers(0, 59))),
            time(draw(st.integers(13, 23)), 55),
        )
        for place in sorted(places)
    }


@st.composite
def _crews(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "shift_start": time(draw(st.integers(4, 7))),
        "shift_end": time(draw(st.integers(15, 21)), 30),
        "duty_s": draw(st.integers(5, 12)) * HOUR,
    }


@st.composite
def _spans(draw: st.DrawFn) -> dict[int, Any]:
    """Open each leg of the beach once or twice a day for an hour or more."""
    found = {}
    for leg in BEACH:
        spans = []
        for day in DAYS:
            first = at(day, 6) + draw(seconds)
            spans.append((first, first + HOUR + draw(seconds) // 2))
            if draw(st.booleans()):
                second = at(day, 14) + draw(seconds)
                spans.append((second, second + HOUR))
        found[leg] = np.array(spans, dtype=np.int64)
    return found


@st.composite
def _plans(draw: st.DrawFn, context: Context) -> list[TripDraft]:
    """Give every trip a vehicle and a time; bring the vehicle to it first."""
    here: dict[tuple[str, int], str] = {}
    drafts: list[TripDraft] = []
    for stage, kind, stops, goods in OUT + BACK:
        number = draw(st.integers(1, 3))
        day = draw(st.integers(*STAGE_DAYS[stage]))
        ready = at(day, 6) + draw(st.integers(0, 10)) * HOUR
        own: dict[str, Any] = {
            "stage": stage,
            "vehicle_type": kind,
            "vehicle": number,
            "load_at_s": ready,
        }
        before = here.get((kind, number), BASES[kind])
        if before != stops[0]:
            drafts.append(draft(context, before, stops[0], goods=(), **own))
        end = BASES[kind] if draw(st.booleans()) else stops[-1]
        boxes = draw(st.integers(1, 60))
        drafts.append(
            draft(context, *stops, end, goods=goods, boxes=boxes, **own)
        )
        here[kind, number] = end
    return drafts
