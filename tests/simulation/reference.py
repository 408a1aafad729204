"""
The simulation told again, one scenario at a time, as processes of SimPy.

Written from DESIGN and from what the docstrings promise, not from the code
under test: vehicles are processes that look at the world, wait until
something changes and look again; hand-overs are events that others wait for.
It is slow and plain on purpose. Where one must wait, it never jumps past a
midnight, because the next day may be dry.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import simpy

from sampai.planning.reading import PlannedTrip
from sampai.units import great_circle_m

DAY = 86_400
OUT = ("depot_to_hub", "hub_to_village")
Steps = Iterator[simpy.Event]


@dataclass(frozen=True, kw_only=True)
class TripLuck:
    """What chance does to one trip: plain numbers."""

    slowness: float
    loading_s: float
    breakdowns: Sequence[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Fate:
    """One scenario: weather by day, luck by trip, delays; plain numbers."""

    first_s: int
    days: int
    wet: Mapping[str, Sequence[bool]]
    closures: Mapping[tuple[str, str], Sequence[tuple[float, float]]]
    rough: Mapping[str, Sequence[bool]]
    trips: Mapping[str, TripLuck]
    release_s: Mapping[tuple[str, int], float]
    count_share: Mapping[str, float]


@dataclass(kw_only=True)
class Regency:
    """
    Tables of a dataset by their keys, and the plan.

    Spans are those in which the legs are open, by row of legs.
    """

    dataset: Any
    trips: Sequence[PlannedTrip]
    spans: Mapping[int, Sequence[tuple[int, int]]]
    first_day: int
    places: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Index the tables."""
        data = self.dataset
        self.places = _by(data.places, "place_id")
        self.surfaces = _by(data.surfaces, "surface")
        self.vehicles = _by(data.vehicles, "vehicle_type")
        self.stages = _by(data.stages, "stage")
        self.tps = _by(data.tps, "tps_id")
        self.legs = data.legs.rows(named=True)
        # A leg's is that of its first end that has one.
        self.leg_district = [
            self.district(row["from_id"]) or self.district(row["to_id"])
            for row in self.legs
        ]
        self.brought: dict[tuple[str, str], list[tuple[Any, int]]] = {}
        for trip in self.trips:
            for held in trip.draft.carriages:
                key = held.lot.subject, trip.draft.places[held.leave]
                self.brought.setdefault(key, []).append((trip, held.leave))
        self.speeds = {
            (row["vehicle_type"], row["surface"]): row["speed_kmh"]
            for row in data.speeds.rows(named=True)
        }

    def day_start_s(self, day: int) -> int:
        """Give the midnight at which a day begins."""
        return (day - self.first_day) * DAY

    def district(self, place_id: str) -> str | None:
        """Give the district of a place: a hub's is itself."""
        place = self.places[place_id]
        return place_id if place["kind"] == "hub" else place["parent_id"]

    def hub_of(self, tps_id: str) -> str:
        """Give the hub to which the boxes of a tps go back."""
        return str(self.district(self.tps[tps_id]["village_id"]))

    def walk_s(self, tps_id: str) -> int:
        """Time to carry goods between a tps and its village."""
        own, settings = self.tps[tps_id], self.dataset.settings
        village = self.places[own["village_id"]]
        ends = village["lat"], village["lon"], own["lat"], own["lon"]
        metres = great_circle_m(*ends) * settings.detour
        return math.ceil(metres * 3.6 / settings.walking_speed_kmh - 1e-9)

    def deliveries(self, subject: str, place: str, stages: Sequence[str]):
        """Find hand-overs of goods at a place, as trip and stop."""
        return [
            (trip, stop)
            for trip, stop in self.brought.get((subject, place), ())
            if trip.draft.stage in stages
        ]

    def first_loading_s(self, origin: str, day: int) -> int:
        """Say when the first goods of a day leave an origin by plan."""
        return min(
            trip.draft.load_at_s
            for trip in self.trips
            if trip.draft.purpose == "carry"
            and trip.draft.places[0] == origin
            and trip.draft.load_at_s // DAY == day
        )


def rehearse(
    regency: Regency, fate: Fate, nudge_s: float = 0.0
) -> tuple[dict[str, float], dict[str, float]]:
    """
    Live through one scenario.

    Parameters
    ----------
    regency
        Tables and plan.
    fate
        The scenario.
    nudge_s
        Added to the time on every leg. [s]

    Returns
    -------
    tuple of dict
        By tps: when its goods are there, and when its boxes are back at
        the hub; none where they never come. [s]
    """
    return Rehearsal(regency, fate, nudge_s).run()


class Rehearsal:
    """One scenario under way."""

    def __init__(self, regency: Regency, fate: Fate, nudge_s: float) -> None:
        self.regency, self.fate, self.nudge_s = regency, fate, nudge_s
        self.env = simpy.Environment()
        self.home = [s for s in regency.stages if s not in OUT]
        self.end_s = fate.first_s + fate.days * DAY
        self.handed = {
            (trip.trip_id, stop): self.env.event()
            for trip in regency.trips
            for stop in range(1, len(trip.draft.places))
        }
        self.sealed = {tps_id: self.env.event() for tps_id in regency.tps}
        # First loading of the day, by vehicle.
        self.on_duty: dict[tuple[str, int], float] = {}
        self.at_tps: dict[str, float] = {}
        self.at_hub: dict[str, float] = {}

    def run(self) -> tuple[dict[str, float], dict[str, float]]:
        """Let everything happen."""
        own: dict[tuple[str, int], list[PlannedTrip]] = {}
        for trip in sorted(
            self.regency.trips, key=lambda trip: trip.draft.load_at_s
        ):
            vehicle = trip.draft.vehicle_type, trip.draft.vehicle
            own.setdefault(vehicle, []).append(trip)
        for trips in own.values():
            self.env.process(self.vehicle(trips))
        for tps_id in self.regency.tps:
            self.env.process(self.walk(tps_id))
            self.env.process(self.count(tps_id))
            self.env.process(self.come_home(tps_id))
        self.env.run()
        return self.at_tps, self.at_hub

    # --- waiting ------------------------------------------------------------

    def until(self, moment: float) -> Steps:
        """Wait for a moment, if it has not passed."""
        if moment > self.env.now:
            yield self.env.timeout(moment - self.env.now)

    def midnight(self) -> float:
        """Give the last midnight."""
        return self.env.now // DAY * DAY

    def day_of(self, moment: float) -> int:
        """Position of a day in the weather; the last stands for all after."""
        day = int((moment - self.fate.first_s) // DAY)
        return min(max(day, 0), self.fate.days - 1)

    def wait_while(self, *obstacles) -> Steps:
        """
        Wait until nothing stands in the way.

        Each obstacle gives the moment at which it may have gone, or nothing.
        """
        while True:
            later = [moment for find in obstacles if (moment := find())]
            if not later:
                return
            # The last to go is waited for, but not past a midnight.
            moment = min(max(later), self.midnight() + DAY)
            if moment >= self.end_s:
                yield self.env.event()
            yield from self.until(moment)

    # --- trips --------------------------------------------------------------

    def vehicle(self, trips: Sequence[PlannedTrip]) -> Steps:
        """Make trip after trip, none before its planned loading."""
        for trip in trips:
            yield from self.until(trip.draft.load_at_s)
            yield from self.load(trip)
            metres = 0
            for number, way in enumerate(trip.draft.ways, start=1):
                for ride in way:
                    yield from self.ride(trip, ride.leg, metres)
                    metres += self.regency.legs[ride.leg]["distance_m"]
                if number < len(trip.draft.places):
                    yield from self.hand_over(trip, number)

    def load(self, trip: PlannedTrip) -> Steps:
        """Load whole inside the shift and the hours of the origin."""
        draft = trip.draft
        yield from self.goods(trip, 0)
        yield from self.released(trip)
        loading_s = self.service_s(trip, 0)
        vehicle = draft.vehicle_type, draft.vehicle

        def crew() -> float | None:
            return self.shift(trip, loading_s, self.duty_since(vehicle))

        def hours() -> float | None:
            return self.hours(trip, 0, loading_s)

        yield from self.wait_while(crew, hours)
        self.on_duty[vehicle] = self.duty_since(vehicle)
        luck = self.fate.trips[trip.trip_id]
        yield self.env.timeout(loading_s + luck.loading_s)

    def duty_since(self, vehicle: tuple[str, int]) -> float:
        """Give the first loading of today; now, where there was none."""
        before = self.on_duty.get(vehicle, -1)
        return before if before >= self.midnight() else self.env.now

    def released(self, trip: PlannedTrip) -> Steps:
        """Wait for goods that a store gives out late on that day."""
        draft = trip.draft
        origin, day = draft.places[0], draft.load_at_s // DAY
        stores = ("depot", "hub")
        if (
            draft.purpose != "carry"
            or self.regency.places[origin]["kind"] not in stores
        ):
            return
        key = origin, day + self.regency.first_day
        first = self.regency.first_loading_s(origin, day)
        yield from self.until(first + self.fate.release_s[key])

    def goods(self, trip: PlannedTrip, stop: int) -> Steps:
        """Wait for what boards here and is brought by others."""
        draft, regency = trip.draft, self.regency
        place = draft.places[stop]
        home = draft.stage in self.home
        for held in draft.carriages:
            subject = held.lot.subject
            if held.board != stop:
                continue
            if home and place == self.village(subject):
                yield self.sealed[subject]
                continue
            for other, at in regency.deliveries(
                subject, place, self.home if home else OUT
            ):
                if other.depart_s[at] <= trip.depart_s[stop]:
                    yield self.handed[other.trip_id, at]

    def village(self, subject: str) -> str | None:
        """Give the village of a tps; a district has none."""
        own = self.regency.tps.get(subject)
        return own["village_id"] if own else None

    def hand_over(self, trip: PlannedTrip, stop: int) -> Steps:
        """Hand over from a moment inside the hours on, and tell others."""
        yield from self.goods(trip, stop)
        yield from self.wait_while(lambda: self.hours(trip, stop, 0))
        yield self.env.timeout(self.service_s(trip, stop))
        self.handed[trip.trip_id, stop].succeed()

    def service_s(self, trip: PlannedTrip, stop: int) -> int:
        """Time of a hand-over or a loading."""
        moved = [
            held.lot.boxes
            for held in trip.draft.carriages
            if stop in (held.board, held.leave)
        ]
        settings = self.regency.dataset.settings
        if not moved:
            return 0
        return settings.per_stop_s + settings.per_box_s * sum(moved)

    def hours(self, trip: PlannedTrip, stop: int, work_s: int) -> float | None:
        """Say when a place opens, where it is closed to this work."""
        draft = trip.draft
        place = self.regency.places[draft.places[stop]]
        handed = any(
            stop in (held.board, held.leave) for held in draft.carriages
        )
        if place["opens"] is None or not handed or self.by_night(trip):
            return None
        opens = self.midnight() + _seconds(place["opens"])
        closes = self.midnight() + _seconds(place["closes"])
        if self.env.now < opens:
            return opens
        return opens + DAY if self.env.now + work_s > closes else None

    def by_night(self, trip: PlannedTrip) -> bool:
        """Tell whether neither hours nor shifts bind."""
        return bool(self.regency.stages[trip.draft.stage]["night"])

    # --- legs ---------------------------------------------------------------

    def ride(self, trip: PlannedTrip, leg: int, metres: int) -> Steps:
        """Mend what breaks on a leg, wait until it is open, and ride it."""
        luck = self.fate.trips[trip.trip_id]
        end_m = metres + self.regency.legs[leg]["distance_m"]
        for at_m, hold_s in luck.breakdowns:
            if metres <= at_m < end_m:
                yield self.env.timeout(hold_s)
        vehicle = trip.draft.vehicle_type, trip.draft.vehicle

        def shut() -> float | None:
            travel_s = self.travel_s(trip, leg)
            found = (
                self.shift(trip, travel_s, self.on_duty[vehicle]),
                self.tide(leg, travel_s),
                self.rain(leg, travel_s),
                self.waves(leg, travel_s),
            )
            return max((one for one in found if one), default=None)

        yield from self.wait_while(shut)
        yield self.env.timeout(self.travel_s(trip, leg))

    def travel_s(self, trip: PlannedTrip, leg: int) -> float:
        """Time on a leg that is entered now."""
        row = self.regency.legs[leg]
        speed = self.regency.speeds[trip.draft.vehicle_type, row["surface"]]
        riding_s = math.ceil(row["distance_m"] * 3.6 / speed - 1e-9)
        wet = self.fate.wet.get(self.regency.leg_district[leg])
        if wet and wet[self.day_of(self.env.now)]:
            surface = self.regency.surfaces[row["surface"]]
            riding_s /= surface["wet_speed_factor"]
        crossing_s = self.regency.dataset.settings.crossing_s
        return (
            riding_s * self.fate.trips[trip.trip_id].slowness
            + row["river_crossings"] * crossing_s
            + self.nudge_s
        )

    def shift(
        self, trip: PlannedTrip, work_s: float, since: float
    ) -> float | None:
        """Say when the crew may begin work that it cannot do now."""
        if self.by_night(trip):
            return None
        kind = self.regency.vehicles[trip.draft.vehicle_type]
        begins = self.midnight() + _seconds(kind["shift_start"])
        if self.env.now < begins:
            return begins
        # Who waited overnight comes on duty anew when the shift begins.
        ends = min(
            self.midnight() + _seconds(kind["shift_end"]),
            max(since, begins) + kind["duty_s"],
        )
        return begins + DAY if self.env.now + work_s > ends else None

    def tide(self, leg: int, travel_s: float) -> float | None:
        """Say when the next span begins, where this one is too short."""
        spans = self.regency.spans.get(leg)
        now = self.env.now
        if spans is None or any(
            first <= now and now + travel_s <= last for first, last in spans
        ):
            return None
        return min(
            (first for first, _ in spans if first > now), default=self.end_s
        )

    def rain(self, leg: int, travel_s: float) -> float | None:
        """Say when a closure ends that the passage would meet."""
        row, now = self.regency.legs[leg], self.env.now
        key = self.regency.leg_district[leg], row["surface"]
        return max(
            (
                end
                for begin, end in self.fate.closures.get(key, ())
                if begin < now + travel_s and end > now
            ),
            default=None,
        )

    def waves(self, leg: int, travel_s: float) -> float | None:
        """Say when the next day begins, where the sea is rough."""
        rough = self.fate.rough.get(self.regency.legs[leg]["surface"])
        now = self.env.now
        if rough is None or not (
            rough[self.day_of(now)] or rough[self.day_of(now + travel_s)]
        ):
            return None
        return self.midnight() + DAY

    # --- on foot ------------------------------------------------------------

    def walk(self, tps_id: str) -> Steps:
        """Carry goods to a tps when all of them are in the village."""
        regency = self.regency
        village = regency.tps[tps_id]["village_id"]
        brought = regency.deliveries(tps_id, village, OUT)
        if not brought:
            return
        for trip, stop in brought:
            yield self.handed[trip.trip_id, stop]
        polls = _seconds(regency.dataset.settings.polls_open)
        day = regency.stages["village_to_tps"]["first_day"]
        opens = regency.places[village]["opens"]
        yield from self.until(regency.day_start_s(-1) + polls)
        yield from self.until(
            regency.day_start_s(day) + (_seconds(opens) if opens else 0)
        )
        yield self.env.timeout(regency.walk_s(tps_id))
        self.at_tps[tps_id] = self.env.now

    def count(self, tps_id: str) -> Steps:
        """Count, seal, and carry the boxes to the village."""
        regency, settings = self.regency, self.regency.dataset.settings
        own = regency.tps[tps_id]
        voters = own["voters_male"] + own["voters_female"]
        usual_s = settings.count_base_s + (
            settings.count_per_voter_s * voters * len(settings.contests)
        )
        yield from self.until(
            regency.day_start_s(0) + _seconds(settings.polls_close)
        )
        share = max(0.0, 1 + self.fate.count_share[tps_id])
        yield self.env.timeout(share * usual_s)
        yield self.env.timeout(regency.walk_s(tps_id))
        self.sealed[tps_id].succeed()

    def come_home(self, tps_id: str) -> Steps:
        """Note when all boxes of a tps are at its hub."""
        regency = self.regency
        brought = regency.deliveries(tps_id, regency.hub_of(tps_id), self.home)
        if not brought:
            return
        for trip, stop in brought:
            yield self.handed[trip.trip_id, stop]
        self.at_hub[tps_id] = self.env.now


def _by(frame: Any, key: str) -> dict[str, Any]:
    return {row[key]: row for row in frame.rows(named=True)}


def _seconds(time: Any) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second
