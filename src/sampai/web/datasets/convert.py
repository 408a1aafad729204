"""The crossing between an edition and a dataset."""

from dataclasses import dataclass
from functools import lru_cache

from sampai.documents.dataset_files import settings_text
from sampai.errors import DatasetError, Fault
from sampai.tables import Dataset, Settings
from sampai.tables.settings_parsing import load_toml, parse_settings
from sampai.web.datasets.models import Edition
from sampai.web.sheets.convert import (
    kept_frame_of,
    sheets_by_table,
    store_frames,
)
from sampai.web.sheets.models import Sheet

SETTINGS = "dataset.toml"
# Editions whose tables stay in memory: the one in force and one to compare.
KEPT = 4


def settings_of(text: str) -> Settings:
    """
    Read the settings of an edition.

    Parameters
    ----------
    text
        Contents of dataset.toml.

    Returns
    -------
    Settings
        The settings.

    Raises
    ------
    DatasetError
        When they are not sound.
    """
    tree = load_toml(SETTINGS, text.encode())
    if isinstance(tree, Fault):
        raise DatasetError([tree])
    settings, faults = parse_settings(SETTINGS, tree, {})
    if settings is None or faults:
        raise DatasetError(faults)
    return settings


def dataset_of_edition(edition: Edition) -> Dataset:
    """
    Read an edition back as the dataset that was stored.

    Parameters
    ----------
    edition
        The edition.

    Returns
    -------
    Dataset
        The same settings and tables; kept in memory, since an edition
        never changes.
    """
    return _dataset(edition.pk, edition.input_sha256)


@lru_cache(maxsize=KEPT)
def _dataset(edition_id: int, _input_sha256: str) -> Dataset:
    """Read it once; the fingerprint tells apart what reuses a number."""
    edition = Edition.objects.get(pk=edition_id)
    frames = {
        name: kept_frame_of(sheet)
        for name, sheet in sheets_by_table(edition).items()
    }
    return Dataset(settings=settings_of(edition.settings_toml), **frames)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """
    A dataset as the database holds it, in force or not.

    Parameters
    ----------
    settings_toml
        Text of its settings.
    input_sha256
        Its fingerprint.
    sheets
        One for each table.
    """

    settings_toml: str
    input_sha256: str
    sheets: tuple[Sheet, ...]


def store_dataset(dataset: Dataset) -> Stored:
    """
    Store the settings and tables of a dataset.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    Stored
        Not in force yet.
    """
    return Stored(
        settings_toml=settings_text(dataset.settings),
        input_sha256=dataset.input_sha256(),
        sheets=tuple(store_frames(dataset.frames())),
    )
