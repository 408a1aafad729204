"""How a need came about: figures, factor, rounding, source."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

import polars as pl
from django.utils.functional import Promise

from sampai.documents.papers.dues import due_of
from sampai.documents.words import Words
from sampai.election import Item
from sampai.web.datasets.models import Edition
from sampai.web.people.scopes import Scope
from sampai.web.supplies.selectors import (
    counts_in,
    dataset_of,
    names_for,
    needs_in,
    regulation_of,
    within,
)
from sampai.web.supplies.words import (
    PER,
    ROUNDS,
    SCOPES,
    STATUS,
    TONES,
    exact,
)

# Adds one also to what is whole already.
FLOOR_PLUS_ONE = "floor_plus_one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    A line of the regulation in the words of the page.

    Parameters
    ----------
    item
        The line itself.
    due_at
        Until when it must be there; None where the regulation does not say.
    code, name, unit
        The item, and what is counted.
    factor
        How many go to each, as text.
    per, rounding, scope
        To each of what, how a part is rounded, and where.
    packed, due
        Where it is packed, and until when it must be there.
    source, status, tone, note
        Where the rule comes from, how sure it is, and what else to know.
    """

    item: Item
    due_at: datetime | None
    code: str
    name: str
    unit: str
    factor: str
    per: Promise
    rounding: Promise
    scope: Promise
    packed: str
    due: str
    source: str
    status: Promise
    tone: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """
    How many of an item, and how that was worked out.

    Parameters
    ----------
    rule
        The rule.
    contest_id, contest
        Contest and its name; None and blank where it is for all.
    quantity
        How many. [pieces]
    count
        How many of ``rule.per`` entered.
    product
        Factor times count before it is rounded, as text; blank where it is
        rounded in more than one place.
    is_whole
        Whether the product needed no rounding.
    areas
        In how many places it was counted and rounded.
    """

    rule: Rule
    contest_id: str | None
    contest: str
    quantity: int
    count: int
    product: str
    is_whole: bool
    areas: int


def rules_of(edition: Edition) -> dict[str, Rule]:
    """
    Put every line of the regulation into words.

    Parameters
    ----------
    edition
        Names the regulation.

    Returns
    -------
    dict
        By the code of the item, in the order of the regulation.
    """
    regulation, words = regulation_of(edition), names_for(edition).words
    settings = dataset_of(edition).settings
    return {
        item.code: _rule(item, words, due_of(item, regulation, settings))
        for item in regulation.items
    }


def _rule(item: Item, words: Words, due: datetime | None) -> Rule:
    return Rule(
        item=item,
        due_at=due,
        code=item.code,
        name=str(getattr(item, f"name_{words.language}")),
        unit=words.code("unit", item.unit),
        factor=exact(item.factor, words),
        per=PER[item.per],
        rounding=ROUNDS[item.round],
        scope=SCOPES[item.scope],
        packed=words.code("packed", item.packed),
        due=words.moment(due) if due else "",
        source=item.source,
        status=STATUS[item.status],
        tone=TONES[item.status],
        note=item.note,
    )


def needs_of_station(edition: Edition, tps_id: str) -> list[Need]:
    """
    Work out line by line what one TPS must get.

    Parameters
    ----------
    edition
        The edition.
    tps_id
        A TPS of it.

    Returns
    -------
    list of Need
        In the order of the regulation.
    """
    scope = Scope(tps=frozenset({tps_id}))
    return total_needs(edition, scope)


def total_needs(edition: Edition, scope: Scope) -> list[Need]:
    """
    Add up what everyone in a territory must get.

    Parameters
    ----------
    edition
        The edition.
    scope
        The territory.

    Returns
    -------
    list of Need
        In the order of the regulation, contest by contest.
    """
    key = ["item", "contest"]
    needed = within(needs_in(edition), scope)
    sums = needed.group_by(key).agg(pl.col("quantity").sum())
    quantities = {
        (item, contest): quantity
        for item, contest, quantity in sums.iter_rows()
    }
    words, rules = names_for(edition).words, rules_of(edition)
    entered = {
        name: _entered(edition, scope, name)
        for name in {item.scope for item in regulation_of(edition).items}
    }
    found = []
    for item in regulation_of(edition).items:
        for contest, figures in entered[item.scope].items():
            quantity = quantities.get((item.code, contest))
            if quantity is None:
                continue
            found.append(
                _need(
                    item,
                    rules[item.code],
                    words,
                    (contest, quantity, figures),
                )
            )
    return found


def _entered(
    edition: Edition, scope: Scope, name: str
) -> dict[str | None, dict[str, Any]]:
    """Add up the figures of a territory, by contest."""
    inside = within(counts_in(edition, name), scope)
    sums = inside.group_by("contest", maintain_order=True).agg(
        pl.exclude("tps_id", "place_id").sum(), areas=pl.len()
    )
    return {row["contest"]: row for row in sums.iter_rows(named=True)}


def _need(
    item: Item,
    rule: Rule,
    words: Words,
    counted: tuple[str | None, int, dict[str, Any]],
) -> Need:
    contest, quantity, figures = counted
    product = item.factor * Fraction(figures[item.per])
    once = figures["areas"] == 1
    return Need(
        rule=rule,
        contest_id=contest,
        contest=words.code("contest", contest) if contest else "",
        quantity=quantity,
        count=figures[item.per],
        product=exact(product, words) if once else "",
        is_whole=item.factor.denominator == 1 and item.round != FLOOR_PLUS_ONE,
        areas=figures["areas"],
    )
