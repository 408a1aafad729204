"""Faults in the language of the reader; English is what they are made in."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from string import Formatter

from sampai.documents.catalogue import Texts
from sampai.errors import Fault

ENGLISH = "en"
# Without a quote: with one, it would be the rest of a value.
CODE = r"[^\s,']+"
# What is said of a file: all the rest is its name.
OF_FILE = re.compile(r", sheet |^edition \d+, ")
# A page of faults says the same few texts again and again.
KEPT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """
    What a blank of a template takes, and how it is said.

    Parameters
    ----------
    pattern
        Regular expression of what may stand there.
    say
        Says it in Indonesian; None where it cannot be said.
    """

    pattern: str
    say: Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """
    One text with blanks, in English and in Indonesian.

    Parameters
    ----------
    english, indonesian
        The same text; the blanks in braces are the same in both.
    pattern
        Takes the English text and gives its blanks by name.
    parts
        The Indonesian text in pieces: what stands before a blank, and the
        name of the blank; None behind the last piece.
    """

    english: str
    indonesian: str
    pattern: re.Pattern[str]
    parts: tuple[tuple[str, str | None], ...]

    def fill(self, text: str) -> str | None:
        """
        Say a text that was made of this template.

        Parameters
        ----------
        text
            English text.

        Returns
        -------
        str or None
            The text in Indonesian; None where the template does not fit.
        """
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        told: list[str] = []
        for before, name in self.parts:
            told.append(before)
            if name is not None:
                one = BLANKS[kind_of(name)].say(found[name])
                if one is None:
                    return None
                told.append(one)
        return "".join(told)


def in_language(fault: Fault, language: str) -> Fault:
    """
    Say a fault in the language of its reader.

    Parameters
    ----------
    fault
        As it was found: in English.
    language
        ``id`` or ``en``.

    Returns
    -------
    Fault
        Values, codes and numbers in it stay as they stand in the file; a
        text that is not in the catalogue stays in English.
    """
    return replace(
        fault,
        file=where(fault.file, language),
        found=said(fault.found, language),
        expected=said(fault.expected, language),
        remedy=said(fault.remedy, language),
    )


def where(file: str, language: str) -> str:
    """
    Say the file of a fault in the language of its reader.

    Parameters
    ----------
    file
        Name of a file, with its sheet or edition where it has one.
    language
        ``id`` or ``en``.

    Returns
    -------
    str
        Names stay as they are, whatever words they are made of.
    """
    return said(file, language) if OF_FILE.search(file) else file


def sentence(fault: Fault, language: str) -> str:
    """
    Tell what was found, what was expected and how to mend it.

    Parameters
    ----------
    fault
        As it was found: in English.
    language
        ``id`` or ``en``.

    Returns
    -------
    str
        Without the place at which it stands.
    """
    told = in_language(fault, language)
    return Texts(language=language)(
        "fault.sentence",
        found=told.found,
        expected=told.expected,
        remedy=told.remedy,
    )


def said(text: str, language: str) -> str:
    """
    Say one text of a fault in the language of its reader.

    Parameters
    ----------
    text
        What was found or expected, or the remedy, in English.
    language
        ``id`` or ``en``.

    Returns
    -------
    str
        The text; in English where the catalogue does not have it.
    """
    # Refuses a language that nobody has texts in.
    if Texts(language=language).language == ENGLISH:
        return text
    known = in_indonesian(text)
    return text if known is None else known


@lru_cache(maxsize=KEPT)
def in_indonesian(text: str) -> str | None:
    """
    Say one text of a fault in Indonesian, if the catalogue can.

    Parameters
    ----------
    text
        English text.

    Returns
    -------
    str or None
        Of the most specific template that fits; None where none does.
    """
    plain = _plain().get(text)
    if plain is not None:
        return plain
    for template in templates():
        known = template.fill(text)
        if known is not None:
            return known
    return None


@cache
def pairs() -> Mapping[str, str]:
    """
    Read the whole catalogue.

    Returns
    -------
    Mapping
        Indonesian by English template, in the order of the files.
    """
    known: dict[str, str] = {}
    folder = files("sampai.documents") / "texts" / "faults"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            known |= tomllib.loads(file.read_text(encoding="utf-8"))
    return known


@cache
def _plain() -> Mapping[str, str]:
    """Give the texts without a blank: they need no looking for."""
    return {
        english: indonesian
        for english, indonesian in pairs().items()
        if not blanks_of(english)
    }


@cache
def templates() -> tuple[Template, ...]:
    """
    Give the templates with blanks.

    Returns
    -------
    tuple of Template
        The most specific first: that with most letters of its own.
    """
    made = [
        _compiled(english, indonesian)
        for english, indonesian in pairs().items()
        if blanks_of(english)
    ]
    return tuple(sorted(made, key=_own_letters, reverse=True))


def _own_letters(template: Template) -> int:
    pieces = Formatter().parse(template.english)
    return sum(len(literal) for literal, *_ in pieces)


def _compiled(english: str, indonesian: str) -> Template:
    pattern = "".join(
        re.escape(literal)
        + (f"(?P<{name}>{BLANKS[kind_of(name)].pattern})" if name else "")
        for literal, name, *_ in Formatter().parse(english)
    )
    return Template(
        english=english,
        indonesian=indonesian,
        pattern=re.compile(pattern, re.DOTALL),
        parts=tuple(
            (literal, name)
            for literal, name, *_ in Formatter().parse(indonesian)
        ),
    )


def blanks_of(text: str) -> list[str]:
    """
    Name the blanks of a template.

    Parameters
    ----------
    text
        Template in either language.

    Returns
    -------
    list of str
        In the order of the text.
    """
    return [name for _, name, *_ in Formatter().parse(text) if name]


def kind_of(name: str) -> str:
    """
    Tell what a blank takes.

    Parameters
    ----------
    name
        Such as ``code2``.

    Returns
    -------
    str
        Its kind, such as ``code``; the digit only tells two apart.
    """
    return name.rstrip("0123456789")


def _as_it_is(text: str) -> str:
    return text


def _blank_or_value(text: str) -> str:
    return in_indonesian("nothing") or text if text == "nothing" else text


def _key(text: str) -> str:
    """Say the blank cells among the values of a key."""
    blank = in_indonesian("nothing") or ""
    return re.sub(r"(?:^|(?<=', ))nothing(?=$|, ')", blank, text)


def _listed(text: str) -> str:
    """Say the word before the last of a list."""
    before, word, last = text.rpartition(" or ")
    if word:
        return f"{before} atau {last}"
    before, word, last = text.rpartition(" and ")
    return f"{before} dan {last}" if word else text


def _if_known(text: str) -> str:
    return in_indonesian(text) or text


BLANKS: Mapping[str, Blank] = {
    # A value in quotes, or nothing.
    "value": Blank(pattern=r"'.*'|nothing", say=_blank_or_value),
    # Several of these, with commas between.
    "key": Blank(pattern=r"(?:'|nothing, ').*'(?:, nothing)?", say=_key),
    "n": Blank(pattern=r"-?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?", say=_as_it_is),
    "code": Blank(pattern=CODE, say=_as_it_is),
    # Codes with commas between, and perhaps a word before the last one.
    "codes": Blank(
        pattern=rf"{CODE}(?:, {CODE})*(?: (?:or|and) {CODE})?", say=_listed
    ),
    # The same of words that may have blanks in them.
    "words": Blank(pattern=r".+", say=_listed),
    # Anything.
    "raw": Blank(pattern=r".+", say=_as_it_is),
    # Anything at the beginning, where a quote would begin a value.
    "bare": Blank(pattern=r"(?!').+", say=_as_it_is),
    # Said where the catalogue has it, else left as it is.
    "why": Blank(pattern=r".+", say=_if_known),
    # Must be in the catalogue itself.
    "said": Blank(pattern=r".+", say=in_indonesian),
}
