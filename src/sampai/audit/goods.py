"""
Quantities: needs against the voters, loads against their goods.

Readings. A regulation the auditor has no figures for is checked only for
being complete. A box is 96 l and 12 kg with all that is in it, a booth 5 l
and 1.5 kg, the bag 4 l and 2 kg, a district's box (BPK) 96 l and 3 kg, out
and back alike.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sampai.audit.case import Case
from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.records import Load, Records
from sampai.audit.runs import Run

KINDS = ("boxes", "booths", "bags")
UNIT_LITRES = (96.0, 5.0, 4.0)
UNIT_KG = (12.0, 1.5, 2.0)
DISTRICT_BOX_KG = 3.0
ITEM_OF_KIND = ("BOX", "BTH", "OUT")
DISTRICT_ITEM = "BPK"
BALLOT_ITEM = "BAL"
SLACK = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """
    What a regulation asks for, as far as the fleet's plan rests on it.

    Parameters
    ----------
    boxes_per_contest, booths, bags
        Pieces a TPS.
    district_boxes
        Pieces a district.
    reserve_per_mille
        Ballots over the voters, rounded up at each TPS.
    """

    boxes_per_contest: int
    booths: int
    bags: int
    district_boxes: int
    reserve_per_mille: int


FIGURES: Mapping[str, Figures] = {
    name: Figures(
        boxes_per_contest=1,
        booths=4,
        bags=1,
        district_boxes=district_boxes,
        reserve_per_mille=25,
    )
    for name, district_boxes in (("pilkada-2020", 1), ("pilkada-2024", 2))
}

Goods = tuple[int, int, int]


def consignments(records: Records, facts: Facts) -> dict[str, Goods]:
    """
    Boxes, booths and bags of every TPS and every hub, by needs.csv.

    Parameters
    ----------
    records
        Rows of the operation.
    facts
        The dataset.

    Returns
    -------
    dict
        Pieces by ``tps_id`` or by the hub's ``place_id``.
    """
    count: Counter[tuple[str, str]] = Counter()
    for need in records.needs:
        count[need.tps_id or need.place_id, need.item] += need.quantity
    goods: dict[str, Goods] = {
        tps_id: (
            count[tps_id, "BOX"],
            count[tps_id, "BTH"],
            count[tps_id, "OUT"],
        )
        for tps_id in facts.tps
    }
    for hub_id in {tps.hub_id for tps in facts.tps.values()}:
        goods[hub_id] = (count[hub_id, DISTRICT_ITEM], 0, 0)
    return goods


def litres_and_kg(goods: Goods, *, district: bool) -> tuple[float, float]:
    """
    Volume and mass of some goods.

    Parameters
    ----------
    goods
        Boxes, booths, bags.
    district
        Whether the boxes are a district's.

    Returns
    -------
    tuple of float
        Litres and kilograms. [l, kg]
    """
    kg = (DISTRICT_BOX_KG, *UNIT_KG[1:]) if district else UNIT_KG
    return (
        sum(n * each for n, each in zip(goods, UNIT_LITRES, strict=True)),
        sum(n * each for n, each in zip(goods, kg, strict=True)),
    )


def check_needs(case: Case) -> Iterator[Finding]:
    """
    Judge needs.csv by the voters of the dataset.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a TPS or hub and item.
    """
    count: Counter[tuple[str, str, str]] = Counter()
    for need in case.records.needs:
        key = (need.tps_id or need.place_id, need.item)
        count[*key, ""] += need.quantity
        if need.contest:
            count[*key, need.contest] += need.quantity
    for subject, item, contest, wanted in _wanted(case.facts):
        found = count[subject, item, contest]
        if found != wanted:
            yield Finding(
                rule="needs",
                subject=f"{subject}, {item} {contest}".rstrip(),
                found=str(found),
                expected=str(wanted),
            )


def _wanted(facts: Facts) -> Iterator[tuple[str, str, str, int]]:
    figures = FIGURES.get(facts.settings.regulation)
    if figures is None:
        return
    contests = facts.settings.contests
    for tps in facts.tps.values():
        boxes = figures.boxes_per_contest * len(contests)
        yield tps.tps_id, "BOX", "", boxes
        yield tps.tps_id, "BTH", "", figures.booths
        yield tps.tps_id, "OUT", "", figures.bags
        reserve = -(-tps.voters * figures.reserve_per_mille // 1000)
        for contest in contests:
            yield tps.tps_id, BALLOT_ITEM, contest, tps.voters + reserve
    for hub_id in {tps.hub_id for tps in facts.tps.values()}:
        yield hub_id, DISTRICT_ITEM, "", figures.district_boxes


def check_loads(case: Case) -> Iterator[Finding]:
    """
    Judge the litres and kilograms of loads and the sums of trips.

    Parameters
    ----------
    case
        What is under audit.

    Yields
    ------
    Finding
        One a load, one a trip.
    """
    loads: dict[str, list[Load]] = {}
    for load in case.records.loads:
        loads.setdefault(load.trip_id, []).append(load)
        yield from _check_load(load)
    for run in case.runs:
        yield from _check_sums(run, loads.get(run.trip.trip_id, []))


def _check_load(load: Load) -> Iterator[Finding]:
    goods = (load.boxes, load.booths, load.bags)
    litres, kg = litres_and_kg(goods, district=not load.tps_id)
    pairs = (("l", load.volume_l, litres), ("kg", load.mass_kg, kg))
    for unit, found, wanted in pairs:
        if abs(found - wanted) > SLACK:
            yield Finding(
                rule="load_goods",
                subject=f"trip {load.trip_id}, goods of {load.owner_id}",
                found=f"{found:g} {unit}",
                expected=f"{wanted:g} {unit}",
            )
    if not any(goods):
        yield Finding(
            rule="load_goods",
            subject=f"trip {load.trip_id}, goods of {load.owner_id}",
            found="a load of nothing",
            expected="boxes, booths or bags",
        )


def _check_sums(run: Run, loads: list[Load]) -> Iterator[Finding]:
    trip = run.trip
    sums = (
        ("boxes", trip.boxes, sum(load.boxes for load in loads)),
        ("l", trip.volume_l, sum(load.volume_l for load in loads)),
        ("kg", trip.mass_kg, sum(load.mass_kg for load in loads)),
    )
    for unit, found, wanted in sums:
        if abs(found - wanted) > SLACK * (1 + len(loads)):
            yield Finding(
                rule="trip_sums",
                subject=run.subject,
                found=f"{found:g} {unit}",
                expected=f"{wanted:g} {unit}, the sum of its loads",
            )
    if trip.is_carry != bool(loads):
        yield Finding(
            rule="purpose",
            subject=run.subject,
            found=f"{trip.purpose} with {len(loads)} loads",
            expected="loads on a carry and on no other trip",
        )
    if not trip.is_carry and len(run.halts) > 1:
        yield Finding(
            rule="purpose",
            subject=run.subject,
            found=f"{trip.purpose} with {len(run.halts) - 1} stops",
            expected="an empty run without stops",
        )
