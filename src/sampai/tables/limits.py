"""How much a file may hold, packed and unpacked."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from sampai.errors import Fault

MEGABYTE = 1_000_000
FILE_MAX = 50 * MEGABYTE
UNPACKED_MAX = 500 * MEGABYTE
PARTS_MAX = 2000


def read_limited(path: Path) -> bytes | Fault:
    """
    Read a file that is not too large.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    bytes or Fault
        Its contents, or why they are not read.
    """
    try:
        size = path.stat().st_size
        if size > FILE_MAX:
            return too_large(path.name, size)
        return path.read_bytes()
    except OSError as error:
        return Fault(
            file=path.name,
            found=f"a file that cannot be read ({error.strerror})",
            expected="a readable file",
            remedy="Close it in other programs and check who may read it.",
        )


def too_large(file: str, size: int) -> Fault:
    """
    Tell that a file is too large.

    Parameters
    ----------
    file
        Its name.
    size
        Its size. [bytes]

    Returns
    -------
    Fault
        With both sizes.
    """
    return Fault(
        file=file,
        found=f"{size / MEGABYTE:.1f} MB",
        expected=f"at most {FILE_MAX // MEGABYTE} MB",
        remedy="Give one regency a file, without pictures.",
    )


def unpack(file: str, data: bytes) -> dict[str, bytes] | Fault:
    """
    Unpack a zip file, trusting none of the sizes it states.

    Parameters
    ----------
    file
        Name of the file.
    data
        Its bytes.

    Returns
    -------
    dict or Fault
        Contents by name, or why it is refused.
    """
    if len(data) > FILE_MAX:
        return too_large(file, len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _parts(file, packed)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        return damaged(file, str(error))


def _parts(file: str, packed: zipfile.ZipFile) -> dict[str, bytes] | Fault:
    entries = packed.infolist()
    if len(entries) > PARTS_MAX:
        return damaged(file, f"{len(entries)} parts")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        return damaged(file, "two parts of the same name")
    # No more than a part states is ever unpacked from it, so that the sum
    # of what they state bounds what there is.
    if sum(entry.file_size for entry in entries) > UNPACKED_MAX:
        return _unpacks_too_large(file)
    return {entry.filename: packed.read(entry) for entry in entries}


def repack(parts: Mapping[str, bytes]) -> bytes:
    """
    Pack parts again, with sizes that are true.

    A parser that trusts a part to end where its stream ends would unpack
    more than ``unpack`` has seen.

    Parameters
    ----------
    parts
        Contents by name.

    Returns
    -------
    bytes
        A zip file without compression.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def damaged(file: str, why: str) -> Fault:
    """
    Tell that a workbook cannot be opened.

    Parameters
    ----------
    file
        Its name.
    why
        What the library said.

    Returns
    -------
    Fault
        With the reason.
    """
    return Fault(
        file=file,
        found=f"no readable workbook ({why})",
        expected="an .xlsx workbook",
        remedy="Open it in a spreadsheet and save it anew as .xlsx.",
    )


def _unpacks_too_large(file: str) -> Fault:
    return Fault(
        file=file,
        found=f"more than {UNPACKED_MAX // MEGABYTE} MB when unpacked",
        expected=f"at most {UNPACKED_MAX // MEGABYTE} MB",
        remedy="Delete sheets, pictures and rows that do not belong here.",
    )
