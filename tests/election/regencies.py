"""Small regencies to count for, made from the packaged dataset."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import polars as pl

from sampai.tables import (
    DATASET_TABLES,
    Dataset,
    packaged_dataset,
    read_dataset,
)

PAIRS = {"gubernur": 2, "bupati": 3}
DEPOT = "DEPOT"


@cache
def _packaged() -> Dataset:
    return read_dataset(packaged_dataset("pesisir-barat-2024"))


def regency(
    districts: Sequence[Sequence[int]],
    *,
    contests: Sequence[str] = ("gubernur", "bupati"),
    holders: Mapping[str, str] | None = None,
    stock: Sequence[tuple[str, str | None, int, int]] = (),
) -> Dataset:
    """
    Make a regency of which only the tps matter.

    Parameters
    ----------
    districts
        Voters of each tps, district by district; a district is one village.
    contests
        What is voted on.
    holders
        Who keeps the reserve of each contest; the regency by default.
    stock
        Item, contest, received and damaged.

    Returns
    -------
    Dataset
        Hubs H1, H2, ..., villages V1, V2, ... and tps V1.001, V1.002, ...
    """
    whole = _packaged()
    return replace(
        whole,
        settings=replace(
            whole.settings,
            contests=tuple(contests),
            pairs={name: PAIRS[name] for name in contests},
            revote_reserve_holder=holders
            or dict.fromkeys(contests, "regency"),
        ),
        places=_places(len(districts)),
        tps=_tps(districts),
        stock=_table(
            "stock",
            [
                {
                    "item": item,
                    "contest": contest,
                    "received": received,
                    "damaged": damaged,
                    "place_id": DEPOT,
                }
                for item, contest, received, damaged in stock
            ],
        ),
    )


def _places(districts: int) -> pl.DataFrame:
    rows: list[dict[str, object]] = [{"place_id": DEPOT, "kind": "depot"}]
    for at in range(1, districts + 1):
        rows += [
            {"place_id": f"H{at}", "kind": "hub", "parent_id": DEPOT},
            {"place_id": f"V{at}", "kind": "village", "parent_id": f"H{at}"},
        ]
    return _table("places", rows)


def _tps(districts: Sequence[Sequence[int]]) -> pl.DataFrame:
    return _table(
        "tps",
        [
            {
                "tps_id": f"V{at}.{number:03}",
                "village_id": f"V{at}",
                "number": number,
                "voters_male": voters // 2,
                "voters_female": voters - voters // 2,
            }
            for at, of_tps in enumerate(districts, start=1)
            for number, voters in enumerate(of_tps, start=1)
        ],
    )


def _table(name: str, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    table = DATASET_TABLES[name]
    blank = dict.fromkeys(table.columns)
    return table.frame([blank | dict(row) for row in rows])


def spread(voters: int, over: int) -> list[int]:
    """
    Spread voters over tps as evenly as can be.

    Parameters
    ----------
    voters
        All of them. [people]
    over
        Number of tps.

    Returns
    -------
    list of int
        Voters of each tps. [people]
    """
    each, more = divmod(voters, over)
    return [each + 1] * more + [each] * (over - more)


def total(needs: pl.DataFrame, item: str, contest: str | None = None) -> int:
    """
    Add up an item.

    Parameters
    ----------
    needs
        Table of needs.
    item
        Its code.
    contest
        Only for this contest, where it has one.

    Returns
    -------
    int
        Pieces.
    """
    own = needs.filter(item=item)
    if contest is not None:
        own = own.filter(contest=contest)
    return int(own["quantity"].sum())
