"""The files that are copied, and whose work they are."""

import json
from pathlib import Path

import pytest

from sampai.web.assets.copying import copy_wanted, without_source_map
from sampai.web.assets.wanted import HERE, WantedFile, wanted_files

SQUARE = [[100, 0], [2, 0], [0, 2], [-2, 0], [0, -2]]
LAND = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [SQUARE],
    "objects": {"land": {"type": "Polygon", "arcs": [[0]]}},
}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Copy every wanted file from packages made up for the test."""
    packages = {}
    for file in wanted_files():
        source = tmp_path / "node_modules" / file.package / file.path
        source.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(LAND) if file.make == "coast" else "a\n"
        source.write_text(f"{text}\n", encoding="utf-8")
        folder = tmp_path / "node_modules" / file.package
        about = {"version": "1.2.3", "license": "ISC"}
        (folder / "package.json").write_text(json.dumps(about))
        (folder / "LICENSE").write_text(f"Terms of {file.package}")
        dev = {"dev": True} if file.audience == "tests" else {}
        packages[f"node_modules/{file.package}"] = dev
    lock = tmp_path / "package-lock.json"
    lock.write_text(json.dumps({"packages": {"": {}, **packages}}))
    copy_wanted(
        tmp_path / "node_modules", lock, tmp_path / "vendor", tmp_path / "dev"
    )
    return tmp_path


def test_each_target_is_listed_once() -> None:
    targets = [file.target for file in wanted_files()]
    assert len(targets) == len(set(targets))


def test_each_package_is_asked_for_and_locked() -> None:
    package = json.loads((HERE / "package.json").read_text())
    lock = json.loads((HERE / "package-lock.json").read_text())
    asked = {*package["dependencies"], *package["devDependencies"]}
    assert {file.package for file in wanted_files()} == asked
    for name in asked:
        assert lock["packages"][f"node_modules/{name}"]["integrity"]


def test_the_lock_names_no_address() -> None:
    assert "://" not in (HERE / "package-lock.json").read_text()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("let a;\n//# sourceMappingURL=a.js.map\n", "let a;\n"),
        ("let a;\n//# sourceMappingURL=a.js.map", "let a;\n"),
        ("p{}\n/*# sourceMappingURL=a.css.map */\n", "p{}\n"),
        ("let a;\n", "let a;\n"),
    ],
)
def test_a_source_map_is_named_no_more(text: str, left: str) -> None:
    assert without_source_map(text) == left


def test_what_only_tests_load_is_not_served(copied: Path) -> None:
    served = {file.name for file in (copied / "vendor").iterdir()}
    assert "axe.min.js" not in served
    assert (copied / "dev" / "axe.min.js").is_file()


def test_the_coast_is_a_map_of_land(copied: Path) -> None:
    coast = json.loads((copied / "vendor" / "coast.json").read_text())
    assert coast["type"] == "FeatureCollection"
    assert len(coast["features"]) == 1


def test_every_served_package_is_credited(copied: Path) -> None:
    text = (copied / "vendor" / "licences.json").read_text()
    rows = {row["name"]: row for row in json.loads(text)["packages"]}
    assert "axe-core" not in rows
    assert rows["uplot"] == {
        "name": "uplot",
        "version": "1.2.3",
        "licence": "ISC",
        "files": ["uplot.js", "uplot.css"],
        "text": "Terms of uplot",
    }
    assert rows["Natural Earth"]["licence"] == "Natural Earth, public domain"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"make": "melt"}, "wanted.toml, a.js: unknown make 'melt'"),
        ({"audience": "all"}, "wanted.toml, a.js: unknown 'all'"),
        (
            {"target": "../a.js"},
            "wanted.toml: target '../a.js' is not a bare name",
        ),
    ],
)
def test_a_wrong_word_is_refused(change: dict[str, str], message: str) -> None:
    row = {"package": "a", "path": "a.js", "target": "a.js"}
    with pytest.raises(ValueError, match="wanted") as refusal:
        WantedFile(**{**row, **change})
    assert str(refusal.value) == message
