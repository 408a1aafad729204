"""
What the long jobs of supplies do, apart from pages and database.

No Django here: a child process that sets pages has no site to load.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sampai.documents import write_packing
from sampai.tables import Dataset


def write_list(
    *, tell: Callable[[str], None], dataset: Dataset, path: Path, **wanted: Any
) -> None:
    """
    Write packing lists or labels.

    Parameters
    ----------
    tell
        Is called with the code of the step.
    dataset
        The regency.
    path
        File to write.
    **wanted
        As `write_packing` takes it.
    """
    tell("papers")
    write_packing(dataset, path, **wanted)
