"""
What could be reached in time by any mix of vehicle types.

Readings. A TPS may be named unserved only where even one box of it could not
make it: with a vehicle of every type ready at every place its base can
reach, at any hour, but with loading, hand-overs, hours of places, tide and
daylight as they are, from the first day of the stages on. Out, the trip to
the village starts not before the first day of the stage to villages, and
passes the hub unless that stage may skip it.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sampai.audit.case import Case
from sampai.audit.chains import Chain
from sampai.audit.facts import Place, Stage, Tps
from sampai.audit.findings import Finding
from sampai.audit.last_mile import sealed_s, walk_s
from sampai.audit.service import is_delivered
from sampai.units import SECONDS_PER_DAY

LYING = ""
NEVER = 10**9


def check_unserved(case: Case, chains: tuple[Chain, ...]) -> Iterator[Finding]:
    """
    Judge every row of unserved.csv.

    Parameters
    ----------
    case
        What is under audit.
    chains
        Its chains, for what is served all the same.

    Yields
    ------
    Finding
        One a row.
    """
    delivered = {
        (chain.owner_id, chain.is_out)
        for chain in chains
        if chain.moves and is_delivered(chain)
    }
    for row in case.records.unserved:
        is_out = case.facts.stages[row.stage].is_out
        subject = f"TPS {row.tps_id}, {row.stage}"
        if (row.tps_id, is_out) in delivered:
            yield Finding(
                rule="unserved",
                subject=subject,
                found="a TPS named unserved",
                expected="none whose goods arrive",
            )
        elif in_time(case, case.facts.tps[row.tps_id], out=is_out):
            yield Finding(
                rule="unserved",
                subject=subject,
                found="a TPS named unserved",
                expected="none that a mix of types reaches in time",
            )


def in_time(case: Case, tps: Tps, *, out: bool) -> bool:
    """
    Whether one box of a TPS can make it in time.

    Parameters
    ----------
    case
        What is under audit.
    tps
        A TPS.
    out
        Out to its village, or back to the depot.

    Returns
    -------
    bool
        True where some mix of types could.
    """
    return _in_time_out(case, tps) if out else _in_time_back(case, tps)


def _in_time_out(case: Case, tps: Tps) -> bool:
    facts = case.facts
    first = facts.stage_to("hub", out=True)
    last = facts.stage_to("village", out=True)
    if first is None or last is None:
        return False
    depot_id = facts.places[tps.hub_id].parent_id
    start_s = first.first_day * SECONDS_PER_DAY
    near = Spread(case, first).handed_over_s({depot_id: start_s})
    if not last.may_skip_hub:
        hub_s = {tps.hub_id: near.get(tps.hub_id, NEVER)}
        near = Spread(case, first).handed_over_s(hub_s) | hub_s
    opens_s = last.first_day * SECONDS_PER_DAY
    ready = {
        place: max(second, opens_s)
        for place, second in near.items()
        if place != tps.village_id
    }
    far = Spread(case, last, one_trip=True).handed_over_s(ready)
    return far.get(tps.village_id, NEVER) <= last.due_s


def _in_time_back(case: Case, tps: Tps) -> bool:
    facts = case.facts
    first = facts.stage_to("hub", out=False)
    last = facts.stage_to("depot", out=False)
    if first is None or last is None:
        return False
    ready_s = sealed_s(tps, facts) + walk_s(tps, facts)
    near = Spread(case, first).handed_over_s({tps.village_id: ready_s})
    hub_s = near.get(tps.hub_id, NEVER)
    opens_s = last.first_day * SECONDS_PER_DAY
    far = Spread(case, last).handed_over_s({tps.hub_id: max(hub_s, opens_s)})
    depot_id = facts.places[tps.hub_id].parent_id
    return hub_s <= first.due_s and far.get(depot_id, NEVER) <= last.due_s


@dataclass(frozen=True, slots=True)
class Spread:
    """
    How one box can spread over the places of a dataset.

    Parameters
    ----------
    case
        What is under audit.
    stage
        Stage under whose rules it travels; by night hours do not bind.
    one_trip
        Whether it may change vehicles no more.
    """

    case: Case
    stage: Stage
    one_trip: bool = False

    def handed_over_s(self, lying_s: Mapping[str, int]) -> dict[str, int]:
        """
        When a box can be handed over at each place.

        Parameters
        ----------
        lying_s
            Places at which it lies, and from when. [s]

        Returns
        -------
        dict
            Earliest moment by place; places out of reach are missing. [s]
        """
        ahead = [(second, place, LYING) for place, second in lying_s.items()]
        heapq.heapify(ahead)
        settled: dict[tuple[str, str], int] = {}
        while ahead:
            second, place, vehicle_type = heapq.heappop(ahead)
            state = (place, vehicle_type)
            if state in settled or second >= NEVER:
                continue
            settled[state] = second
            if vehicle_type != LYING:
                following = self._ride(place, second, vehicle_type)
            elif place in lying_s or not self.one_trip:
                following = self._load(place, second)
            else:
                continue
            for step in following:
                heapq.heappush(ahead, step)
        return {
            place: second
            for (place, vehicle_type), second in settled.items()
            if vehicle_type == LYING
        }

    def _load(
        self, place_id: str, at_s: int
    ) -> Iterator[tuple[int, str, str]]:
        facts, atlas = self.case.facts, self.case.atlas
        busy_s = facts.handover_s(1)
        start_s = self._open_s(facts.places[place_id], at_s, busy_s)
        for name, vehicle in facts.vehicles.items():
            if place_id in atlas.ways(name, vehicle.base_id):
                yield start_s + busy_s, place_id, name

    def _ride(
        self, place_id: str, at_s: int, vehicle_type: str
    ) -> Iterator[tuple[int, str, str]]:
        facts = self.case.facts
        start_s = self._open_s(facts.places[place_id], at_s, 0)
        yield start_s + facts.handover_s(1), place_id, LYING
        for leg in facts.legs_from.get(place_id, ()):
            ride_s = facts.ride_s(vehicle_type, leg)
            if ride_s is None:
                continue
            enter_s = self.case.beach.next_entry(leg, at_s, ride_s)
            if enter_s is not None:
                yield enter_s + ride_s, leg.to_id, vehicle_type

    def _open_s(self, place: Place, at_s: int, busy_s: int) -> int:
        """From when a place is open for so long."""
        if self.stage.night:
            return at_s
        midnight = at_s // SECONDS_PER_DAY * SECONDS_PER_DAY
        for day_s in (midnight, midnight + SECONDS_PER_DAY):
            start_s = max(at_s, day_s + place.opens_s)
            if start_s + busy_s <= day_s + place.closes_s:
                return start_s
        return NEVER
