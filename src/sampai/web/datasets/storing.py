"""The files that were sent, kept under names of ours until they are used."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sampai.errors import SampaiError
from sampai.web.datasets.models import Import
from sampai.web.datasets.reading import PACKED, Upload

LONGEST_NAME = 100
# In a folder of its own: nothing that was sent lies there.
REFUSED = Path("refused") / "rows.xlsx"


def folder_of(upload: Import) -> Path:
    """
    Tell where the files of an import lie.

    Parameters
    ----------
    upload
        The import.

    Returns
    -------
    Path
        A folder of its own.
    """
    root = Path(settings.MEDIA_ROOT) / "imports" / upload.regency.code
    return root / str(upload.pk)


def keep_files(upload: Import, files: Mapping[str, UploadedFile]) -> None:
    """
    Keep files.

    Parameters
    ----------
    upload
        Of which import.
    files
        By their name in the contract: no word of a stranger becomes the
        name of a file.
    """
    folder = folder_of(upload)
    folder.mkdir(parents=True)
    for name, file in files.items():
        with (folder / name).open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)


def files_of(upload: Import) -> Upload:
    """
    Read the files of an import.

    Parameters
    ----------
    upload
        The import.

    Returns
    -------
    Upload
        By their name in the contract.

    Raises
    ------
    SampaiError
        When they are no longer kept.
    """
    folder = folder_of(upload)
    if not folder.is_dir():
        raise SampaiError(_("The files are no longer kept. Send them again."))
    files = {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file()
    }
    if files.keys() & set(PACKED.values()) and upload.names:
        return Upload(files=files, shown=upload.names[0])
    return Upload(files=files)


def keep_refused(upload: Import, workbook: bytes | None) -> None:
    """
    Keep the refused rows of an import, to be downloaded and mended.

    Parameters
    ----------
    upload
        The import.
    workbook
        The rows; None: there are none any more.
    """
    path = folder_of(upload) / REFUSED
    path.parent.mkdir(exist_ok=True)
    if workbook is None:
        path.unlink(missing_ok=True)
        return
    half = path.with_suffix(".part")
    half.write_bytes(workbook)
    half.replace(path)


def refused_of(upload: Import) -> bytes | None:
    """
    Read the refused rows of an import.

    Parameters
    ----------
    upload
        The import.

    Returns
    -------
    bytes or None
        A workbook; None where no row was refused, or it is kept no longer.
    """
    path = folder_of(upload) / REFUSED
    return path.read_bytes() if path.is_file() else None


def drop_own_files(upload: Import) -> None:
    """
    Delete the files of an import.

    Parameters
    ----------
    upload
        The import.
    """
    shutil.rmtree(folder_of(upload), ignore_errors=True)


def drop_files(upload: Import) -> None:
    """
    Delete the files of an import, and of those that it mends.

    Parameters
    ----------
    upload
        The import; what it found stays.
    """
    one: Import | None = upload
    while one is not None:
        drop_own_files(one)
        one = one.mends


def shown_name(name: str) -> str:
    """
    Make the name of a file fit to be shown.

    Parameters
    ----------
    name
        As it was sent.

    Returns
    -------
    str
        Its end, without signs that do not print.
    """
    kept = "".join(sign for sign in name if sign.isprintable())
    return kept[-LONGEST_NAME:]
