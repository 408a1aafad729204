"""Packing checklist per TPS, and the labels of its boxes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from sampai.documents.marks import BOX, mark, qr_svg
from sampai.documents.names import DEPOT, Row
from sampai.documents.papers.material import Ground, Page
from sampai.election import Item, needs, packing_list

# Codes of the regulation for what travels by itself.
BAG, DISTRICT_BOX = "OUT", "BPK"
LABELS_PER_SHEET = 12
# In the order in which a packer's hands reach them.
PLACES = ("in_box", "on_box", "outer", "outside")


def packing_pages(ground: Ground) -> list[Page]:
    """
    Make the packing checklist of every TPS of a ground.

    Parameters
    ----------
    ground
        The regency, or a part of it.

    Returns
    -------
    list of dict
        One page a TPS of the ground.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    listed = packing_list(ground.dataset, ground.regulation)
    for row in listed.iter_rows(named=True):
        rows[row["tps_id"]].append(row)
    items = {item.code: item for item in ground.regulation.items}
    return [
        _page(ground, ground.names.tps[tps_id], rows[tps_id], items)
        for tps_id in ground.tps_ids
    ]


def _page(
    ground: Ground,
    tps: Row,
    rows: list[Row],
    items: Mapping[str, Item],
) -> Page:
    names, words = ground.names, ground.words
    contests = ground.dataset.settings.contests
    return {
        "code": tps["tps_id"],
        "title": names.station(tps["tps_id"]),
        "reference": names.station(tps["tps_id"]),
        "village": names.place_in_full(tps["village_id"]),
        "recipient": words("papers.packing_team", name=_store(ground)),
        "voters": words.whole(tps["voters_male"] + tps["voters_female"]),
        "boxes": [
            words("papers.box_of", contest=words.code("contest", contest))
            for contest in contests
        ],
        "in_boxes": _counts(ground, rows, items, contests),
        "outside": _counts(ground, rows, items, (None,)),
    }


def _counts(
    ground: Ground,
    rows: list[Row],
    items: Mapping[str, Item],
    boxes: Sequence[str | None],
) -> list[Page]:
    """One row an item, its quantity in each of the boxes beside it."""
    words = ground.words
    counts: dict[str, dict[str | None, int]] = defaultdict(dict)
    for row in rows:
        if row["box"] in boxes:
            counts[row["item"]][row["box"]] = row["quantity"]
    order = sorted(
        (item for item in items.values() if item.code in counts),
        key=lambda item: PLACES.index(item.packed),
    )
    return [
        {
            "code": item.code,
            "name": getattr(item, f"name_{words.language}"),
            "where": words.code("packed", item.packed),
            "counts": [
                f"{words.whole(counts[item.code][box])} {unit}"
                if box in counts[item.code]
                else ""
                for box in boxes
            ],
        }
        for item in order
        for unit in [words.code("unit", item.unit)]
    ]


def _store(ground: Ground) -> str:
    names = ground.names
    return ", ".join(names.place(depot) for depot in names.of_kind(DEPOT))


def labels(ground: Ground) -> list[list[Page]]:
    """
    Make the labels of all boxes and bags of a ground.

    Parameters
    ----------
    ground
        The regency, or a part of it.

    Returns
    -------
    list of list of dict
        Sheets of labels: the boxes of the districts first, then TPS by TPS.
    """
    groups = [_of_station(ground, tps) for tps in ground.tps_ids]
    return [
        *_sheets([[label] for label in _of_districts(ground)]),
        *_sheets(groups),
    ]


def _sheets(groups: Iterable[list[Page]]) -> list[list[Page]]:
    """Fill sheets with labels; those of one TPS stay together."""
    sheets: list[list[Page]] = []
    for group in groups:
        if not sheets or len(sheets[-1]) + len(group) > LABELS_PER_SHEET:
            sheets.append([])
        sheets[-1] += group
    return sheets


def _of_districts(ground: Ground) -> list[Page]:
    names, words = ground.names, ground.words
    needed = needs(ground.dataset, ground.regulation).filter(
        pl.col("item") == DISTRICT_BOX,
        pl.col("place_id").is_in(ground.hub_ids),
    )
    return [
        {
            "kind": words("papers.label_district"),
            "big": names.keeper(place_id),
            "place": names.place_in_full(place_id),
            "contest": "",
            "count": words("papers.label_count", number=at, count=count),
            **_code(ground, place_id, f"{DISTRICT_BOX}-{at}"),
        }
        for place_id, count in needed.select("place_id", "quantity")
        .sort("place_id")
        .iter_rows()
        for at in range(1, count + 1)
    ]


def _of_station(ground: Ground, tps_id: str) -> list[Page]:
    names, words = ground.names, ground.words
    contests = ground.dataset.settings.contests
    tps = names.tps[tps_id]
    shared = {
        "big": f"TPS {tps['number']}",
        "place": names.place_in_full(tps["village_id"]),
    }
    found: list[Page] = [
        {
            **shared,
            "kind": words("papers.label_box"),
            "contest": words.code("contest", contest),
            "count": words(
                "papers.label_count", number=at, count=len(contests)
            ),
            **_code(ground, tps_id, contest),
        }
        for at, contest in enumerate(contests, start=1)
    ]
    bag = {"kind": words("papers.label_bag"), "contest": "", "count": ""}
    return [*found, {**shared, **bag, **_code(ground, tps_id, BAG)}]


def _code(ground: Ground, owner: str, box: str) -> Page:
    code = mark(BOX, ground.dataset.settings.id, owner, box)
    return {"code": code, "qr": qr_svg(code)}
