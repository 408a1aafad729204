"""A fresh copy of the tiny operation for every test."""

import json
import shutil
from pathlib import Path

import pytest

from sampai.tables import read_dataset
from tests.audit.edits import Files

TINY = Path(__file__).parent / "tiny"


@pytest.fixture(scope="session")
def tiny_sha() -> str:
    """Fingerprint of the tiny dataset, an affair of ``tables`` alone."""
    return read_dataset(TINY / "dataset").input_sha256()


@pytest.fixture
def tiny(tmp_path, tiny_sha) -> Files:
    """The sound operation of the tiny regency, to be edited."""
    files = Files(TINY / "dataset", TINY / "operation", tmp_path / "out")
    for table in (TINY / "chance").glob("*.csv"):
        shutil.copy(table, files.folder)
    figures = json.loads((TINY / "chance" / "summary.json").read_text())
    files.summary(input_sha256=tiny_sha, **figures)
    return files
