"""A workbook is read value by value; what is doubtful is refused."""

import datetime as dt
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from sampai.errors import DatasetError
from sampai.tables import DATASET_TABLES, read_dataset
from sampai.tables.cells import Sheet, parse
from sampai.tables.workbook_reading import read_workbook
from tests.tables.books import book, book_of, changed, parts_of, zipped

SPEEDS = DATASET_TABLES["speeds"]
# Places of the sheets: dataset is the first, places the second, ...
LEGS = "xl/worksheets/sheet4.xml"
SPEEDS_SHEET = "xl/worksheets/sheet7.xml"


def refused(data: bytes, tmp_path: Path) -> list[str]:
    """Tell what is said of a workbook, line by line."""
    path = tmp_path / "kpu.xlsx"
    path.write_bytes(data)
    with pytest.raises(DatasetError) as error:
        read_dataset(path)
    return str(error.value).splitlines()


def speeds(*rows: list) -> Sheet:
    """Write rows into the sheet of the speeds and read them."""

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, list(SPEEDS.columns))
        for at, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                form = date if isinstance(value, dt.date) else None
                sheet.write(at, place, value, form)

    source = read_workbook("kpu.xlsx", book(speeds=fill), DATASET_TABLES)
    return parse(SPEEDS, source.tables["speeds"])


def test_numbers_as_numbers_and_as_text_are_read():
    sheet = speeds(["a", "b", 6, "real"], ["a", "c", "6.5", "real"])
    assert sheet.frame["speed_kmh"].to_list() == [6, 6.5]
    assert not sheet.faults


def test_whole_numbers_may_be_codes_but_no_decimal_ones():
    """18.10 typed as a number has lost its last digit already."""
    sheet = speeds([12, "b", 6, "real"], [18.10, "b", 6, "real"])
    assert [str(fault) for fault in sheet.faults] == [
        (
            "kpu.xlsx, sheet speeds, row 3, column 'vehicle_type': found"
            " the number 18.1, expected a code of letters, digits, '.', '_'"
            " and '-'. Format the cell as text and type it again."
        )
    ]


def test_a_cell_that_became_a_date_is_told():
    sheet = speeds(["a", "b", dt.date(2024, 5, 6), "real"])
    assert [str(fault) for fault in sheet.faults] == [
        (
            "kpu.xlsx, sheet speeds, row 2, column 'speed_kmh': found the date"
            " 2024-05-06, expected a number from 0.1 to 120."
            " Format the cell as text and type it again."
        )
    ]


def test_rows_between_blank_ones_keep_their_numbers():
    sheet = speeds([], ["a", "b", 6, "real"], [], ["a", "b", 6, "real"])
    assert sheet.frame["row"].to_list() == [3, 5]
    assert sheet.faults[0].found == "'a', 'b' again, as in row 3"


def test_times_typed_as_times_are_read():
    """A cell of 0.25 formatted as a time is six o'clock."""
    table = DATASET_TABLES["places"]

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, list(table.columns))
        sheet.write_datetime(
            1, 7, dt.time(6), workbook.add_format({"num_format": "hh:mm"})
        )
        sheet.write_number(
            1, 8, 0.75, workbook.add_format({"num_format": "[h]:mm"})
        )

    source = read_workbook("kpu.xlsx", book(places=fill), DATASET_TABLES)
    frame = parse(table, source.tables["places"]).frame
    assert frame.select("opens", "closes").row(0) == (dt.time(6), dt.time(18))


def test_a_formula_is_refused_for_its_value_may_be_old(sound, tmp_path):
    data = changed(
        book_of(sound, tmp_path),
        LEGS,
        b"<v>7500</v>",
        b"<f>7000+500</f><v>0</v>",
    )
    assert refused(data, tmp_path)[0] == (
        "kpu.xlsx, sheet legs, row 2: found a formula in cell D2, expected a"
        " value. Copy the cells and paste them as values."
    )


def test_a_formula_in_a_cell_without_its_place_is_refused_too(sound, tmp_path):
    data = changed(
        book_of(sound, tmp_path),
        LEGS,
        b"<v>7500</v></c>",
        b"<v>7500</v></c><c><f>1</f></c>",
    )
    assert refused(data, tmp_path)[0] == (
        "kpu.xlsx, sheet legs: found a formula, expected a value."
        " Copy the cells and paste them as values."
    )


def test_an_error_value_is_told(sound, tmp_path):
    data = changed(
        book_of(sound, tmp_path),
        LEGS,
        b'<c r="D2" s="3"><v>7500</v>',
        b'<c r="D2" s="3" t="e"><v>#REF!</v>',
    )
    assert refused(data, tmp_path)[0] == (
        "kpu.xlsx, sheet legs, row 2: found an error such as #REF! in cell"
        " D2, expected a value. Copy the cells and paste them as values."
    )


def test_merged_cells_are_told(sound, tmp_path):
    data = changed(
        book_of(sound, tmp_path),
        LEGS,
        b"</sheetData>",
        b'</sheetData><mergeCells count="1"><mergeCell ref="C2:C4"/>'
        b"</mergeCells>",
    )
    assert refused(data, tmp_path) == [
        (
            "kpu.xlsx, sheet legs: found the merged cells C2:C4, expected one"
            " value in each cell. Unmerge them and fill in each cell."
        )
    ]


def test_a_missing_and_a_misspelt_sheet_are_told(sound, tmp_path):
    data = changed(
        book_of(sound, tmp_path),
        "xl/workbook.xml",
        b'name="speeds"',
        b'name="Speed"',
    )
    assert refused(data, tmp_path) == [
        (
            "kpu.xlsx, sheet Speed: found an unknown sheet, expected only"
            " dataset, places, tps, legs, surfaces, vehicles, speeds, stages,"
            " stock, indicators, classes, personnel, objects, climate and"
            " hazards. Did you mean speeds?"
        ),
        (
            "kpu.xlsx, sheet speeds: found no such sheet, expected every table"
            " of a dataset. Add the sheet; with nothing to tell, only its"
            " header."
        ),
    ]


def test_a_hidden_sheet_more_is_told(tmp_path):
    def hide(_workbook: Workbook, sheet: Worksheet) -> None:
        sheet.hide()

    data = book(places=lambda *_: None, secret=hide)
    assert any(
        line.startswith("kpu.xlsx, sheet secret: found an unknown sheet")
        and line.endswith("Delete the sheet; it may be hidden.")
        for line in refused(data, tmp_path)
    )


def test_a_chart_sheet_more_is_told(sound, tmp_path):
    parts = parts_of(book_of(sound, tmp_path))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>",
        b'<sheet name="Chart1" sheetId="99" r:id="rId99"/></sheets>',
    )
    parts["xl/_rels/workbook.xml.rels"] = parts[
        "xl/_rels/workbook.xml.rels"
    ].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/chartsheet" Target='
        b'"chartsheets/sheet1.xml"/></Relationships>',
    )
    parts["xl/chartsheets/sheet1.xml"] = b"<chartsheet/>"
    lines = refused(zipped(parts), tmp_path)
    assert lines[0].startswith(
        "kpu.xlsx, sheet Chart1: found an unknown sheet"
    )
    assert len(lines) == 1


def test_settings_are_told_by_their_row(sound, tmp_path):
    data = changed(
        book_of(sound, tmp_path),
        "xl/worksheets/sheet1.xml",
        b"<v>0.999</v>",
        b"<v>99.9</v>",
    )
    assert refused(data, tmp_path) == [
        (
            "kpu.xlsx, sheet dataset, row 33, column"
            " 'targets.on_time_probability': found '99.9', expected a number"
            " from 0 to 1. Correct the value."
        )
    ]


def test_a_sheet_of_settings_without_its_columns_is_told(tmp_path):
    def fill(_workbook: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["key", "unit", "meaning"])

    lines = refused(book(dataset=fill), tmp_path)
    assert any("'value': found no such column" in line for line in lines)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "File is not a zip file"),
        (b"tps_id,village_id\n", "File is not a zip file"),
        (
            b"\xd0\xcf\x11\xe0" + bytes(600),
            "an old .xls file, or one with a password",
        ),
        (zipped({"a.txt": b"a"}), "'xl/_rels/workbook.xml.rels'"),
    ],
)
def test_what_is_no_workbook_is_told(data, why, tmp_path):
    assert refused(data, tmp_path) == [
        (
            f"kpu.xlsx: found no readable workbook ({why}), expected an .xlsx"
            " workbook. Open it in a spreadsheet and save it anew as .xlsx."
        )
    ]


def test_a_workbook_over_fifty_megabytes_is_refused(tmp_path):
    path = tmp_path / "kpu.xlsx"
    with path.open("wb") as stream:
        stream.truncate(60_000_000)
    with pytest.raises(DatasetError, match=r"^kpu\.xlsx: found 60\.0 MB"):
        read_dataset(path)
