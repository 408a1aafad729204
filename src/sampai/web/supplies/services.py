"""Change the stock of a regency: always by another edition."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

import polars as pl
from django.utils.translation import gettext as _

from sampai.errors import DatasetError, Fault
from sampai.tables import DATASET_TABLES
from sampai.tables.columns import CONFIDENCE
from sampai.web.datasets.comparing import KINDS, compare
from sampai.web.datasets.models import Edition, Regency
from sampai.web.datasets.services import add_edition, refuse_stale
from sampai.web.people.models import User
from sampai.web.supplies.selectors import dataset_of, regulation_of

STOCK = "stock"
MOST = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRow:
    """
    A row of stock.csv.

    Parameters
    ----------
    item, contest, place_id
        What lies where; contest None where the item has none.
    received, damaged
        Of them unusable are the damaged. [pieces]
    confidence
        How far it can be trusted.
    """

    item: str
    contest: str | None
    place_id: str
    received: int
    damaged: int
    confidence: str

    @property
    def key(self) -> tuple[str, str | None, str]:
        """What may stand only once."""
        return self.item, self.contest, self.place_id


def change_stock(
    regency: Regency,
    based_on: Edition,
    rows: Sequence[StockRow],
    *,
    by: User | None,
    reason: str,
) -> Edition:
    """
    Put another table of stock in force; what has no row is unknown.

    Parameters
    ----------
    regency
        Whose stock.
    based_on
        The data that somebody looked at.
    rows
        The whole table.
    by, reason
        Who counted, and why it changes.

    Returns
    -------
    Edition
        The one in force now; the same as before where nothing changes.

    Raises
    ------
    DatasetError
        With every fault of the rows.
    StaleError
        When other data came into force meanwhile.
    """
    faults = list(_faults(based_on, rows))
    if faults:
        raise DatasetError(faults)
    table, dataset = DATASET_TABLES[STOCK], dataset_of(based_on)
    stock = table.frame([asdict(row) for row in rows])
    counts = compare(table, dataset.stock, stock).counts()
    if counts["same"] == stock.height == dataset.stock.height:
        held = Regency.objects.get(pk=regency.pk)
        refuse_stale(held, based_on)
        return based_on
    return add_edition(
        regency,
        replace(dataset, stock=stock),
        by=by,
        reason=reason,
        changes={STOCK: {kind: counts[kind] for kind in KINDS}},
        based_on=based_on,
    )


def _faults(edition: Edition, rows: Sequence[StockRow]) -> Iterator[Fault]:
    dataset = dataset_of(edition)
    known: dict[str, Sequence[str | None]] = {
        "item": [item.code for item in regulation_of(edition).items],
        "contest": [None, *dataset.settings.contests],
        "place_id": dataset.places["place_id"].to_list(),
        "confidence": list(CONFIDENCE),
    }
    seen: set[tuple[str, str | None, str]] = set()
    for at, row in enumerate(rows):
        for column, words in known.items():
            found = getattr(row, column)
            if found not in words:
                yield _unknown(at, column, found, words)
        yield from _counts(at, row)
        if row.key in seen:
            yield _fault(
                at,
                "item",
                (
                    " ".join(str(part or "-") for part in row.key),
                    _("each item, contest and store once"),
                    _("Add the two rows up into one."),
                ),
            )
        seen.add(row.key)


def _counts(at: int, row: StockRow) -> Iterator[Fault]:
    for column in ("received", "damaged"):
        found = getattr(row, column)
        if not 0 <= found <= MOST:
            yield _fault(
                at,
                column,
                (
                    str(found),
                    _("a whole number from 0 to 1,000,000,000"),
                    _("Count the pieces anew."),
                ),
            )
    if row.damaged > row.received:
        yield _fault(
            at,
            "damaged",
            (
                str(row.damaged),
                _("no more than %(received)s, what was received")
                % {"received": row.received},
                _("Correct one of the two."),
            ),
        )


def _unknown(
    at: int, column: str, found: str | None, words: Sequence[str | None]
) -> Fault:
    shown = [word for word in words if word]
    few = 12
    listed = ", ".join(shown[:few]) + (", …" if len(shown) > few else "")
    return _fault(
        at,
        column,
        (
            found or _("nothing"),
            _("one of %(list)s") % {"list": listed},
            _("Correct the word, or leave the row out."),
        ),
    )


def _fault(at: int, column: str, told: tuple[str, str, str]) -> Fault:
    found, expected, remedy = told
    return Fault(
        file=STOCK,
        column=f"rows.{at}.{column}",
        found=found,
        expected=expected,
        remedy=remedy,
    )


def rows_in(edition: Edition) -> list[StockRow]:
    """
    Give the table of stock of an edition.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    list of StockRow
        In the order of the key.
    """
    columns = list(StockRow.__dataclass_fields__)
    stock: pl.DataFrame = dataset_of(edition).stock.select(columns)
    return [StockRow(**row) for row in stock.iter_rows(named=True)]
