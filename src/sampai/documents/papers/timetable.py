"""Timetable per place: what comes, what leaves, and the way to the TPS."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sampai.documents.journeys import Journey, Visit
from sampai.documents.names import HUB, VILLAGE, Row
from sampai.documents.papers.material import Material, Page, pieces

OUT, BACK = "village_to_tps", "tps_to_village"
Call = tuple[Journey, Visit]


def timetables(material: Material) -> list[Page]:
    """
    Make the timetable of every place at which goods change hands.

    Parameters
    ----------
    material
        The plan.

    Returns
    -------
    list of dict
        One page a place: the depot, then district by district.
    """
    calls = calls_by_place(material.journeys)
    villages = {row["village_id"] for row in material.names.tps.values()}
    shown = {*calls, *villages, *material.names.hubs}
    order = material.names.district_order
    return [
        _page(material, place_id, calls)
        for place_id in sorted(shown, key=order)
    ]


def calls_by_place(journeys: Iterable[Journey]) -> dict[str, list[Call]]:
    """
    Collect the visits at which goods change hands.

    Parameters
    ----------
    journeys
        Trips.

    Returns
    -------
    dict
        Trip and visit by place, in the order of time.
    """
    found: dict[str, list[Call]] = defaultdict(list)
    for journey in journeys:
        for visit in journey.visits:
            if visit.is_exchange:
                found[visit.place_id].append((journey, visit))
    for calls in found.values():
        calls.sort(key=lambda call: (call[1].start_at, call[0].id))
    return dict(found)


def _page(
    material: Material, place_id: str, calls: Mapping[str, list[Call]]
) -> Page:
    names, words = material.names, material.words
    place = names.places[place_id]
    hours = words("papers.always_open")
    if place["opens"] is not None:
        hours = f"{place['opens']:%H.%M}\N{EN DASH}{place['closes']:%H.%M}"
    here = calls.get(place_id, [])
    return {
        "title": names.place_in_full(place_id),
        "reference": names.place(place_id),
        "kind": words(f"kind.{place['kind']}"),
        "recipient": names.keeper(place_id),
        "hours": hours,
        "rows": [_row(material, *call) for call in here],
        "direct": _direct(material, place_id, calls),
        "stations": _stations(material, place_id, here),
    }


def _row(material: Material, journey: Journey, visit: Visit) -> Page:
    names, words = material.names, material.words
    at = journey.visits.index(visit)
    before = journey.visits[at - 1].place_id if at else None
    rest = journey.visits[at + 1 :]
    after = rest[0].place_id if rest else journey.trip["end_id"]
    if after == visit.place_id:
        after = None
    day = words.day_of(visit.start_at)
    return {
        "day": f"{words.day(day)} {words.short_date(day)}",
        "arrive": words.clock(visit.arrive_at) if at else "",
        "handover": material.span(visit.start_at, visit.done_at),
        "leave": words.clock(visit.depart_at) if after else "",
        "trip": journey.id,
        "vehicle": names.vehicle(journey.trip),
        "from": names.place(before) if before else "",
        "to": names.place(after) if after else "",
        "off": pieces(visit.off),
        "on": pieces(visit.on),
        "police": journey.trip["police"],
    }


def _direct(
    material: Material, place_id: str, calls: Mapping[str, list[Call]]
) -> list[Page]:
    """Runs from outside the district to its villages, for its hub."""
    names = material.names
    if names.places[place_id]["kind"] != HUB:
        return []
    found = [
        (journey, visit)
        for village_id, here in calls.items()
        if names.places[village_id]["parent_id"] == place_id
        and names.places[village_id]["kind"] == VILLAGE
        for journey, visit in here
        if visit.off
        and any(load["board_id"] != place_id for load in visit.off)
    ]
    found.sort(key=lambda call: (call[1].start_at, call[0].id))
    return [
        {
            **_row(material, journey, visit),
            "village": names.place(visit.place_id),
        }
        for journey, visit in found
    ]


def _stations(
    material: Material, place_id: str, here: Iterable[Call]
) -> list[Page]:
    delivered: dict[str, tuple[datetime, str]] = {}
    for journey, visit in here:
        for load in visit.off:
            if load["tps_id"] is not None:
                delivered[load["tps_id"]] = (visit.done_at, journey.id)
    ways = {
        (row["tps_id"], row["stage"]): row
        for row in material.operation.last_mile.iter_rows(named=True)
    }
    return [
        _station(material, tps, delivered.get(tps_id), ways)
        for tps_id, tps in sorted(material.names.tps.items())
        if tps["village_id"] == place_id
    ]


def _station(
    material: Material,
    tps: Row,
    delivered: tuple[datetime, str] | None,
    ways: Mapping[tuple[str, str], Row],
) -> Page:
    words = material.words
    out = ways.get((tps["tps_id"], OUT))
    back = ways.get((tps["tps_id"], BACK))
    return {
        "number": tps["number"],
        "voters": words.whole(tps["voters_male"] + tps["voters_female"]),
        "delivered": words.moment(delivered[0]) if delivered else "",
        "trip": delivered[1] if delivered else "",
        "out": _way(material, out),
        "out_carriers": out["carriers"] if out else "",
        "back": _way(material, back),
        "back_carriers": back["carriers"] if back else "",
    }


def _way(material: Material, way: Row | None) -> str:
    if way is None:
        return ""
    words = material.words
    day = words.day(words.day_of(way["depart_at"]))
    return f"{day} {material.span(way['depart_at'], way['arrive_at'])}"
