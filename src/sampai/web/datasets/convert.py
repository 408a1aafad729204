"""The crossing between an edition and a dataset."""

from functools import lru_cache

from sampai.documents.dataset_files import settings_text
from sampai.errors import DatasetError, Fault
from sampai.tables import Dataset, Settings
from sampai.tables.settings_parsing import load_toml, parse_settings
from sampai.web.datasets.models import Edition
from sampai.web.sheets.convert import frames_of, store_frames
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
    return _dataset(edition.pk)


@lru_cache(maxsize=KEPT)
def _dataset(edition_id: int) -> Dataset:
    edition = Edition.objects.get(pk=edition_id)
    return Dataset(
        settings=settings_of(edition.settings_toml),
        **frames_of(edition.sheets.all()),
    )


def store_dataset(dataset: Dataset) -> tuple[str, list[Sheet]]:
    """
    Store the settings and tables of a dataset.

    Parameters
    ----------
    dataset
        Checked dataset.

    Returns
    -------
    str
        Text of its settings.
    list of Sheet
        One for each table.
    """
    return settings_text(dataset.settings), store_frames(dataset.frames())
