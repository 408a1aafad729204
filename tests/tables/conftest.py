"""The small sound dataset, read once."""

import pytest

from sampai.tables import Dataset, read_dataset
from tests.tables.ground import Ground
from tests.tables.overlays import SOUND


@pytest.fixture(scope="session")
def sound() -> Dataset:
    """Give the small dataset of tests/data/sound."""
    return read_dataset(SOUND)


@pytest.fixture(scope="session")
def ground(tmp_path_factory, sound) -> Ground:
    """Give a folder to work in, and the sound workbook."""
    return Ground(tmp_path_factory.mktemp("ground"), sound)
