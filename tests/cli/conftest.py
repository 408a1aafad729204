"""Run the terminal as a person does, in a folder of its own."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sampai.cli.app import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def sampai(tmp_path, monkeypatch, capsys) -> Callable[..., Run]:
    """Give a function that runs ``sampai`` with some words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str) -> Run:
        with pytest.raises(SystemExit) as ended:
            main(words)
        text = capsys.readouterr()
        return Run(code=ended.value.code or 0, out=text.out, err=text.err)

    return run
