"""
The last mile between village and TPS, and the count before the way back.

Readings. Length is the great circle between the points of village and TPS
times the detour, a metre to either side for rounding; time is that length
over the walking speed, two seconds to either side. Out, it is walked on the
days of its stage, not before the stop that brought the goods is left, and by
the due time; back, not before the box is sealed, and by the due time. Out,
carriers take all goods of the TPS; back, at least its boxes and at most all.
"""

import math
from collections.abc import Iterator

from sampai.audit.case import Case
from sampai.audit.chains import Chain
from sampai.audit.facts import Facts, Tps
from sampai.audit.findings import Finding
from sampai.audit.goods import Goods, consignments, litres_and_kg
from sampai.audit.records import Walk
from sampai.clock import seconds_of_day
from sampai.units import SECONDS_PER_DAY, great_circle_m, travel_seconds

CARRIER_KG = 15
SLACK_M = 1.0
SLACK_S = 2


def check_last_mile(
    case: Case, chains: tuple[Chain, ...]
) -> Iterator[Finding]:
    """
    Judge every row of last_mile.csv.

    Parameters
    ----------
    case
        What is under audit.
    chains
        Chains, for the moment the goods reach the village.

    Yields
    ------
    Finding
        One a row and rule.
    """
    facts = case.facts
    goods = consignments(case.records, facts)
    came_s = {
        chain.owner_id: max(
            (
                max(move.leave.depart_s, move.leave.done_s)
                for move in chain.moves
                if move.load.place_id == chain.goal_id
            ),
            default=None,
        )
        for chain in chains
        if chain.is_out
    }
    for walk in case.records.walks:
        yield from _check_length(walk, facts)
        yield from _check_carriers(walk, goods[walk.tps_id], facts)
        yield from _check_stage(walk, facts)
        if facts.stages[walk.stage].is_out:
            yield from _check_goods(walk, came_s[walk.tps_id], facts)
        else:
            yield from _check_count(walk, facts)


def _subject(walk: Walk) -> str:
    return f"TPS {walk.tps_id}, {walk.stage}"


def _walk_m(tps: Tps, facts: Facts) -> float:
    village = facts.places[tps.village_id]
    return facts.settings.detour * great_circle_m(
        village.lat, village.lon, tps.lat, tps.lon
    )


def walk_s(tps: Tps, facts: Facts) -> int:
    """
    Time of the last mile on foot.

    Parameters
    ----------
    tps
        A TPS.
    facts
        The dataset.

    Returns
    -------
    int
        Seconds, rounded up. [s]
    """
    speed_kmh = facts.settings.walking_speed_kmh
    return travel_seconds(_walk_m(tps, facts), speed_kmh)


def _check_length(walk: Walk, facts: Facts) -> Iterator[Finding]:
    tps = facts.tps[walk.tps_id]
    metres = _walk_m(tps, facts)
    if abs(walk.distance_m - metres) > SLACK_M:
        yield Finding(
            rule="walk",
            subject=_subject(walk),
            found=f"{walk.distance_m} m",
            expected=f"{metres:.1f} m",
        )
    found_s = walk.arrive_s - walk.depart_s
    wanted_s = walk_s(tps, facts)
    if abs(found_s - wanted_s) > SLACK_S:
        yield Finding(
            rule="walk",
            subject=_subject(walk),
            found=f"{found_s} s on foot",
            expected=f"{wanted_s} s",
        )


def _check_carriers(
    walk: Walk, goods: Goods, facts: Facts
) -> Iterator[Finding]:
    _, kg = litres_and_kg(goods, district=False)
    _, box_kg = litres_and_kg((goods[0], 0, 0), district=False)
    most = math.ceil(kg / CARRIER_KG)
    is_out = facts.stages[walk.stage].is_out
    least = most if is_out else math.ceil(box_kg / CARRIER_KG)
    if not least <= walk.carriers <= most:
        yield Finding(
            rule="walk",
            subject=_subject(walk),
            found=f"{walk.carriers} carriers",
            expected=f"{least}" if least == most else f"{least} to {most}",
        )


def _check_stage(walk: Walk, facts: Facts) -> Iterator[Finding]:
    stage = facts.stages[walk.stage]
    opens_s = stage.first_day * SECONDS_PER_DAY
    if walk.depart_s < opens_s or walk.arrive_s > stage.due_s:
        yield Finding(
            rule="walk_time",
            subject=_subject(walk),
            found=(
                f"{facts.told(walk.depart_s)} to {facts.told(walk.arrive_s)}"
            ),
            expected=f"{facts.told(opens_s)} to {facts.told(stage.due_s)}",
        )


def _check_goods(
    walk: Walk, came_s: int | None, facts: Facts
) -> Iterator[Finding]:
    if came_s is not None and walk.depart_s < came_s:
        yield Finding(
            rule="walk_time",
            subject=_subject(walk),
            found=f"a start at {facts.told(walk.depart_s)}",
            expected=f"after the goods came, {facts.told(came_s)}",
        )


def sealed_s(tps: Tps, facts: Facts) -> int:
    """
    When the boxes of a TPS are counted and sealed.

    Parameters
    ----------
    tps
        A TPS.
    facts
        The dataset.

    Returns
    -------
    int
        Seconds from midnight before voting day. [s]
    """
    settings = facts.settings
    papers = tps.voters * len(settings.contests)
    return (
        seconds_of_day(settings.polls_close)
        + settings.count_base_s
        + settings.count_per_voter_s * papers
    )


def _check_count(walk: Walk, facts: Facts) -> Iterator[Finding]:
    ready_s = sealed_s(facts.tps[walk.tps_id], facts)
    if walk.depart_s < ready_s:
        yield Finding(
            rule="count",
            subject=_subject(walk),
            found=f"a start at {facts.told(walk.depart_s)}",
            expected=f"{facts.told(ready_s)}, when its boxes are sealed",
        )
