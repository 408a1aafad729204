"""What must not stand in a workbook, found before it is parsed."""

import re
from collections.abc import Iterator, Mapping
from posixpath import normpath
from xml.etree import ElementTree as ET

from sampai.errors import Fault
from sampai.tables.folding import each

# A spreadsheet ends at this row; the tables have no more columns than Z.
ROWS_MAX = 1_048_576
CELLS_FREE = 5_000_000
CELLS_PER_FILLED = 20
# A cell holds at most 32,767 signs, each of up to six bytes in XML.
TEXT_MAX = 200_000
TEXT_TOTAL_MAX = 2_000_000_000

REFERENCE = rb"\br\s*=\s*[\"']"
FAR_COLUMN = re.compile(REFERENCE + rb"[A-Za-z]{2,}\d")
FAR_ROW = re.compile(REFERENCE + rb"[A-Za-z]?(\d{7,})")
HUNDRED_THOUSANDTH_ROW = re.compile(REFERENCE + rb"[A-Za-z]?\d{6,}")
COLUMN = re.compile(REFERENCE + rb"([A-Za-z])\d")
FILLED = re.compile(rb"<(?:\w+:)?c[\s/>]")
SHARED = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
CELL = rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d+)[\"'][^>]*>"
FORMULA = re.compile(CELL + rb"\s*<(?:\w+:)?f[\s/>]")
ANY_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
ERROR = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*?\bt\s*=\s*[\"']e[\"'])"
    rb"[^>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d+)[\"']"
)
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([^\"']*)")
AS_VALUE = "Copy the cells and paste them as values."


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """
    Find which part of the package holds which sheet.

    Parameters
    ----------
    parts
        Contents of the package by name, without a document type.

    Returns
    -------
    dict
        Name of the part by name of the sheet.

    Raises
    ------
    KeyError, ElementTree.ParseError
        When it is no workbook.
    """
    targets = {
        element.get("Id"): element.get("Target", "")
        for element in _tree(parts["xl/_rels/workbook.xml.rels"])
    }
    found: dict[str, str] = {}
    for element in _tree(parts["xl/workbook.xml"]).iter():
        if element.tag.endswith("}sheet"):
            link = next(
                (
                    value
                    for name, value in element.items()
                    if name.endswith("}id")
                ),
                None,
            )
            target = targets[link]
            inside = target.lstrip("/")
            if not target.startswith("/"):
                inside = normpath(f"xl/{target}")
            found[element.get("name", "")] = inside
    return found


def _tree(content: bytes) -> ET.Element:
    # Without a document type there are no entities that could blow up.
    return ET.fromstring(content)  # noqa: S314


def dangers(parts: Mapping[str, bytes]) -> str | None:
    """
    Tell whether parsing the package could exhaust the machine.

    Parameters
    ----------
    parts
        Contents of the package by name.

    Returns
    -------
    str or None
        What is wrong, or ``None``.
    """
    for name, content in parts.items():
        if b"\0" in content:
            return f"{name} is not UTF-8"
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            return f"{name} declares entities"
        if FAR_COLUMN.search(content):
            return f"{name} has cells beyond column Z"
        if any(int(row) > ROWS_MAX for row in FAR_ROW.findall(content)):
            return f"{name} has cells beyond row {ROWS_MAX}"
        if _scattered(content):
            return f"{name} has a few cells in very distant rows"
    return _repeated_text(parts)


def _scattered(content: bytes) -> bool:
    """Tell whether a reader would fill memory with the blanks between."""
    if not HUNDRED_THOUSANDTH_ROW.search(content):
        return False
    filled = len(FILLED.findall(content))
    letters = {letter.upper() for letter in COLUMN.findall(content)}
    columns = ord(max(letters, default=b"A")) - ord("A") + 1
    whole = ROWS_MAX * columns
    return whole > max(CELLS_FREE, CELLS_PER_FILLED * filled)


def _repeated_text(parts: Mapping[str, bytes]) -> str | None:
    # The parser finds the part whatever the case of its name.
    longest = max(
        (
            len(text)
            for name, content in parts.items()
            if name.lower() == "xl/sharedstrings.xml"
            for text in re.split(rb"</(?:\w+:)?si>", content)
        ),
        default=0,
    )
    if longest > TEXT_MAX:
        return "a text longer than a cell can hold"
    used = sum(len(SHARED.findall(content)) for content in parts.values())
    if used * longest > TEXT_TOTAL_MAX:
        return "long texts repeated without end"
    return None


def unwanted(file: str, content: bytes) -> Iterator[Fault]:
    """
    Find formulas, errors and merged cells of a sheet.

    Parameters
    ----------
    file
        Workbook and sheet.
    content
        XML of the sheet.

    Yields
    ------
    Fault
        One for each, the many past the first ones as one.
    """
    formulas = FORMULA.findall(content)
    yield from _cells(file, formulas, "a formula")
    if not formulas and ANY_FORMULA.search(content):
        yield Fault(
            file=file,
            found="a formula",
            expected="a value",
            remedy=AS_VALUE,
        )
    errors = ERROR.findall(content)
    yield from _cells(file, errors, "an error such as #REF!")
    yield from each(
        MERGED.findall(content),
        lambda merged: Fault(
            file=file,
            found=f"the merged cells {merged.decode(errors='replace')}",
            expected="one value in each cell",
            remedy="Unmerge them and fill in each cell.",
        ),
    )


def _cells(
    file: str, places: list[tuple[bytes, bytes]], found: str
) -> Iterator[Fault]:
    def tell(place: tuple[bytes, bytes]) -> Fault:
        column, row = place
        return Fault(
            file=file,
            row=int(row),
            found=f"{found} in cell {column.decode()}{row.decode()}",
            expected="a value",
            remedy=AS_VALUE,
        )

    return each(places, tell)
