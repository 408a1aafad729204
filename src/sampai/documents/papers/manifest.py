"""Manifest per trip: itinerary, goods, reserve, and lines to fill in."""

from collections.abc import Sequence

from sampai.documents.journeys import Journey, Visit
from sampai.documents.marks import HANDOVER, mark, qr_svg
from sampai.documents.names import Row
from sampai.documents.papers.material import Material, Page, pieces

# A way that waves close is a way by boat.
WAVE = "wave"


def manifests(material: Material) -> list[Page]:
    """
    Make the manifest of every trip that carries goods.

    Parameters
    ----------
    material
        The plan.

    Returns
    -------
    list of dict
        One a trip, in the order of their beginning.
    """
    return [_manifest(material, journey) for journey in material.carrying]


def goes_by_boat(material: Material, journey: Journey) -> bool:
    """
    Tell whether a trip crosses the sea.

    Parameters
    ----------
    material
        The plan.
    journey
        Trip of it.

    Returns
    -------
    bool
        Whether one of its legs is of a surface that waves close.
    """
    sea = {
        surface
        for surface, closed_by in material.dataset.surfaces.select(
            "surface", "closed_by"
        ).iter_rows()
        if WAVE in closed_by
    }
    return any(row["surface"] in sea for row in journey.passages)


def driver_word(material: Material, journey: Journey) -> str:
    """
    What the person who drives is called.

    Parameters
    ----------
    material
        The plan.
    journey
        Trip of it.

    Returns
    -------
    str
        Driver, or boatman at sea.
    """
    by_boat = goes_by_boat(material, journey)
    return material.words(f"papers.{'boatman' if by_boat else 'driver'}")


def itinerary(material: Material, journey: Journey) -> list[Page]:
    """
    List the places of a trip from its origin to its end.

    Parameters
    ----------
    material
        The plan.
    journey
        Trip of it.

    Returns
    -------
    list of dict
        One a place.
    """
    names, words, trip = material.names, material.words, journey.trip
    rows: list[Page] = []
    for at, visit in enumerate(journey.visits):
        last = at == len(journey.visits) - 1
        stays = last and visit.place_id == trip["end_id"]
        rows.append(
            {
                "place": names.place_in_full(visit.place_id),
                "arrive": words.clock(visit.arrive_at) if at else "",
                "handover": _handover(material, visit),
                "leave": "" if stays else words.clock(visit.depart_at),
                "way": _way(material, journey, visit.seq) if at else "",
                "off": pieces(visit.off),
                "on": pieces(visit.on),
            }
        )
    if journey.visits[-1].place_id != trip["end_id"]:
        rows.append(
            {
                "place": names.place_in_full(trip["end_id"]),
                "arrive": words.clock(trip["return_at"]),
                "handover": words("papers.end_of_trip"),
                "leave": "",
                "way": _way(material, journey, journey.visits[-1].seq + 1),
                "off": [0, 0, 0],
                "on": [0, 0, 0],
            }
        )
    return rows


def overnight(material: Material, journey: Journey) -> str:
    """
    Say where a vehicle stays the night after a trip.

    Parameters
    ----------
    material
        The plan.
    journey
        Trip of it.

    Returns
    -------
    str
        The place, or that it comes home.
    """
    if not journey.away:
        return material.words("papers.no_overnight")
    place = material.names.place_in_full(journey.trip["end_id"])
    return f"{place} ({material.words('papers.overnight')})"


def _manifest(material: Material, journey: Journey) -> Page:
    names, words, trip = material.names, material.words, journey.trip
    number = mark(HANDOVER, material.dataset.settings.id, journey.id, 0)
    vehicle = names.vehicle(trip)
    driver = driver_word(material, journey)
    return {
        "id": journey.id,
        "number": number,
        "reference": f"{words('papers.trip')} {journey.id}",
        "qr": qr_svg(number),
        "recipient": words("papers.for_driver", vehicle=vehicle),
        "vehicle": vehicle,
        "stage": words(f"stage.{trip['stage']}"),
        "date": f"{words.day(trip['day'])}, {words.date(trip['day'])}",
        "load_at": words.clock(trip["load_at"]),
        "depart_at": words.clock(trip["depart_at"]),
        "return_at": words.clock(trip["return_at"]),
        "origin": names.keeper(trip["origin_id"]),
        "end": names.place(trip["end_id"]),
        "police_text": words("papers.people", count=trip["police"]),
        "crew_text": words(
            "papers.people", count=names.vehicles[trip["vehicle_type"]]["crew"]
        ),
        "distance": words.km(trip["distance_m"]),
        "capacity": _capacity(material, trip),
        "overnight": overnight(material, journey),
        "itinerary": itinerary(material, journey),
        "loads": _loads(material, journey),
        "total": [
            *(str(count) for count in pieces(journey.loads)),
            words.whole(trip["volume_l"]),
            words.decimal(trip["mass_kg"]),
        ],
        "driver_word": driver,
        "lines": _lines(material, trip, driver),
        "day": _vehicle_day(material, journey),
        "reserve": _reserve(material, trip),
    }


def _lines(material: Material, trip: Row, driver: str) -> list[str]:
    """Lines to fill in: nobody's name or number stands in the plan."""
    words = material.words
    escort = [words("papers.escort_names")] * trip["police"]
    return [
        driver,
        *(words(f"papers.{key}") for key in ("phone", "plate")),
        *escort,
    ]


def _handover(material: Material, visit: Visit) -> str:
    if not visit.is_exchange:
        return ""
    return material.span(visit.start_at, visit.done_at)


def _way(material: Material, journey: Journey, seq: int) -> str:
    hop = [row for row in journey.passages if row["seq"] == seq]
    kinds = dict.fromkeys(
        material.words.code("surface", row["surface"]) for row in hop
    )
    distance = material.words.km(material.ridden_m(hop))
    return f"{distance}, {', '.join(kinds)}" if hop else ""


def _capacity(material: Material, trip: Row) -> str:
    words = material.words
    vehicle = material.names.vehicles[trip["vehicle_type"]]
    return "; ".join(
        words(
            "papers.capacity_of",
            used=words.whole(trip[column]),
            whole=words.whole(vehicle[column]),
            unit=words(f"papers.{unit}").lower(),
            share=words.percent(trip[column] / vehicle[column]),
        )
        for column, unit in (("volume_l", "litres"), ("mass_kg", "kilograms"))
    )


def _loads(material: Material, journey: Journey) -> list[Page]:
    names, words = material.names, material.words
    boards = {
        id(load): at
        for at, visit in enumerate(journey.visits)
        for load in visit.on
    }
    return [
        {
            "for": names.owner(load),
            "code": load["tps_id"] or load["for_place_id"],
            "on_at": str(boards[id(load)]),
            "off_at": str(at),
            "pieces": pieces([load]),
            "litres": words.whole(load["volume_l"]),
            "kilograms": words.decimal(load["mass_kg"]),
        }
        for at, visit in enumerate(journey.visits)
        for load in visit.off
    ]


def _vehicle_day(material: Material, journey: Journey) -> list[Page]:
    """Trips of the same vehicle that day, the empty runs between them too."""
    names, words, trip = material.names, material.words, journey.trip
    return [
        {
            "trip": other.id,
            "this": other.id == journey.id,
            "purpose": words(f"purpose.{other.trip['purpose']}"),
            "from": names.place(other.trip["origin_id"]),
            "to": names.place(other.trip["end_id"]),
            "leave": words.clock(other.trip["depart_at"]),
            "arrive": words.clock(other.trip["return_at"]),
        }
        for other in _same_vehicle(material.journeys, trip)
        if other.trip["day"] == trip["day"]
    ]


def _same_vehicle(journeys: Sequence[Journey], trip: Row) -> list[Journey]:
    return [
        other
        for other in journeys
        if other.trip["vehicle_type"] == trip["vehicle_type"]
        and other.trip["vehicle"] == trip["vehicle"]
    ]


def _reserve(material: Material, trip: Row) -> str:
    """Name a vehicle of the same kind that the plan leaves free that day."""
    kind = trip["vehicle_type"]
    busy = {
        other.trip["vehicle"]
        for other in material.journeys
        if other.trip["vehicle_type"] == kind
        and trip["day"] in {other.trip["day"], other.trip["day"] + other.away}
    }
    idle = material.names.vehicles[kind]["count"] - len(busy)
    if idle <= 0:
        return material.words("papers.reserve_none")
    seen = {
        other.trip["vehicle"]
        for other in material.journeys
        if other.trip["vehicle_type"] == kind
    }
    vehicle = material.names.vehicle_type(kind)
    rested = sorted(seen - busy, key=lambda name: (len(name), name))
    name = f"{vehicle} {rested[0]}" if rested else vehicle
    return material.words("papers.reserve_free", vehicle=name, count=idle)
