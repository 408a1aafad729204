"""A re-vote (PSU): a second distribution for some tps, from the reserve."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches

import polars as pl

from sampai.election import Item, Regulation, load_regulation, needs
from sampai.errors import DatasetError, Fault
from sampai.tables import DATASET_TABLES, Dataset, Decree, Settings

BALLOT = "BAL"
DEADLINE = "revote"
REGENCY = "regency"
OUT = "out"
COMPARED = 2000
NAME_LENGTH = 120
CHECKED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Revote:
    """
    A re-vote as a dataset of its own.

    Parameters
    ----------
    dataset
        The tps that vote again, on their day.
    tps_ids
        Who votes again, sorted.
    day
        Whole days after the first voting day.
    reserve
        Columns contest, needed, reserve [sheets], holder (regency or
        province) and counted: whether the store's stock tells the reserve,
        or the regulation alone.
    """

    dataset: Dataset
    tps_ids: tuple[str, ...]
    day: int
    reserve: pl.DataFrame


def prepare_revote(
    dataset: Dataset, tps_ids: Sequence[str], day: int
) -> Revote:
    """
    Make the dataset of a re-vote, to be planned like any other.

    Voting day moves; stages keep their days before and after it, but none
    begins before the day after the first vote. Ballots come from the
    reserve for second votes, everything else from where it came from.

    Parameters
    ----------
    dataset
        Checked dataset of the first vote.
    tps_ids
        Who votes again.
    day
        Whole days after the first voting day.

    Returns
    -------
    Revote
        The dataset, and what is needed of the reserve.

    Raises
    ------
    DatasetError
        When a tps is unknown, the day is not allowed, or the reserve does
        not suffice.
    """
    regulation = load_regulation(dataset.settings.regulation)
    wanted = tuple(sorted(set(tps_ids)))
    faults = [*_unknown(dataset, wanted), *_bad_day(regulation, day)]
    if faults:
        raise DatasetError(faults)
    moved = _moved(dataset, wanted, day)
    reserve = _reserve(dataset, moved, regulation)
    faults = [*_too_little(reserve)]
    if faults:
        raise DatasetError(faults)
    return Revote(
        dataset=replace(moved, stock=_stock(dataset, regulation, reserve)),
        tps_ids=wanted,
        day=day,
        reserve=reserve,
    )


def _unknown(dataset: Dataset, tps_ids: Sequence[str]) -> Iterator[Fault]:
    known = dataset.tps["tps_id"].to_list()
    if not tps_ids:
        yield Fault(
            file="--tps",
            found="no TPS",
            expected="the TPS that vote again",
            remedy="Name each by an option of its own.",
        )
    for tps_id in tps_ids:
        if tps_id in known:
            continue
        near = get_close_matches(tps_id, known[:COMPARED], n=1)
        yield Fault(
            file="--tps",
            found=f"'{tps_id}'",
            expected="the tps_id of a row in tps",
            remedy=f"Did you mean {near[0]}?" if near else "Correct the id.",
        )


def _bad_day(regulation: Regulation, day: int) -> Iterator[Fault]:
    last = next(
        (d.day for d in regulation.deadlines if d.id == DEADLINE), None
    )
    if day >= 1 and (last is None or day <= last):
        return
    until = f"from 1 to {last}" if last is not None else "from 1 on"
    yield Fault(
        file="--day",
        found=str(day),
        expected=(
            f"whole days after voting day {until}, as regulation"
            f" {regulation.id} has it"
        ),
        remedy="Choose a day within the time limit of a re-vote.",
    )


def _moved(dataset: Dataset, tps_ids: Sequence[str], day: int) -> Dataset:
    own = pl.col("tps_id").is_in([*tps_ids])
    tps = dataset.tps.filter(own)
    return replace(
        dataset,
        settings=_settings(dataset.settings, tps, day),
        tps=tps,
        indicators=dataset.indicators.filter(own),
        classes=dataset.classes.filter(own),
        stages=_stages(dataset, day),
    )


def _settings(settings: Settings, tps: pl.DataFrame, day: int) -> Settings:
    male, female = (int(tps[f"voters_{sex}"].sum()) for sex in _SEXES)
    name = (
        f"Pemungutan suara ulang (PSU), {tps.height} TPS, H+{day}:"
        f" {settings.name[:NAME_LENGTH]}"
    )
    return replace(
        settings,
        id=f"{settings.id[:48]}-psu-{day}",
        name=name,
        voting_day=settings.voting_day + timedelta(days=day),
        decree=Decree(
            voters=male + female,
            voters_male=male,
            voters_female=female,
            tps=tps.height,
        ),
    )


_SEXES = ("male", "female")


def _stages(dataset: Dataset, day: int) -> pl.DataFrame:
    """No stage begins before the day after the first vote."""
    first = 1 - day
    polls_open = dataset.settings.polls_open
    out = pl.col("direction") == OUT
    at_vote = out & (pl.col("last_day") == 0)
    return dataset.stages.with_columns(
        pl.col("first_day", "last_day").clip(lower_bound=first)
    ).with_columns(
        # What is due on the day itself is due before the polls open.
        due=pl.when(at_vote & (pl.col("due") > polls_open))
        .then(pl.lit(polls_open))
        .otherwise("due")
    )


def _reserve_item(regulation: Regulation) -> Item | None:
    """The one item that is kept for a second vote."""
    return next(
        (item for item in regulation.items if item.held_by_regency_only), None
    )


def _reserve(
    dataset: Dataset, moved: Dataset, regulation: Regulation
) -> pl.DataFrame:
    item = _reserve_item(regulation)
    ballots = needs(moved, regulation).filter(item=BALLOT)
    rows = []
    for contest in dataset.settings.contests:
        holder = dataset.settings.revote_reserve_holder.get(contest, REGENCY)
        good = _good(dataset, item, contest) if holder == REGENCY else None
        by_rule = 0 if item is None else int(item.factor)
        rows.append(
            {
                "contest": contest,
                "needed": int(
                    ballots.filter(contest=contest)["quantity"].sum()
                ),
                "reserve": by_rule if good is None else good,
                "holder": holder,
                "counted": good is not None,
            }
        )
    return pl.DataFrame(rows)


def _good(dataset: Dataset, item: Item | None, contest: str) -> int | None:
    """Good sheets of the reserve in the store, where the stock tells."""
    if item is None:
        return None
    rows = dataset.stock.filter(item=item.code, contest=contest)
    if rows.is_empty():
        return None
    return int(rows["received"].sum()) - int(rows["damaged"].sum())


def _too_little(reserve: pl.DataFrame) -> Iterator[Fault]:
    for row in reserve.iter_rows(named=True):
        if row["needed"] <= row["reserve"]:
            continue
        told = "in stock" if row["counted"] else "by the regulation"
        yield Fault(
            file="stock.csv",
            found=(
                f"a reserve of {row['reserve']} ballots for"
                f" {row['contest']} {told}"
            ),
            expected=(
                f"at least {row['needed']}, the voters of these TPS and"
                " their reserve"
            ),
            remedy=(
                f"Have {row['needed'] - row['reserve']} more printed, or"
                " name fewer TPS."
            ),
        )


def _stock(
    dataset: Dataset, regulation: Regulation, reserve: pl.DataFrame
) -> pl.DataFrame:
    """
    Take the ballots out of the reserve.

    What a province keeps is not in the store: it is short until it comes.
    """
    item = _reserve_item(regulation)
    table, depot = DATASET_TABLES["stock"], _depot_id(dataset)
    codes = [BALLOT] if item is None else [BALLOT, item.code]
    kept = dataset.stock.filter(~pl.col("item").is_in(codes))
    rows = []
    for row in reserve.iter_rows(named=True):
        here = row["holder"] == REGENCY
        held = {
            "contest": row["contest"],
            "damaged": 0,
            "place_id": depot,
            "confidence": CHECKED,
        }
        taken = row["needed"] if here else 0
        rows.append(held | {"item": BALLOT, "received": taken})
        if here and item is not None and row["counted"]:
            rest = row["reserve"] - row["needed"]
            rows.append(held | {"item": item.code, "received": rest})
    return pl.concat([kept, table.frame(rows)]).sort(table.key)


def _depot_id(dataset: Dataset) -> str:
    return str(dataset.places.filter(kind="depot")["place_id"][0])
