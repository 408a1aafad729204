"""The pages under docs/ say what the code does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from docs.generate import pages
from sampai import errors
from sampai.cli.app import app
from sampai.election import Deadline, Item, Limit, Regulation
from sampai.errors import SampaiError

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")],
)
COMMANDS = typer.main.get_command(app).commands


def headings(page: Path) -> set[str]:
    """Find the headings of a page, without their marks."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return {line.lstrip("#").strip() for line in lines if line[:1] == "#"}


def kinds_of(error: type[Exception]) -> set[str]:
    """Name an error and all its kinds."""
    below = (kinds_of(kind) for kind in error.__subclasses__())
    return {error.__name__}.union(*below)


@pytest.mark.parametrize("name", pages())
def test_generated_pages_are_up_to_date(name):
    written = (REFERENCE / name).read_text(encoding="utf-8")
    assert written == pages()[name], "run `make docs`"


def test_every_command_has_a_heading():
    assert set(COMMANDS) <= headings(REFERENCE / "commands.md")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name):
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    options = {
        option for param in COMMANDS[name].params for option in param.opts
    }
    missing = {
        option
        for option in options
        if option.startswith("--") and f"`{option}" not in text
    }
    assert missing <= {"--help"}


def test_every_error_has_a_heading():
    known = {name for name in kinds_of(SampaiError) if hasattr(errors, name)}
    assert known <= headings(REFERENCE / "errors.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    missing = [
        link
        for link in links
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("kind", [Regulation, Item, Deadline, Limit])
def test_every_key_of_a_regulation_is_explained(kind):
    text = (REFERENCE / "regulations.md").read_text(encoding="utf-8")
    lists = {"items", "deadlines", "limits"}
    keys = {field.name for field in fields(kind)} - lists
    assert {key for key in keys if f"`{key}`" not in text} == set()


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    numbered = [page.name for page in folder.glob("0*.md")]
    assert [name for name in numbered if name not in listed] == []


def test_every_target_of_make_that_is_named_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {
        target
        for page in PAGES
        for target in re.findall(
            r"`make ([a-z-]+)", page.read_text(encoding="utf-8")
        )
    }
    assert named <= targets
