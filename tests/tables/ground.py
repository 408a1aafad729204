"""Where broken files are laid out and read."""

import shutil
from pathlib import Path

from sampai.errors import DatasetError
from sampai.tables import Dataset, read_dataset
from tests.tables.books import book_of, parts_of
from tests.tables.overlays import SOUND


class Ground:
    """A folder to work in, and the sound workbook, whole and in parts."""

    def __init__(self, folder: Path, sound: Dataset) -> None:
        self.folder = folder
        self.book = book_of(sound, folder)
        self.parts = parts_of(self.book)


def outcome(path: Path) -> Dataset | None:
    """Read what is there; anything but faults that are told is an error."""
    try:
        return read_dataset(path)
    except DatasetError as error:
        message, faults = str(error), error.faults
    assert faults
    assert "\x00" not in message
    for fault in faults:
        assert all((fault.file, fault.found, fault.expected, fault.remedy))
    return None


def with_file(folder: Path, name: str, data: bytes) -> Path:
    """Lay one file over the sound dataset."""
    target = folder / "dataset"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(SOUND, target)
    (target / name).write_bytes(data)
    return target
