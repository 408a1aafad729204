"""Reading a CSV file, strictly."""

import csv
import io
from collections.abc import Iterator

from sampai.errors import Fault
from sampai.tables.raw import RawTable, Record, raw_table, unreadable
from sampai.tables.table import Table

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS = "Save the file as CSV UTF-8."


def decode(file: str, data: bytes) -> str | Fault:
    """
    Decode UTF-8, with or without its mark.

    Parameters
    ----------
    file
        Name of the file.
    data
        Its bytes.

    Returns
    -------
    str or Fault
        The text, or the first place at which it is not UTF-8 text.
    """
    if data.startswith(UTF16_MARKS):
        return Fault(
            file=file,
            found="UTF-16",
            expected="UTF-8",
            remedy=SAVE_AS,
        )
    try:
        text = data.removeprefix(UTF8_MARK).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        return Fault(
            file=file,
            row=before.count(b"\n") + 1,
            found=f"the byte 0x{error.object[error.start]:02X}",
            expected="UTF-8",
            remedy=SAVE_AS,
        )
    if "\0" in text:
        return Fault(
            file=file,
            row=text[: text.index("\0")].count("\n") + 1,
            found="a NUL byte",
            expected="text",
            remedy="Save the file anew as CSV UTF-8; it is damaged.",
        )
    return text


def read_csv(file: str, table: Table, data: bytes) -> RawTable:
    """
    Read one CSV file.

    Parameters
    ----------
    file
        Name of the file.
    table
        What it should hold.
    data
        Its bytes.

    Returns
    -------
    RawTable
        Cells as text, with the faults of its shape.
    """
    text = decode(file, data)
    if isinstance(text, Fault):
        return unreadable(file, text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    torn: list[Fault] = []
    raw = raw_table(file, table, _records(file, reader, torn))
    return RawTable(
        file=file,
        frame=raw.frame,
        faults=(*raw.faults, *torn),
        broken=raw.broken,
    )


def _records(
    file: str, reader: Iterator[list[str]], torn: list[Fault]
) -> Iterator[Record]:
    """Number the records; a quote that tears the file ends them."""
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            yield row, cells
    except csv.Error as error:
        torn.append(
            Fault(
                file=file,
                row=row + 1,
                found=f"text that ends wrongly ({error})",
                expected="cells with matching double quotes",
                remedy="Double each quote inside a cell, and close the cell.",
            )
        )
