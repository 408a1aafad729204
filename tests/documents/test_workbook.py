"""plan.xlsx holds the plan in the words of those who read it."""

from dataclasses import replace
from datetime import datetime
from zipfile import ZipFile

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from sampai.documents import write_workbook
from sampai.documents.workbook.writing import HEAD_ROWS


@pytest.fixture(scope="module")
def book(dataset, operation, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_workbook(dataset, operation, path, "id")
    return CalamineWorkbook.from_path(path)


def rows(book, sheet):
    cells = book.get_sheet_by_name(sheet).to_python()
    return [dict(zip(cells[HEAD_ROWS], row, strict=True)) for row in cells[4:]]


def test_every_sheet_says_that_it_is_restricted(book):
    for sheet in book.sheet_names:
        cells = book.get_sheet_by_name(sheet).to_python()
        assert cells[1][0].startswith("Terbatas: memuat rute")


def test_figures_name_the_file_they_come_from(book):
    figures = {row["Angka"]: row for row in rows(book, "Ringkasan")}
    assert figures["TPS terlayani"] == {
        "Angka": "TPS terlayani",
        "Nilai": 3,
        "Asal": "summary.json: served",
    }
    ratio = figures["Biaya pengiriman dibanding cara biasa"]
    assert ratio["Nilai"] == 0.9354


def test_headers_carry_units_and_ids_have_names_beside_them(book):
    trip = next(r for r in rows(book, "Perjalanan") if r["Perjalanan"] == "O1")
    assert trip["Jarak (m)"] == 28000
    assert trip["Biaya km dan jam (Rp)"] == 159800
    assert trip["Berakhir di: nama"] == "Only district"
    assert trip["Jenis kendaraan: nama"] == "Mobil bak"
    assert trip["Tahap"] == "Gudang ke kecamatan"


def test_moments_are_of_the_local_clock(book):
    trip = next(r for r in rows(book, "Perjalanan") if r["Perjalanan"] == "O1")
    assert trip["Berangkat (WIB)"] == datetime(2024, 11, 24, 8, 23)  # noqa: DTZ001  # a cell knows no zone


def test_kits_tell_what_is_in_which_box(book):
    ballots = [
        (row["TPS: nama"], row["Kotak"], row["Banyaknya"])
        for row in rows(book, "Isi kotak")
        if row["Barang"] == "BAL" and row["TPS"] == "N.001"
    ]
    assert ballots == [
        ("TPS 1 Near", "Bupati", 410),
        ("TPS 1 Near", "Gubernur", 410),
    ]


def test_unknown_stock_is_blank_not_zero(book):
    stock = {row["Barang"]: row for row in rows(book, "Persediaan")}
    assert stock["BOX"]["Kurang"] == 0
    assert stock["INK"]["Diterima"] == ""


def test_every_column_is_explained_on_the_last_sheet(book):
    assert book.sheet_names[-1] == "Keterangan"
    told = {(r["Lembar"], r["Kolom CSV"]) for r in rows(book, "Keterangan")}
    assert ("Perjalanan", "depart_at") in told
    assert ("Lintasan", "surface") in told


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_same_plan_gives_the_same_bytes(
    dataset, operation, language, tmp_path
):
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_workbook(dataset, operation, first, language)
    write_workbook(dataset, operation, second, language)
    assert first.read_bytes() == second.read_bytes()


def test_text_that_looks_like_a_formula_stays_text(
    dataset, operation, tmp_path
):
    unserved = pl.DataFrame(
        {
            "tps_id": ["N.001"],
            "stage": ["hub_to_village"],
            "reason": ["=HYPERLINK(A1)"],
            "remedy": ["@SUM(A1)"],
        }
    )
    path = tmp_path / "plan.xlsx"
    write_workbook(dataset, replace(operation, unserved=unserved), path, "en")
    (row,) = rows(CalamineWorkbook.from_path(path), "Unserved")
    assert row["Reason"] == "'=HYPERLINK(A1)"
    assert row["Remedy"] == "'@SUM(A1)"
    with ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if "worksheets" in name]
        assert not any(b"<f>" in parts.read(name) for name in sheets)


@pytest.fixture(scope="module")
def risky_book(dataset, risky, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_workbook(dataset, risky, path, "en")
    return path


def test_a_plan_without_scenarios_has_no_sheets_on_chance(book):
    assert not {"Peluang", "Penolong", "Harga batasan"} & set(book.sheet_names)


def test_the_weakest_tps_stands_first(risky_book):
    chances = rows(CalamineWorkbook.from_path(risky_book), "Chances")
    assert [row["TPS"] for row in chances] == ["B.001", "F.001", "N.001"]
    first = chances[0]
    assert first["Chance of being on time"] == 0.9938
    assert first["Leg to blame: way"] == "beach"
    assert first["Leg to blame to: name"] == "Beach"


def test_cures_and_plans_weighed_are_in_words(risky_book):
    book = CalamineWorkbook.from_path(risky_book)
    assert {row["Change"] for row in rows(book, "Cures")} == {
        "start 2 days earlier",
        "one more vehicle of each type",
    }
    chosen = [
        row for row in rows(book, "Plans weighed") if row["What it does"]
    ]
    assert [row["This plan"] for row in chosen] == ["yes"]
    assert rows(book, "Prices")[0]["TPS or place: name"] == "Pickup"
    assert len(rows(book, "Causes")) == 3


def test_figures_on_chance_stand_first_and_are_explained(risky_book):
    lines = rows(CalamineWorkbook.from_path(risky_book), "Summary")
    told = {row["Figure"]: row for row in lines}
    assert lines[3]["Figure"] == "Chance of the weakest TPS"
    assert lines[3]["Value"] == 0.9938
    assert lines[3]["Explanation"].startswith("Share of scenarios")
    assert told["This plan: TPS below the target"]["Value"] == 1
    assert "BMKG" in told["Forecast"]["Value"]
    assert told["Mind"]["Value"] == "The forecast ends on H-1."


def test_chances_are_percentages_coloured_by_class(risky_book):
    with ZipFile(risky_book) as parts:
        styles = parts.read("xl/styles.xml").decode()
        sheets = [
            parts.read(name).decode()
            for name in parts.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    # A share of one reads as what two standard errors leave.
    assert "[=1]&quot;&gt;\N{NO-BREAK SPACE}99.97" in styles
    coloured = [text for text in sheets if "conditionalFormatting" in text]
    # Chances, cures, plans weighed and prices.
    assert len(coloured) == 4
    assert 'operator="lessThan"' in coloured[0]
