"""
Whose work is copied: the name, version and licence of every package.

A bundle carries packages of its own; their licences ask to be shown too, so
the list is of all that the lock installs for the product, not only of those
that `wanted.toml` names.
"""

import json
from pathlib import Path
from typing import Any

from sampai.web.assets.coast import CREDIT
from sampai.web.assets.wanted import WantedFile

_TEXTS = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "COPYING")
_NATURAL_EARTH = {
    "name": "Natural Earth",
    "version": "1:10m",
    "licence": CREDIT,
    "files": ["coast.json"],
    "text": (
        "Made with Natural Earth. All versions of its raster and vector"
        " map data are in the public domain."
    ),
}


def licences(
    modules: Path, lock: dict[str, Any], wanted: list[WantedFile]
) -> list[dict[str, Any]]:
    """
    List the packages of the product with their licences.

    Parameters
    ----------
    modules
        The ``node_modules`` folder that the lock was installed to.
    lock
        The content of package-lock.json.
    wanted
        The files that are copied.

    Returns
    -------
    list[dict[str, Any]]
        Name, version, licence, the files that are copied as they are (none
        for a package inside another's bundle) and the licence's text.
    """
    files = [file for file in wanted if file.audience == "product"]
    rows = [
        _row(modules.parent / path, name, files)
        for path, package in sorted(lock["packages"].items())
        # One package may carry another's older version inside it.
        if (name := path.rpartition("node_modules/")[2])
        and not package.get("dev", False)
        and not name.startswith("@types/")
    ]
    return [*rows, _NATURAL_EARTH]


def _row(folder: Path, name: str, files: list[WantedFile]) -> dict[str, Any]:
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    texts = [folder / text for text in _TEXTS if (folder / text).is_file()]
    return {
        "name": name,
        "version": package["version"],
        "licence": package.get("license", ""),
        "files": [file.target for file in files if file.package == name],
        "text": texts[0].read_text(encoding="utf-8") if texts else "",
    }
