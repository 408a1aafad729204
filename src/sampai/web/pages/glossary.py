"""The words of the field as help shows them, after docs/glossary.md."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sampai.web.pages.speech import language

FILE = Path(__file__).with_name("glossary.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """
    One word of the field.

    Parameters
    ----------
    slug
        Its anchor on the page.
    name, other
        What it is called in the language of the page, and in the other.
    meaning
        One sentence.
    """

    slug: str
    name: str
    other: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """
    Terms that belong together.

    Parameters
    ----------
    name
        What they have in common.
    terms
        In the order of the file.
    """

    name: str
    terms: tuple[Term, ...]


def sections() -> tuple[Section, ...]:
    """
    Give all terms in the language of the page.

    Returns
    -------
    tuple of Section
        In the order of the file.
    """
    return _sections(language())


def terms_for(asked: str) -> list[Term]:
    """
    Find terms.

    Parameters
    ----------
    asked
        Part of a name or of a meaning, whatever its case.

    Returns
    -------
    list of Term
        Those whose name has it come first.
    """
    wanted = asked.casefold()
    terms = [term for section in sections() for term in section.terms]
    named = [
        term
        for term in terms
        if wanted in f"{term.name} {term.other}".casefold()
    ]
    meant = [term for term in terms if wanted in term.meaning.casefold()]
    return named + [term for term in meant if term not in named]


@lru_cache(maxsize=2)
def _sections(spoken: str) -> tuple[Section, ...]:
    other = "id" if spoken == "en" else "en"
    with FILE.open("rb") as file:
        held = tomllib.load(file)["section"]
    return tuple(
        Section(
            name=section[spoken],
            terms=tuple(
                Term(
                    slug=term["slug"],
                    name=term[spoken][0],
                    other=term[other][0],
                    meaning=term[spoken][1],
                )
                for term in section["term"]
            ),
        )
        for section in held
    )
