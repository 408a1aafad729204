"""From what a person types to a dataset."""

import os
from pathlib import Path

from sampai.errors import DatasetError, Fault
from sampai.tables import Dataset, packaged_dataset, read_dataset


def dataset_path(named: str) -> Path:
    """
    Find the dataset that a person names.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset. What
        lies under that path goes before a packaged dataset of that name.

    Returns
    -------
    Path
        The folder or the workbook.

    Raises
    ------
    DatasetError
        When there is neither.
    """
    path = Path(named)
    if path.exists():
        return path
    if _is_name(named):
        return packaged_dataset(named)
    raise DatasetError(
        [
            Fault(
                file=named,
                found="nothing there",
                expected="a folder or a workbook",
                remedy=f"Check the path; it is looked up from {Path.cwd()}.",
            )
        ]
    )


def open_dataset(named: str) -> Dataset:
    """
    Read the dataset that a person names.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.

    Returns
    -------
    Dataset
        The dataset, checked.
    """
    return read_dataset(dataset_path(named))


def _is_name(named: str) -> bool:
    separators = {os.sep, os.altsep, "."}
    return not any(mark in named for mark in separators if mark)
