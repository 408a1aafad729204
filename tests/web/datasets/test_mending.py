"""Refused rows come back alone, are mended, and go back to their places."""

import polars as pl
import pytest
from django.utils import translation

from sampai.errors import SampaiError
from sampai.web.datasets.models import ImportState
from sampai.web.datasets.storing import (
    refused_of,
)
from tests.web.datasets.addresses import rows_of


def test_refused_rows_come_back_alone_with_what_was_expected(sent, bad_tps):
    rows = rows_of(refused_of(sent(bad_tps)), "tps")
    assert [row["file_row"] for row in rows] == [2, 4]
    assert rows[0]["voters_male"] == "3OO"
    assert rows[0]["tps_id"] == "18.13.01.1005.001"
    assert rows[0]["to_mend"] == (
        "voters_male: ditemukan '3OO', seharusnya bilangan bulat dari 0"
        " sampai 600. Ketik angka 300; huruf O bukan nol."
    )
    assert "Maksudnya regular?" in str(rows[1]["to_mend"])


def test_refused_rows_speak_the_language_of_who_sent_them(sent, bad_tps):
    with translation.override("en"):
        rows = rows_of(refused_of(sent(bad_tps)), "tps")
    assert rows[0]["to_mend"] == (
        "voters_male: found '3OO', expected a whole number from 0 to 600."
        " Type the digits 300; the letter O is not a zero."
    )


def test_mended_rows_go_back_to_their_places(sent, bad_tps, workbook):
    upload = sent(bad_tps)
    rows = rows_of(refused_of(upload), "tps")
    rows[0]["voters_male"], rows[1]["kind"] = 268, "regular"
    mended = sent({"upload.xlsx": workbook({"tps": rows})}, mends=upload)
    assert mended.state == ImportState.READY
    assert not mended.has_changes


def test_a_row_still_bad_stays_refused_under_its_own_number(
    sent, bad_tps, workbook
):
    upload = sent(bad_tps)
    rows = rows_of(refused_of(upload), "tps")
    rows[0]["voters_male"] = 268
    again = sent({"upload.xlsx": workbook({"tps": rows})}, mends=upload)
    assert list(again.faults.values_list("row", "column")) == [(4, "kind")]
    rest = rows_of(refused_of(again), "tps")
    assert [row["file_row"] for row in rest] == [4]
    rest[0]["kind"] = "regular"
    last = sent({"upload.xlsx": workbook({"tps": rest})}, mends=again)
    assert last.state == ImportState.READY


def test_a_row_left_blank_is_taken_out(sent, files, workbook):
    lines = files["speeds.csv"].decode().splitlines()
    twice = "\n".join([*lines, lines[1], ""]).encode()
    upload = sent({"speeds.csv": twice})
    rows = rows_of(refused_of(upload), "speeds")
    assert [row["file_row"] for row in rows] == [len(lines) + 1]
    blank = [{**dict.fromkeys(rows[0], ""), "file_row": rows[0]["file_row"]}]
    mended = sent({"upload.xlsx": workbook({"speeds": blank})}, mends=upload)
    assert mended.state == ImportState.READY
    assert not mended.has_changes


def test_a_whole_file_takes_the_place_of_one_with_faults(sent, bad_tps, files):
    upload = sent(bad_tps)
    mended = sent({"tps.csv": files["tps.csv"]}, mends=upload)
    assert mended.state == ImportState.READY


def test_the_settings_are_mended_by_their_file(sent, files):
    upload = sent(
        {"dataset.toml": b"[dataset]\n", "tps.csv": files["tps.csv"]}
    )
    assert upload.state == ImportState.FAULTY
    toml = {"dataset.toml": files["dataset.toml"]}
    mended = sent(toml, mends=upload)
    assert mended.state == ImportState.READY
    assert set(mended.counts) == {"dataset", "tps"}


@pytest.mark.parametrize("number", [1, 999, "", "two"])
def test_a_row_that_was_not_sent_is_not_mended(
    sent, bad_tps, workbook, number
):
    upload = sent(bad_tps)
    rows = rows_of(refused_of(upload), "tps")
    rows[0]["file_row"] = number
    again = sent({"upload.xlsx": workbook({"tps": rows})}, mends=upload)
    found = again.faults.filter(column="file_row").get()
    assert found.file == "upload.xlsx, sheet tps"
    assert found.row == 2


def test_rows_of_a_table_that_was_not_sent_are_not_mended(
    sent, bad_tps, workbook
):
    upload = sent(bad_tps)
    rows = rows_of(refused_of(upload), "tps")
    alien = [{"hazard": "rain", "file_row": 2, "to_mend": ""}]
    again = sent(
        {"upload.xlsx": workbook({"tps": rows, "hazards": alien})},
        mends=upload,
    )
    assert any("not sent" in one.found for one in again.faults.all())


def test_a_formula_in_a_refused_cell_stays_text(sent, files):
    header, first, *rest = files["places.csv"].decode().splitlines()
    cells = first.split(",")
    names = header.split(",")
    cells[names.index("name")] = '"\'=cmd()"'
    cells[names.index("kind")] = "=1+1"
    text = "\n".join([header, ",".join(cells), *rest, ""])
    upload = sent({"places.csv": text.encode()})
    row = rows_of(refused_of(upload), "places")[0]
    assert (row["name"], row["kind"]) == ("'=cmd()", "=1+1")


def test_mending_upon_mending_ends_somewhere(sent, bad_tps, monkeypatch):
    monkeypatch.setattr("sampai.web.datasets.importing.MENDED_MAX", 2)
    upload = sent(bad_tps)
    again = sent(bad_tps, mends=upload)
    with pytest.raises(SampaiError, match="terlalu sering"):
        sent(bad_tps, mends=again)


def test_every_refused_row_is_named_however_many_there_are(sent, files):
    text = files["tps.csv"].replace(b",regular,", b",regulr,")
    upload = sent({"tps.csv": text})
    rows = pl.DataFrame(rows_of(refused_of(upload), "tps"))
    assert rows.height == upload.counts["tps"]["refused"]
    assert rows.height > 250
