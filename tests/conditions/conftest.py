"""The first dataset, and its beach from the day -6 to the day 8."""

from zoneinfo import ZoneInfo

import pytest

from sampai.clock import Horizon
from sampai.conditions import leg_windows
from sampai.tables import packaged_dataset, read_dataset


@pytest.fixture(scope="session")
def dataset():
    return read_dataset(packaged_dataset("pesisir-barat-2024"))


@pytest.fixture(scope="session")
def horizon(dataset):
    return Horizon(
        voting_day=dataset.settings.voting_day,
        first_day=-6,
        zone=ZoneInfo(dataset.settings.time_zone),
    )


@pytest.fixture(scope="session")
def windows(dataset, horizon):
    return leg_windows(dataset, horizon, range(-6, 9))


@pytest.fixture(scope="session")
def beach_rows(dataset):
    surfaces = dataset.legs["surface"].to_list()
    return [row for row, name in enumerate(surfaces) if name == "beach"]
