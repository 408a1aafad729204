"""What could exhaust the machine is found before it is parsed."""

import pytest

from sampai.tables.workbook_guard import dangers, sheet_parts, unwanted

SHEET = "xl/worksheets/sheet1.xml"


def cells(*places: bytes) -> bytes:
    """Write a sheet with cells in some places."""
    return b"<sheetData>%b</sheetData>" % b"".join(
        b'<row><c r="%b"><v>1</v></c></row>' % place for place in places
    )


def test_a_usual_sheet_is_no_danger():
    assert dangers({SHEET: cells(b"A1", b"Z99999")}) is None


@pytest.mark.parametrize(
    ("content", "danger"),
    [
        (cells(b"AA1"), "has cells beyond column Z"),
        (cells(b"xfd1"), "has cells beyond column Z"),
        (b"<c  r = 'AB12'/>", "has cells beyond column Z"),
        (cells(b"A1048577"), "has cells beyond row 1048576"),
        (b'<row r="4000000000">', "has cells beyond row 1048576"),
        (cells(b"A1", b"H900000"), "has a few cells in very distant rows"),
        (b"a\0", "is not UTF-8"),
        (b"<!DOCTYPE a>", "declares entities"),
        (b'<!ENTITY a "aaa">', "declares entities"),
    ],
)
def test_each_danger_is_told(content, danger):
    assert dangers({SHEET: content}) == f"{SHEET} {danger}"


def test_a_million_filled_rows_are_no_danger():
    """As many as a spreadsheet has, of nine columns."""
    row = b"".join(b'<c r="%c1000000"/>' % at for at in b"ABCDEFGHI")
    assert dangers({SHEET: row * 20_000}) is not None
    assert dangers({SHEET: row * 60_000}) is None


def test_a_text_longer_than_a_cell_is_a_danger():
    texts = b"<si><t>%b</t></si>" % (b"a" * 200_001)
    assert dangers({"xl/sharedStrings.xml": texts}) == (
        "a text longer than a cell can hold"
    )


def test_a_long_text_repeated_without_end_is_a_danger():
    texts = b"<si><t>%b</t></si>" % (b"a" * 100_000)
    parts = {"xl/sharedStrings.xml": texts, SHEET: b'<c t="s"/>' * 20_001}
    assert dangers(parts) == "long texts repeated without end"
    parts[SHEET] = b'<c t="s"/>' * 10_000
    assert dangers(parts) is None


def test_sheets_are_found_by_absolute_and_relative_names():
    parts = {
        "xl/_rels/workbook.xml.rels": (
            b'<R xmlns="r"><L Id="a" Target="worksheets/one.xml"/>'
            b'<L Id="b" Target="/xl/worksheets/two.xml"/></R>'
        ),
        "xl/workbook.xml": (
            b'<w xmlns="m" xmlns:r="rel"><sheets>'
            b'<sheet name="One" r:id="a"/><sheet name="Two" r:id="b"/>'
            b"</sheets></w>"
        ),
    }
    assert sheet_parts(parts) == {
        "One": "xl/worksheets/one.xml",
        "Two": "xl/worksheets/two.xml",
    }


def test_prefixes_and_quotes_hide_no_formula():
    content = b"<x:c s='1' r='B7' t='n'><x:f>1</x:f></x:c>"
    (fault,) = unwanted("s", content)
    assert (fault.row, fault.found) == (7, "a formula in cell B7")


def test_a_number_format_is_no_formula():
    assert not list(unwanted("s", cells(b"A1") + b'<font><family val="2"/>'))
