"""The catalogue of texts, every one in both languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("id", "en")

Text = str | list[str]


@cache
def catalogue() -> Mapping[str, Mapping[str, Text]]:
    """
    All texts of the documents.

    Returns
    -------
    Mapping
        Text by language, by key such as ``stage.depot_to_hub``.
    """
    texts: dict[str, Mapping[str, Text]] = {}
    folder = files("sampai.documents") / "texts"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            tree = tomllib.loads(file.read_text(encoding="utf-8"))
            for section, entries in tree.items():
                for key, text in entries.items():
                    texts[f"{section}.{key}"] = text
    return texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """
    Speak one language.

    Parameters
    ----------
    language
        ``id`` or ``en``.
    """

    language: str

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            message = f"no texts in {self.language!r}, only in id and en"
            raise ValueError(message)

    def __call__(self, key: str, **values: object) -> str:
        """Find the text of a key and fill its blanks."""
        text = catalogue()[key][self.language]
        return str(text).format(**values) if values else str(text)

    def several(self, key: str) -> list[str]:
        """
        Find a list of texts.

        Parameters
        ----------
        key
            Key of the list.

        Returns
        -------
        list of str
            Such as the names of the months.
        """
        return list(catalogue()[key][self.language])

    def section(self, section: str) -> dict[str, Text]:
        """
        Find all texts of a section.

        Parameters
        ----------
        section
            Part of the keys before the dot.

        Returns
        -------
        dict
            Texts by the rest of the key.
        """
        start = f"{section}."
        return {
            key.removeprefix(start): text[self.language]
            for key, text in catalogue().items()
            if key.startswith(start)
        }

    def code(self, section: str, code: str) -> str:
        """
        Put a code of the tables into words.

        Parameters
        ----------
        section
            Kind of code, such as ``surface``.
        code
            The code.

        Returns
        -------
        str
            Its name; the code itself where we know no name, because a
            dataset may bring codes and sentences of its own.
        """
        text = catalogue().get(f"{section}.{code}")
        return str(text[self.language]) if text else code
