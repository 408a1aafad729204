"""The small sound dataset, read once."""

import pytest

from sampai.tables import Dataset, read_dataset
from tests.tables.overlays import SOUND


@pytest.fixture(scope="session")
def sound() -> Dataset:
    """Give the small dataset of tests/data/sound."""
    return read_dataset(SOUND)
