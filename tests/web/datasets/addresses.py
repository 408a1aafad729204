"""Where the pages of the data are, and what stands in a workbook."""

import io

from django.urls import reverse
from python_calamine import CalamineWorkbook

CODE = "pesisir-barat-2024"


def address(name: str, *parts: object) -> str:
    """Find the address of a page of the data."""
    return reverse(f"datasets:{name}", args=[CODE, *parts])


def rows_of(data: bytes, sheet: str) -> list[dict[str, object]]:
    """Read a sheet as rows by column."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    header, *rows = book.get_sheet_by_name(sheet).to_python()
    return [dict(zip(header, row, strict=True)) for row in rows]
