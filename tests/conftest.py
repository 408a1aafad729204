"""What all tests share: how hypothesis runs, and the golden files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sampai.tables import Dataset, packaged_dataset, read_dataset

GOLDEN = Path(__file__).parent / "golden"

# No test measures time. The quick tests draw the same cases every time, so
# that main is not green by luck; the long ones look further each time.
settings.register_profile(
    "quick",
    deadline=None,
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=1000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("SAMPAI_HYPOTHESIS", "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let CI run every fourth long test, another quarter each commit."""
    parser.addoption("--share", default="1/1", metavar="K/N")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Keep the share of the tests that was asked for."""
    share, shares = map(int, config.getoption("--share").split("/"))
    kept = sorted(item.nodeid for item in items)[share - 1 :: shares]
    left_out = [item for item in items if item.nodeid not in set(kept)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def pesisir_barat() -> Dataset:
    """Give the packaged dataset, read once."""
    return read_dataset(packaged_dataset("pesisir-barat-2024"))


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with a golden file; `make golden` rewrites it."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if os.environ.get("SAMPAI_GOLDEN") == "write":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8")

    return compare
