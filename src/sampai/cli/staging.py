"""A folder of output appears whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sampai.errors import DatasetError, Fault
from sampai.tables import OPERATION_TABLES

PAPERS = ("report.html", "plan.xlsx", "papers.pdf")
WRITTEN = frozenset(
    {f"{name}.csv" for name in OPERATION_TABLES}
    | {"summary.json", "dataset", "conditions.html", *PAPERS}
)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """
    Lend an empty folder that takes the place of another at the end.

    When anything goes wrong on the way, the old folder stays as it was.

    Parameters
    ----------
    folder
        Where the output shall lie. An operation that lies there already
        is replaced.

    Yields
    ------
    Path
        Empty folder beside it, to write into.

    Raises
    ------
    DatasetError
        When something else lies there.
    """
    folder = folder.resolve()
    refuse_strangers(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    lent = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        fresh = lent / "new"
        fresh.mkdir()
        yield fresh
        if folder.exists():
            folder.rename(lent / "old")
        fresh.rename(folder)
    finally:
        shutil.rmtree(lent, ignore_errors=True)


def refuse_strangers(folder: Path) -> None:
    """
    Refuse a folder with files that sampai did not write.

    Parameters
    ----------
    folder
        Where the output shall lie.

    Raises
    ------
    DatasetError
        When replacing it would destroy something else.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise DatasetError([_fault(folder, "a file")])
    strangers = sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.name not in WRITTEN and not entry.name.startswith(".")
    )
    if strangers:
        found = f"other files there, such as {strangers[0]!r}"
        raise DatasetError([_fault(folder, found)])


def _fault(folder: Path, found: str) -> Fault:
    return Fault(
        file=str(folder),
        found=found,
        expected="a new folder, or one that holds a plan and nothing else",
        remedy="Choose another folder for --out.",
    )
