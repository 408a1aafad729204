"""No file may hold too much, whatever size it states."""

import io
import struct
import zipfile
import zlib

import pytest

from sampai.errors import Fault
from sampai.tables import limits
from sampai.tables.limits import MEGABYTE, read_limited, repack, unpack


def packed(**parts: bytes) -> bytes:
    """Zip some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_what_is_small_is_unpacked():
    assert unpack("a.xlsx", packed(a=b"1", b=b"22")) == {
        "a": b"1",
        "b": b"22",
    }


def test_a_file_over_fifty_megabytes_is_not_read(tmp_path):
    file = tmp_path / "tps.csv"
    with file.open("wb") as stream:
        stream.truncate(50 * MEGABYTE + 1)
    fault = read_limited(file)
    assert str(fault) == (
        "tps.csv: found 50.0 MB, expected at most 50 MB."
        " Give one regency a file, without pictures."
    )
    assert unpack("a.xlsx", bytes(50 * MEGABYTE + 1)) == limits.too_large(
        "a.xlsx", 50 * MEGABYTE + 1
    )


def test_a_bomb_that_tells_its_size_is_refused(monkeypatch):
    """Ten megabytes of zeros fill ten kilobytes."""
    monkeypatch.setattr(limits, "UNPACKED_MAX", 9 * MEGABYTE)
    bomb = packed(a=bytes(10 * MEGABYTE))
    assert len(bomb) < MEGABYTE / 50
    fault = unpack("a.xlsx", bomb)
    assert str(fault) == (
        "a.xlsx: found more than 9 MB when unpacked, expected at most 9 MB."
        " Delete sheets, pictures and rows that do not belong here."
    )


def test_a_bomb_in_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_MAX", MEGABYTE)
    parts = {f"p{at}": bytes(MEGABYTE // 2) for at in range(3)}
    fault = unpack("a.xlsx", packed(**parts))
    assert isinstance(fault, Fault)
    assert "when unpacked" in fault.found


@pytest.mark.parametrize("stated", [1, 999_999])
def test_a_part_that_lies_about_its_size_is_refused(stated, monkeypatch):
    """Both headers say ``stated``; the part is of three megabytes."""
    monkeypatch.setattr(limits, "UNPACKED_MAX", MEGABYTE)
    data = packed(a=bytes(3 * MEGABYTE))
    true = struct.pack("<I", 3 * MEGABYTE)
    assert data.count(true) >= 2
    lying = data.replace(true, struct.pack("<I", stated))
    assert isinstance(unpack("a.xlsx", lying), Fault)


def test_a_part_that_lies_with_a_true_checksum_shows_no_more_than_it_states():
    """The checksum is that of the first thousand bytes."""
    whole = bytes(3 * MEGABYTE)
    data = packed(a=whole)
    for true, stated in (
        (len(whole), 1000),
        (zlib.crc32(whole), zlib.crc32(whole[:1000])),
    ):
        data = data.replace(struct.pack("<I", true), struct.pack("<I", stated))
    parts = unpack("a.xlsx", data)
    assert parts == {"a": whole[:1000]}
    assert len(repack(parts)) < 2000


def test_what_is_packed_again_is_the_same():
    parts = {"a": b"1", "b/c": bytes(100)}
    assert unpack("a.xlsx", repack(parts)) == parts
    assert repack(parts) == repack(parts)


def test_too_many_parts_are_refused():
    parts = {f"p{at}": b"" for at in range(limits.PARTS_MAX + 1)}
    fault = unpack("a.xlsx", packed(**parts))
    assert isinstance(fault, Fault)
    assert "2001 parts" in fault.found


def test_two_parts_of_one_name_are_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")
    fault = unpack("a.xlsx", stream.getvalue())
    assert isinstance(fault, Fault)
    assert "two parts of the same name" in fault.found


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_is_refused(data):
    fault = unpack("a.xlsx", data)
    assert fault == {} or isinstance(fault, Fault)


def test_a_locked_part_is_refused():
    data = bytearray(packed(a=b"1"))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    fault = unpack("a.xlsx", bytes(data))
    assert isinstance(fault, Fault)
    assert "password" in fault.found
