"""Languages that results and papers are written in."""

from enum import StrEnum


class Language(StrEnum):
    """Bahasa Indonesia comes first, English stands beside it."""

    INDONESIAN = "id"
    ENGLISH = "en"
