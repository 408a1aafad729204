"""Compile the words of the site: python -m sampai.web.assets.compiling."""

from pathlib import Path

import polib

WEB = Path(__file__).resolve().parent.parent


def catalogues(web: Path = WEB) -> list[Path]:
    """
    Find the words of every app.

    Parameters
    ----------
    web
        Folder of the apps.

    Returns
    -------
    list of Path
        The .po files, sorted.
    """
    return sorted(web.glob("**/locale/*/LC_MESSAGES/django.po"))


def compile_words(web: Path = WEB) -> int:
    """
    Write beside every .po what Django reads.

    Parameters
    ----------
    web
        Folder of the apps.

    Returns
    -------
    int
        How many were written.
    """
    found = catalogues(web)
    for path in found:
        catalogue = polib.pofile(str(path), check_for_duplicates=True)
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return len(found)


if __name__ == "__main__":
    compile_words()
