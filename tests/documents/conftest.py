"""The tiny regency of the audit's tests, worked out by hand."""

from pathlib import Path

import pytest

from sampai.tables import Dataset, Operation, read_dataset, read_operation

TINY = Path(__file__).parents[1] / "audit" / "tiny"


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """A depot, a hub, a trailhead, two villages by road, one by beach."""
    return read_dataset(TINY / "dataset")


@pytest.fixture(scope="session")
def operation() -> Operation:
    """A sound plan for it, with a change of vehicle at the trailhead."""
    return read_operation(TINY / "operation")
