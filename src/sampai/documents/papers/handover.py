"""Hand-over form (BAST) of every stop of a trip where goods change hands."""

from collections.abc import Sequence

from sampai.documents.journeys import Journey, Visit
from sampai.documents.marks import HANDOVER, mark, qr_svg
from sampai.documents.names import Row
from sampai.documents.papers.manifest import (
    driver_word,
    goes_by_boat,
    overnight,
)
from sampai.documents.papers.material import Material, Page, pieces


def handovers(material: Material) -> list[Page]:
    """
    Make the hand-over forms of all trips.

    The hand-over at loading is signed on the manifest.

    Parameters
    ----------
    material
        The plan.

    Returns
    -------
    list of dict
        One a stop, trip by trip.
    """
    return [
        _form(material, journey, visit)
        for journey in material.carrying
        for visit in journey.visits[1:]
        if visit.is_exchange
    ]


def _form(material: Material, journey: Journey, visit: Visit) -> Page:
    names, words, trip = material.names, material.words, journey.trip
    number = mark(
        HANDOVER, material.dataset.settings.id, journey.id, visit.seq
    )
    day = words.day_of(visit.start_at)
    keeper = names.keeper(visit.place_id)
    return {
        "number": number,
        "reference": f"BAST {journey.id}, {visit.seq}",
        "qr": qr_svg(number),
        "trip": journey.id,
        "seq": visit.seq,
        "recipient": keeper,
        "place": names.place_in_full(visit.place_id),
        "stage": words(f"stage.{trip['stage']}"),
        "date": f"{words.day(day)}, {words.date(day)}",
        "planned": material.span(visit.start_at, visit.done_at),
        "pick_up": _pick_up(material, journey, visit),
        "destination": _destinations(material, visit),
        "vehicle": names.vehicle(trip),
        "by_boat": goes_by_boat(material, journey),
        "boat": f"{words.moment(trip['depart_at'])} \N{EN DASH} "
        f"{words.moment(trip['return_at'])}",
        "route": _route(material, journey),
        "overnight": overnight(material, journey),
        "police_text": words("papers.people", count=trip["police"]),
        "driver_word": driver_word(material, journey),
        "off_title": words("papers.goods_off", name=keeper),
        "on_title": words("papers.goods_on", name=keeper),
        "off": _goods(material, visit.off),
        "on": _goods(material, visit.on),
        "off_total": pieces(visit.off),
        "on_total": pieces(visit.on),
    }


def _route(material: Material, journey: Journey) -> list[str]:
    places = [visit.place_id for visit in journey.visits]
    if places[-1] != journey.trip["end_id"]:
        places.append(journey.trip["end_id"])
    return [material.names.place(place_id) for place_id in places]


def _pick_up(material: Material, journey: Journey, visit: Visit) -> str:
    """Where and when the goods that leave here boarded, or board here."""
    sources = {load["board_id"] for load in visit.off}
    boarded = [
        f"{material.names.place(other.place_id)}, "
        f"{material.words.moment(other.depart_at)}"
        for other in journey.visits
        if other.seq < visit.seq and other.place_id in sources
    ]
    if visit.on:
        here = material.words.moment(visit.start_at)
        boarded.append(f"{material.names.place(visit.place_id)}, {here}")
    return "; ".join(boarded)


def _destinations(material: Material, visit: Visit) -> str:
    goals = dict.fromkeys(load["place_id"] for load in visit.on)
    if visit.off:
        goals = {visit.place_id: None, **goals}
    return "; ".join(material.names.place_in_full(goal) for goal in goals)


def _goods(material: Material, loads: Sequence[Row]) -> list[Page]:
    names = material.names
    return [
        {
            "for": names.owner(load),
            "code": load["tps_id"] or load["for_place_id"],
            "number": names.tps[load["tps_id"]]["number"]
            if load["tps_id"]
            else "",
            "village": names.place(names.tps[load["tps_id"]]["village_id"])
            if load["tps_id"]
            else names.owner(load),
            "pieces": pieces([load]),
        }
        for load in loads
    ]
