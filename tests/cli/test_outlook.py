"""Copies of what was fetched lie where the system keeps such things."""

from pathlib import Path

import pytest

from sampai.cli.outlook import cache_folder, open_outlook
from sampai.conditions.outlook import Outlook


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """Forget where the machine of the tests keeps copies."""
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return monkeypatch


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME", "LOCALAPPDATA"])
def test_the_folder_of_the_system_is_taken(bare, tmp_path, variable):
    bare.setenv(variable, str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own" / "sampai" / "outlook"


def test_a_folder_that_is_no_whole_path_counts_as_not_set(bare, tmp_path):
    bare.setenv("XDG_CACHE_HOME", "here")
    assert cache_folder() == tmp_path / ".cache" / "sampai" / "outlook"


def test_nothing_named_is_nothing_read(pesisir_barat):
    assert open_outlook(pesisir_barat, ()) == Outlook.nothing()
