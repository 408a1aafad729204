"""Write the workbook of a plan; the same plan gives the same bytes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sampai.documents.names import Names, names_of
from sampai.documents.risk.chances import BREAKS, chances_of
from sampai.documents.words import Words
from sampai.documents.workbook.sheets import (
    EXACT,
    Column,
    Share,
    Sheet,
    Value,
    operation_sheets,
)
from sampai.documents.workbook.summary import summary_sheet
from sampai.documents.workbook.supply import supply_sheets
from sampai.election import load_regulation
from sampai.tables import Dataset, Operation
from sampai.tables.escaping import escape

# Workbooks state when they were made; ours state the first day a zip file
# can hold, so that the same plan gives the same bytes.
MADE = datetime(1980, 1, 1)  # noqa: DTZ001  # the format knows no zone
# In letters, and how many rows of a column are looked at.
NARROWEST, WIDEST, LOOKED_AT = 8, 48, 200
MOMENT_WIDTH = 17
PERCENT = "0.00%"
# Fill and ink of the classes of chance, the worst first.
LEVELS = (
    *(("#5E1914", "#FFFFFF"), ("#C1440E", "#FFFFFF")),
    *(("#F08A24", "#000000"), ("#F7E7B5", "#000000")),
)
# Above the headers: title, and how restricted it is.
HEAD_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Styles:
    title: Format
    restricted: Format
    header: Format
    moment: Format
    whole: Format
    decimal: Format
    chance: Format
    exact: Format
    levels: tuple[Format, ...]


def write_workbook(
    dataset: Dataset, operation: Operation, path: Path, language: str
) -> None:
    """
    Write plan.xlsx.

    Parameters
    ----------
    dataset
        The regency.
    operation
        Its plan.
    path
        File to write.
    language
        ``id`` or ``en``.
    """
    names = names_of(dataset, language)
    regulation = load_regulation(dataset.settings.regulation)
    sheets = [
        summary_sheet(dataset, operation, names),
        *operation_sheets(
            dataset,
            operation,
            names,
            {item.code: item for item in regulation.items},
        ),
        *supply_sheets(dataset, regulation, names),
    ]
    sheets.append(_meanings(sheets, names))
    sure = _sure(operation, names.words)
    path.write_bytes(_packed(sheets, dataset.settings.name, names.words, sure))


def _sure(operation: Operation, words: Words) -> str:
    """Tell what stands where all scenarios went well."""
    if operation.risk.is_empty():
        return ""
    return chances_of(operation, words).share(1)


def _meanings(sheets: Sequence[Sheet], names: Names) -> Sheet:
    """Make the last sheet: every column, and its name in the CSV files."""
    words = names.words
    rows = [
        (
            words(f"sheet.{sheet.key}"),
            column.header,
            column.name,
            column.meaning,
        )
        for sheet in sheets
        for column in sheet.columns
        if column.name
    ]
    # The schemas tell the meaning in English alone.
    told = ("meaning",) if words.language == "en" else ()
    headers = ("sheet", "header", "file_column", *told)
    columns = [
        Column(
            name="",
            header=words(f"column.{header}"),
            meaning="",
            values=[row[at] for row in rows],
        )
        for at, header in enumerate(headers)
    ]
    return Sheet(key="columns", columns=columns)


def _packed(
    sheets: Sequence[Sheet], title: str, words: Words, sure: str
) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    book.set_properties(
        {
            "title": f"{words('general.product')}: {title}",
            "status": words("general.restricted"),
            "created": MADE,
        }
    )
    styles = _Styles(
        title=book.add_format({"bold": True, "font_size": 14}),
        restricted=book.add_format({"bold": True, "font_color": "#A31515"}),
        header=book.add_format(
            {
                "bold": True,
                "bg_color": "#DDE6EE",
                "text_wrap": True,
                "valign": "top",
                "bottom": 1,
            }
        ),
        moment=book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        whole=book.add_format({"num_format": "#,##0"}),
        decimal=book.add_format({"num_format": "#,##0.0###"}),
        chance=book.add_format({"num_format": f'[=1]"{sure}";{PERCENT}'}),
        exact=book.add_format({"num_format": PERCENT}),
        levels=tuple(
            book.add_format({"bg_color": fill, "font_color": ink})
            for fill, ink in LEVELS
        ),
    )
    for sheet in sheets:
        page = book.add_worksheet(words(f"sheet.{sheet.key}"))
        _set_up(page, words)
        page.write_string(
            0, 0, f"{title}: {words(f'sheet_note.{sheet.key}')}", styles.title
        )
        page.write_string(
            1, 0, words("general.restricted_long"), styles.restricted
        )
        _write(page, sheet, styles)
    book.close()
    return packed.getvalue()


def _set_up(page: Worksheet, words: Words) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROWS)
    page.set_header(f"&L{words('general.restricted')}&R&A")
    page.set_footer("&C&P / &N")


def _write(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    rows = max(len(column.values) for column in sheet.columns)
    # The first column names the row: it stays in view.
    page.freeze_panes(HEAD_ROWS + 1, 1)
    page.autofilter(
        HEAD_ROWS, 0, HEAD_ROWS + max(rows, 1), len(sheet.columns) - 1
    )
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, _width(column))
        page.write_string(HEAD_ROWS, at, column.header, styles.header)
        for row, value in enumerate(column.values, start=HEAD_ROWS + 1):
            if isinstance(value, Share):
                exact = column.name in EXACT
                style = styles.exact if exact else styles.chance
                page.write_number(row, at, value, style)
            else:
                _write_cell(page, (row, at), value, styles)
        if column.is_chance and rows:
            _colour(page, at, rows, styles.levels)


def _colour(
    page: Worksheet, at: int, rows: int, levels: Sequence[Format]
) -> None:
    """Colour chances by their class, as the map of the report does."""
    first, last = HEAD_ROWS + 1, HEAD_ROWS + rows
    # The first rule that holds stops: from the worst class up.
    for edge, level in zip((*BREAKS, 2), levels, strict=True):
        rule = {
            "type": "cell",
            "criteria": "<",
            "value": edge,
            "format": level,
            "stop_if_true": True,
        }
        page.conditional_format(first, at, last, at, rule)


def _width(column: Column) -> int:
    """Wide enough for the words; a long header wraps."""
    longest = max(map(len, column.header.split()), default=0) + 3
    for value in column.values[:LOOKED_AT]:
        wide = (
            MOMENT_WIDTH
            if isinstance(value, datetime)
            else len(str(value)) + 1
            if value is not None
            else 0
        )
        longest = max(longest, wide)
    return min(max(longest, NARROWEST), WIDEST)


def _write_cell(
    page: Worksheet, at: tuple[int, int], value: Value, styles: _Styles
) -> None:
    if isinstance(value, datetime):
        page.write_datetime(*at, value, styles.moment)
    elif isinstance(value, str):
        # Never as a formula, whatever it starts with.
        page.write_string(*at, escape(value))
    elif isinstance(value, int):
        page.write_number(*at, value, styles.whole)
    elif isinstance(value, float):
        whole = value.is_integer()
        page.write_number(
            *at, value, styles.whole if whole else styles.decimal
        )
