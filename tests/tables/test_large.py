"""Files of a million rows, and bombs: refused in words, machine alive."""

import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sampai.errors import DatasetError
from sampai.tables import DATASET_TABLES, read_dataset
from tests.tables.books import zipped
from tests.tables.ground import with_file

pytestmark = pytest.mark.slow


def million_rows() -> bytes:
    """Write a table of a million TPS, all alike."""
    header = ",".join(DATASET_TABLES["tps"].columns)
    row = "A.1.001,A.1,1,regular,1,1,-5,104,real\n"
    return f"{header}\n{row * 1_000_000}".encode()


def test_a_table_of_a_million_rows(ground):
    path = with_file(ground.folder, "tps.csv", million_rows())
    with pytest.raises(DatasetError) as refused:
        read_dataset(path)
    assert len(refused.value.faults) < 1000
    assert "999999 faults of this kind in all" in str(refused.value)


def test_a_sheet_of_a_million_rows(ground):
    folder, parts = ground.folder, ground.parts
    name = "xl/worksheets/sheet3.xml"
    sheet = parts[name]
    start = sheet.index(b'<row r="2"')
    end = sheet.index(b"</row>", start) + len(b"</row>")
    row = re.sub(rb'r="([A-Z]?)2"', rb'r="\g<1>%(row)d"', sheet[start:end])
    rows = b"".join(row % {b"row": at} for at in range(2, 1_000_002))
    path = folder / "million.xlsx"
    more = {name: sheet[:start] + rows + b"</sheetData></worksheet>"}
    path.write_bytes(zipped(parts | more))
    with pytest.raises(DatasetError) as refused:
        read_dataset(path)
    assert "999999 faults of this kind in all" in str(refused.value)


@settings(max_examples=5)
@given(st.integers(501, 2000), st.sampled_from(["xl/media/a.png", "xl/a.xml"]))
def test_a_bomb_of_any_size(ground, megabytes, name):
    path = ground.folder / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as stream,
    ):
        for _ in range(megabytes):
            stream.write(bytes(1_000_000))
    with pytest.raises(DatasetError, match="more than 500 MB when unpacked"):
        read_dataset(path)
