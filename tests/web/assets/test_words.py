"""Every sentence of the site is said in Indonesian too."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from sampai.web.assets.compiling import WEB, catalogues, compile_words

BLANK = re.compile(r"%\(\w+\)s|\{\w*\}")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}


def _sources() -> Iterator[tuple[Path, bytes]]:
    for path in sorted(WEB.rglob("*.py")):
        yield path, path.read_bytes()
    for path in sorted(WEB.rglob("templates/**/*.html")):
        yield path, templatize(path.read_text(encoding="utf-8")).encode()


def _said() -> dict[tuple[str, str], str]:
    """Where each sentence stands, by its context and its words."""
    found = {}
    for path, source in _sources():
        hits = extract("python", BytesIO(source), keywords=KEYWORDS)
        for line, message, _comments, context in hits:
            words = message if isinstance(message, tuple) else (message,)
            if words[0]:
                where = f"{path.relative_to(WEB)}:{line}"
                found[context or "", words[0]] = where
    return found


def _translated() -> dict[tuple[str, str], polib.POEntry]:
    return {
        (entry.msgctxt or "", entry.msgid): entry
        for path in catalogues()
        for entry in polib.pofile(str(path)).translated_entries()
    }


def test_every_sentence_has_an_indonesian_translation():
    known = _translated()
    missing = [
        f"{where}: {key[1]!r}"
        for key, where in _said().items()
        if key not in known
    ]
    assert missing == []


def test_no_translation_is_left_over():
    said = _said()
    left = [key for key in _translated() if key not in said]
    assert left == []


def test_the_blanks_of_a_sentence_are_kept():
    wrong = []
    for (_context, words), entry in _translated().items():
        said = entry.msgstr_plural.values() or [entry.msgstr]
        allowed = set(BLANK.findall(words + (entry.msgid_plural or "")))
        wrong += [
            (words, text)
            for text in said
            if not set(BLANK.findall(text)) <= allowed
            or (not entry.msgid_plural and set(BLANK.findall(text)) != allowed)
        ]
    assert wrong == []


def test_one_sentence_is_translated_in_one_way():
    """Django merges the catalogues of the apps: the last would win."""
    said: dict[tuple[str, str], set[str]] = {}
    for path in catalogues():
        for entry in polib.pofile(str(path)):
            told = entry.msgstr or str(sorted(entry.msgstr_plural.items()))
            key = (entry.msgctxt or "", entry.msgid)
            said.setdefault(key, set()).add(told)
    assert {key: told for key, told in said.items() if len(told) > 1} == {}


def test_words_are_compiled_beside_their_source(tmp_path: Path):
    folder = tmp_path / "app" / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.append(polib.POEntry(msgid="Stock", msgstr="Stok"))
    catalogue.save(str(folder / "django.po"))
    assert compile_words(tmp_path) == 1
    compiled = polib.mofile(str(folder / "django.mo"))
    assert compiled.find("Stock").msgstr == "Stok"


def test_a_sentence_given_twice_is_refused(tmp_path: Path):
    folder = tmp_path / "app" / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    entry = 'msgid "a"\nmsgstr "b"\n\n'
    (folder / "django.po").write_text(entry * 2)
    with pytest.raises(ValueError, match="already exists"):
        compile_words(tmp_path)
