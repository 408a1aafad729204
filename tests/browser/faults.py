"""Data of the demo with faults, as people make them."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

# What no TPS can have.
FAULTS = {"voters_male": "3OO", "village_id": "nowhere"}


def spoil(archive: bytes) -> tuple[bytes, dict[str, str]]:
    """
    Take the TPS out of the files and move one of them by a little.

    Parameters
    ----------
    archive
        All tables, as the site gives them: a zip of CSV files.

    Returns
    -------
    tuple
        The TPS with two cells that cannot be, and what is right for each.
    """
    with ZipFile(BytesIO(archive)) as files:
        name = next(one for one in files.namelist() if one.endswith("tps.csv"))
        heads, *rows = csv.reader(files.read(name).decode().splitlines())
    rows[-3][heads.index("lat")] += "1"
    right = {}
    for row, (column, wrong) in zip(rows[-2:], FAULTS.items(), strict=True):
        right[wrong] = row[heads.index(column)]
        row[heads.index(column)] = wrong
    written = StringIO()
    csv.writer(written).writerows([heads, *rows])
    return written.getvalue().encode(), right


def mend(workbook: bytes, right: dict[str, str]) -> bytes:
    """
    Type the right words over the wrong ones, as in a spreadsheet.

    Parameters
    ----------
    workbook
        Refused rows, as the site gives them.
    right
        What is right, by what is wrong.

    Returns
    -------
    bytes
        The workbook mended.
    """
    mended = BytesIO()
    with ZipFile(BytesIO(workbook)) as book, ZipFile(mended, "w") as written:
        for part in book.namelist():
            content = book.read(part).decode()
            for wrong, word in right.items():
                content = content.replace(wrong, word)
            written.writestr(part, content)
    return mended.getvalue()
