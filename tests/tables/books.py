"""Workbooks for tests: written by us, then changed from inside."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sampai.tables import Dataset, write_workbook_dataset


def book_of(dataset: Dataset, tmp_path: Path) -> bytes:
    """
    Write a dataset as a workbook.

    Parameters
    ----------
    dataset
        Checked dataset.
    tmp_path
        Folder to write in.

    Returns
    -------
    bytes
        The workbook.
    """
    path = tmp_path / "book.xlsx"
    write_workbook_dataset(dataset, path)
    return path.read_bytes()


def book(**sheets: Callable[[xlsxwriter.Workbook, Worksheet], None]) -> bytes:
    """
    Write a workbook sheet by sheet.

    Parameters
    ----------
    **sheets
        What fills each sheet.

    Returns
    -------
    bytes
        The workbook.
    """
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, fill in sheets.items():
        fill(workbook, workbook.add_worksheet(name))
    workbook.close()
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """
    Unzip a workbook.

    Parameters
    ----------
    data
        The workbook.

    Returns
    -------
    dict
        Contents by name.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """
    Zip the parts of a workbook.

    Parameters
    ----------
    parts
        Contents by name.

    Returns
    -------
    bytes
        The workbook.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """
    Change one part of a workbook.

    Parameters
    ----------
    data
        The workbook.
    part
        Name of the part.
    old, new
        Bytes and what replaces them, once.

    Returns
    -------
    bytes
        The changed workbook.
    """
    parts = parts_of(data)
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    return zipped(parts)
