"""Letter that asks for what is missing, as a page and as a PDF."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from sampai.documents.names import names_of
from sampai.documents.papers.dues import due_of
from sampai.documents.papers.material import Page
from sampai.documents.papers.setting import join, set_part
from sampai.documents.words import Words
from sampai.election import Item, Regulation, load_regulation, unknown_stock
from sampai.election.stock import balance
from sampai.tables import Dataset

TEMPLATE = "letter/main.typ"
FINGERPRINT = 16
SHAKY = ("assumed", "synthesised")
BLANK = "........................"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks:
    """
    What a person adds to a letter; what is missing leaves it a draft.

    Parameters
    ----------
    head
        Whose commission it is, such as ``Kabupaten Pesisir Barat``.
    number, place, addressee, signatory, office
        As they are to stand; blank where they are not known yet.
    dated
        Date of the letter.
    """

    head: str = ""
    number: str = ""
    place: str = ""
    addressee: str = ""
    signatory: str = ""
    office: str = ""
    dated: date | None = None

    @property
    def is_draft(self) -> bool:
        """Whether number, date or signatory is missing."""
        return not (self.number and self.dated and self.signatory)


def letter(
    dataset: Dataset, edition: str, blanks: Blanks, language: str
) -> Page:
    """
    Write the letter; a template sets it.

    Parameters
    ----------
    dataset
        The regency, its needs and its stock.
    edition
        What its data are called.
    blanks
        What a person adds.
    language
        ``id`` or ``en``.

    Returns
    -------
    dict
        Plain values that JSON can hold.
    """
    words = names_of(dataset, language).words
    regulation = load_regulation(dataset.settings.regulation)
    rows = _short(dataset, regulation, words)
    return {
        "language": language,
        "title": words("letter.title"),
        "texts": words.section("letter"),
        "head": (blanks.head or dataset.settings.name).upper(),
        "is_draft": blanks.is_draft,
        "number": blanks.number or BLANK,
        "dated": f"{blanks.place or BLANK}, {_date(blanks.dated, words)}",
        "addressee": blanks.addressee.splitlines() or [BLANK],
        "opening": _opening(dataset, regulation, blanks, words),
        "rows": rows,
        "has_doubt": any(row["is_doubtful"] for row in rows),
        "unknown": _unknown(dataset, regulation, words),
        "office": blanks.office or BLANK,
        "signatory": blanks.signatory or BLANK,
        "made_from": words(
            "letter.made_from",
            edition=edition,
            fingerprint=dataset.input_sha256()[:FINGERPRINT],
        ),
    }


def letter_pdf(page: Page) -> bytes:
    """
    Set a letter.

    Parameters
    ----------
    page
        As `letter` wrote it.

    Returns
    -------
    bytes
        The same letter gives the same bytes.
    """
    return join([set_part(page, TEMPLATE)], str(page["title"]))


def _date(dated: date | None, words: Words) -> str:
    if dated is None:
        return BLANK
    month = words.several("calendar.months")[dated.month - 1]
    return f"{dated.day} {month} {dated.year}"


def _opening(
    dataset: Dataset, regulation: Regulation, blanks: Blanks, words: Words
) -> str:
    voters = dataset.tps.select(
        pl.sum_horizontal("voters_male", "voters_female").sum()
    ).item()
    return words(
        "letter.opening",
        date=words.date(0),
        name=blanks.head or dataset.settings.name,
        regulation=getattr(regulation, f"name_{words.language}"),
        tps=words.whole(dataset.tps.height),
        voters=words.whole(voters),
    )


def _short(
    dataset: Dataset, regulation: Regulation, words: Words
) -> list[dict[str, str | bool]]:
    found = balance(dataset, regulation).filter(pl.col("short") > 0)
    shaky = dataset.stock.filter(pl.col("confidence").is_in(SHAKY))
    return [
        {
            **_named(dataset, regulation, words, row["item"]),
            "contest": _contest(words, row["contest"]),
            "needed": words.whole(row["needed"]),
            "good": words.whole(row["received"] - row["damaged"]),
            "short": words.whole(row["short"]),
            "is_doubtful": not shaky.filter(
                pl.col("item") == row["item"],
                pl.col("contest").eq_missing(row["contest"])
                | pl.lit(row["contest"] is None),
            ).is_empty(),
        }
        for row in found.iter_rows(named=True)
    ]


def _unknown(
    dataset: Dataset, regulation: Regulation, words: Words
) -> list[dict[str, str]]:
    return [
        {
            **_named(dataset, regulation, words, row["item"]),
            "contest": _contest(words, row["contest"]),
            "needed": words.whole(row["needed"]),
        }
        for row in unknown_stock(dataset, regulation).iter_rows(named=True)
    ]


def _contest(words: Words, contest: str | None) -> str:
    return words.code("contest", contest) if contest else ""


def _named(
    dataset: Dataset, regulation: Regulation, words: Words, code: str
) -> dict[str, str]:
    item: Item = regulation.item(code)
    due = due_of(item, regulation, dataset.settings)
    day = words.day_of(due) if due else 0
    return {
        "item": f"{code} {getattr(item, f'name_{words.language}')}",
        "unit": words.code("unit", item.unit),
        "due": f"{words.day(day)} {words.short_date(day)}" if due else "",
    }
