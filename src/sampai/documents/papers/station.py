"""Hand-over forms between village and TPS, out and back on one sheet."""

from collections.abc import Mapping

from sampai.documents.marks import HANDOVER, mark, qr_svg
from sampai.documents.names import Row
from sampai.documents.papers.material import Material, Page
from sampai.documents.papers.timetable import BACK, OUT
from sampai.election import consignments


def station_forms(material: Material) -> list[Page]:
    """
    Make the hand-over forms of every TPS.

    Parameters
    ----------
    material
        The plan.

    Returns
    -------
    list of dict
        One sheet a TPS.
    """
    goods = _goods(material)
    ways = {
        (row["tps_id"], row["stage"]): row
        for row in material.operation.last_mile.iter_rows(named=True)
    }
    return [
        _sheet(material, tps, ways, goods[tps_id])
        for tps_id, tps in sorted(material.names.tps.items())
    ]


def _sheet(
    material: Material,
    tps: Row,
    ways: Mapping[tuple[str, str], Row],
    goods: Page,
) -> Page:
    names, words = material.names, material.words
    tps_id = tps["tps_id"]
    keeper = names.keeper(tps["village_id"])
    return {
        "code": tps_id,
        "number": tps["number"],
        "title": names.station(tps_id),
        "reference": names.station(tps_id),
        "village": names.place_in_full(tps["village_id"]),
        "recipient": words(
            "papers.for_station_page",
            pps=keeper,
            number=tps["number"],
        ),
        "boxes": [
            words("papers.box_of", contest=words.code("contest", contest))
            for contest in material.dataset.settings.contests
        ],
        **goods,
        "halves": [
            _half(material, tps_id, stage, ways.get((tps_id, stage)))
            for stage in (OUT, BACK)
        ],
    }


def _goods(material: Material) -> dict[str, Page]:
    """Booths and bags of each TPS, of which only the sums travel."""
    listed = consignments(material.dataset, material.regulation)
    return {
        row["tps_id"]: {"booths": str(row["booths"]), "bags": str(row["bags"])}
        for row in listed.drop_nulls("tps_id").iter_rows(named=True)
    }


def _half(
    material: Material, tps_id: str, stage: str, way: Row | None
) -> Page:
    words = material.words
    number = mark(HANDOVER, material.dataset.settings.id, tps_id, stage)
    return {
        "stage": stage,
        "number": number,
        "qr": qr_svg(number),
        "leave": words.moment(way["depart_at"]) if way else "",
        "arrive": words.moment(way["arrive_at"]) if way else "",
        "carriers": way["carriers"] if way else "",
        "distance": words.whole(way["distance_m"]) if way else "",
    }
