"""The files that are wanted, copied from where npm put them."""

import json
import re
from pathlib import Path

from sampai.web.assets.coast import coast_within
from sampai.web.assets.licences import licences
from sampai.web.assets.wanted import WantedFile, wanted_files

# A line that names a source map that is not copied stops collectstatic.
_SOURCE_MAP = re.compile(
    r"^[ \t]*(?://|/\*)[#@][ \t]*sourceMappingURL=[^\n]*\n?", re.MULTILINE
)


def without_source_map(text: str) -> str:
    """
    Strip the lines that name a source map.

    Parameters
    ----------
    text
        A script or a style sheet.

    Returns
    -------
    str
        The same without those lines.
    """
    return _SOURCE_MAP.sub("", text)


def copy_wanted(modules: Path, lock: Path, vendor: Path, tests: Path) -> None:
    """
    Copy the wanted files and write whose work they are.

    Parameters
    ----------
    modules
        The ``node_modules`` folder that the lock was installed to.
    lock
        The file package-lock.json.
    vendor
        Folder that the product serves.
    tests
        Folder that only the browser tests load from.
    """
    wanted = wanted_files()
    folders = {"product": vendor, "tests": tests}
    for file in wanted:
        folder = folders[file.audience]
        folder.mkdir(parents=True, exist_ok=True)
        text = _content(modules, file)
        (folder / file.target).write_text(text, encoding="utf-8")
    packages = json.loads(lock.read_text(encoding="utf-8"))
    credit = {"packages": licences(modules, packages, wanted)}
    text = json.dumps(credit, indent=1, ensure_ascii=False)
    (vendor / "licences.json").write_text(f"{text}\n", encoding="utf-8")


def _content(modules: Path, file: WantedFile) -> str:
    text = (modules / file.package / file.path).read_text(encoding="utf-8")
    if file.make == "coast":
        coast = coast_within(json.loads(text))
        return json.dumps(coast, separators=(",", ":"))
    return without_source_map(text)
