"""Lists as files: CSV, and a workbook with what explains them."""

import io
from collections.abc import Mapping
from typing import Any

import polars as pl
from django.http import HttpResponse

from sampai.tables.escaping import escape

CSV = "text/csv; charset=utf-8"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ("csv", "xlsx")


def list_file(
    sheets: Mapping[str, pl.DataFrame], form: str, name: str
) -> HttpResponse:
    """
    Give a list as a file to keep.

    Parameters
    ----------
    sheets
        Frames by the name of their sheet; a CSV file holds the first.
    form
        One of `FORMS`.
    name
        Name of the file without its ending.

    Returns
    -------
    HttpResponse
        The file.
    """
    if form == "csv":
        body, kind = csv_of(next(iter(sheets.values()))).encode(), CSV
    else:
        body, kind = _workbook(sheets), SHEET
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def csv_of(frame: pl.DataFrame) -> str:
    """
    Write a frame as CSV that no spreadsheet takes for formulas.

    Parameters
    ----------
    frame
        Text and numbers.

    Returns
    -------
    str
        With a header.
    """
    texts = pl.col(pl.String).map_elements(escape, return_dtype=pl.String)
    return frame.with_columns(texts).write_csv()


def _workbook(sheets: Mapping[str, pl.DataFrame]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 (40 ms, for this file alone)

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    bold = book.add_format({"bold": True})
    for name, frame in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, frame.columns, bold)
        for at, row in enumerate(frame.iter_rows(), start=1):
            for column, cell in enumerate(row):
                _write_cell(sheet, at, column, cell)
        sheet.freeze_panes(1, 1)
        sheet.autofit(320)
    book.close()
    return held.getvalue()


def _write_cell(sheet: Any, at: int, column: int, cell: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(at, column, cell)
    else:
        sheet.write_number(at, column, cell)
