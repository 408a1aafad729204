"""Stock beside need, line by line: enough, short, or not known."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from sampai.tables.columns import CONFIDENCE
from sampai.web.datasets.models import Edition
from sampai.web.supplies.arithmetic import Rule, rules_of
from sampai.web.supplies.selectors import (
    balance_in,
    dataset_of,
    names_for,
)

SHORT, ENOUGH, UNKNOWN = "short", "enough", "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One item, or one contest of it, in stock and in need.

    Parameters
    ----------
    rule
        Item in the words of the page.
    contest_id, contest
        Contest and its name; None and blank where the item is compared as
        a whole.
    needed
        By the rules. [pieces]
    received, damaged, short
        In all stores together; None where the stock is unknown. [pieces]
    confidence
        The weakest of the rows of stock that entered; blank where none did.
    """

    rule: Rule
    contest_id: str | None
    contest: str
    needed: int
    received: int | None
    damaged: int | None
    short: int | None
    confidence: str

    @property
    def good(self) -> int | None:
        """What is usable: damaged pieces are no stock."""
        if self.received is None or self.damaged is None:
            return None
        return self.received - self.damaged

    @property
    def state(self) -> str:
        """One of short, enough and unknown."""
        if self.short is None:
            return UNKNOWN
        return SHORT if self.short else ENOUGH


def lines_in(edition: Edition) -> list[Line]:
    """
    Set stock beside need, for every item.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    list of Line
        The first due first, then in the order of the regulation.
    """
    rules, words = rules_of(edition), names_for(edition).words
    order = {
        code: (_due(rule), at) for at, (code, rule) in enumerate(rules.items())
    }
    rows = sorted(
        balance_in(edition).iter_rows(named=True),
        key=lambda row: (order[row["item"]], row["contest"] or ""),
    )
    doubts = _doubts(edition)
    return [
        Line(
            rule=rules[row["item"]],
            contest_id=row["contest"],
            contest=words.code("contest", row["contest"])
            if row["contest"]
            else "",
            needed=row["needed"],
            received=row["received"],
            damaged=row["damaged"],
            short=row["short"],
            confidence=_weakest(doubts, row["item"], row["contest"]),
        )
        for row in rows
    ]


def _due(rule: Rule) -> tuple[bool, str]:
    """Sort by: what has no deadline comes last."""
    due = rule.due_at
    return due is None, due.isoformat() if due else ""


def _doubts(edition: Edition) -> list[tuple[str, str | None, str]]:
    stock = dataset_of(edition).stock
    return list(stock.select("item", "contest", "confidence").iter_rows())


def _weakest(
    doubts: list[tuple[str, str | None, str]], item: str, contest: str | None
) -> str:
    held = [
        CONFIDENCE.index(confidence)
        for code, of, confidence in doubts
        if code == item and contest in {None, of}
    ]
    return CONFIDENCE[max(held)] if held else ""


def stores_in(edition: Edition) -> list[dict[str, Any]]:
    """
    List the rows of stock, store by store.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    list of dict
        Columns of stock.csv, with rule, contest_name and store in words.
    """
    rules, names = rules_of(edition), names_for(edition)
    rows = dataset_of(edition).stock.sort("item", "contest", "place_id")
    return [
        row
        | {
            "rule": rules[row["item"]],
            "contest_name": names.words.code("contest", row["contest"])
            if row["contest"]
            else "",
            "store": names.place(row["place_id"]),
            "good": row["received"] - row["damaged"],
        }
        for row in rows.iter_rows(named=True)
    ]


def frame_of(lines: list[Line]) -> pl.DataFrame:
    """
    Put lines into a frame, for a file.

    Parameters
    ----------
    lines
        As they are to stand.

    Returns
    -------
    DataFrame
        Item, name, contest, unit, needed, received, damaged, good, short,
        state, due and confidence.
    """
    return pl.DataFrame(
        [
            {
                "item": one.rule.code,
                "name": one.rule.name,
                "contest": one.contest,
                "unit": one.rule.unit,
                "needed": one.needed,
                "received": one.received,
                "damaged": one.damaged,
                "good": one.good,
                "short": one.short,
                "state": one.state,
                "due": one.rule.due,
                "confidence": one.confidence,
            }
            for one in lines
        ],
        schema=dict.fromkeys(("item", "name", "contest", "unit"), pl.String)
        | dict.fromkeys(
            ("needed", "received", "damaged", "good", "short"), pl.Int64
        )
        | dict.fromkeys(("state", "due", "confidence"), pl.String),
    )
